"""Questions: the tables of a region in memory, then a profile and a question over Bretagne and over 35,000 communes.

The demo's own tables, then a made-up country: communes on a grid, the demo's sites over and over, every kind of time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from rows import Row, timed

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from region_model import DATE, demo_tables

from plugin.core.questions.answer import answer
from plugin.core.questions.profile import profile
from plugin.core.questions.question import read_question
from plugin.core.questions.region import region_tables

COUNTRY = 35_000
TYPES = {"departement": 96, "epci": 1_250, "territoire_sante": 120}
TEXT = "habitants à moins de 30 min de maternites mais pas à moins de 20 min de SU"


def made_up_country(count: int = COUNTRY, seed: int = 1) -> dict[str, pd.DataFrame]:
    """The tables of a country: the demo's sites and authorisations are repeated over it."""
    random = np.random.default_rng(seed)
    side = int(np.ceil(np.sqrt(count)))
    x, y = 4_000.0 * (np.arange(count) % side), 4_000.0 * (np.arange(count) // side)
    insee = np.array([f"{number:05d}" for number in range(count)], dtype=object)
    people = random.lognormal(6.5, 1.2, count).round()
    communes = pd.DataFrame(
        {
            "insee": insee, "nom": insee, "population": people, "pop_0_19": 0.2 * people, "pop_20_64": 0.55 * people,
            "pop_65p": 0.25 * people, "x_mairie": x + 2_000, "y_mairie": y + 2_000,
            "geom": shapely.box(x, y, x + 4_000, y + 4_000),
        }
    )
    composition = [
        pd.DataFrame({"commune": insee, "type": kind, "id_territoire": (np.arange(count) * parts // count).astype(str)})
        for kind, parts in TYPES.items()
    ]
    demo = demo_tables()
    copies = count // 1_200
    tables = {"commune": communes, "composition": pd.concat(composition, ignore_index=True)}
    for name in ("etablissement", "autorisation", "equipement", "capacite"):
        numbers = demo[name]["finess_et"]
        parts = [
            demo[name].assign(finess_et=numbers.str[:6] + f"{copy:03d}" + numbers.str[6:]) for copy in range(copies)
        ]
        tables[name] = pd.concat(parts, ignore_index=True)
    sites = tables["etablissement"]
    home = random.integers(0, count, len(sites))
    tables["etablissement"] = sites.assign(insee=insee[home], x=x[home] + 1_000.0, y=y[home] + 1_000.0)
    kinds = demo["temps_acces"]["type_effecteur"].unique()
    tables["temps_acces"] = pd.concat(
        [
            pd.DataFrame(
                {"origine": insee, "type_effecteur": kind, "minutes": random.gamma(4, 5, count), "methode": "reseau"}
            )
            for kind in kinds
        ],
        ignore_index=True,
    )
    return tables


def run() -> list[Row]:
    """Each step for each size."""
    rows = []
    for size, tables, code in (
        ("Bretagne, 1,202 communes", demo_tables(), "TS1"), (f"{COUNTRY:,} communes", made_up_country(), "7")
    ):
        seconds, region = timed(lambda tables=tables: region_tables(tables, DATE), repeats=1)
        rows.append(Row("tables in memory", size, seconds, f"{len(region.practised)} activities"))
        one = region.territory("territoire_sante", (code,))
        peers = region.members("territoire_sante")
        seconds, found = timed(lambda r=region, m=one, p=peers: profile(r, m, peers=p))
        rows.append(Row("profile of a territory, with its rank", size, seconds, f"{len(found.lines)} measures"))
        communes = region.members("commune")
        mine = region.territory("commune", (str(region.insee[0]),))
        seconds, found = timed(lambda r=region, m=mine, p=communes: profile(r, m, peers=p))
        rows.append(Row("profile of a commune among all of them", size, seconds, f"{len(found.lines)} measures"))
        question = read_question(TEXT)
        seconds, found = timed(lambda r=region, q=question: answer(r, q))
        rows.append(Row("question over the whole", size, seconds, f"{found.population:,.0f} inhabitants"))
    return rows
