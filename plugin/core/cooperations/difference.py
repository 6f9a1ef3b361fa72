"""What changed in the cooperations between two editions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..decoding import fold
from ..stacking import stacked
from .pen import NARROWEST, Pen, french_etp, width_of

NEW, ENDED, OTHER_MODALITY = "nouvelle", "terminée", "modalité modifiée"
UP, DOWN, OTHER_PDSES, SAME = "ETP en hausse", "ETP en baisse", "PDSES modifiée", "inchangée"
PENS: dict[str, Pen] = {
    pen.code: pen
    for pen in (
        Pen(NEW, "Nouvelle", "#1AA86F"),
        Pen(ENDED, "Terminée", "#8a8a8a", (1.2, 0.8)),
        Pen(OTHER_MODALITY, "Modalité modifiée", "#7D2A78", (2.6, 0.8, 0.5, 0.8)),
        Pen(UP, "Temps médical en hausse", "#0072B2", double=True),
        Pen(DOWN, "Temps médical en baisse", "#D55E00", (3.2, 1.1)),
        Pen(OTHER_PDSES, "PDSES modifiée", "#222222", (0.02, 1.15), round_cap=True),
        Pen(SAME, "Inchangée", "#b9b4ab"),
    )
}
_BOTH = ("modalite_avant", "modalite_apres", "pdses_avant", "pdses_apres")
_LEAST_CHANGE = 0.005  # ETP; below, two editions say the same


def difference(table: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """Compare two editions, link by link.

    A link is found again by its pair (either way) and theme, then by its object, its modality, or at last its rank.

    Args:
        table: cooperations, columns of the workspace's table.
        before: the earlier edition.
        after: the later one.

    Returns:
        One row a cooperation of either edition: ``id`` (of the later edition, else of the earlier), ``type``,
        ``theme``, ``finess_a``, ``finess_b``, ``objet``, ``sens``; ``modalite``, ``etp`` and ``pdses``, each with
        ``_avant`` and ``_apres``; ``evolution`` (the first that holds of nouvelle, terminée, modalité modifiée, ETP en
        hausse, ETP en baisse, PDSES modifiée, inchangée) and ``changements`` (all that hold).
    """
    early = _prepared(table[table["edition"] == before])
    late = _prepared(table[table["edition"] == after])
    partner = pd.Series(-1, index=late.index, dtype=int)
    for extra in (["sujet", "modalite"], ["sujet"], ["modalite"], []):
        _pair_up(early, late, partner, ["theme", "low", "high", *extra])
    kept = late[partner >= 0]
    pairs = [
        _compared(early.loc[partner[partner >= 0]].reset_index(drop=True), kept.reset_index(drop=True)),
        _compared(None, late[partner < 0].reset_index(drop=True)),
        _compared(early[~early.index.isin(partner)].reset_index(drop=True), None),
    ]
    return stacked(pairs)


def difference_links(changes: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``difference`` as links to draw: pen by evolution, width by the later ETP, the change written."""
    etp = changes["etp_apres"].where(changes["evolution"] != ENDED, changes["etp_avant"])
    width = np.where(etp.isna(), NARROWEST, width_of(etp.to_numpy(dtype=float)))
    return changes.assign(
        trait=changes["evolution"],
        largeur_mm=np.where(changes["evolution"].isin([UP, OTHER_PDSES]), np.maximum(width, 0.75), width).round(2),
        etiquette=_texts(changes),
        pdses_partagee=False,
    )


def _texts(changes: pd.DataFrame) -> list[str]:
    plain = {name: changes[name].astype(object).where(changes[name].notna(), None) for name in _BOTH}
    modality = zip(plain["modalite_avant"], plain["modalite_apres"], strict=True)
    etp = zip(changes["etp_avant"], changes["etp_apres"], strict=True)
    pdses = zip(plain["pdses_avant"], plain["pdses_apres"], strict=True)
    return [_words(*row) for row in zip(changes["evolution"], modality, etp, pdses, strict=True)]


def _prepared(table: pd.DataFrame) -> pd.DataFrame:
    ends = table[["finess_a", "finess_b"]].astype(str).to_numpy()
    return table.reset_index(drop=True).assign(
        low=np.minimum(ends[:, 0], ends[:, 1]),
        high=np.maximum(ends[:, 0], ends[:, 1]),
        sujet=[fold(str(text)) if isinstance(text, str) else "" for text in table["objet"]],
        modalite=table["modalite"].where(table["modalite"].notna(), "").to_numpy(),
    )


def _pair_up(early: pd.DataFrame, late: pd.DataFrame, partner: pd.Series, key: list[str]) -> None:
    """Give each late row without partner the free early row of the same key and rank."""
    free_late = late[partner < 0]
    free_early = early[~early.index.isin(partner)]
    left = free_late[key].assign(rang=free_late.groupby(key).cumcount(), tard=free_late.index)
    right = free_early[key].assign(rang=free_early.groupby(key).cumcount(), tot=free_early.index)
    found = left.merge(right, on=[*key, "rang"])
    partner[found["tard"]] = found["tot"].to_numpy()


def _compared(early: pd.DataFrame | None, late: pd.DataFrame | None) -> pd.DataFrame:
    """Rows of both editions side by side, or of one of them alone."""
    main = late if late is not None else early
    if main is None:
        raise ValueError("an edition is needed")
    result = main[["id", "type", "theme", "finess_a", "finess_b", "objet", "sens"]].copy()
    for name in ("modalite", "etp", "pdses"):
        for suffix, side in (("avant", early), ("apres", late)):
            result[f"{name}_{suffix}"] = side[name].to_numpy() if side is not None else None
    for name in ("modalite_avant", "modalite_apres"):
        result[name] = result[name].replace("", None)
    for name in ("etp_avant", "etp_apres"):
        result[name] = pd.to_numeric(result[name])
    if early is None or late is None:
        result["evolution"] = result["changements"] = NEW if early is None else ENDED
        return result
    growth = (result["etp_apres"] - result["etp_avant"]).fillna(0)
    held = {
        OTHER_MODALITY: _differs(result["modalite_avant"], result["modalite_apres"]),
        UP: growth > _LEAST_CHANGE,
        DOWN: growth < -_LEAST_CHANGE,
        OTHER_PDSES: _differs(result["pdses_avant"], result["pdses_apres"]),
    }
    result["evolution"] = np.select(list(held.values()), list(held), default=SAME)
    marks = zip(*held.values(), strict=True)
    result["changements"] = [
        ", ".join(name for name, mark in zip(held, row, strict=True) if mark) or SAME for row in marks
    ]
    return result


def _differs(before: pd.Series, after: pd.Series) -> pd.Series:
    return before.fillna("") != after.fillna("")


def _words(
    evolution: str, modality: tuple[object, object], etp: tuple[float, float], pdses: tuple[object, object]
) -> str:
    """What the line says, of (before, after) pairs: both where a quality changed, else what there is of the link."""
    if evolution == OTHER_MODALITY:
        return " → ".join(str(letter or "ND") for letter in modality)
    if evolution in (UP, DOWN):
        return " → ".join(french_etp(value) for value in etp)
    if evolution == OTHER_PDSES:
        return "PDSES " + " → ".join(str(word or "ND") for word in pdses)
    if evolution == SAME:
        return ""
    side = 1 if evolution == NEW else 0
    return " ".join([str(modality[side] or ""), "" if np.isnan(etp[side]) else french_etp(etp[side])]).strip()
