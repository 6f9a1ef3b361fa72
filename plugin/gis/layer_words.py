"""What QGIS says of a row of the workspace: French names of its columns, its form in groups, its map tip."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsVectorLayer,
)

# table: group: column: its name in French, as the columns are
_FORMS: dict[str, dict[str, dict[str, str]]] = {
    "commune": {
        "Commune": {"insee": "Code INSEE", "nom": "Nom", "dep": "Département", "epci": "Code de l’EPCI",
                    "epci_nom": "EPCI"},
        "Population": {"population": "Population municipale", "pop_0_19": "0 à 19 ans", "pop_20_64": "20 à 64 ans",
                       "pop_65p": "65 ans et plus"},
        "Mairie": {"x_mairie": "Mairie, x", "y_mairie": "Mairie, y"},
    },
    "territoire": {
        "Territoire": {"id_territoire": "Code", "libelle": "Nom", "type": "Type de territoire", "nature": "Nature",
                       "parent": "Territoire qui le contient"},
        "État": {"population": "Population", "cog_annee": "Année du code géographique", "date_etat": "Date d’état"},
    },
    "etablissement": {
        "Identité": {"finess_et": "FINESS (site)", "finess_ej": "FINESS (entité juridique)", "rs": "Raison sociale",
                     "nom_court": "Nom court", "categ": "Catégorie", "statut": "Statut"},
        "Lieu": {"insee": "Code INSEE", "commune": "Commune", "localisation": "Origine du point",
                 "score_geocodage": "Score de géocodage", "x": "X", "y": "Y"},
        "Rattachement": {"ght": "GHT", "ch_referent": "Hôpital de référence", "territoire_sante": "Territoire de santé",
                         "date_ouv": "Ouvert le", "date_ferm": "Fermé le"},
    },
    "effecteur_urgence": {
        "Effecteur": {"id": "Code", "libelle": "Nom", "type": "Type d’effecteur", "finess_et": "FINESS (site)",
                      "insee": "Code INSEE", "x": "X", "y": "Y"},
        "Intervention": {"zone_mcs": "Communes couvertes (MCS)", "delai": "Délai de départ (min)",
                         "vitesse": "Vitesse de croisière (km/h)", "rayon": "Rayon d’action (km)"},
    },
}  # fmt: skip
_TIPS = {
    "commune": ('"nom"', "\"insee\" || coalesce(' – ' || format_number(\"population\", 0, 'fr') || ' habitants', '')"),
    "territoire": ('"libelle"', '"id_territoire"'),
    "etablissement": ('coalesce("nom_court", "rs")', "\"finess_et\" || coalesce(' – ' || \"commune\", '')"),
    "effecteur_urgence": ('coalesce("libelle", "id")', '"type"'),
}


def escaped(expression: str) -> str:
    """The part of a map tip that shows an expression's value as it is, markup in the data included."""
    # keys of a map come in their order: & before < and >
    return f"[% replace(to_string(coalesce({expression}, '')), map('&', '&amp;', '<', '&lt;', '>', '&gt;')) %]"


def describe(layer: QgsVectorLayer, table: str) -> None:
    """Give a layer of the workspace its French column names, form, display name and map tip."""
    config = layer.editFormConfig()
    config.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    root = config.invisibleRootContainer()
    root.clear()
    fields = layer.fields()
    for title, columns in _FORMS[table].items():
        group = QgsAttributeEditorContainer(title, root)
        group.setType(Qgis.AttributeEditorContainerType.Tab)
        for column, alias in columns.items():
            index = fields.lookupField(column)
            if index >= 0:
                layer.setFieldAlias(index, alias)
                group.addChildElement(QgsAttributeEditorField(column, index, group))
        config.addTab(group)
    config.setSuppress(QgsEditFormConfig.FeatureFormSuppress.SuppressOff)
    layer.setEditFormConfig(config)
    name, detail = _TIPS[table]
    layer.setDisplayExpression(name)
    layer.setMapTipTemplate(f"<b>{escaped(name)}</b><br>{escaped(detail)}")
