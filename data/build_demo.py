#!/usr/bin/env python3
"""Rebuilds the embedded region: ``python3 data/build_demo.py``, with QGIS's Python. See ``data/demo/README.md``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The plugin's own modules do the writing; shapely may lie beside them (Debian 12).
sys.path[:0] = [str(ROOT / "build" / "pylibs"), str(ROOT)]

import pandas as pd  # noqa: E402
import shapely  # noqa: E402

from data.demo_build import mentions  # noqa: E402
from data.demo_build.action import action_tables  # noqa: E402
from data.demo_build.agency import agency_tables, other_establishments  # noqa: E402
from data.demo_build.contracts import contract_table, facilitator_table  # noqa: E402
from data.demo_build.cooperations import STATE_DATES, cooperation_table  # noqa: E402
from data.demo_build.hospitals import (  # noqa: E402
    SAE_YEAR,
    authorisation_table,
    capacity_table,
    equipment_table,
    read_sites,
    site_table,
)
from data.demo_build.neighbours import KIND, neighbour_table  # noqa: E402
from data.demo_build.oqos import AVEYRON, aveyron_table, department_table  # noqa: E402
from data.demo_build.responders import responder_table  # noqa: E402
from data.demo_build.roads import BOX, build_network  # noqa: E402
from data.demo_build.sources import Sources  # noqa: E402
from data.demo_build.territories import (  # noqa: E402
    cantons_of,
    commune_table,
    communes_around,
    territoires_sante,
    territory_tables,
)
from data.demo_build.writing import settle_dates, write_roads, write_times, write_workspace  # noqa: E402

DEMO = ROOT / "data" / "demo"


def main(demo: Path = DEMO) -> None:
    """Fetch the sources, build the tables, write ``bretagne.gpkg`` and ``routes.gpkg`` into a folder."""
    sources = Sources(ROOT / "build" / "demo-sources")
    sources.fetch()
    communes = commune_table(sources)
    region = shapely.union_all(communes["geom"].to_numpy())
    around = communes_around(sources, region)
    network = build_network(sources.main_roads(BOX), communes, around)
    write_roads(demo / "routes.gpkg", network.frame())

    cantons = sources.cantons()
    sante = territoires_sante(communes, network)
    names = {"canton": cantons.set_index("code")["nom"].to_dict(), "departement": sources.departement_names()}
    zonings = territory_tables(communes, cantons_of(communes, cantons), sante, names)
    sites = read_sites()
    table = site_table(sites, communes, sante)
    others, places = other_establishments(communes, sante)

    tables = [("commune", communes.drop(columns="epci_nature"), mentions.outlines(sources))]
    for part, (territories, composition) in zonings.items():
        source = mentions.territoires_sante() if part == "territoire_sante" else mentions.territories(sources)
        tables += [(f"territoire:{part}", territories, source), (f"composition:{part}", composition, source)]
    composed = action_tables(communes, sante, network)
    for part, (territories, composition) in composed.items():
        source = mentions.approximate(mentions.COMPOSED[part])
        tables += [(f"territoire:{part}", territories, source), (f"composition:{part}", composition, source)]
    contracted = {part: rows for part, (rows, _) in {**zonings, **composed}.items()}
    tables += [
        ("cls", contract_table(contracted), mentions.illustrative("cls.csv", "Contrats locaux de santé")),
        (
            "dispositif:animateur_territorial",
            facilitator_table(communes),
            mentions.illustrative("build_demo.py", "Animateurs territoriaux de santé"),
        ),
        *agency_tables(communes, network, contracted, composed, sites, table),
        (f"territoire:{KIND}", neighbour_table(sources, region), mentions.territories(sources)),
        (
            "etablissement",
            pd.concat([table, others], ignore_index=True),
            mentions.illustrative("sites.csv, build_demo.py", "Établissements"),
        ),
        ("autorisation", authorisation_table(sites), mentions.illustrative("sites.csv", "Activités de soins")),
        ("equipement", equipment_table(sites), mentions.illustrative("sites.csv", "Équipements matériels lourds")),
        (
            "capacite",
            pd.concat([capacity_table(sites), places], ignore_index=True),
            mentions.illustrative("sites.csv, build_demo.py", "Capacités et activité, SAE", f"{SAE_YEAR}-12-31"),
        ),
        (
            "effecteur_urgence",
            responder_table(sites, table, communes),
            mentions.illustrative("sites.csv, responders.csv", "Effecteurs de l’urgence"),
        ),
        (
            "cooperation",
            cooperation_table(table),
            mentions.illustrative("cooperations.csv", "Recensement des coopérations", max(STATE_DATES.values())),
        ),
    ]
    tables.append((f"oqos:{AVEYRON}", aveyron_table(), mentions.objectives()))
    held = {name: rows for name, rows, _ in tables if name in ("etablissement", "autorisation")}
    for zone, rows in department_table(held, communes).items():
        source = mentions.illustrative("build_demo.py", "Existant et cibles des départements bretons")
        tables.append((f"oqos:{zone}", rows, source))
    write_workspace(demo / "bretagne.gpkg", tables, mentions.SETTINGS)
    write_times(demo / "bretagne.gpkg", demo / "routes.gpkg")
    settle_dates(demo / "bretagne.gpkg")


if __name__ == "__main__":
    main()
