"""``atlas_soins:create_workspace``: a workspace is made, and never over another."""

import pytest
from postgis_cluster import running_cluster
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from plugin.gis.workspace import Workspace
from plugin.processing.create_workspace import CreateWorkspace


def run(parameters):
    algorithm = CreateWorkspace().create()
    outputs, well = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), catchExceptions=False)
    assert well
    return outputs


def test_a_file(tmp_path, qgis_app):
    path = str(tmp_path / "Atlas de Corse.gpkg")
    outputs = run({"FILE": path, "CRS": "EPSG:2154"})
    assert outputs["WORKSPACE"] == path
    assert Workspace.open(path).crs == "EPSG:2154"
    with pytest.raises(QgsProcessingException, match=r"Atlas de Corse\.gpkg"):
        run({"FILE": path, "CRS": "EPSG:2154"})


def test_a_database_overseas(qgis_app):
    with running_cluster() as url:
        place = f"{url}?schema=reunion"
        assert run({"DATABASE": place, "CRS": "EPSG:2975"})["WORKSPACE"] == place
        assert Workspace.open(place).crs == "EPSG:2975"
        assert Workspace.open(place).tables() == []
