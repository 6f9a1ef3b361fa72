"""The sites that are open in a scenario and in the reference, and what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from ..core.access.scenario import Difference, Sites


@dataclass
class WhatIfState:
    """``communes``: ``insee``, ``nom``, ``population``, in the order of the columns of ``sites.minutes``."""

    activity: str
    communes: pd.DataFrame
    sites: Sites
    kinds: list[str]
    reference: np.ndarray
    active: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.active = self.reference.copy()

    def set_open(self, name: str, is_open: bool) -> None:
        """Open or close a site."""
        self.active[self.sites.ids.index(name)] = is_open

    def add(self, name: str, kind: str, minutes: np.ndarray) -> None:
        """One more site, open; the reference does not have it."""
        self.sites = self.sites.with_site(name, minutes)
        self.kinds.append(kind)
        self.reference = np.append(self.reference, False)
        self.active = np.append(self.active, True)

    def closed(self) -> tuple[str, ...]:
        """Sites of the reference that are closed."""
        return self._named(self.reference & ~self.active)

    def opened(self) -> tuple[str, ...]:
        """Sites that the reference does not have."""
        return self._named(~self.reference & self.active)

    def difference(self, bounds: Sequence[float]) -> Difference:
        """Communes and shares beside the reference."""
        from ..core.access.scenario import compare

        people = self.communes["population"].to_numpy(dtype=float, na_value=np.nan)
        insee = self.communes["insee"].to_numpy()
        return compare(self.sites, self.reference, self.active, insee, people, bounds)

    def _named(self, chosen: np.ndarray) -> tuple[str, ...]:
        return tuple(name for name, is_chosen in zip(self.sites.ids, chosen, strict=True) if is_chosen)
