#!/usr/bin/env python3
"""Rebuilds the embedded region: ``python3 data/build_demo.py`` (Debian's Python, after ``make venv``). See ``data/demo/README.md``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The plugin's own modules do the writing; shapely may lie beside them (Debian 12).
sys.path[:0] = [str(ROOT / "build" / "pylibs"), str(ROOT), str(ROOT / "data")]

import shapely  # noqa: E402
from demo_build import mentions  # noqa: E402
from demo_build.roads import BOX, build_network  # noqa: E402
from demo_build.sources import Sources  # noqa: E402
from demo_build.territories import (  # noqa: E402
    cantons_of,
    commune_table,
    communes_around,
    territoires_sante,
    territory_tables,
)
from demo_build.writing import write_roads, write_workspace  # noqa: E402

DEMO = ROOT / "data" / "demo"


def main() -> None:
    """Fetch the sources, build the tables, write ``bretagne.gpkg`` and ``routes.gpkg``."""
    sources = Sources(ROOT / "build" / "demo-sources")
    sources.fetch()
    communes = commune_table(sources)
    around = communes_around(sources, shapely.union_all(communes["geom"].to_numpy()))
    network = build_network(*sources.main_roads(BOX), communes, around)
    write_roads(DEMO / "routes.gpkg", network.frame())

    cantons = sources.cantons()
    sante = territoires_sante(communes, network)
    names = {"canton": cantons.set_index("code")["nom"].to_dict(), "departement": sources.departement_names()}
    territories, composition = territory_tables(communes, cantons_of(communes, cantons), sante, names)
    tables = [
        ("commune", communes, mentions.outlines(sources)),
        ("territoire", territories, mentions.territories(sources)),
        ("composition", composition, mentions.territories(sources)),
    ]
    write_workspace(DEMO / "bretagne.gpkg", tables, mentions.SETTINGS)


if __name__ == "__main__":
    main()
