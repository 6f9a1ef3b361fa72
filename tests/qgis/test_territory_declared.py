"""A type of territory the user declares is one the other algorithms know, with its roles."""

from __future__ import annotations

from plugin.gis.territory_store import known_type
from plugin.gis.workspace import Workspace


def test_a_declared_type_is_known_and_keeps_its_roles(qgis_process, tmp_path):
    path = tmp_path / "b.gpkg"
    Workspace.create(path)

    def declare(*more: str):
        return qgis_process("run", "atlas_soins:declare_territory_type", f"--WORKSPACE={path}", *more)

    done = declare("--CODE=bassin_emploi", "--LABEL=Bassins d’emploi", "--OVERLAPS=true", "--ROLES=3")
    assert done.returncode == 0, done.stdout
    assert "bassin_emploi" in done.stdout
    kind = known_type(Workspace.open(path), "bassin_emploi")
    assert (kind.libelle, kind.partition, kind.couvrant, kind.roles) == ("Bassins d’emploi", False, False, ("action",))

    # Without roles none is given; a known type may be given others.
    assert declare("--CODE=pays", "--LABEL=Pays").returncode == 0
    assert known_type(Workspace.open(path), "pays").roles == ()
    assert known_type(Workspace.open(path), "bassin_emploi").roles == ("action",)

    refused = declare("--CODE= ", "--LABEL= ")
    assert refused.returncode != 0
    assert "Traceback" not in refused.stdout
