"""Sectors made of parts of communes: the ground of an IRIS goes to its own sector, and what is missing is told."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely

from plugin.core.findings import Report
from plugin.core.schema import Source
from plugin.gis.territory_store import built_territories
from plugin.gis.workspace import Workspace

SOURCE = Source("", "essai")
WEST, EAST, NEXT = shapely.box(0, 0, 10, 20), shapely.box(10, 0, 20, 20), shapely.box(20, 0, 40, 20)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    store = Workspace.create(tmp_path / "b.gpkg")
    communes = pd.DataFrame(
        {"insee": ["35238", "35047"], "nom": ["Rennes", "Bruz"], "population": [100, 50],
         "geom": [shapely.union(WEST, EAST), NEXT]}
    )  # fmt: skip
    iris = pd.DataFrame(
        {"id_territoire": ["352380101", "352380102"], "type": "iris", "libelle": ["Ouest", "Est"],
         "population": [60, 40], "geom": [WEST, EAST]}
    )  # fmt: skip
    with store.writing() as write:
        write.replace("commune", communes, SOURCE)
        write.replace("territoire", iris, SOURCE, part="iris")
    return store


def sectors(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["commune", "id_territoire"])


def test_a_parted_commune_gives_each_sector_its_own_ground(workspace):
    report = Report()
    rows = sectors(("352380101", "35G01"), ("352380102", "35G02"), ("35047", "35G02"))
    built = built_territories(workspace, "secteur_psy_g", rows, report=report).set_index("id_territoire")
    assert built.loc["35G01", "geom"].equals(WEST)
    assert built.loc["35G02", "geom"].equals(shapely.union(EAST, NEXT))
    assert built["population"].to_dict() == {"35G01": 60, "35G02": 90}
    assert len(report) == 0


def test_an_iris_without_outline_is_told(workspace):
    report = Report()
    built = built_territories(
        workspace, "secteur_psy_g", sectors(("352380199", "35G01"), ("35047", "35G01")), report=report
    )
    (finding,) = report
    assert (finding.code, finding.params["liste"]) == ("TER32", ["352380199"])
    assert built["geom"].iloc[0].equals(NEXT)
