"""Which column of a file or layer holds what: a guess the user sees and can correct, never a silent choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..decoding import fold
from ..findings import InputError
from .codes import is_commune, is_iris, proposals

# Names in the products met: ADMIN EXPRESS (shapefile and GeoPackage, v2 to v4), BD TOPO, COG and INSEE tables,
# GeoJSON of the open-data portals, our own tables. The first name found wins.
ALIASES: dict[str, tuple[str, ...]] = {
    "insee": (
        "insee", "insee_com", "code_insee", "codgeo", "com", "code_commune", "code_com", "depcom",
        "commune_insee", "insee_commune", "commune", "code",
    ),
    "iris": ("iris", "code_iris", "dcomiris", "codeiris"),
    "nom": (
        "nom", "nom_officiel", "nom_com", "nom_cog", "libgeo", "nom_commune", "libelle", "libcom", "nccenr", "nom_m",
        "name", "toponyme",
    ),
    "population": (
        "population", "pop_mun", "pmun", "pop", "popmun", "population_municipale", "p23_pop", "p22_pop", "p21_pop",
        "p20_pop", "p19_pop", "p18_pop", "ptot",
    ),
    "pop_0_19": ("pop_0_19", "pop_0_19_2021", "pop0019", "p21_pop0019"),
    "pop_20_64": ("pop_20_64", "pop_20_64_2021", "pop2064", "p21_pop2064"),
    "pop_65p": ("pop_65p", "pop_65p_2021", "pop65p", "p21_pop65p"),
    "dep": ("dep", "insee_dep", "code_insee_du_departement", "code_departement", "departement", "code_dep"),
    "epci": ("epci", "siren_epci", "code_epci", "codes_siren_des_epci", "code_siren", "epci_siren"),
    "epci_nom": ("epci_nom", "nom_epci", "libepci", "libelle_epci"),
    "x_mairie": ("x_mairie", "x_chf_lieu"),
    "y_mairie": ("y_mairie", "y_chf_lieu"),
    "lon_mairie": ("mairie_lon", "lon_mairie"),
    "lat_mairie": ("mairie_lat", "lat_mairie"),
}
TERRITORY_ALIASES: dict[str, tuple[str, ...]] = {
    "id_territoire": (
        "id_territoire", "code_territoire", "code", "code_insee", "insee", "code_siren", "siren", "siren_epci",
        "insee_dep", "insee_reg", "insee_can", "insee_com", "codgeo", "code_iris", "ref", "id", "cleabs",
    ),
    "libelle": ALIASES["nom"][:-1] + ("libelle_territoire", "lib", "toponyme", "nom_territoire"),
    "nature": ("nature", "nature_epci", "type_epci", "statut"),
    "parent": ("parent", "code_parent", "id_parent"),
    "population": ALIASES["population"],
    "type": ("type", "type_territoire", "zonage"),
}
# Columns of a table commune -> territory, by type; the general names come after those of the type.
COMPOSITION_ALIASES: dict[str, tuple[str, ...]] = {
    "bassin_vie": ("bv2022", "bv2012", "bv"),
    "epci": ALIASES["epci"],
    "canton": ("canov", "cv", "can", "insee_can", "canton", "code_canton"),
    "departement": ALIASES["dep"],
    "region": ("reg", "insee_reg", "code_insee_de_la_region", "code_region", "region"),
    "tvs": ("tvs", "code_tvs", "tvs2022"),
    "pays": ("pays", "code_pays"),
    "territoire_sante": ("territoire_sante", "ts", "code_ts"),
    "territoire_vie": ("territoire_vie", "tv"),
    "secteur_psy_g": ("secteur_psy_g", "secteur_g", "sectpsy", "secteur"),
    "secteur_psy_i": ("secteur_psy_i", "secteur_i", "secteur"),
    "territoire_premier_recours": ("territoire_premier_recours", "t1r", "tpr"),
    "zone_recours": ("zone_recours", "zr"),
}
_CODE = ("id_territoire", "territoire", "code_territoire", "zone", "code_zone")
# A plain "nom" beside a code of communes is the commune's.
_LABEL = ("libelle_territoire", "nom_territoire", "libelle")
_LABELS = {
    "bassin_vie": ("lib_bv2022", "libbv2022", "libbv", "lib_bv"),
    "epci": ALIASES["epci_nom"],
    "canton": ("lib_cv", "libcanov"),
    "tvs": ("lib_tvs", "libtvs"),
}
_SAMPLE = 200


@dataclass(frozen=True)
class ColumnGuess:
    """What a wanted column is taken from: ``column`` (None: nothing fits), ``par`` "nom" or "valeurs", and examples."""

    wanted: str
    column: str | None
    par: str = "nom"
    exemples: tuple[str, ...] = ()


def guess_commune_columns(frame: pd.DataFrame) -> dict[str, ColumnGuess]:
    """Where a layer or table of communes keeps what the table ``commune`` needs; values decide where names do not."""
    guesses = _by_name(frame, ALIASES)
    _prefer_codes(guesses, "insee", frame, iris=False)
    return guesses


def guess_territory_columns(frame: pd.DataFrame) -> dict[str, ColumnGuess]:
    """Where a layer of territories keeps what the table ``territoire`` needs."""
    return _by_name(frame, TERRITORY_ALIASES)


def guess_composition_columns(frame: pd.DataFrame, kind: str) -> dict[str, ColumnGuess]:
    """Where a table commune -> territory of the type ``kind`` keeps ``commune``, ``id_territoire`` and ``libelle``."""
    specific = (kind, *COMPOSITION_ALIASES.get(kind, ()))
    names = {
        "commune": ("commune", *ALIASES["insee"], *ALIASES["iris"]),
        "id_territoire": (*specific, *_CODE),
        "libelle": (*_LABELS.get(kind, ()), f"lib_{kind}", f"{kind}_nom", *_LABEL),
        "type": ("type", "type_territoire", "zonage"),
        "cog_annee": ("cog_annee", "annee_cog", "cog", "annee"),
    }
    guesses = _by_name(frame, names)
    _prefer_codes(guesses, "commune", frame, iris=True)
    return guesses


def chosen_columns(
    guesses: Mapping[str, ColumnGuess],
    corrections: Mapping[str, str],
    required: Sequence[str],
    available: Sequence[str],
) -> dict[str, str]:
    """The mapping {wanted: column} after the user's corrections (an empty text drops a guess).

    Raises:
        InputError: FIC04 for each required column that nothing gives and each correction that names no column, all
        at once.
    """
    mapping = {name: guess.column for name, guess in guesses.items() if guess.column is not None}
    mapping.update({name: column for name, column in corrections.items() if column})
    for name, column in corrections.items():
        if not column:
            mapping.pop(name, None)
    wrong = [column for column in mapping.values() if column not in available]
    absent = [name for name in required if name not in mapping]
    if wrong or absent:
        errors = [InputError.of("FIC04", col=name, liste=list(available)) for name in [*wrong, *absent]]
        raise InputError(*(finding for error in errors for finding in error.findings))
    return mapping


def _by_name(frame: pd.DataFrame, aliases: Mapping[str, Sequence[str]]) -> dict[str, ColumnGuess]:
    by_fold = {fold(str(name)): str(name) for name in reversed(list(frame.columns)) if name != "geom"}
    found = {}
    for wanted, names in aliases.items():
        column = next((by_fold[fold(name)] for name in names if fold(name) in by_fold), None)
        found[wanted] = _guess(wanted, frame, column, "nom")
    return found


def _guess(wanted: str, frame: pd.DataFrame, column: str | None, why: str) -> ColumnGuess:
    if column is None:
        return ColumnGuess(wanted, None)
    examples = frame[column].dropna().drop_duplicates().head(3)
    return ColumnGuess(wanted, column, why, tuple(str(value) for value in examples))


def _prefer_codes(guesses: dict[str, ColumnGuess], wanted: str, frame: pd.DataFrame, iris: bool) -> None:
    """Where the column found by its name holds no codes, take the first one that does."""
    column = guesses[wanted].column
    if column is not None and _holds_codes(frame[column], iris):
        return
    names = [str(name) for name in frame.columns if name != "geom"]
    by_value = next((name for name in names if _holds_codes(frame[name], iris)), None)
    if by_value is not None:
        guesses[wanted] = _guess(wanted, frame, by_value, "valeurs")


def _holds_codes(values: pd.Series, iris: bool) -> bool:
    """Whether most of a sample are codes of communes (or IRIS), lost leading zeros among good ones included."""
    sample = values.dropna().head(_SAMPLE).astype(str)
    good = is_commune(sample) | (is_iris(sample) if iris else False)
    # Four digits throughout are no communes (cantons have four).
    return bool(good.any() and (good | proposals(sample).notna()).mean() > 0.8)
