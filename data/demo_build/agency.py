"""The tables an agency keeps itself, for every sheet that has none of its own: all illustrative, by rule."""

from __future__ import annotations

import pandas as pd

from plugin.core.schema import Source

from . import mentions
from .ambulatory import (
    PRACTITIONER_YEAR,
    contract_table,
    health_centre_table,
    out_of_hours_tables,
    practice_table,
    practitioner_table,
    territories,
    zoning_table,
)
from .indicators import EDUCATION, EHPAD, GENEROSITY, indicator_tables
from .network import Network
from .other_sites import disabled_tables, laboratory_table, scheme_tables
from .zones import HOME_ZONE, PSY_ZONE, home_zone_tables, psychiatry_tables, support_table

_RULE = "build_demo.py"
_INDICATORS = {
    GENEROSITY: "Indice de générosité",
    EHPAD: "Accessibilité potentielle localisée aux EHPAD",
    EDUCATION: "Éducation thérapeutique",
}

Table = tuple[str, pd.DataFrame, Source]
Zonings = dict[str, pd.DataFrame]


def other_establishments(communes: pd.DataFrame, sante: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``etablissement`` that are no hospitals, and their rows of ``capacite``."""
    disabled, places = disabled_tables(communes, sante)
    return pd.concat([laboratory_table(communes, sante), disabled], ignore_index=True), places


def agency_tables(
    communes: pd.DataFrame,
    network: Network,
    zonings: Zonings,
    composed: dict[str, tuple[pd.DataFrame, pd.DataFrame]],
    sites: pd.DataFrame,
    hospitals: pd.DataFrame,
) -> list[Table]:
    """Tables (or parts) of the workspace with their source.

    Args:
        communes: the table ``commune``.
        network: the demonstration roads.
        zonings: rows of ``territoire`` by type.
        composed: rows of ``territoire`` and ``composition`` of the composed types.
        sites: ``sites.csv``.
        hospitals: rows of ``etablissement``, one a row of ``sites``.
    """
    first = _members(communes, composed["territoire_premier_recours"][1])
    areas = territories(communes, zonings["territoire_premier_recours"])
    professions = zoning_table(areas, communes)
    at_home = sites["services"].map(lambda services: "HAD" in services).to_numpy()
    home = home_zone_tables(communes, network, hospitals[at_home], hospitals.loc[at_home, "insee"])
    psychiatry = psychiatry_tables(communes, _members(communes, composed["secteur_psy_g"][1]))
    tables: list[Table] = []
    for kind, (rows, members), mention in (
        (HOME_ZONE, home, "Zones d’intervention des structures d’HAD"),
        (PSY_ZONE, psychiatry, "Zones de psychiatrie"),
    ):
        source = mentions.approximate(mention)
        tables += [(f"territoire:{kind}", rows, source), (f"composition:{kind}", members, source)]
    tables += [
        ("pta", support_table(zonings["pays"]), _invented("Plates-formes territoriales d’appui")),
        ("praticien", practitioner_table(areas), _invented("Praticiens libéraux", f"{PRACTITIONER_YEAR}-12-31")),
        ("zonage_ps", professions, _invented("Zonages des professions de santé", "2014-12-31")),
        ("contrat", contract_table(professions), _invented("Contrats PTMG et CESP", "2016-12-31")),
        ("msp", practice_table(communes, first), _invented("Maisons de santé")),
    ]
    for kind, rows in out_of_hours_tables(communes, areas).items():
        tables.append((f"dispositif:{kind}", rows, _invented("Permanence des soins ambulatoires")))
    tables.append(("dispositif:centre_sante", health_centre_table(communes), _invented("Centres de santé")))
    for kind, rows in scheme_tables(communes).items():
        tables.append((f"dispositif:{kind}", rows, _invented("Dispositifs d’inclusion et d’appui")))
    for name, rows in indicator_tables(communes, zonings["epci"]).items():
        tables.append((f"indicateur:{name}", rows, _invented(_INDICATORS[name], f"{rows['periode'].max()}-12-31")))
    return tables


def _members(communes: pd.DataFrame, composition: pd.DataFrame) -> pd.Series:
    """The territory of each commune, in the order of the table ``commune``."""
    return communes["insee"].map(composition.set_index("commune")["id_territoire"])


def _invented(mention: str, date: str = mentions.STATE_DATE) -> Source:
    return mentions.illustrative(_RULE, mention, date)
