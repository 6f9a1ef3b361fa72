"""How far an atlas has come, from its first file to the printed book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .workspace import Workspace

EDITION, COMMUNES, TERRITORIES, SITES, LINKS, TIMES, BOOK = (
    "edition", "communes", "territories", "sites", "links", "times", "book"
)
_TABLES = {
    COMMUNES: "commune", TERRITORIES: "territoire", SITES: "etablissement", LINKS: "cooperation", TIMES: "temps_acces"
}
_SAID = ("region", "agence", "date_reference")  # what every printed page names


@dataclass(frozen=True)
class Step:
    """One step: ``count`` are its rows (or printed files), 0 where it is still to do; an optional one blocks none."""

    key: str
    count: int
    optional: bool = False


def steps_of(workspace: Workspace, counts: dict[str, int] | None = None) -> list[Step]:
    """The steps of an atlas in the order a newcomer takes them; ``counts`` are its rows where they are known."""
    settings = workspace.settings()
    steps = [Step(EDITION, int(all(settings.get(key) for key in _SAID)))]
    counts = workspace.counts() if counts is None else counts
    for key, table in _TABLES.items():
        steps.append(Step(key, counts.get(table, 0), optional=key in (LINKS, TIMES)))
    return [*steps, Step(BOOK, len(list(default_output(workspace.path).glob("*.pdf"))))]


def default_output(workspace: str | Path) -> Path:
    """Where the pages of an atlas are printed to unless another folder is chosen."""
    path = Path(workspace)
    return path.with_name(f"{path.stem}_pdf")


def next_step(steps: list[Step]) -> str:
    """The key of what comes next: the first that is needed and not done; "" when all is."""
    return next((step.key for step in steps if not step.count and not step.optional), "")
