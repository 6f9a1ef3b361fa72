"""FINESS+: the JSON that replaces the register, its structures and its activities."""

import json
from pathlib import Path

import pytest

from plugin.core.establishments.finess import read_establishments, read_legal_entities
from plugin.core.findings import InputError


def finess_plus(folder: Path, places: list[dict[str, str]]) -> Path:
    sites = [
        {
            "informationsGeneralesEGE": {
                "numFinessEge": number,
                "nomEgeLong": "CLINIQUE  ",
                "dateOuverture": "1956-11-16",
                "espic": ["6"],
            },
            "categorieentiteGeographiqueExercice": "365",
            "adresse": [
                {"usageAdresse": "02", "cogCommune": "99999"},
                {
                    "usageAdresse": "03",
                    "cogCommune": "01053",
                    "ligneAcheminement": "BOURG",
                    "coordonneesGeographique": place,
                },
            ],
        }
        for number, place in zip(["010780195", "010000024", "010000032"], places, strict=False)
    ]
    document = {
        "generatedAt": "2026-03-09T15:49:37Z",
        "pmej": [{"informationsGeneralesPMEJ": {"numFinessPm": "010000156"}, "ege": sites}],
    }
    path = folder / "finess-structures.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_finess_plus_trusts_values_and_not_field_names(tmp_path):
    """Truth V090, and the layout of the published sample (metres in coordonnee*, northing in X)."""
    sample = {
        "coordonneeX": "6570414.61",
        "coordonneeY": "873766.07",
        "directionLatitude": "46.211257",
        "directionLongitude": "5.254203",
        "scoreBAN": "0.97",
    }
    crossed = {
        "coordonneeX": "46.2",
        "coordonneeY": "5.2",
        "directionLatitude": "6571590",
        "directionLongitude": "870215",
    }
    halves = {
        "coordonneeX": "46.2",
        "coordonneeY": "6571590",
        "directionLatitude": "5.2",
        "directionLongitude": "870215",
    }
    frame, report, date = read_establishments(finess_plus(tmp_path, [sample, crossed, halves]))
    assert date == "2026-03-09"
    assert frame[["x", "y", "srid"]].values.tolist() == [
        [873766.07, 6570414.61, 2154],
        [5.2, 46.2, 4326],
        [870215.0, 6571590.0, 2154],
    ]
    assert frame.loc[0, ["finess_ej", "rs", "insee", "commune", "statut", "score_geocodage"]].tolist() == [
        "010000156",
        "CLINIQUE",
        "01053",
        "BOURG",
        "espic",
        97,
    ]
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA18", 3)]


def test_finess_plus_that_is_not(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"pmej": [', encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_establishments(path)
    assert error.value.findings[0].code == "FPL01"


def test_legal_entities_of_finess_plus(tmp_path):
    person = {
        "numFinessPm": "010000156",
        "denominationLonguePmSmsse": "CLINIQUE ",
        "statutJuridique": "73",
        "siren": "772201489",
    }
    path = tmp_path / "structures.json"
    path.write_text(json.dumps({"pmej": [{"informationsGeneralesPMEJ": person, "ege": []}]}), encoding="utf-8")
    frame, _ = read_legal_entities(path)
    assert frame.loc[0, ["finess_ej", "rs", "statut", "siren"]].tolist() == ["010000156", "CLINIQUE", "73", "772201489"]


def test_finess_plus_activities_on_both_sides_of_the_reform(tmp_path):
    from plugin.core.establishments.authorisations import read_authorisations
    from plugin.core.establishments.equipment import read_equipment

    def activity(nature, block, state="A"):
        return {
            "caracteristiquesGeneriques": {"etatObjet": state, "dateDebutActiviteAutorisee": "2024-06-01"},
            "nature": {"codeNature": nature, "caracteristiquesSpecifiques": block},
        }

    urgent = {"typeActiviteAMF": {"activiteAMF": "16", "modaliteActivite": "40", "formeActivite": "00"}}
    after = {
        "activiteAMM": "QA014",
        "modaliteAMM": "MO032",
        "mentionAMM": "ME065",
        "ptsAMM": "PTS00",
        "declarationAMM": "DE018",
    }
    palliative = {
        "typeActiviteASR": {"activiteSanitaireRegulee": "R4", "modaliteActivite": "N2", "formeActivite": "01"}
    }
    exercised = [
        activity("AMF", urgent), activity("AMM", {"typeActiviteAMM": after}), activity("ASR", palliative),
        activity("ASDR", {}),
        activity("AMF", urgent, "I"), activity("EML", {"typeActiviteEML": {"typeEmlId": "05602"}}),
    ]  # fmt: skip
    document = {
        "pmej": [{"numFiness": "010000156", "ege": [{"numFinessEge": "010780195", "activitesExercees": exercised}]}]
    }
    path = tmp_path / "activites.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    frame, report = read_authorisations(path)
    columns = ["activite", "modalite", "forme", "mention", "reforme", "date_autor"]
    assert frame[columns].values.tolist() == [
        ["16", "40", "00", None, "avant", "2024-06-01"],
        ["QA014", "MO032", "DE018", "ME065", "apres", "2024-06-01"],
        ["R4", "N2", "01", None, "avant", "2024-06-01"],
    ]
    assert [finding.code for finding in report] == ["FPL02", "AUT07"]
    assert report.findings[0].params["natures"] == {"ASDR": 1}
    devices, _ = read_equipment(path)
    assert devices[["finess_et", "code", "nombre"]].values.tolist() == [["010780195", "05602", 1]]
