"""What a user asks of an export, in a form that a second process can be given."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..book.plan import ALL_KINDS

BOOK, PDF, PNG, SVG, WEB = "livre", "pdf", "png", "svg", "web"
FORMATS = (BOOK, PDF, PNG, SVG)
PATTERN = "{feuille}"
DPI = 300


@dataclass(frozen=True)
class ExportOptions:
    """Empty ``sheets``: all. ``kinds``: the kinds of parts, in `atlas.parts`; ``territories``: the type that has pages.

    ``formats`` are names of this module: BOOK is one PDF of all, the others a file a part, named by ``pattern``.
    ``project`` is a saved project whose retouches of the sheets are printed. ``unchecked`` prints what the check of the
    sheets stops, too.
    """

    workspace: str
    sheets: tuple[str, ...] = ()
    catalogue: str = ""
    kinds: tuple[str, ...] = ALL_KINDS
    territories: str = ""
    formats: tuple[str, ...] = (BOOK, PDF)
    pattern: str = PATTERN
    dpi: int = DPI
    geopdf: bool = False
    processes: int = 2
    project: str = ""
    unchecked: bool = False

    def to_json(self) -> str:
        """As text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ExportOptions:
        """From what `to_json` wrote."""
        values = json.loads(text)
        return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
