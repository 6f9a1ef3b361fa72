"""FINESS numbers and INSEE codes: their pattern, their key, their overseas and Corsican forms."""

from __future__ import annotations

import numpy as np
import pandas as pd

FINESS_PATTERN = r"[0-9][0-9AB][0-9]{7}"
INSEE_PATTERN = r"(2[AB]|[0-9]{2})[0-9]{3}"
_CORSICA = str.maketrans("AB", "12")


def well_formed(numbers: pd.Series) -> pd.Series:
    """True where a FINESS number has its nine characters (the second may be A or B: Corsica)."""
    return numbers.astype("string").str.fullmatch(FINESS_PATTERN).fillna(False).astype(bool)


def luhn_valid(numbers: pd.Series) -> pd.Series:
    """True where the ninth digit of a FINESS number is its Luhn key; A counts as 1 and B as 2 (truths V087-V089)."""
    good = well_formed(numbers).to_numpy()
    valid = np.zeros(len(numbers), dtype=bool)
    if good.any():
        texts = [str(text).translate(_CORSICA) for text in numbers.to_numpy()[good]]
        digits = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).reshape(-1, 9).astype(np.int64) - 48
        doubled = digits[:, 1::2] * 2
        total = digits[:, 0::2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
        valid[good] = total % 10 == 0
    return pd.Series(valid, index=numbers.index)


def insee_code(codes: pd.Series) -> pd.Series:
    """INSEE codes of communes: FINESS and SAE write overseas departments 9A-9F (``9A105`` is 97105, truth V082)."""
    text = codes.astype("string").str.strip().str.upper()
    return text.str.replace(r"^9[A-F](?=\d{3}$)", "97", regex=True).astype(object).where(codes.notna(), None)
