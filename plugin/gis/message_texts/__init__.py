"""The words of the findings, English, a file a family. French stands in ``resources/i18n``.

{n} is the line, {c} the column, {v} the value; the other names are the finding's own params. A missing param prints
"?"; "Line {n}: " is left out where a finding has no line; a param "chemin" that the text does not name goes before it.
pylupdate5 does not see a call with a comma after its last argument.
"""
