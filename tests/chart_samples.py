"""A chart of every form, small, with a value that is unknown or hidden where the form can hold one."""

from __future__ import annotations

from plugin.core import charts
from plugin.core.charts import Chart, Series

_STATUS_OF = {None: "ND", "secret": "secret"}


def series(name: str, role: str, values: list, decimals: int = 0) -> Series:
    """A series; None is not available, "secret" hidden."""
    texts = tuple(
        "n. d." if value is None else value if value == "secret" else f"{value:.{decimals}f}".replace(".", ",")
        for value in values
    )
    return Series(
        name, role, tuple(None if value == "secret" else value for value in values),
        tuple(_STATUS_OF.get(value, "valeur") for value in values), texts,
    )


def samples() -> dict[str, tuple[Chart, float, float]]:
    """Name, chart, width and height in millimetres."""
    years = tuple(map(str, range(2012, 2017)))
    ages = ("0 à 19 ans", "20 à 64 ans", "65 ans et plus")
    scopes = ("internes", "entrantes", "sortantes", "réciproques avec l’extérieur")
    towns = ("Brest métropole", "Rennes Métropole", "Lorient Agglomération", "Quimper", "Redon", "Ploërmel",
             "Belle-Île")
    minutes = tuple(float(minute) for minute in range(0, 46))
    share = [min(100.0, minute**1.7 / 4) for minute in minutes]
    many = tuple(f"EPCI {number}" for number in range(60))
    return {
        "barres": (
            Chart(
                charts.BARS, "Maisons de santé pluriprofessionnelles", years, years,
                (
                    series("MSP", charts.TOTAL, [21, 43, 57, 75, 80]),
                    series("dont règlement arbitral ou NMR", charts.SUBSET, [9, 9, 22, 24, 27]),
                ),
                "MSP",
            ),
            80.0, 60.0,
        ),
        "barres_nd": (
            Chart(
                charts.BARS, "Contrats d’engagement de service public", years, years,
                (series("CESP", charts.TOTAL, [12, None, "secret", 31, None]),), "contrats",
                notes=("Valeurs perdues à la lecture du document",),
            ),
            80.0, 60.0,
        ),
        "barres_empilees": (
            Chart(
                charts.STACKED, "Coopérations par modalité", scopes, scopes,
                (
                    series("A", "modalite:A", [14, 6, 9, 2]), series("B", "modalite:B", [8, 7, 3, 0]),
                    series("C", "modalite:C", [5, 2, 6, 3]), series("D", "modalite:D", [3, 4, 2, 1]),
                    series("ND", "modalite:ND", [2, 1, 1, 0]),
                ),
                "coopérations",
            ),
            100.0, 55.0,
        ),
        "lignes": (
            Chart(
                charts.LINES, "Médecins accueillis ou accompagnés", years, years,
                (
                    series("Maîtres de stage", "serie:0", [451, 473, 476, 535, 526]),
                    series("Accompagnement individualisé", "serie:1", [None, 30, 81, 137, 190]),
                    series("Contrats", "serie:2", [120, "secret", 140, 160, 205]),
                ),
                "médecins",
            ),
            90.0, 60.0,
        ),
        "pyramide": (
            Chart(
                charts.PYRAMID, "Population par âge", ages, ages,
                (
                    series("Pays de Redon", charts.TERRITORY, [23.1, 53.8, 23.1], 1),
                    series("Bretagne", charts.REFERENCE, [22.9, 53.5, 23.6], 1),
                ),
                "%",
            ),
            80.0, 45.0,
        ),
        "courbe": (
            Chart(
                charts.CURVE, "Part de la population selon le temps d’accès : soins urgents",
                tuple(f"{minute:.0f} min" for minute in minutes), tuple(map(str, minutes)),
                (
                    series("Centre-Bretagne", charts.TERRITORY, [0.6 * value for value in share], 1),
                    series("Bretagne", charts.REFERENCE, share, 1),
                ),
                "%", minutes, "minutes",
            ),
            90.0, 60.0,
        ),
        "rangs": (
            Chart(
                charts.RANKS, "Part de la population à 30 minutes au plus", towns, towns,
                (
                    series("Territoires", charts.PEER, [99.5, 99.1, 97.4, 92.0, 81.3, 74.2, None], 1),
                    Series("Territoire choisi", charts.TERRITORY, (None,) * 7, ("",) * 7, ("",) * 7),
                ),
                "%", marks=(("Bretagne", None, 91.2),),
            ),
            90.0, 60.0,
        ),
        "rangs_nombreux": (
            Chart(
                charts.RANKS, "Densité de médecins généralistes", many, many,
                (
                    Series(
                        "Territoires", charts.PEER,
                        tuple(None if place in (40, 58, 59) else 150.0 - 2 * place for place in range(60)),
                        tuple("" if place == 40 else "ND" if place > 57 else "valeur" for place in range(60)),
                        ("",) * 60,
                    ),
                    Series(
                        "Territoire choisi", charts.TERRITORY,
                        tuple(70.0 if place == 40 else None for place in range(60)),
                        tuple("valeur" if place == 40 else "" for place in range(60)),
                        tuple("70" if place == 40 else "" for place in range(60)),
                    ),
                ),
                "pour 100 000 habitants", marks=(("Bretagne", None, 94.0),),
            ),
            90.0, 55.0,
        ),
        "nuage": (
            Chart(
                charts.SCATTER, "Temps médian selon la part des 65 ans et plus", towns, towns,
                (series("Temps médian", charts.PEER, [8.0, 9.5, 12.0, 14.5, 21.0, 24.5, 41.0], 1),), "min",
                (17.5, 16.2, 22.3, 23.5, 22.9, 25.4, 31.0), "%",
                marks=(("Bretagne", 22.1, None), ("Bretagne", None, 15.2)),
            ),
            90.0, 65.0,
        ),
        "existant_cible": (
            Chart(
                charts.TARGETS, "Traitement du cancer : existant et cibles",
                (
                    "Chirurgie oncologique", "Radiothérapie externe, curiethérapie", "Traitements médicamenteux",
                    "Mention C",
                ),
                ("0", "1", "2", "3"),
                (
                    Series("Existant", charts.EXISTING, (4.0, None, 2.0, None),
                           ("valeur", "tiret", "valeur", "sans_objet"), ("4", "–", "2", "")),
                    Series("Cible minimale", charts.TARGET_MIN, (3.0, 1.0, 2.0, None),
                           ("intervalle", "valeur", "valeur", "vide"), ("3", "1", "2", "")),
                    Series("Cible maximale", charts.TARGET_MAX, (10.0, 1.0, 2.0, None),
                           ("intervalle", "valeur", "valeur", "vide"), ("10", "1", "2", "")),
                ),
                "implantations",
            ),
            110.0, 60.0,
        ),
    }
