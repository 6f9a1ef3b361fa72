"""Establishments of a survey found in the register: by FINESS, else by name and commune, never silently."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import Finding, InputError, Report, Severity
from ..tables import lost_zeros, read_table
from .texts import each_text

_CANDIDATES = 5
_LEAST_LIKENESS = 0.45
_SYNONYMS = {  # as hospitals abbreviate themselves; compared word by word
    "ch": "centre hospitalier",
    "chu": "centre hospitalier universitaire",
    "chru": "centre hospitalier universitaire",
    "chr": "centre hospitalier regional",
    "chs": "centre hospitalier specialise",
    "hop": "hopital",
    "ctre": "centre",
    "hosp": "hospitalier",
    "st": "saint",
    "ste": "sainte",
    "gh": "groupe hospitalier",
    "hl": "hopital local",
    "ghbs": "groupe hospitalier bretagne sud",
    "ghu": "groupe hospitalier universitaire",
}


@dataclass
class Matches:
    """FINESS numbers found for a list of ends, None where there is none; and what a person has to decide.

    ``undecided`` has a row a candidate: ``nom``, ``commune``, ``lignes``, ``finess``, ``rs``, ``commune_candidat``,
    ``score`` (0 to 1), the best first.
    """

    finess: np.ndarray
    undecided: pd.DataFrame = field(default_factory=pd.DataFrame)


def match_establishments(
    ends: pd.DataFrame,
    rows: np.ndarray,
    establishments: pd.DataFrame,
    report: Report,
    side: str,
    decisions: Mapping[tuple[str, str], str] | None = None,
) -> Matches:
    """Find each end of the links in the register.

    A FINESS number goes before the name. A number that lost its leading zero is mended and said so (ETA01, a warning).
    Without a number, a decision of the user is applied; else one establishment of exactly that name in that commune is
    taken and said so (COO16); anything else is COO17 with its candidates, and stays without number.

    Args:
        ends: ``finess``, ``nom``, ``commune``, all text or None.
        rows: file lines.
        establishments: ``finess_et``, ``rs``, ``nom_court``, ``commune``.
        report: receives COO06 (number unknown), COO16, COO17, ETA01.
        side: ``a`` or ``b``, for the column a finding names.
        decisions: ``{(nom, commune): finess}`` with folded names, from an earlier run.
    """
    known = pd.Index(establishments["finess_et"].unique())
    numbers = each_text(ends["finess"], lambda text: "".join(text.split()))
    proposals = lost_zeros(numbers, 9)
    mended = (proposals.notna() & proposals.isin(known)).to_numpy(dtype=bool)
    for place in np.flatnonzero(mended):
        report.add(
            "ETA01",
            Severity.WARNING,
            row=int(rows[place]),
            column=f"finess_{side}",
            value=numbers.iloc[place],
            propose=proposals.iloc[place],
        )
    numbers = numbers.where(~mended, proposals)
    given = numbers.notna().to_numpy(dtype=bool)
    found = numbers.to_numpy(dtype=object, copy=True)
    found[~numbers.isin(known).to_numpy(dtype=bool)] = None
    for place in np.flatnonzero(given & pd.isna(found)):
        value = numbers.iloc[place]
        report.add("COO06", row=int(rows[place]), column=f"finess_{side}", value=value, finess=value)
    named = ~given & ends["nom"].notna().to_numpy(dtype=bool)
    for place in np.flatnonzero(~given & ~named):
        report.add("COO06", row=int(rows[place]), column=f"finess_{side}", finess="")
    undecided = _by_name(ends, rows, named, found, establishments, report, side, decisions or {})
    return Matches(found, undecided)


def decision_key(name: str | None, commune: str | None) -> tuple[str, str]:
    """How a decision names an establishment: name and commune, folded."""
    return fold(name or ""), fold(commune or "")


def _by_name(
    ends: pd.DataFrame,
    rows: np.ndarray,
    named: np.ndarray,
    found: np.ndarray,
    establishments: pd.DataFrame,
    report: Report,
    side: str,
    decisions: Mapping[tuple[str, str], str],
) -> pd.DataFrame:
    """Fill ``found`` for the named ends; the candidates of those that stay open."""
    register = _register(establishments)
    open_rows: list[dict[str, object]] = []
    texts = pd.DataFrame({"nom": ends["nom"], "commune": ends["commune"].where(ends["commune"].notna(), "")})[named]
    for (name, commune), group in texts.groupby(["nom", "commune"], sort=False):
        lines = [int(rows[place]) for place in group.index]
        decided = decisions.get(decision_key(name, commune))
        exact = register[(register["plain"] == _plain(name)) & register["place"].isin(_places(commune, register))]
        if decided is not None and decided in set(register["finess_et"]):
            found[group.index] = decided
        elif len(exact) == 1:
            number = exact["finess_et"].iloc[0]
            found[group.index] = number
            for line in lines:
                report.add(
                    "COO16",
                    Severity.WARNING,
                    row=line,
                    column=f"nom_{side}",
                    value=name,
                    finess=number,
                    rs=exact["rs"].iloc[0],
                )
        else:
            candidates = _candidates(name, commune, register)
            shown = [f"{row.rs} ({row.commune}, {row.finess_et})" for row in candidates.itertuples()]
            for line in lines:
                report.add("COO17", row=line, column=f"nom_{side}", value=name, commune=commune, candidats=shown)
            open_rows += [
                {
                    "nom": name,
                    "commune": commune,
                    "lignes": ", ".join(map(str, lines)),
                    "finess": row.finess_et,
                    "rs": row.rs,
                    "commune_candidat": row.commune,
                    "score": row.score,
                }
                for row in candidates.itertuples()
            ] or [{"nom": name, "commune": commune, "lignes": ", ".join(map(str, lines)), "finess": None}]
    return pd.DataFrame(open_rows)


def _register(establishments: pd.DataFrame) -> pd.DataFrame:
    """The register with names and communes made comparable; an establishment has a row a name it is known by."""
    columns = [column for column in ("rs", "nom_court") if column in establishments]
    parts = [
        establishments[["finess_et", "rs", "commune"]].assign(plain=each_text(establishments[column], _plain))
        for column in columns
    ]
    register = pd.concat(parts).dropna(subset=["plain"]).drop_duplicates(["finess_et", "plain"])
    return register.assign(place=each_text(register["commune"], _plain).fillna(""))


def _places(commune: str, register: pd.DataFrame) -> list[str]:
    return [_plain(commune)] if commune else list(register["place"].unique())


def _candidates(name: str, commune: str, register: pd.DataFrame) -> pd.DataFrame:
    """The likeliest establishments: those of the commune when it is known there, by likeness of name."""
    plain = _plain(name)
    near = register[register["place"] == _plain(commune)] if commune else register
    pool = (near if len(near) else register).copy()
    pool["score"] = [round(difflib.SequenceMatcher(None, plain, other).ratio(), 2) for other in pool["plain"]]
    best = pool.sort_values("score", ascending=False, kind="stable").drop_duplicates("finess_et")
    return best[best["score"] >= _LEAST_LIKENESS if not len(near) or not commune else best["score"] >= 0].head(
        _CANDIDATES
    )


def _plain(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in str(text).replace("’", " ")).split()
    return " ".join(_SYNONYMS.get(fold(word), fold(word)) for word in words)


def read_decisions(path: str | Path) -> dict[tuple[str, str], str]:
    """Decisions of a table ``nom ; commune ; finess`` (the candidates' file, one line a name kept).

    Raises:
        InputError: FIC04 a column is absent, COO17 a name that still has several numbers.
    """
    frame = read_table(path, columns=("nom", "commune", "finess"), required=("nom", "finess")).frame
    communes = frame["commune"] if "commune" in frame else pd.Series(None, index=frame.index, dtype=object)
    decisions: dict[tuple[str, str], str] = {}
    open_names = []
    for name, commune, number in zip(frame["nom"], communes, frame["finess"], strict=True):
        key = decision_key(name, commune)
        if number is None:
            continue
        if decisions.setdefault(key, number) != number:
            open_names.append(Finding("COO17", value=name, params={"commune": commune, "candidats": number}))
    if open_names:
        raise InputError(*open_names)
    return decisions
