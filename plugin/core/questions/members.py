"""Territories as sets of communes, in arrays: one form for one territory, a drawn area, or all of a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Members:
    """``m`` territories over ``n`` communes.

    ``codes`` and ``names`` (m,) are text; ``commune`` and ``territory`` (k,) are the pairs: positions of communes and
    of the territories they lie in. A commune may lie in none, or in several.
    """

    codes: np.ndarray
    names: np.ndarray
    commune: np.ndarray
    territory: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def of_composition(cls, composition: pd.DataFrame, names: dict[str, str], position: pd.Series) -> Members:
        """From rows ``commune``, ``id_territoire`` of one type; communes outside the model are left out."""
        rows = composition.drop_duplicates(["commune", "id_territoire"])
        place = rows["commune"].map(position)
        known = place.notna().to_numpy()
        territory, codes = pd.factorize(rows["id_territoire"].to_numpy(dtype=object)[known], sort=True)
        labels = np.array([names.get(code) or code for code in codes], dtype=object)
        return cls(np.asarray(codes, dtype=object), labels, place[known].to_numpy(dtype=np.intp), territory)

    @classmethod
    def one(cls, communes: np.ndarray, code: str, name: str) -> Members:
        """One territory made of the communes at these positions."""
        inside = np.unique(np.asarray(communes, dtype=np.intp))
        one = np.array([code], dtype=object), np.array([name], dtype=object)
        return cls(*one, inside, np.zeros(len(inside), dtype=np.intp))

    def union(self, codes: Sequence[str]) -> Members:
        """The territories of these codes as one, each commune once; KeyError names a code that is not there."""
        there = {code: place for place, code in enumerate(self.codes)}
        places = [there[code] for code in codes]
        name = " + ".join(str(self.names[place]) for place in places)
        return Members.one(self.commune[np.isin(self.territory, places)], "+".join(codes), name)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """(m,) sum of (n,) values over the communes of each territory; NaN counts as nothing."""
        return np.bincount(self.territory, np.nan_to_num(values)[self.commune], minlength=len(self))

    @cached_property
    def _by_commune(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.commune, kind="stable")
        return self.commune[order], self.territory[order]

    def territories_of(self, communes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For (p,) positions of communes (-1: nowhere), pairs (place in ``communes``, territory it lies in)."""
        ordered, territory = self._by_commune
        first = np.searchsorted(ordered, communes, side="left")
        count = np.where(communes >= 0, np.searchsorted(ordered, communes, side="right") - first, 0)
        thing = np.repeat(np.arange(len(communes)), count)
        step = np.arange(len(thing)) - np.repeat(np.cumsum(count) - count, count)
        return thing, territory[np.repeat(first, count) + step]
