"""Sorting of large integer keys."""

from __future__ import annotations

import numpy as np


def distinct(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The stable order (n,) of non-negative integer keys, the distinct keys (d,), and where each begins in that order.

    Key and place share one word, which numpy sorts in place without following indices through memory. Where both do not
    fit, the key's last bits stay out, and the few rows that only those tell apart are sorted again.
    """
    place_bits, key_bits = max(len(keys) - 1, 1).bit_length(), int(keys.max(initial=0)).bit_length()
    left_out = max(key_bits + place_bits - 64, 0)
    words = keys.astype(np.uint64)
    words >>= np.uint64(left_out)
    words <<= np.uint64(place_bits)
    words |= np.arange(len(keys), dtype=np.uint64)
    words.sort()
    order = (words & np.uint64((1 << place_bits) - 1)).view(np.int64)
    words >>= np.uint64(place_bits)
    ordered = _settled(order, words, keys) if left_out else words.astype(keys.dtype, copy=False)
    begins = np.ones(len(keys), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    first = np.flatnonzero(begins)
    return order, ordered[first], first


def _settled(order: np.ndarray, short: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """The keys in their order; ``order`` is mended in place where shortened keys (n,) are alike, the keys not."""
    ordered = keys[order]
    begins = np.ones(len(short), dtype=bool)
    np.not_equal(short[1:], short[:-1], out=begins[1:])
    falls = np.flatnonzero(ordered[1:] < ordered[:-1])  # only ever within a group of shortened keys
    if len(falls):
        first = np.flatnonzero(begins)
        group = np.unique(np.searchsorted(first, falls, side="right") - 1)
        count = np.append(first, len(short))[group + 1] - first[group]
        rows = np.arange(count.sum()) + np.repeat(first[group] - np.cumsum(count) + count, count)
        rank = np.lexsort((ordered[rows], np.repeat(group, count)))
        order[rows], ordered[rows] = order[rows[rank]], ordered[rows[rank]]
    return ordered
