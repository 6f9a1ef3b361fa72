"""Which cooperations a sheet shows, and why: rules R1 and R5 to R8 and the decision table of domain.md 1.3."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .themes import ADMINISTRATIVE, CHEMOTHERAPY, LOGISTIC, MEDICAL_TIME

THRESHOLD = 0.2  # ETP, R7: strictly less is not shown
ADDED_COLUMNS = ("affichee", "motif_affichage")


def display(frame: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Say of each cooperation whether the sheets show it.

    Args:
        frame: one row a cooperation, columns of the workspace's table: ``type``, ``theme``, ``modalite``, ``etp`` (NaN
            when blank or ND), ``pdses`` (oui, non, ND or missing), ``premier_atlas``. An optional boolean column
            ``hors_champ`` marks a link with a site that is neither public nor ESPIC.
        threshold: medical time in ETP below which a link without shared PDSES is hidden (R7).

    Returns:
        A copy with ``affichee`` (bool) and ``motif_affichage`` (a short French reason with its rule).
    """
    etp = pd.to_numeric(frame["etp"]).to_numpy(dtype=float, na_value=np.nan)
    kind = frame["type"].to_numpy(dtype=object)
    shared_by_nature = implied_pdses(frame)
    shared = (frame["pdses"] == "oui").to_numpy(dtype=bool) | shared_by_nature
    carried_over = frame["premier_atlas"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    outside = (
        frame["hors_champ"].astype("boolean").fillna(False).to_numpy(dtype=bool)
        if "hors_champ" in frame
        else np.zeros(len(frame), dtype=bool)
    )
    limit = f"{threshold:g}".replace(".", ",")
    # The first condition that holds decides, so the order below is the rule.
    cases = (
        (outside, False, "hors champ : établissement ni public ni ESPIC (R1)"),
        (kind == LOGISTIC, True, "coopération logistique, toujours affichée (R5)"),
        (kind == ADMINISTRATIVE, True, "coopération administrative, toujours affichée (R5)"),
        (kind != MEDICAL_TIME, False, "type de coopération inconnu"),
        (etp >= threshold, True, f"temps médical d’au moins {limit} ETP (R7)"),
        (shared & shared_by_nature, True, "PDSES uniquement, partagée (R6, R7)"),
        (shared & ~np.isnan(etp), True, f"PDSES partagée, malgré moins de {limit} ETP (exception R7)"),
        (shared, True, "PDSES partagée, temps médical absent (exception R7)"),
        (~np.isnan(etp), False, f"moins de {limit} ETP et PDSES non partagée (R7)"),
        (carried_over, True, "reconduite du premier atlas (R8)"),
    )
    undefined = "temps médical absent, hors premier atlas, PDSES non partagée (COO11)"
    conditions = [case[0] for case in cases]
    shown = np.select(conditions, [case[1] for case in cases], default=False).astype(bool)
    reason = np.select(conditions, [np.array(case[2], dtype=object) for case in cases], default=undefined)
    return frame.assign(affichee=shown, motif_affichage=reason.astype(object))


def implied_pdses(frame: pd.DataFrame) -> np.ndarray:
    """Links of modality E ("PDSES uniquement") whose PDSES is "oui" or left blank: shared by nature (R6, COO10).

    A declared "non" (COO09) or "ND" is kept as declared. Chemotherapy has no modality, so nothing is implied there.
    """
    only_pdses = (frame["modalite"] == "E") & (frame["theme"] != CHEMOTHERAPY) & (frame["type"] == MEDICAL_TIME)
    return (only_pdses & (frame["pdses"].isna() | (frame["pdses"] == "oui"))).to_numpy(dtype=bool)


def undefined_cases(frame: pd.DataFrame) -> np.ndarray:
    """Mask of the rows the sources say nothing about (COO11): hidden, and listed for completion."""
    return frame["motif_affichage"].str.endswith("(COO11)").to_numpy(dtype=bool)
