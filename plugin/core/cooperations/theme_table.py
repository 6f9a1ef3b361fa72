"""From the survey's words to the themes of the sheets: an editable table, since the survey's themes are coarser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import Report
from ..tables import read_table
from .themes import THEMES

FILE = Path(__file__).resolve().parents[3] / "data" / "nomenclatures" / "themes_cooperations.csv"
COLUMNS = ("theme_enquete", "mot_objet", "theme")


@dataclass(frozen=True)
class ThemeTable:
    """Rules in order: a survey theme and, where one word is not enough, a word its object must hold."""

    rules: tuple[tuple[str, str, str], ...]

    @classmethod
    def default(cls) -> ThemeTable:
        """The table that comes with the plugin."""
        return cls.load(FILE)

    @classmethod
    def load(cls, path: str | Path) -> ThemeTable:
        """Read a table ``theme_enquete ; mot_objet ; theme`` (a theme's code, or the sheet's number).

        Raises:
            InputError: FIC04 a column is absent, FIC05 a theme that no sheet has.
        """
        from ..findings import Finding, InputError

        file = read_table(path, columns=COLUMNS, required=("theme_enquete", "theme"))
        sheets = {theme.sheet: code for code, theme in THEMES.items()}
        rules, wrong = [], []
        words = file.frame["mot_objet"] if "mot_objet" in file.frame else pd.Series(None, index=file.frame.index)
        for said, word, theme, row in zip(
            file.frame["theme_enquete"], words, file.frame["theme"], file.rows, strict=True
        ):
            code = sheets.get(str(theme).upper(), theme)
            if code not in THEMES or said is None:
                wrong.append(
                    Finding("FIC05", row=int(row), column="theme", value=theme, params={"attendu": ", ".join(THEMES)})
                )
            else:
                rules.append((fold(said), fold(word or ""), str(code)))
        if wrong:
            raise InputError(*wrong)
        return cls(tuple(rules))

    def resolve(self, themes: pd.Series, objects: pd.Series, rows: np.ndarray, report: Report) -> pd.Series:
        """The theme's code of each row, None with a COO23 finding where no rule says it.

        A code, a sheet's number or a sheet's label is taken as it is; then the first rule whose words are met.
        """
        direct = {fold(code): code for code in THEMES}
        direct |= {fold(theme.sheet): code for code, theme in THEMES.items()}
        direct |= {fold(theme.label): code for code, theme in THEMES.items()}
        objects = objects.where(objects.notna(), "")
        pairs = pd.DataFrame({"theme": themes, "objet": objects}).drop_duplicates().dropna(subset=["theme"])
        known = {
            (said, what): direct.get(fold(said)) or self._by_rule(fold(said), fold(what))
            for said, what in pairs.itertuples(index=False)
        }
        found = [known.get(pair) for pair in zip(themes, objects, strict=True)]
        for place in np.flatnonzero(pd.isna(pd.Series(found, dtype=object))):
            report.add(
                "COO23", row=int(rows[place]), column="theme", value=themes.iloc[place], objet=objects.iloc[place]
            )
        return pd.Series(found, index=themes.index, dtype=object)

    def _by_rule(self, said: str, what: str) -> str | None:
        return next((code for theme, word, code in self.rules if theme == said and word in what), None)
