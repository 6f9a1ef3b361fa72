"""Territories of action and concertation of the demo: pays, sectors, premier recours, cooperation. Approximate."""

from __future__ import annotations

import pandas as pd

from .contracts import contract_codes
from .first_recourse import first_recourse_codes
from .network import Network
from .pays import pays_codes
from .sectors import sector_codes
from .territories import zoning_tables

# Invented: two neighbouring territoires de santé each.
ENSEMBLES = {
    "E1": ("Bretagne occidentale", ("TS1", "TS2")),
    "E2": ("Bretagne sud", ("TS3", "TS4")),
    "E3": ("Bretagne nord et centre", ("TS7", "TS8")),
    "E4": ("Bretagne orientale", ("TS5", "TS6")),
}


def action_tables(
    communes: pd.DataFrame, sante: pd.Series, network: Network
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Rows of the tables ``territoire`` and ``composition``, by type of territory.

    Args:
        communes: the table ``commune``.
        sante: the code of each commune's territoire de santé.
        network: the demonstration roads.
    """
    general, child = sector_codes(communes)
    first = first_recourse_codes(communes, network)
    ensemble_of = {code: ensemble for ensemble, (_, members) in ENSEMBLES.items() for code in members}
    zonings = {
        "pays": pays_codes(communes, network),
        "secteur_psy_g": (general, _main_towns(communes, general)),
        "secteur_psy_i": (child, _main_towns(communes, child)),
        "territoire_premier_recours": (first, communes.set_index("insee")["nom"].to_dict()),
        "ensemble_cooperation": (sante.map(ensemble_of), {code: name for code, (name, _) in ENSEMBLES.items()}),
        "cls": contract_codes(communes),
    }
    tables = {kind: zoning_tables(communes, kind, codes, labels) for kind, (codes, labels) in zonings.items()}
    # A sector of child psychiatry is the parent of the general ones it is made of.
    general_rows = tables["secteur_psy_g"][0]
    general_rows["parent"] = general_rows["id_territoire"].map(dict(zip(general, child, strict=True)))
    return tables


def _main_towns(communes: pd.DataFrame, codes: pd.Series) -> dict[str, str]:
    """The most populated commune of each sector: its name."""
    towns = communes.assign(code=codes).sort_values("population", ascending=False).drop_duplicates("code")
    return dict(zip(towns["code"], towns["nom"], strict=True))
