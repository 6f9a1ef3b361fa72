"""How a cooperation is drawn: hue, pattern and width of a line, and what is written on it. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .themes import CHEMOTHERAPY, MEDICAL_TIME

NO_MODALITY = "SM"  # chemotherapy: medical time without modality (R6)
NOT_KNOWN = "ND"

NARROWEST = 0.5  # a link without ETP: E, ND, logistic, administrative
WIDEST = 2.2
_LEAST_WIDTH = 0.4
_TOLD_APART = 0.4  # between the thinnest and the thickest of three widths
_ROUND_ETP = (0.1, 0.2, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)  # what a legend names
LEAST_PATTERN = 0.5  # a short line shrinks its pattern down to this share


@dataclass(frozen=True)
class Pen:
    """A kind of line: ``dash`` alternates stroke and gap (empty: solid), ``double`` splits the line in two."""

    code: str
    label: str
    colour: str
    dash: tuple[float, ...] = ()
    double: bool = False
    round_cap: bool = False

    @property
    def period(self) -> float:
        """Length after which the pattern repeats; a solid or double line needs 2 mm to be told from a dash."""
        return sum(self.dash) if self.dash else 2.0


PENS: dict[str, Pen] = {
    pen.code: pen
    for pen in (
        Pen("A", "A – consultations avancées", "#0072B2"),
        Pen("B", "B – A et participation à l’activité hospitalière", "#1AA86F", (3.6, 1.2)),
        Pen("C", "C – B et participation à la vie institutionnelle", "#D55E00", double=True),
        Pen("D", "D – équipe médicale de territoire", "#7D2A78", (2.6, 0.8, 0.5, 0.8)),
        Pen("E", "E – PDSES uniquement", "#222222", (0.02, 1.15), round_cap=True),
        Pen(NOT_KNOWN, "ND : information non transmise", "#8a8a8a", (1.4, 1.0)),
        Pen(NO_MODALITY, "Temps médical partagé (sans modalité)", "#35507a"),
    )
}
_PLAIN_HUES = ("#0072B2", "#D55E00", "#009E73", "#9C4F96", "#56789a", "#a6761d", "#222222", "#b5487a")
_PLAIN_DASHES: tuple[tuple[float, ...], ...] = ((), (3.2, 1.1), (2.6, 0.8, 0.5, 0.8), (1.0, 0.8))


def plain_pens(kinds: list[str]) -> dict[str, Pen]:
    """Pens of the sheets without modality, one a function or legal form: hue and pattern both change."""
    return {
        kind: Pen(kind, kind, _PLAIN_HUES[place % len(_PLAIN_HUES)], _PLAIN_DASHES[place % len(_PLAIN_DASHES)])
        for place, kind in enumerate(kinds)
    }


def pen_codes(links: pd.DataFrame) -> np.ndarray:
    """The pen of each link: its modality, ND when it is unknown, SM for chemotherapy; elsewhere its ``objet``."""
    medical = (links["type"] == MEDICAL_TIME).to_numpy(dtype=bool)
    modality = links["modalite"].where(links["modalite"].notna(), NOT_KNOWN).to_numpy(dtype=object)
    modality = np.where((links["theme"] == CHEMOTHERAPY).to_numpy(dtype=bool), NO_MODALITY, modality)
    plain = links["objet"].where(links["objet"].notna(), "Non précisé").to_numpy(dtype=object)
    return np.where(medical, modality, plain)


def width_of(etp: np.ndarray | pd.Series | list[float]) -> np.ndarray:
    """Line width of a medical time: ``0.15 + √ETP``, 0.4 to 2.2 mm; 0.5 mm without one.

    The root keeps 0.2 ETP visible (0.6 mm), 1.0 twice as wide (1.15 mm) and 3 ETP within a page (1.9 mm).
    """
    values = np.asarray(etp, dtype=float)
    width = np.clip(0.15 + np.sqrt(np.clip(np.nan_to_num(values), 0, None)), _LEAST_WIDTH, WIDEST)
    return np.where(np.isnan(values), NARROWEST, width)


def legend_etp(etp: pd.Series | np.ndarray) -> list[float]:
    """At most three medical times for the legend: the largest drawn and round ones below it, widths evenly apart.

    All lie in the range of those drawn (in ETP); without any value the list is empty.
    """
    values = pd.to_numeric(pd.Series(etp)).dropna().to_numpy(dtype=float)
    values = values[values > 0]
    if len(values) == 0:
        return []
    last = float(values.max())
    inside = [*(value for value in _ROUND_ETP if values.min() <= value < last), last]
    if len(inside) < 3:
        return inside
    first, *between, _ = inside
    thin, thick = width_of([first, last])
    if thick - thin < _TOLD_APART:
        return [first, last]
    return [first, min(between, key=lambda value: abs(float(width_of([value])[0]) - (thin + thick) / 2)), last]


def line_widths(links: pd.DataFrame, codes: np.ndarray) -> np.ndarray:
    """Width of each link; E has no ETP hence no width of its own, nor have sheets without medical time."""
    weighted = (links["type"] == MEDICAL_TIME).to_numpy(dtype=bool) & (codes != "E")
    etp = pd.to_numeric(links["etp"]).to_numpy(dtype=float, na_value=np.nan)
    width = np.where(weighted, width_of(etp), NARROWEST)
    # Two strokes and their gap need 0.75 mm, dots must be seen: the smallest widths of these two pens.
    width = np.where((codes == "C") & (width < 0.75), 0.75, width)
    return np.where(codes == "E", 0.7, width)


def label_texts(links: pd.DataFrame) -> np.ndarray:
    """What is written on each line: letter and ETP ("B 0,8"), then which information is missing ("PDSES ND").

    Each unknown is named, also where all are ("mod., ETP, PDSES ND"); sheets without medical time print nothing (R5);
    the PDSES mark is drawn, not written (``shared_pdses``).
    """
    return np.array([_label(*row) for row in _qualities(links)], dtype=object)


def shared_pdses(links: pd.DataFrame) -> np.ndarray:
    """Links that carry the PDSES mark: shared as declared, or implied by modality E."""
    shared = (links["pdses"] == "oui") | ((links["modalite"] == "E") & links["pdses"].isna())
    return (shared & (links["type"] == MEDICAL_TIME)).to_numpy(dtype=bool)


def with_qualities(links: pd.DataFrame) -> pd.DataFrame:
    """The links with what is drawn of them: ``trait``, ``largeur_mm``, ``etiquette``, ``pdses_partagee``.

    Links that bring these columns (flows, the difference between editions) keep them.
    """
    if "trait" in links:
        return links
    codes = pen_codes(links)
    return links.assign(
        trait=codes,
        largeur_mm=line_widths(links, codes).round(2),
        etiquette=label_texts(links),
        pdses_partagee=shared_pdses(links),
    )


def pens_for(traits: Iterable[str], pens: Mapping[str, Pen] | None = None) -> dict[str, Pen]:
    """The pens of the traits used, in the legend's order: those given or the modalities', then plain ones."""
    used = set(traits)
    known = {code: pen for code, pen in (pens or PENS).items() if code in used}
    return {**known, **plain_pens(sorted(used - set(known)))}


def _qualities(links: pd.DataFrame) -> zip:
    etp = pd.to_numeric(links["etp"]).to_numpy(dtype=float, na_value=np.nan)
    modality = links["modalite"].where(links["modalite"].notna(), None)
    pdses = links["pdses"].where(links["pdses"].notna(), None)
    chemotherapy = links["theme"] == CHEMOTHERAPY
    return zip(links["type"] == MEDICAL_TIME, chemotherapy, modality, etp, pdses, strict=True)


def _label(medical: bool, chemotherapy: bool, modality: str | None, etp: float, pdses: str | None) -> str:
    if not medical:
        return ""
    known: list[str] = []
    missing: list[str] = []
    if not chemotherapy:
        if modality in (None, NOT_KNOWN):
            missing.append("mod.")
        else:
            known.append(str(modality))
    if not np.isnan(etp) and not (modality == "E" and etp == 0):
        known.append(french_etp(etp))
    elif modality != "E":
        missing.append("ETP")
    if pdses == NOT_KNOWN or (pdses is None and modality != "E"):
        missing.append("PDSES")
    return " ".join(known + ([", ".join(missing) + " ND"] if missing else []))


def french_etp(etp: float) -> str:
    """A medical time as printed: one decimal, two where needed, with a comma ("0,8", "0,25", "1,0")."""
    text = f"{etp:.2f}".replace(".", ",")
    return text[:-1] if text.endswith("0") else text
