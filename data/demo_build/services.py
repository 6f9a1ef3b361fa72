"""What a word of ``sites.csv`` stands for: authorisations (activity, modality, form of FINESS) and heavy equipment."""

from __future__ import annotations

Triplet = tuple[str, str, str]

# Codes: R274 activities, R275 modalities, R276 forms, as before the reform of 2022-2023.
AUTHORISATIONS: dict[str, tuple[Triplet, ...]] = {
    "SU": (("14", "23", "00"),),
    "SU_SAISONNIER": (("14", "23", "13"),),
    "SU_PED": (("14", "24", "00"),),
    "SMUR": (("14", "26", "00"),),
    "SMUR_ANTENNE": (("14", "29", "00"),),
    "SAMU": (("14", "22", "00"),),
    "MED": (("01", "00", "01"),),
    "MED_JOUR": (("01", "00", "02"),),
    "CHIR": (("02", "00", "01"),),
    "AMBU": (("02", "00", "07"),),
    "MAT1": (("03", "01", "01"),),
    "MAT2A": (("03", "01", "01"), ("03", "02", "01")),
    "MAT2B": (("03", "01", "01"), ("03", "02", "01"), ("03", "03", "01")),
    "MAT3": (("03", "01", "01"), ("03", "02", "01"), ("03", "03", "01"), ("03", "04", "01")),
    "CPP": (("03", "05", "00"),),
    "REA": (("15", "09", "01"),),
    "REA_PED": (("15", "10", "01"),),
    "USIC": (("R5", "N6", "01"),),
    "UNV": (("R6", "00", "01"),),
    "DIALYSE_CENTRE": (("16", "40", "00"),),
    "UDM": (("16", "42", "00"),),
    "UAD": (("16", "44", "00"),),
    "CHIMIO": (("18", "67", "00"),),
    "CHIMIO_ASSOCIE": (("R9", "00", "00"),),
    "RADIOTHERAPIE": (("18", "68", "00"),),
    "CURIE": (("18", "70", "00"),),
    "RIV": (("18", "71", "00"),),
    "NEUROCHIR": (("12", "00", "01"),),
    "NEURORADIO": (("13", "00", "00"),),
    "USP": (("R4", "N1", "01"),),
    "LISP": (("R4", "N2", "01"),),
    "EMSP": (("R4", "N4", "00"),),
    "HAD": (("01", "00", "05"),),
    "SLD": (("07", "00", "01"),),
    "PSY": (("04", "06", "01"),),
    "PSY_ENFANT": (("04", "07", "01"),),
}
# Words that list codes after a colon: activity, modality and form, "?" standing for each code.
LISTED: dict[str, Triplet] = {
    "CARDIO": ("11", "?", "00"),
    "CHIRCANCER": ("18", "?", "00"),
    "SANG": ("A1", "?", "00"),
    "SSR": ("?", "09", "01"),
    "SSR_ENFANT": ("?", "79", "01"),
}
EQUIPMENT = {"SCANNER": "05602", "IRM": "06201", "GAMMA": "05701", "TEP": "05705", "CAISSON": "44901"}
# Surveillance continue: beside a unit of réanimation, or on its own.
USC_BESIDE, USC_ALONE = ("R7", "N7", "01"), ("R7", "N8", "01")


def words(services: str) -> dict[str, str]:
    """The words of a site with what follows their colon: ``"SU IRM:2"`` is ``{"SU": "", "IRM": "2"}``."""
    return {word: argument for word, _, argument in (part.partition(":") for part in services.split())}


def authorisations(services: dict[str, str]) -> list[Triplet]:
    """The authorisations of a site. Raises KeyError where a word is unknown."""
    found: list[Triplet] = []
    for word, argument in services.items():
        if word in EQUIPMENT:
            continue
        if word == "USC":
            found.append(USC_BESIDE if "REA" in services else USC_ALONE)
        elif word in LISTED:
            found += [tuple(code if part == "?" else part for part in LISTED[word]) for code in argument.split(",")]
        else:
            found += AUTHORISATIONS[word]
    return found


def equipment(services: dict[str, str]) -> list[tuple[str, int]]:
    """The heavy equipment of a site: code R272 and number."""
    return [(EQUIPMENT[word], int(argument)) for word, argument in services.items() if word in EQUIPMENT]
