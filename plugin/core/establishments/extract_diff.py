"""The difference between two extracts: establishments opened, closed, moved; authorisations gained or lost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..nomenclatures import labels
from .change_words import CLOSED, GAINED, LOST, MOVED, OPENED, RENAMED

_COLUMNS = ["finess_et", "rs", "changement", "detail", "x", "y"]
_AUTHORISATION = ["finess_et", "activite", "modalite", "forme", "mention"]


def compare_establishments(old: pd.DataFrame, new: pd.DataFrame, distance: float = 100.0) -> pd.DataFrame:
    """What changed between two states of ``etablissement`` (same reference system).

    Args:
        old: the earlier state.
        new: the later one. A site absent from it, or with a closing date the earlier state had not, is closed.
        distance: metres from which a site has moved.

    Returns:
        One row a change: ``finess_et``, ``rs``, ``changement`` (ouvert, fermé, déplacé, renommé), ``detail``, ``x``,
        ``y`` (of the later state where there is one).
    """
    before, after = old.set_index("finess_et"), new.set_index("finess_et")
    both = before.index.intersection(after.index)
    closing = _closing(after, both).notna() & _closing(before, both).isna()
    apart = np.hypot(after.loc[both, "x"] - before.loc[both, "x"], after.loc[both, "y"] - before.loc[both, "y"])
    moved, renamed = both[apart > distance], both[(after.loc[both, "rs"] != before.loc[both, "rs"]).to_numpy()]
    parts = [
        _changes(after, after.index.difference(before.index), OPENED, None),
        _changes(before, before.index.difference(after.index), CLOSED, None),
        _changes(after, both[closing.to_numpy()], CLOSED, _closing(after, both[closing.to_numpy()]).to_numpy()),
        _changes(after, moved, MOVED, [f"{metres:.0f} m" for metres in apart[apart > distance]]),
        _changes(after, renamed, RENAMED, before.loc[renamed, "rs"].to_numpy()),
    ]
    return pd.concat(parts, ignore_index=True)[_COLUMNS]


def compare_authorisations(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Authorisations (site, activity, modality, form, mention) gained or lost: these columns and ``changement``."""
    states = (frame.reindex(columns=_AUTHORISATION) for frame in (old, new))
    before, after = (frame.fillna("00").astype(str).drop_duplicates() for frame in states)
    merged = before.merge(after, on=_AUTHORISATION, how="outer", indicator=True)
    words = {"left_only": LOST, "right_only": GAINED}
    merged["changement"] = merged["_merge"].astype(str).map(words)
    return merged[merged["changement"].notna()].drop(columns="_merge").reset_index(drop=True)


def place_authorisation_changes(changes: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """What `compare_authorisations` found as rows of `compare_establishments`: with the site's name and point.

    Sites that neither state of the register knows are left out; ``detail`` gives the codes and the activity's label.
    """
    sites = pd.concat([new, old]).drop_duplicates("finess_et").set_index("finess_et")[["rs", "x", "y"]]
    known = changes[changes["finess_et"].isin(sites.index)]
    names = {**labels("activites"), **labels("activites_apres")}
    details = [
        "/".join(code for code in codes if code != "00") + (f" {names[codes[0]]}" if codes[0] in names else "")
        for codes in known[_AUTHORISATION[1:]].itertuples(index=False, name=None)
    ]
    return known.join(sites, on="finess_et").assign(detail=details)[_COLUMNS].reset_index(drop=True)


def _closing(frame: pd.DataFrame, index: pd.Index) -> pd.Series:
    return frame["date_ferm"].reindex(index) if "date_ferm" in frame else pd.Series(None, index=index, dtype=object)


def _changes(frame: pd.DataFrame, index: pd.Index, word: str, detail: object) -> pd.DataFrame:
    chosen = frame.loc[index, ["rs", "x", "y"]].reset_index()
    chosen = chosen.rename(columns={chosen.columns[0]: "finess_et"})
    return chosen.assign(changement=word, detail=detail)
