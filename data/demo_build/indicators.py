"""Indicators by territory: blood donation, access to EHPAD, therapeutic education. Invented, by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from .roads import ISLANDS
from .rule import shares

GENEROSITY, EHPAD, EDUCATION = "generosite", "apl_ehpad", "programmes_etp"
VALUE, UNKNOWN, SECRET = "valeur", "ND", "secret"
# Places in an EHPAD for one inhabitant of 65 and more, where a commune has one; how far people look for one.
_PLACES, _SMALLEST, _REACH = 0.065, 1_200, 15_000.0
_EDUCATION = {"22": 4.1, "29": 6.3, "35": 5.2, "56": 3.4}


def indicator_tables(communes: pd.DataFrame, epci: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of ``indicateur`` by indicator; ``epci`` are rows of ``territoire``."""
    return {GENEROSITY: _generosity(epci), EHPAD: _ehpad(communes), EDUCATION: _education()}


def _generosity(epci: pd.DataFrame) -> pd.DataFrame:
    """Donations of blood for 1,000 inhabitants: more in the country; secret where few people live."""
    people = epci["population"].to_numpy(dtype=float)
    values = 62 - 3.2 * np.log(people / 1000) + 14 * (shares(epci["id_territoire"], GENEROSITY) - 0.5)
    few = people < 12_000
    return _rows(
        epci["id_territoire"], "epci", GENEROSITY, "2025", values.round(1), np.where(few, SECRET, VALUE),
        "dons pour 1 000 habitants",
    )


def _ehpad(communes: pd.DataFrame) -> pd.DataFrame:
    """Places in EHPAD within reach for 1,000 inhabitants of 65 and more, the near ones counting most; ND on islands."""
    old = communes["pop_65p"].to_numpy(dtype=float)
    draw = shares(communes["insee"], EHPAD)
    has = (communes["population"].to_numpy(dtype=float) >= _SMALLEST) & (draw < 0.6)
    places = np.where(has, 30 + _PLACES * old * (0.7 + 0.6 * draw), 0.0)
    xy = communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    near = cKDTree(xy).sparse_distance_matrix(cKDTree(xy), _REACH, output_type="coo_matrix").tocsr()
    near.data = np.exp(-near.data / 6_000)
    near.setdiag(1.0)
    supply = places / np.maximum(near @ old, 1.0)
    values = 1000 * (near @ supply)
    unknown = communes["insee"].isin(ISLANDS).to_numpy()
    return _rows(
        communes["insee"], "commune", EHPAD, "2024", values.round(1), np.where(unknown, UNKNOWN, VALUE),
        "places pour 1 000 habitants de 65 ans et plus",
    )


def _education() -> pd.DataFrame:
    """Authorised programmes for 100,000 inhabitants."""
    codes = pd.Series([*_EDUCATION])
    values = np.array([*_EDUCATION.values()])
    return _rows(
        codes, "departement", EDUCATION, "2025", values, np.full(len(codes), VALUE, dtype=object),
        "programmes pour 100 000 habitants",
    )


def _rows(
    codes: pd.Series, kind: str, indicator: str, period: str, values: np.ndarray, states: np.ndarray, unit: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "territoire": codes.to_numpy(),
            "type": kind,
            "indicateur": indicator,
            "periode": period,
            "valeur": np.where(states == VALUE, values, np.nan),
            "statut": states,
            "unite": unit,
            "source": "données illustratives",
        }
    )


