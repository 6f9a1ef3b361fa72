"""Territoires de premier recours: poles by a threshold of illustrative services, communes to the nearest by road."""

from __future__ import annotations

import numpy as np
import pandas as pd

from plugin.core.territories.poles import assign_to_poles, choose_poles, premier_recours_composition

from .network import Network, hall_nodes, minutes_between
from .territories import COG_YEAR, LANDING

SERVICES = 31  # intermediate services, as INSEE counts them
# A commune serves those around it that are smaller, the less the farther; half of the services ask for so many people.
_NEAR_MINUTES, _HALF = 12.0, 3_800.0
# Near a larger town it has fewer services of its own.
_SHADE_MINUTES = 18.0


def first_recourse_codes(communes: pd.DataFrame, network: Network) -> pd.Series:
    """The pole (INSEE code) of each commune, which stands for its zone de recours.

    An island without a pole goes where its boat lands.
    """
    nodes = hall_nodes(network, communes)
    minutes = minutes_between(network, nodes, nodes)
    insee, population = communes["insee"], communes.set_index("insee")["population"]
    poles = choose_poles(services(communes, minutes))["insee"]
    columns = insee.isin(poles).to_numpy()
    cut_off = ~np.isfinite(minutes[:, columns]).any(axis=1)
    zones = insee.where(~cut_off, insee.map(LANDING))
    row_of = {code: row for row, code in enumerate(insee)}
    table = minutes[[row_of[zone] for zone in zones]][:, columns]
    own = {code: code for code in poles}
    assigned, _ = assign_to_poles(table, insee, insee[columns], population, own_pole=own)
    rows = premier_recours_composition(assigned, dict(zip(insee, insee, strict=True)), COG_YEAR)
    return insee.map(rows.set_index("commune")["id_territoire"])


def services(communes: pd.DataFrame, minutes: np.ndarray) -> pd.DataFrame:
    """Services by commune (``insee``, ``service``), by rule: from the people it serves, fewer beside a larger town.

    Args:
        communes: the table ``commune``.
        minutes: (n, n) by road between town halls.
    """
    people = communes["population"].to_numpy(dtype=float)
    smaller = people[None, :] <= people[:, None]
    served = (np.where(smaller, np.exp(-minutes / _NEAR_MINUTES), 0.0) * people).sum(axis=1)
    larger = people[None, :] > people[:, None]
    shade = np.where(larger, np.exp(-minutes / _SHADE_MINUTES), 0.0).max(axis=1)
    counts = np.round(SERVICES * (1 - 0.5 ** (served / _HALF)) * (1 - shade)).astype(int)
    names = [f"S{number:02d}" for number in range(1, SERVICES + 1)]
    rows = [(code, name) for code, count in zip(communes["insee"], counts, strict=True) for name in names[:count]]
    return pd.DataFrame(rows, columns=["insee", "service"])
