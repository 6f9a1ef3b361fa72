"""The FINESS register: both generations of the two-section file, headers, coordinate systems, keys."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared_file

from plugin.core.establishments.codes import insee_code, luhn_valid
from plugin.core.establishments.coordinates import locate, source_system
from plugin.core.establishments.finess import read_establishments, read_legal_entities
from plugin.core.findings import InputError, Report

OLD = "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93"
NEW = "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)"


def structure(
    finess: str, name: str, commune: str = "202", dep: str = "12", sph: str = "", opened: str = "1900-01-01"
) -> list[str]:
    fields = [""] * 32
    fields[:5] = ["structureet", finess, "120780044", name[:38], name]
    fields[12], fields[13], fields[15], fields[18], fields[26], fields[28] = (
        commune,
        dep,
        "12000 RODEZ",
        "355",
        sph,
        opened,
    )
    return fields


def flow(
    folder: Path, sites: list[list[str]], places: list[list[str]], delimiter=";", trailing=True, encoding="utf-8"
) -> Path:
    lines = [delimiter.join(["finess", "etalab", "98", "2025-07-03"])]
    lines += [delimiter.join(site) + (delimiter if trailing else "") for site in sites]
    lines += [delimiter.join(["geolocalisation", *place, "2025-07-01"]) for place in places]
    path = folder / "etalab-cs1100507.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("trailing", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(("source", "score"), [(OLD, 100), (NEW, 96)])
def test_every_form_of_the_two_section_file_reads_the_same(tmp_path, delimiter, trailing, encoding, source, score):
    """Truths V079, V080, V081, V083, V084, V091."""
    sites = [structure("120000039", "Hôpital Jacques Puel", sph="1", opened="1950-01-02")]
    places = [["120000039", "662000.5", "6358000.2", source]]
    frame, report, date = read_establishments(flow(tmp_path, sites, places, delimiter, trailing, encoding))
    assert date == "2025-07-03"
    row = frame.loc[0]
    assert row[["finess_et", "finess_ej", "rs", "categ", "insee", "commune"]].tolist() == [
        "120000039",
        "120780044",
        "Hôpital Jacques Puel",
        "355",
        "12202",
        "RODEZ",
    ]
    assert (row["x"], row["y"], row["srid"], row["score_geocodage"]) == (662000.5, 6358000.2, 2154, score)
    assert (row["localisation"], row["statut"], row["date_ouv"]) == ("géocodé", "public", "1950-01-02")
    assert len(report) == 0


def test_overseas_and_corsican_communes(tmp_path):
    """Truths V082, V088."""
    sites = [structure("970100012", "CHU", "105", "9A"), structure("2A0000030", "CH", "004", "2A")]
    places = [
        ["970100012", "655000", "1795000", "1,ATLASANTE,90,IGN,BD_ADRESSE,V2.2,UTM_N20"],
        ["2A0000030", "1176000", "6108000", OLD],
    ]
    frame, report, _ = read_establishments(flow(tmp_path, sites, places))
    assert frame["insee"].tolist() == ["97105", "2A004"]
    assert frame["srid"].tolist() == [5490, 2154]
    assert len(report) == 0


def test_zero_and_blank_coordinates_are_not_geocoded(tmp_path):
    sites = [structure("120000039", "A"), structure("120000054", "B"), structure("120000070", "C")]
    places = [["120000039", "0", "0", ""], ["120000054", "", "", ""]]
    frame, report, _ = read_establishments(flow(tmp_path, sites, places))
    assert frame[["x", "y", "srid", "score_geocodage"]].isna().all(axis=None)
    assert set(frame["localisation"]) == {"absente"}
    assert frame["date_ouv"].isna().all()
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA04", 3)]


def test_swapped_unnamed_and_lost_coordinates_are_found_by_value(tmp_path):
    sites = [structure("120000039", "A"), structure("120000054", "B"), structure("120000070", "C")]
    places = [
        ["120000039", "6358000", "662000", NEW],
        ["120000054", "662000", "6358000", ""],
        ["120000070", "12", "13", NEW],
    ]
    frame, report, _ = read_establishments(flow(tmp_path, sites, places))
    assert frame[["x", "y"]].values.tolist()[:2] == [[662000, 6358000]] * 2
    assert frame["srid"].tolist()[:2] == [2154, 2154]
    assert frame.loc[2, ["x", "y"]].isna().all()
    assert [(finding.code, finding.row) for finding in report] == [
        ("ETA14", 2),
        ("ETA13", 3),
        ("ETA15", 4),
        ("ETA04", None),
    ]


def test_malformed_wrong_and_double_numbers(tmp_path):
    """Truth V089 and the lost leading zero."""
    sites = [
        structure("120000038", "clé"),
        structure("12000003", "court"),
        structure("10000024", "zéro perdu"),
        structure("120000038", "double"),
    ]
    frame, report, _ = read_establishments(flow(tmp_path, sites, []))
    assert frame["finess_et"].tolist() == ["120000038", "010000024"]
    found = [(finding.code, finding.row, finding.severity.name) for finding in report if finding.code != "ETA04"]
    assert found == [
        ("ETA01", 3, "ERROR"),
        ("ETA01", 4, "WARNING"),
        ("ETA02", 2, "WARNING"),
        ("ETA02", 5, "WARNING"),
        ("ETA03", 5, "ERROR"),
    ]


def test_a_line_of_another_width_and_an_unknown_category(tmp_path):
    sites = [structure("120000039", "A"), structure("120000054", "B;C")]
    sites[0][18] = "X99"
    frame, report, _ = read_establishments(flow(tmp_path, sites, []))
    assert len(frame) == 1
    assert [(finding.code, finding.row) for finding in report][:2] == [("FIC05", 3), ("ETA06", 2)]


@pytest.mark.parametrize("number", ["120000039", "120780044", "010000024", "2A0000030"])
def test_true_keys(number):
    """Truths V087, V088."""
    assert luhn_valid(pd.Series([number])).all()


@given(st.text("0123456789", min_size=8, max_size=8))
def test_exactly_one_digit_in_ten_completes_a_number(stem):
    assert luhn_valid(pd.Series([stem + digit for digit in "0123456789"])).sum() == 1


def test_every_sae_number_has_its_key():
    table = shared_file("sae2023/ID_2023r.csv").read_text("cp1252").split("\n")[1:-1]
    numbers = pd.Series([line.split(";")[2] for line in table] + [line.split(";")[5] for line in table])
    assert luhn_valid(numbers).all()


def test_codes_of_overseas_departments():
    assert insee_code(pd.Series(["9A105", "9D411", "2B033", "12202", None])).tolist() == [
        "97105",
        "97411",
        "2B033",
        "12202",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OLD, (2154, 100)),
        (NEW, (2154, 96)),
        ("1,ATLASANTE,80,BAN,EPSG:2972 RGFG95 / UTM zone 22N", (2972, 80)),
        ("1,ATLASANTE,80,BAN,WGS84/UTM zone 21N", (32621, 80)),
        ("1,ATLASANTE,80,BAN,zone 1S", (32701, 80)),
        ("2,ATLASANTE,70,IGN,BD_ADRESSE,V2.2,UTM_S40", (2975, 70)),
        (None, (None, None)),
        ("inconnu", (None, None)),
    ],
)
def test_systems_named_in_the_source(text, expected):
    assert source_system(text) == expected


@pytest.mark.parametrize(
    ("x", "y", "insee", "expected"),
    [
        (870215.7, 6571590.5, "01053", (2154, 870215.7, 6571590.5, False)),
        (6571590.5, 870215.7, "01053", (2154, 870215.7, 6571590.5, True)),
        (46.2227, 5.2086, None, (4326, 5.2086, 46.2227, True)),
        (5.2086, 46.2227, "01053", (4326, 5.2086, 46.2227, False)),
        (-61.5497, 16.2307, "97105", (4326, -61.5497, 16.2307, False)),
        (655000.0, 1795000.0, "97105", (5490, 655000.0, 1795000.0, False)),
        (-20.88, 55.45, "97411", (4326, 55.45, -20.88, True)),
        (523000.0, 8588000.0, "97608", (4471, 523000.0, 8588000.0, False)),
        (12.0, 13.0, "01053", None),
    ],
)
def test_values_tell_the_system_and_the_order(x, y, insee, expected):
    assert locate(x, y, insee) == expected


def test_t_finess_and_the_yearly_history(tmp_path):
    path = tmp_path / "t_finess.csv"
    path.write_text(
        "finess,etat,type,rs,categ_code,com_code,geoloc_4326_long,geoloc_4326_lat\n"
        "010000024,ACTUEL,ET,CH FLEYRIAT,355,1451,5.2086,46.2227\n"
        "010780054,ACTUEL,EJ,CH,355,1451,5.2,46.2\n010000032,OBSOLETE,ET,X,355,1034,5.6,45.7\n",
        encoding="cp1252",
    )
    frame, report, _ = read_establishments(path)
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA20", 1)]
    assert frame[["finess_et", "insee", "x", "y", "srid"]].values.tolist() == [
        ["010000024", "01451", 5.2086, 46.2227, 4326]
    ]
    path = tmp_path / "etalab_stock_et_20231231.csv"
    path.write_text(
        "nofinesset;nofinessej;rs;rslongue;categetab;cog;coordx;coordy;sourcegeocod;dateouvert\n"
        f"010000024;010780054;CH;CH DE FLEYRIAT;355;01451;870215.7;6571590.5;{OLD};1974-01-01\n",
        encoding="utf-8",
    )
    frame, _, _ = read_establishments(path)
    assert frame.loc[0, ["rs", "insee", "srid", "date_ouv"]].tolist() == ["CH DE FLEYRIAT", "01451", 2154, "1974-01-01"]


def test_a_file_of_another_kind_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_establishments(path)
    assert error.value.findings[0].code == "FIN01"


def test_legal_entities_of_flow_1100501(tmp_path):
    record = [""] * 22
    record[:3], record[16], record[18], record[20] = ["structureej", "120780044", "CH RODEZ"], "13", "355", "261200011"
    path = tmp_path / "ej.csv"
    path.write_text("finess;etalab;98;2025-07-03\n" + ";".join(record) + ";\n", encoding="utf-8")
    frame, report = read_legal_entities(path)
    assert frame.values.tolist() == [["120780044", "CH RODEZ", "13", "355", "261200011"]]
    assert len(report) == 0


def test_occitanie_every_row_is_a_checked_point_or_a_finding():
    """9,340 rows, each a point or a finding.

    Points are held against the bounds of Lambert 93 and the other sites of their commune; against the outlines of the
    communes in tests/qgis/test_occitanie.py.
    """
    from plugin.core.establishments.checks import check_scatter

    path = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv")
    raw = {}
    for line in path.read_text("utf-8").split("\n"):
        fields = line.split(";")
        if fields[0] == "structureet":
            raw[fields[1]] = [fields[13] + fields[12], None]
        elif fields[0] == "geolocalisation" and fields[2]:
            raw[fields[1]][1] = (float(fields[2]), float(fields[3]))
    assert len(raw) == 9_340
    frame, report, date = read_establishments(path)
    assert date == "2024-01-10"
    assert dict(zip(frame["finess_et"], frame["insee"], strict=True)) == {
        number: codes for number, (codes, _) in raw.items()
    }
    unlocated = {number for finding in report if finding.code == "ETA04" for number in finding.params["finess"]}
    assert unlocated == {number for number, (_, point) in raw.items() if point is None}
    for row in frame.itertuples():
        point = raw[row.finess_et][1]
        assert row.finess_et in unlocated or (row.x, row.y) == point
    scatter = Report()
    distances = check_scatter(frame, scatter)
    assert (distances > 20_000).sum() == len(scatter)
    assert distances.notna().mean() > 0.8
