"""The profile of a territory: its measures, those of a reference, and its rank among its peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..french import french_number, typeset
from .measures import AccessClasses, Measure, measures
from .members import Members
from .region import RegionTables
from .secrecy import MASKED, hidden

COLUMNS = [
    "rubrique", "cle", "mesure", "unite", "decimales", "valeur", "reference", "rang", "pairs", "statut",
    "statut_reference", "personnes", "personnes_reference", "partition",
]


@dataclass(frozen=True)
class Profile:
    """A row of ``lines`` is a measure, with ``COLUMNS``.

    ``rang`` 1 is the highest value among ``pairs`` territories of the same type, ties sharing it, missing for several
    territories together or a drawn area. ``statut`` is "valeur", or "ND" where there is no value, or "secret" once
    masked; ``personnes`` the persons behind the value (NaN where none are counted).
    """

    territory: str
    reference: str
    kind: str
    lines: pd.DataFrame


def profile(
    region: RegionTables,
    members: Members,
    reference: Members | None = None,
    peers: Members | None = None,
    kind: str = "",
    classes: Mapping[str, AccessClasses] | None = None,
) -> Profile:
    """The profile.

    Args:
        region: the model.
        members: the one territory asked about (see `RegionTables.territory`).
        reference: the one it is set beside; the whole region by default.
        peers: those among which it ranks, itself one of them by its code; None: no rank.
        kind: the type of the territory, for the words.
        classes: classes of access time, see `measures`.
    """
    reference = reference or region.whole
    own = measures(region, members, classes)
    beside = measures(region, reference, classes)
    rank, count = _ranks(region, members, peers, classes, len(own))
    rows = [
        (
            mine.rubric, mine.key, mine.label, mine.unit, mine.decimals, float(mine.values[0]), float(other.values[0]),
            position, number, _status(mine), _status(other), _people(mine), _people(other), mine.partition,
        )
        for mine, other, position, number in zip(own, beside, rank, count, strict=True)
    ]
    lines = pd.DataFrame(rows, columns=COLUMNS).astype({"rang": "Int64", "pairs": "Int64"})
    return Profile(str(members.names[0]), str(reference.names[0]), kind, lines)


def masked(found: Profile, threshold: int) -> Profile:
    """The profile as it may be published: secret values are missing, without a rank, their ``statut`` "secret"."""
    lines = found.lines.copy()
    # A share tells the count behind it: both are hidden by one decision on the counts.
    for value, people, status in (
        ("valeur", "personnes", "statut"), ("reference", "personnes_reference", "statut_reference"),
    ):
        secret = hidden(lines[people].to_numpy(dtype=float), threshold, lines["partition"].tolist())
        lines.loc[secret, value] = np.nan
        lines.loc[secret, status] = MASKED
        lines[people] = np.nan
    lines["rang"] = lines["rang"].where(lines["statut"] != MASKED)
    return Profile(found.territory, found.reference, found.kind, lines)


def _status(measure: Measure) -> str:
    return "valeur" if np.isfinite(measure.values[0]) else "ND"


def _people(measure: Measure) -> float:
    return float("nan") if measure.people is None else float(measure.people[0])


def _ranks(
    region: RegionTables,
    members: Members,
    peers: Members | None,
    classes: Mapping[str, AccessClasses] | None,
    size: int,
) -> tuple[list[object], list[object]]:
    """The rank of the territory in each measure and among how many that have a value."""
    places: list[int] = [] if peers is None else np.flatnonzero(peers.codes == members.codes[0]).tolist()
    if peers is None or not places:
        return [pd.NA] * size, [pd.NA] * size
    ranks: list[object] = []
    counts: list[object] = []
    for measure in measures(region, peers, classes):
        own = measure.values[places[0]]
        ranks.append(int((measure.values > own).sum()) + 1 if np.isfinite(own) else pd.NA)
        counts.append(int(np.isfinite(measure.values).sum()))
    return ranks, counts


def table(found: Profile) -> pd.DataFrame:
    """The profile as a table to show or to keep: a row a measure, without the persons behind it."""
    return found.lines.drop(columns=["decimales", "personnes", "personnes_reference", "partition"])


def shown(value: float, decimals: int, status: str = "valeur") -> str:
    """A value as it is printed: French, "n. d." where there is none, "secret" where it is hidden."""
    if status == MASKED:
        return MASKED
    return french_number(value, decimals) if np.isfinite(value) else "n. d."


def profile_text(found: Profile) -> str:
    """The profile ready to paste: a line that says what it is, then a table with tabs, one row a measure."""
    ranked = found.lines["rang"].notna().any()
    head = ["Mesure", "Unité", found.territory, found.reference, *(["Rang"] if ranked else [])]
    rows = [f"{found.territory}, comparé à {found.reference}", "\t".join(head)]
    rubric = None
    for line in found.lines.to_dict("records"):
        if line["rubrique"] != rubric:
            rubric = line["rubrique"]
            rows.append(str(rubric))
        cells = [
            line["mesure"], line["unite"], shown(line["valeur"], line["decimales"], line["statut"]),
            shown(line["reference"], line["decimales"], line["statut_reference"]),
        ]
        if ranked:
            cells.append("" if pd.isna(line["rang"]) else f"{line['rang']} / {line['pairs']}")
        rows.append("\t".join(cells))
    return "\n".join(rows)


def profile_sentences(found: Profile) -> str:
    """The profile in French sentences, for a report: people, supply, access."""
    lines = found.lines.set_index("cle")

    def value(key: str) -> str | None:
        if key not in lines.index or lines.at[key, "statut"] != "valeur":
            return None
        return shown(float(lines.at[key, "valeur"]), int(lines.at[key, "decimales"]))

    parts = []
    people, density = value("population"), value("densite")
    if people:
        older = value("part_pop_65p")
        words = f"{found.territory} compte {people} habitants"
        words += f" ({density} habitants au km²)" if density else ""
        words += f", dont {older} % de 65 ans et plus" if older else ""
        parts.append(f"{words}.")
    for key, what in (("tous", "de soins urgents"), ("maternites", "d’une maternité")):
        median, worst = value(f"mediane_{key}"), value(f"maximum_{key}")
        if median and worst:
            parts.append(
                f"La moitié des habitants est à {median} minutes au plus {what}, la commune la plus éloignée à "
                f"{worst} minutes."
            )
    near = value("part_tous_0")
    if near:
        reference = shown(float(lines.at["part_tous_0", "reference"]), 1)
        words = str(lines.at["part_tous_0", "mesure"]).removesuffix(" : part")
        parts.append(f"{words} : {near} % des habitants ({found.reference} : {reference} %).")
    return typeset(" ".join(parts))

