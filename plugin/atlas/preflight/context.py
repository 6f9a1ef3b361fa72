"""What the checks may ask beside the layout itself: the atlas it belongs to, its sheet and their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsLayout

from ...core.findings import InputError
from ...core.questions.secrecy import DEFAULT_THRESHOLD, threshold_of
from .reading import SHEET_VARIABLE, variable

if TYPE_CHECKING:
    from ..catalogue import Catalogue, Sheet
    from ..context import AtlasContext

_SCOPE, _KEY = "atlas_soins", "workspace"


class Mention(NamedTuple):
    """A source of a sheet: what is printed, the state of the data (None: unknown), whether it is illustrative."""

    text: str
    date: str | None
    illustrative: bool


@dataclass
class PreflightContext:
    """``atlas`` is None where the layout's workspace is not known: what needs its tables is then not checked.

    ``small_count`` is the number below which a count of persons is secret.
    """

    atlas: AtlasContext | None = None
    small_count: int = DEFAULT_THRESHOLD
    _catalogue: Catalogue | None = field(default=None, repr=False)

    @classmethod
    def of(cls, atlas: AtlasContext, small_count: int | None = None, catalogue: Catalogue | None = None):
        """For an open atlas; without ``small_count`` the atlas's setting ``seuil_secret``, else 11."""
        if small_count is None:
            small_count = threshold_of(atlas.settings)
        return cls(atlas, small_count, _catalogue=catalogue)

    @classmethod
    def of_layout(cls, layout: QgsLayout) -> PreflightContext:
        """For a layout of which only its project is known: the designer's export asks QGIS, and QGIS asks us."""
        project = layout.project()
        saved, known = project.readEntry(_SCOPE, _KEY)
        if not known or not saved:
            return cls()
        from ...gis.workspace import Workspace
        from ..context import AtlasContext

        try:
            return cls.of(AtlasContext(Workspace.open(project.readPath(saved)), project))
        except InputError:
            return cls()

    @property
    def catalogue(self) -> Catalogue:
        """The one given, else ours with the atlas's own sheets."""
        if self._catalogue is None:
            from ..own_catalogue import catalogue_of, load_catalogue

            self._catalogue = load_catalogue() if self.atlas is None else catalogue_of(self.atlas.workspace)
        return self._catalogue

    def prepared(self) -> Iterator[float]:
        """Reads ahead what the checks ask for, and tells after each part how much of it is there, from 0 to 1."""
        _ = self.catalogue
        yield 0.5
        _ = self.atlas.sources if self.atlas is not None else None
        yield 1.0

    def sheet(self, layout: QgsLayout) -> Sheet | None:
        """The catalogue's sheet a layout shows; None for a layout of the user's own."""
        wanted = variable(layout, SHEET_VARIABLE)
        return next((sheet for sheet in self.catalogue.sheets if sheet.id == wanted), None)

    def mentions(self, layout: QgsLayout) -> list[Mention]:
        """The sources of the layout's sheet as the workspace knows them."""
        sheet = self.sheet(layout)
        if sheet is None or self.atlas is None:
            return []
        from ..provenance import speaking_for

        found = []
        for name in sheet.sources:
            for row in speaking_for(self.atlas.sources, name).itertuples():
                date = row.date_donnees if isinstance(row.date_donnees, str) and row.date_donnees else None
                found.append(Mention(str(row.mention), date, row.illustratif is True or row.illustratif == 1))
        return list(dict.fromkeys(found))
