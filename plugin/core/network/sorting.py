"""Sorting of large integer keys."""

from __future__ import annotations

import numpy as np

_DIGIT = 16


def sorted_order(keys: np.ndarray) -> np.ndarray:
    """The stable order (n,) of non-negative integer keys, by 16-bit digits: numpy has a radix sort for those only."""
    digits = np.ascontiguousarray(keys).astype(np.uint64, copy=False).view(np.uint16).reshape(-1, 4)
    if np.little_endian is False:
        digits = digits[:, ::-1]
    order = np.argsort(digits[:, 0], kind="stable")
    for place in range(1, -(-int(keys.max(initial=0)).bit_length() // _DIGIT)):
        order = order[np.argsort(digits[order, place], kind="stable")]
    return order


def distinct(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The stable order (n,) of keys and where, in that order, each distinct key begins."""
    order = sorted_order(keys)
    ordered = keys[order]
    begins = np.ones(len(keys), dtype=bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return order, np.flatnonzero(begins)
