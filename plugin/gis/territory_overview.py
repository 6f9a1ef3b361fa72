"""What a workspace holds of territories, in the few words a page needs, and the first rows of a layer."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
from qgis.core import QgsFeatureRequest, QgsVectorLayer

from ..core.territories.hand_moves import TABLE
from ..core.territories.types import TerritoryType
from .territory_layers import layer_frame
from .territory_store import territory_types
from .workspace import Workspace


@dataclass(frozen=True)
class TerritoryOverview:
    """``types`` known by code; number of ``communes``; of territories and of communes in compositions by type."""

    types: dict[str, TerritoryType] = field(default_factory=dict)
    communes: int = 0
    territories: dict[str, int] = field(default_factory=dict)
    compositions: dict[str, int] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """The name of a type, its code where it has none."""
        return self.types[code].libelle if code in self.types else code

    def zonings(self) -> dict[str, str]:
        """Every type but the commune, with its name and code as they are offered."""
        return {code: f"{kind.libelle} ({code})" for code, kind in self.types.items() if code != "commune"}


@dataclass(frozen=True)
class Decision:
    """A commune moved by hand, as it is listed."""

    commune: str
    name: str
    kind: str
    territory: str
    author: str
    reason: str
    date: str


def overview(workspace: Workspace) -> TerritoryOverview:
    """Counts of the tables on territories."""
    return TerritoryOverview(
        territory_types(workspace),
        workspace.count("commune"),
        _counts(workspace, "territoire"),
        _counts(workspace, "composition"),
    )


def territories_by_type(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Code and name of the territories that have a composition, by name, for each type."""
    composition = workspace.read("composition", ["type", "id_territoire"]).drop_duplicates()
    territories = workspace.read("territoire", ["type", "id_territoire", "libelle"])
    rows = composition.merge(territories, how="left", on=["type", "id_territoire"])
    rows["libelle"] = rows["libelle"].fillna(rows["id_territoire"])
    return {
        str(kind): dict(zip(part["id_territoire"], part["libelle"], strict=True))
        for kind, part in rows.sort_values("libelle").groupby("type")
    }


def members(workspace: Workspace, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """The territories of a type (code: name) and the territory of each commune (INSEE code: code of territory)."""
    territories = workspace.read("territoire", ["id_territoire", "libelle"], {"type": kind})
    rows = workspace.read("composition", ["commune", "id_territoire"], {"type": kind})
    names = dict(zip(territories["id_territoire"], territories["libelle"], strict=True))
    return names, dict(zip(rows["commune"].str[:5], rows["id_territoire"], strict=True))


def commune_names(workspace: Workspace) -> dict[str, str]:
    """INSEE code and name of each commune, by name."""
    communes = workspace.read("commune", ["insee", "nom"]).sort_values("nom")
    return dict(zip(communes["insee"], communes["nom"], strict=True))


def decisions(workspace: Workspace) -> list[Decision]:
    """The communes moved by hand, the latest first."""
    rows = workspace.read("correction", where={"table_nom": TABLE})
    names = commune_names(workspace)
    return [
        Decision(row.cle, names.get(row.cle, row.cle), row.champ, row.valeur, row.auteur, row.motif, row.date)
        for row in rows.iloc[::-1].itertuples()
    ]


def layer_head(layer: QgsVectorLayer, rows: int = 200) -> pd.DataFrame:
    """The attributes of the first features of a layer."""
    return layer_frame(layer.materialize(QgsFeatureRequest().setLimit(rows)), "", geometry=False)


def _counts(workspace: Workspace, table: str) -> dict[str, int]:
    return workspace.read(table, ["type"])["type"].value_counts().to_dict()
