"""What the questions share: the territory asked about, the threshold of secrecy, the answer as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ..core.questions.members import Members
    from ..core.questions.region import RegionTables
    from ..gis.workspace import Workspace
    from .base import AtlasAlgorithm

TYPE, TERRITORIES, AREA, FILE, LEAST_COUNT = "TYPE", "TERRITORIES", "AREA", "FILE", "SECRET"


def add_territory(algorithm: AtlasAlgorithm) -> None:
    """A type and codes, or an area (the selected features of a layer, a drawn polygon)."""
    translate = QCoreApplication.translate
    label = translate("Questions", "Type of territory (epci, departement, commune ...; empty: the whole region)")
    algorithm.addParameter(QgsProcessingParameterString(TYPE, label, optional=True))
    label = translate("Questions", "Codes or names, separated by semicolons (empty: all of the type)")
    algorithm.addParameter(QgsProcessingParameterString(TERRITORIES, label, optional=True))
    add_area(algorithm)


def add_area(algorithm: AtlasAlgorithm) -> None:
    """A drawn polygon, or the features of a layer, all or those selected."""
    label = QCoreApplication.translate("Questions", "Or an area: communes whose town hall lies inside")
    algorithm.addParameter(
        QgsProcessingParameterFeatureSource(AREA, label, [QgsProcessing.SourceType.TypeVectorPolygon], optional=True)
    )


def add_export(algorithm: AtlasAlgorithm) -> None:
    """The answer as a file, with small counts masked."""
    translate = QCoreApplication.translate
    label = translate("Questions", "Answer as a file (CSV, XLSX or ODS), small numbers of persons hidden")
    algorithm.addParameter(
        QgsProcessingParameterFileDestination(
            FILE, label, "CSV (*.csv);;XLSX (*.xlsx);;ODS (*.ods)", optional=True, createByDefault=False
        )
    )
    label = translate("Questions", "Least number of persons published (empty: that of the edition, else 11)")
    algorithm.addParameter(QgsProcessingParameterString(LEAST_COUNT, label, optional=True))


def threshold(
    algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Workspace
) -> int:
    """The threshold of secrecy: the parameter, else the setting of the edition.

    Raises:
        InputError: QST20, the parameter is no whole number.
    """
    from ..core.findings import InputError
    from ..core.questions.secrecy import threshold_of

    text = algorithm.parameterAsString(parameters, LEAST_COUNT, context).strip()
    if text and not text.isdecimal():
        raise InputError.of("QST20", value=text)
    return int(text) if text else threshold_of(workspace.settings())


def chosen_territory(
    algorithm: AtlasAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    region: RegionTables,
    workspace: Workspace,
) -> tuple[Members, str]:
    """The territory asked about as one, and its type ("" for an area).

    Raises:
        InputError: QST01, QST02, QST05 territories and an area, QST08 an area without a town hall.
    """
    from ..core.findings import InputError
    from ..core.questions.region import WHOLE

    kind = algorithm.parameterAsString(parameters, TYPE, context).strip()
    texts = algorithm.parameterAsString(parameters, TERRITORIES, context).split(";")
    codes = tuple(text.strip() for text in texts if text.strip())
    area = area_members(algorithm, parameters, context, feedback, region, workspace)
    if area is None:
        return region.territory(kind or WHOLE, codes), kind or WHOLE
    if kind or codes:
        raise InputError.of("QST05")
    return area, ""


def area_members(
    algorithm: AtlasAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    region: RegionTables,
    workspace: Workspace,
) -> Members | None:
    """The communes of the area, as one territory; which ones is told. None where no area is given.

    Raises:
        InputError: QST08, no town hall lies inside.
    """
    from ..core.findings import Finding, InputError, Report, Severity
    from ..core.questions.members import Members

    source = algorithm.parameterAsSource(parameters, AREA, context)
    if source is None:
        return None
    inside = _communes_inside(source, workspace.crs, context, region)
    if not len(inside):
        raise InputError.of("QST08")
    names = region.name[inside].tolist()
    algorithm.tell(Report([Finding("QST09", Severity.INFO, params={"n": len(names), "liste": names})]), feedback)
    return Members.one(inside, "zone", "Zone choisie")


def _communes_inside(source: Any, crs: str, context: QgsProcessingContext, region: RegionTables) -> Any:
    """Positions of the communes whose town hall lies in the features of a source."""
    import numpy as np
    import shapely

    system = QgsCoordinateReferenceSystem(crs)
    moved = QgsCoordinateTransform(source.sourceCrs(), system, context.transformContext())
    shapes = []
    for feature in source.getFeatures(QgsFeatureRequest()):
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        geometry.transform(moved)
        shapes.append(shapely.from_wkb(bytes(geometry.asWkb())))
    points = shapely.points(region.xy)
    area = shapely.make_valid(shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object))))
    return np.flatnonzero(shapely.intersects(area, points))
