"""The Processing provider ``atlas_soins``."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..gis.resources import icon


def algorithm_classes() -> tuple[type[QgsProcessingAlgorithm], ...]:
    """The algorithms, imported only when QGIS asks for them. A new one is added here by hand."""
    from .access_scenario import AccessScenario
    from .access_shares import AccessShares
    from .access_times import AccessTimes
    from .access_zones import AccessZones
    from .add_sheet import AddSheet
    from .apl import Apl
    from .background_job import BackgroundJob
    from .build_territories import BuildTerritories
    from .check_establishments import CheckEstablishments
    from .check_territories import CheckTerritories
    from .compare_apl import CompareApl
    from .compare_establishments import CompareEstablishments
    from .cooperation_difference import CooperationDifference
    from .cooperation_lines import CooperationLines
    from .cooperation_workbooks import CooperationWorkbooks
    from .create_workspace import CreateWorkspace
    from .declare_territory_type import DeclareTerritoryType
    from .draw_sheets import DrawSheets
    from .draw_sites import DrawSites
    from .draw_territories import DrawTerritories
    from .edit_settings import EditSettings
    from .emergency_responders import EmergencyResponders
    from .export_atlas import ExportAtlas
    from .export_web import ExportWeb
    from .express_map import ExpressMapAlgorithm
    from .flow_lines import FlowLines
    from .import_access_times import ImportAccessTimes
    from .import_agency_table import ImportAgencyTable
    from .import_apl import ImportApl
    from .import_authorisations import ImportAuthorisations
    from .import_communes import ImportCommunes
    from .import_composition import ImportComposition
    from .import_cooperation_returns import ImportCooperationReturns
    from .import_cooperations import ImportCooperations
    from .import_establishments import ImportEstablishments
    from .import_indicators import ImportIndicators
    from .import_medico_social import ImportMedicoSocial
    from .import_oqos import ImportOqos
    from .import_practitioners import ImportPractitioners
    from .import_sae import ImportSae
    from .import_territories import ImportTerritories
    from .move_commune import MoveCommune
    from .preflight import Preflight
    from .premier_recours import PremierRecours
    from .query_territory import QueryTerritory
    from .remote_times import RemoteTimes
    from .save_theme import SaveTheme
    from .sector_population import SectorPopulation
    from .select_establishments import SelectEstablishments
    from .simplify_polygons import SimplifyPolygons
    from .site_minutes import SiteMinutes
    from .territoires_de_vie import TerritoiresDeVie
    from .territory_chart import TerritoryChart
    from .territory_profile import TerritoryProfile

    return (
        AccessScenario,
        AccessShares,
        AccessTimes,
        AccessZones,
        AddSheet,
        Apl,
        BuildTerritories,
        CheckEstablishments,
        CheckTerritories,
        CompareApl,
        CompareEstablishments,
        CooperationDifference,
        CooperationLines,
        CooperationWorkbooks,
        CreateWorkspace,
        DeclareTerritoryType,
        DrawSheets,
        DrawSites,
        DrawTerritories,
        EditSettings,
        EmergencyResponders,
        ExportAtlas,
        ExpressMapAlgorithm,
        BackgroundJob,
        ExportWeb,
        FlowLines,
        ImportAccessTimes,
        ImportAgencyTable,
        ImportApl,
        ImportAuthorisations,
        ImportCommunes,
        ImportComposition,
        ImportCooperationReturns,
        ImportCooperations,
        ImportEstablishments,
        ImportMedicoSocial,
        ImportIndicators,
        ImportOqos,
        ImportPractitioners,
        ImportSae,
        ImportTerritories,
        MoveCommune,
        Preflight,
        PremierRecours,
        QueryTerritory,
        RemoteTimes,
        SaveTheme,
        SectorPopulation,
        SelectEstablishments,
        SiteMinutes,
        SimplifyPolygons,
        TerritoiresDeVie,
        TerritoryChart,
        TerritoryProfile,
    )


class AtlasProvider(QgsProcessingProvider):
    """Shows the algorithms of the plugin in the toolbox and to ``qgis_process``."""

    def id(self) -> str:
        """The prefix of every algorithm: ``atlas_soins:…``."""
        return "atlas_soins"

    def name(self) -> str:
        """The name shown in the toolbox: a proper noun, not translated."""
        return "Atlas Soins"

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon("atlas_soins")

    def loadAlgorithms(self) -> None:
        """Create one of each algorithm."""
        for algorithm_class in algorithm_classes():
            self.addAlgorithm(algorithm_class())
