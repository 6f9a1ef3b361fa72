"""Where the tests find real open data: the folder ``shared`` beside the checkout. Nothing of it is committed."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(relative: str) -> Path:
    """The path of a file under ``shared/data``; skips the test where it is absent."""
    path = SHARED / "data" / relative
    if not path.exists():
        pytest.skip(f"real data absent: ../shared/data/{relative}")
    return path
