"""Preflight: what must not be printed as it is. Each check is a plain function; QGIS knows them as validity checks.

`run.preflight(layouts, context)` runs them all; `titles` and `checks` list them; `registry` makes them QGIS's own.
"""
