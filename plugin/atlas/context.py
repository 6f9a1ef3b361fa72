"""What every sheet of one run shares: workspace, edition, charter, base map, project."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
from qgis.core import QgsProject

from ..core.findings import Report
from ..core.territories.scope import Scope, ScopedTables
from ..gis.base_map import BaseMap
from ..gis.charter import Charter
from ..gis.workspace import Workspace
from .edition import Edition
from .retouch.held import Held

T = TypeVar("T")


@dataclass
class AtlasContext:
    """One run over a workspace; ``report`` gathers what the sheets find.

    ``project`` takes in the sheets drawn; None for a run that draws layers alone, in whatever thread.

    Derived layers and charts are written beside the workspace, or into the folder ``scratch``. ``held`` is what the
    user holds by hand of the sheet being drawn; with ``movable`` its names and links can be moved in QGIS.
    ``retouched`` is another project whose retouches are kept here.
    ``process`` names the second of two processes that share the run.
    """

    workspace: Workspace
    project: QgsProject | None
    report: Report = field(default_factory=Report)
    movable: bool = False
    held: Held = field(default_factory=Held)
    scratch: Path | None = None
    retouched: QgsProject | None = None
    process: str = ""

    @cached_property
    def settings(self) -> dict[str, str]:
        """The rows of the table ``edition``."""
        return self.workspace.settings()

    @cached_property
    def edition(self) -> Edition:
        """What the edition says of itself."""
        return Edition.of(self.settings, Path(self.workspace.path).parent)

    @cached_property
    def charter(self) -> Charter:
        """The agency's charter, ours when the edition names none."""
        return Charter.load(self.edition.charte or None)

    @cached_property
    def side_folder(self) -> Path:
        """The folder of derived layers, beside the workspace."""
        return self._beside("cartes")

    @cached_property
    def side_file(self) -> Path:
        """The GeoPackage of derived layers of what is drawn now: the base map's until a sheet sets its own.

        GDAL reads the whole list of a GeoPackage's tables to open one, so that one file for all sheets costs more with
        each; and two processes cannot write to one.
        """
        return self.side_folder / f"fond{self.process}.gpkg"

    def begin_sheet(self, sheet_id: str, in_use: Collection[str] = ()) -> None:
        """From now on derived layers go to a file of the sheet's own; the base map keeps its own.

        Paths ``in_use`` are those of the former drawing, which stays whole until this one is.
        """
        _ = self.base
        name = re.sub(r"[^\w-]", "_", sheet_id)
        taken = {Path(one) for one in in_use}
        places = (self.side_folder / f"{name}{'' if number == 1 else f'_{number}'}.gpkg" for number in count(1))
        self.side_file = next(place for place in places if place not in taken)

    @cached_property
    def picture_folder(self) -> Path:
        """Where the charts are drawn."""
        return self._beside("images")

    def _beside(self, what: str) -> Path:
        """The folder ``<workspace>_<what>``, in the run's own place where it has one."""
        path = Path(self.workspace.path)
        name = f"{path.stem}_{what}"
        folder = self.scratch / name if self.scratch else path.with_name(name)
        folder.mkdir(exist_ok=True)
        return folder

    @cached_property
    def base(self) -> BaseMap:
        """The base map."""
        return BaseMap(self.workspace, self.charter, self.side_file)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The table ``source``."""
        return self.workspace.sources()

    def table(self, name: str) -> pd.DataFrame:
        """A table of the workspace, read once a run."""
        if name not in self._tables:
            self._tables[name] = self.workspace.read(name)
        return self._tables[name]

    @cached_property
    def filled(self) -> frozenset[str]:
        """The tables of the workspace that hold rows."""
        return frozenset(self.workspace.tables())

    @property
    def place(self) -> str:
        """What a sheet says it shows: the region."""
        return self.edition.region

    def within(self, kind: str, code: str) -> ScopedContext | None:
        """The same run cut to one territory; None where the workspace has no such territory."""
        return self.once(("within", kind, code), lambda: self._cut(kind, code))

    def _cut(self, kind: str, code: str) -> ScopedContext | None:
        rows = self.base.zoning(kind)
        rows = rows[rows["id_territoire"] == code]
        if rows.empty:
            return None
        territory = rows.iloc[0]
        scope = Scope(kind, code, territory["libelle"], territory["geom"])
        return ScopedContext(
            self.workspace,
            self.project,
            self.report,
            self.movable,
            scratch=self.scratch,
            retouched=self.retouched,
            process=self.process,
            whole=self,
            scope=scope,
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What several sheets of a run share, made when the first of them asks for it."""
        if key not in self._shared:
            self._shared[key] = make()
        return self._shared[key]

    @cached_property
    def _shared(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}


@dataclass
class ScopedContext(AtlasContext):
    """A run cut to one territory of the region: its communes, sites and territories, on a base map of its own.

    ``whole`` is the run it is a part of, whose base map its locator shows.
    """

    whole: AtlasContext = None
    scope: Scope = None

    @cached_property
    def base(self) -> BaseMap:
        """The base map of the territory."""
        return BaseMap(self.workspace, self.charter, self.side_file, self.scope)

    @property
    def place(self) -> str:
        """The name of the territory."""
        return self.scope.name

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a table that concern the territory."""
        if name not in self._tables:
            rows = self.whole.table(name)
            sites = set() if name == "etablissement" or "etablissement" not in self.filled else self._sites
            self._tables[name] = self._cutting.cut(name, rows, sites)
        return self._tables[name]

    @cached_property
    def _sites(self) -> set[str]:
        return set(self.table("etablissement")["finess_et"])

    @cached_property
    def _cutting(self) -> ScopedTables:
        return ScopedTables(self.scope, self.base.communes, self.base.territories)
