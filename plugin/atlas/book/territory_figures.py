"""Key figures and charts of each territory of a type, as columns of the layer its pages run through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from qgis.core import QgsTextFormat

from ...core.access.classes import UNREACHED, UNREACHED_LABEL, class_labels
from ...core.access.times import ALL_KINDS
from ...core.pause import pause
from ...core.questions.measures import DEFAULT_CLASSES, Measure, measures
from ...core.questions.region import AGES, RegionTables
from ...core.questions.secrecy import MASKED, hidden, threshold_of
from ...gis.charts import Bar, draw_bar_pairs
from ...gis.question_store import load_region
from ..context import AtlasContext
from ..edition import NARROW_SPACE, french_number, typeset
from ..layout_items import wrapped

_PEOPLE = ("population", "communes", "superficie", "densite")
# Activities in the order they are listed; others are parts of these.
_LISTED = (
    "su", "su_ped", "smur", "maternites", "cpp", "chirurgie", "medecine", "reanimation", "dialyse_centre", "scanner",
    "irm", "ssr_polyvalent", "had", "usp", "usld", "psychiatrie_generale", "psychiatrie_infanto", "msp", "labo",
)  # fmt: skip
_LINKS = {
    "coop_internes": "Entre sites du territoire",
    "coop_entrantes": "Venant d’ailleurs",
    "coop_sortantes": "Vers l’extérieur",
    "coop_exterieur": "Réciproques avec l’extérieur",
}
_WORDS = ("région", "territoire")


@dataclass(frozen=True)
class Block:
    """A heading, the names of its figures in lines, and how many lines they take; the values are a column."""

    heading: str
    names: tuple[str, ...]
    column: str


@dataclass(frozen=True)
class TerritoryFigures:
    """``table`` has a row a territory: ``code``, ``nom``, a column a block, ``graphique_1``… the paths of its charts.

    ``chart_heights`` are those of the charts drawn ``chart_width`` wide.
    """

    table: pd.DataFrame
    blocks: list[Block]
    chart_heights: list[float]


class FigureMaker:
    """Figures of all territories of a type at once.

    Raises:
        InputError: QST01, no territory of that type.
    """

    def __init__(self, context: AtlasContext, kind: str):
        self.context = context
        self.kind = kind
        self.region: RegionTables = load_region(context.workspace)
        self.members = self.region.members(kind)
        self._own = {measure.key: measure for measure in measures(self.region, self.members)}
        self._whole = {measure.key: measure for measure in measures(self.region, self.region.whole)}
        self._secret = self._hidden()

    def make(self, name_width: float, text_format: QgsTextFormat, lines: int, chart_width: float) -> TerritoryFigures:
        """The figures in at most ``lines`` lines of names ``name_width`` wide, the charts ``chart_width`` wide (mm)."""
        table = pd.DataFrame({"code": self.members.codes, "nom": [typeset(str(name)) for name in self.members.names]})
        blocks: list[Block] = []
        for number, (heading, rows) in enumerate(self._blocks(name_width, text_format, lines), start=1):
            column = f"valeurs_{number}"
            names: list[str] = []
            cells: list[np.ndarray] = []
            for words, values in rows:
                broken = wrapped(typeset(words), text_format, name_width)
                names += broken
                # The value stands beside the last line of its name.
                cells += [np.full(len(table), "", dtype=object)] * (len(broken) - 1) + [values]
            table[column] = ["\n".join(one) for one in zip(*cells, strict=True)] if cells else ""
            blocks.append(Block(typeset(heading), tuple(names), column))
        heights = []
        for number, (title, keys) in enumerate(self._charts(), start=1):
            pause()
            paths, height = self._draw(title, keys, chart_width, number)
            table[f"graphique_{number}"] = paths
            heights.append(height)
        return TerritoryFigures(table, blocks, heights)

    def _blocks(
        self, width: float, text_format: QgsTextFormat, lines: int
    ) -> Iterator[tuple[str, list[tuple[str, np.ndarray]]]]:
        people = [(self._own[key].label, self._shown(key)) for key in _PEOPLE]
        medians = [
            (self._own[key].label.removeprefix("Temps médian : ").capitalize(), self._shown(key))
            for key in (f"mediane_{ALL_KINDS}", "mediane_maternites")
            if key in self._own
        ]
        links = [(words, self._shown(key)) for key, words in _LINKS.items() if self._somewhere(key)]
        # Headings take two lines each.
        left = lines - sum(len(block) + 2 for block in (people, medians, links) if block) - 2
        yield "Population", people
        sites: list[tuple[str, np.ndarray]] = []
        for key in self._activities():
            words = self._own[key].label
            left -= len(wrapped(typeset(words), text_format, width))
            if left < 0:
                break
            sites.append((words, self._shown(key)))
        if sites:
            yield "Sites par activité", sites
        if medians:
            yield "Temps médian d’accès, en minutes", [(words, _bare(values)) for words, values in medians]
        if links:
            yield "Coopérations hospitalières", links

    def _activities(self) -> list[str]:
        """The keys of the activities the region has, in the order they are listed."""
        return [key for key in (f"sites_{name}" for name in _LISTED) if self._somewhere(key)]

    def _somewhere(self, key: str) -> bool:
        return key in self._own and bool(np.nansum(self._own[key].values) > 0)

    def _hidden(self) -> dict[str, np.ndarray]:
        """For each measure which territories must not show it: few persons stand behind."""
        threshold = threshold_of(self.context.settings)
        keys = list(self._own)
        people = np.array([self._people(self._own[key]) for key in keys], dtype=float)
        wholes = [self._own[key].partition for key in keys]
        cells = np.array([hidden(column, threshold, wholes) for column in people.T]).T
        return dict(zip(keys, cells, strict=True))

    def _people(self, measure: Measure) -> np.ndarray:
        return np.full(len(self.members), np.nan) if measure.people is None else measure.people

    def _shown(self, key: str) -> np.ndarray:
        """The values as they are printed, with their unit where the name does not say it."""
        measure = self._own[key]
        unit = measure.unit if measure.unit in ("km²", "hab./km²", "%", "min") else ""
        words = [
            MASKED if secret else _number(value, measure.decimals, unit)
            for value, secret in zip(measure.values, self._secret[key], strict=True)
        ]
        return np.array(words, dtype=object)

    def _charts(self) -> Iterator[tuple[str, list[tuple[str, str, str, bool]]]]:
        """Title and bars of each chart: label, key of the measure, colour, hatched."""
        colours = self.context.charter.values
        ages = colours["livre"]["ages"]
        if "part_pop_65p" in self._own:
            yield (
                "Population par âge",
                [
                    (label, f"part_{key}", colour, False)
                    for (key, label), colour in zip(AGES.items(), ages, strict=True)
                ],
            )
        if ALL_KINDS in self.region.times:
            classes = DEFAULT_CLASSES[ALL_KINDS]
            labels = class_labels(classes.bounds, classes.closed)
            fills = colours["classes_acces"]
            bars = [
                (label, f"part_{ALL_KINDS}_{rank}", fills["couleurs"][rank], False) for rank, label in enumerate(labels)
            ]
            bars.append((UNREACHED_LABEL, f"part_{ALL_KINDS}_non_accessible", fills["hachure"], True))
            yield "Temps d’accès aux soins urgents", bars

    def _draw(
        self, title: str, keys: Sequence[tuple[str, str, str, bool]], width: float, number: int
    ) -> tuple[list[str], float]:
        folder: Path = self.context.picture_folder
        paths, height = [], 0.0
        for place, code in enumerate(self.members.codes):
            pairs = [
                (
                    self._bar(label, self._whole[key], 0, colour, hatched, secret=False),
                    self._bar(label, self._own[key], place, colour, hatched, bool(self._secret[key][place])),
                )
                for label, key, colour, hatched in keys
            ]
            path = folder / f"fiche_{self.kind}_{_safe(str(code))}_{number}.svg"
            height = draw_bar_pairs(path, title, pairs, _WORDS, width, self.context.charter)
            paths.append(str(path))
        return paths, height

    @staticmethod
    def _bar(label: str, measure: Measure, place: int, colour: str, hatched: bool, secret: bool) -> Bar:
        value = float(measure.values[place])
        if secret or not np.isfinite(value):
            return Bar(label, 0.0, MASKED if secret else "n. d.", colour, hatched)
        # Few people are not nobody.
        words = f"< 0,1{NARROW_SPACE}%" if 0 < value < 0.05 else _number(value, 1, "%")
        return Bar(label, value, words, colour, hatched)


def class_renderer_labels() -> list[tuple[int, str]]:
    """The codes and names of the classes of access the pages show, the unreached last."""
    classes = DEFAULT_CLASSES[ALL_KINDS]
    return [*enumerate(class_labels(classes.bounds, classes.closed)), (UNREACHED, UNREACHED_LABEL)]


def _number(value: float, decimals: int, unit: str) -> str:
    if not np.isfinite(value):
        return "n. d."
    return f"{french_number(value, decimals)}{NARROW_SPACE}{unit}" if unit else french_number(value, decimals)


def _bare(values: np.ndarray) -> np.ndarray:
    """Without the unit the heading says."""
    return np.array([str(value).removesuffix(f"{NARROW_SPACE}min") for value in values], dtype=object)


def _safe(code: str) -> str:
    """A code as part of a file's name."""
    return "".join(letter if letter.isalnum() else "_" for letter in code)
