"""Tables of any content come back as they were written, whatever the encoding, the delimiter and the line ends."""

import csv
import io

import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.core.tables import read_table, to_number

CELLS = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs")), max_size=12).map(str.strip)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8).filter(
    lambda rows: all(map(any, rows))
)


@given(
    rows=ROWS,
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_table_is_read_back(tmp_path_factory, rows, delimiter, encoding, ends):
    header = ["code", "nom du site", "valeur"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    # A cp1252 line whose bytes are UTF-8 too ("Â¡") is taken for UTF-8: nothing tells them apart.
    assume(encoding != "cp1252" or not any(_is_utf8(line) for line in text.getvalue().split(ends)))
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    table = read_table(path, required=tuple(header))
    assert table.frame.where(table.frame.notna(), "").values.tolist() == rows
    assert table.rows.tolist() == list(range(2, len(rows) + 2))


@given(
    st.integers(-(10**12), 10**12),
    st.integers(0, 99),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    st.sampled_from(",."),
)
def test_a_number_written_the_french_way_is_read_back(whole, hundredths, space, mark):
    text = f"{whole:,}".replace(",", space) + f"{mark}{hundredths:02d}"
    values, report = to_number(pd.Series([text]))
    sign = -1 if text.startswith("-") else 1
    assert abs(values[0] - (whole + sign * hundredths / 100)) < 1e-3
    assert len(report) == 0


def _is_utf8(line: str) -> bool:
    """Whether a line with accents, written in cp1252, could be UTF-8."""
    try:
        return not line.isascii() and bool(line.encode("cp1252").decode("utf-8"))
    except UnicodeDecodeError:
        return False
