"""The 16 cooperation sheets and their themes (domain.md 1.1.3), and the qualities each carries (R5, R6)."""

from __future__ import annotations

from dataclasses import dataclass

MEDICAL_TIME, ADMINISTRATIVE, LOGISTIC = "temps_medical", "administrative", "logistique"
KINDS = (MEDICAL_TIME, ADMINISTRATIVE, LOGISTIC)
CHEMOTHERAPY = "chimiotherapie"


@dataclass(frozen=True)
class Theme:
    """A theme: its code in the table, the sheet that shows it, its label and the kind of cooperation it holds."""

    code: str
    sheet: str
    label: str
    kind: str = MEDICAL_TIME

    @property
    def has_modality(self) -> bool:
        """Whether modalities A to E apply: medical time shared, chemotherapy excepted (R6)."""
        return self.kind == MEDICAL_TIME and self.code != CHEMOTHERAPY

    @property
    def has_medical_time(self) -> bool:
        """Whether ETP and PDSES apply (R5)."""
        return self.kind == MEDICAL_TIME


THEMES: dict[str, Theme] = {
    theme.code: theme
    for theme in (
        Theme("administratif", "C01", "Coopérations administratives", ADMINISTRATIVE),
        Theme(CHEMOTHERAPY, "C02", "Traitement du cancer par chimiothérapie"),
        Theme("radiotherapie", "C03", "Traitement du cancer par radiothérapie et médecine nucléaire"),
        Theme("chirurgie_digestive", "C04", "Chirurgie générale et digestive"),
        Theme("chirurgie_orthopedique", "C05", "Chirurgie orthopédique et ortho-traumatologique"),
        Theme("chirurgie_urologique", "C06", "Chirurgie urologique"),
        Theme("chirurgie_vasculaire", "C07", "Chirurgie vasculaire"),
        Theme("perinatalite", "C08", "Périnatalité"),
        Theme("urgences", "C09", "Urgences"),
        Theme("anesthesie_reanimation", "C10", "Anesthésie et réanimation-USC"),
        Theme("cardiologie", "C11", "Cardiologie"),
        Theme("hepato_gastroenterologie", "C12", "Hépato-gastroentérologie"),
        Theme("neurologie", "C13", "Neurologie"),
        Theme("imagerie", "C14", "Imagerie médicale"),
        Theme("biologie", "C15", "Biologie médicale"),
        Theme("logistique", "C16", "Activités logistiques", LOGISTIC),
    )
}
