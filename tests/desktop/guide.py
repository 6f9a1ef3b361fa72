"""Runs inside QGIS Desktop and follows ``docs/guide/votre-region.md`` from 1 to 7, by what the page says.

ATLAS_SOINS_FOLDER holds ``files.json``: the real files, by the names used here.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import processing
from follower import Follower
from hands import Hands, in_dialog, pause, wait
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.utils import iface

FOLDER = Path(os.environ["ATLAS_SOINS_FOLDER"])
FILES = json.loads((FOLDER / "files.json").read_text(encoding="utf-8"))
ATLAS = FOLDER / "Ille-et-Vilaine.gpkg"
me = Follower("region")
reads, facts = me.reads, me.facts


class Opened(QObject):
    """Catches the files the plugin asks the desktop to open."""

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        facts.setdefault("opened", []).append(url.toLocalFile())


opened = Opened()


def steps() -> None:
    """The seven steps of the page."""
    QDesktopServices.setUrlHandler("file", opened.take)
    me.opens_the_dock()
    edition()
    communes()
    territories()
    establishments()
    responders()
    cooperations()
    times()
    book()


def edition() -> None:
    reads("Page **Accueil**, **Nouvel atlas…**. *Fichier* : un nom, dans un dossier à vous.")
    me.page("Accueil")

    def new(dialog: Hands) -> None:
        dialog.fill("Fichier", ATLAS)
        reads("*Système de référence* : Lambert-93 (EPSG:2154) en métropole")
        facts["reference"] = dialog.field("Système de référence").crs().authid()
        reads("**OK**.")
        dialog.click("OK")

    me.does("Nouvel atlas…", lambda: in_dialog(lambda: me.click("Nouvel atlas…"), new))

    reads("**Édition…**. Remplissez au moins *Région*, *Agence* et *Date des cartes*")

    def fill(dialog: Hands) -> None:
        dialog.fill("Région", "Ille-et-Vilaine")
        dialog.fill("Agence", "ARS Bretagne")
        dialog.fill("Date des cartes", "2024-01-01")
        reads("*Titre*, *Sous-titre*, *Mois de l’édition* vont sur la couverture et les pages.")
        dialog.fill("Titre", "Atlas des soins d’Ille-et-Vilaine")
        dialog.fill("Sous-titre", "Le guide suivi à la lettre")
        dialog.fill("Mois de l’édition", "novembre 2026")
        me.picture("_edition")
        dialog.click("OK")

    me.does("Édition…", lambda: in_dialog(lambda: me.click("Édition…"), fill))
    facts["steps_after_edition"] = home_says()


def communes() -> None:
    reads("Ouvrez dans QGIS la couche des communes")
    layer = iface.addVectorLayer(f"{FILES['communes']}|layername=communes", "communes", "ogr")
    reads("**Traitement > Boîte à outils > Extraire par attribut**")
    extract(layer)
    reads("Page **Territoires**, onglet **1 Charger**. *Quoi* : « Communes, depuis une couche ». *Couche* : la vôtre.")
    me.page("Territoires")
    me.tab("1 Charger")
    me.fill("Quoi", "Communes, depuis une couche")
    me.fill("Couche", "Extrait (attribut)")
    me.rests()
    reads("Sous « Colonnes reconnues (corrigez ce qui est faux) », vérifiez le code INSEE, le nom, la population.")
    assert "Colonnes reconnues (corrigez ce qui est faux)" in me.says()
    facts["columns"] = {name: me.text(name) for name in ("insee", "nom", "population")}
    reads("*Mention de source imprimée* : « IGN, ADMIN EXPRESS 2026 » par exemple. *Année du COG*, *Date des données*.")
    me.fill("Mention de source imprimée", "IGN, ADMIN EXPRESS 2025")
    me.fill("Année du COG", 2025)
    me.fill("Date des données", "01/01/2025")
    reads("**Charger dans l’atlas**.")
    me.job("Charger dans l’atlas")


def extract(layer) -> None:
    """The communes of one département by QGIS's own algorithm, in its dialog."""
    dialog = processing.createAlgorithmDialog(
        "native:extractbyattribute", {"INPUT": layer.id(), "FIELD": "dep", "OPERATOR": 0, "VALUE": "35"}
    )
    dialog.show()
    pause(1)
    Hands(dialog).click("Exécuter")
    wait(lambda: layers_named("Extrait"), 30, "the extract")
    pause(1)
    dialog.close()
    facts["extract"] = [layer.name() for layer in layers_named("Extrait")]


def layers_named(words: str) -> list:
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.name().startswith(words)]


def territories() -> None:
    reads("- **D’une table** : *Quoi* « Territoires, depuis un tableau de communes », *Type*")
    me.tab("1 Charger")
    me.fill("Quoi", "Territoires, depuis un tableau de communes")
    me.fill("Type", "Territoires de santé")
    reads("*Tableau* : une table d’appartenance de l’Insee ou la vôtre")
    me.fill("Tableau", FILES["composition"])
    me.rests()
    me.fill("Mention de source imprimée", "Insee, zones d’emploi 2020")
    me.tick("Données approchées ou fictives")
    me.job("Charger dans l’atlas")

    reads("- **D’une couche** : *Quoi* « Territoires, depuis une couche ».")
    cantons = iface.addVectorLayer(f"{FILES['cantons']}|layername=cantons", "cantons", "ogr")
    cantons.setSubsetString("dep = '35'")
    me.fill("Quoi", "Territoires, depuis une couche")
    me.fill("Type", "Cantons ou pseudo-cantons")
    me.fill("Couche", "cantons")
    me.rests()
    me.fill("Mention de source imprimée", "IGN, 2025")
    me.tick("Données approchées ou fictives", False)
    me.job("Charger dans l’atlas")

    reads("- **Des communes** : *Comment* « Communes regroupées »")
    me.tab("3 Construire")
    me.fill("Comment", "Communes regroupées")
    for type_, origin in (("Départements", "le département de chaque commune"), ("EPCI", "l’EPCI de chaque commune")):
        me.fill("Type à construire", type_)
        me.fill("À partir de", origin)
        me.fill("Mention de source imprimée", "IGN, 2025")
        me.job("Construire")

    reads("Puis onglet **2 Contrôler**, **Contrôler** : communes oubliées ou comptées deux fois, chevauchements.")
    me.tab("2 Contrôler")
    me.job("Contrôler")


def establishments() -> None:
    reads("Page **Établissements**, onglet **1 Importer**, dans cet ordre :")
    me.page("Établissements")
    me.tab("1 Importer")
    reads("1. *Quoi* « Référentiel FINESS (toute présentation) » : l’extraction nationale convient telle quelle")
    me.fill("Quoi", "Référentiel FINESS (toute présentation)")
    me.fill("Fichier", FILES["finess"])
    me.rests()
    reads("**Importer dans l’atlas**.")
    me.job("Importer dans l’atlas")
    reads("2. *Quoi* « Autorisations (FINESS, ARHGOS) », puis « Équipements lourds (FINESS, ARHGOS) ».")
    for kind, name in (("Autorisations", "autorisations"), ("Équipements lourds", "equipements")):
        me.fill("Quoi", f"{kind} (FINESS, ARHGOS)")
        me.fill("Fichier", FILES[name])
        me.rests()
        me.job("Importer dans l’atlas")
    reads("3. *Quoi* « Tableaux SAE (un dossier) » : le dossier décompressé de la DREES")
    me.fill("Quoi", "Tableaux SAE (un dossier)")
    me.fill("Dossier", FILES["sae"])
    me.job("Importer dans l’atlas")
    reads("5. *Quoi* « Un tableau de l’agence » : choisissez-le sous *Tableau* ; **Ouvrir le modèle vierge**")
    me.fill("Quoi", "Un tableau de l’agence")
    reads("« Établissements de référence et territoires de santé » : noms courts imprimés, CH référents, GHT.")
    me.fill("Tableau", "Établissements de référence et territoires de santé")
    me.click("Ouvrir le modèle vierge")
    me.fill("Fichier", FILES["referents"])
    me.rests()
    me.fill("Mention de source imprimée", "ARS Bretagne")
    me.job("Importer dans l’atlas")
    reads("page **Questions**, **Importer des indicateurs…**")
    me.page("Questions")

    def look(dialog: Hands) -> None:
        facts["indicators"] = dialog.place.windowTitle()
        me.picture("_indicateurs")
        dialog.place.reject()

    me.dialog("Importer des indicateurs…", look)
    reads("Puis onglet **2 Contrôler** : sites sans coordonnées, loin de leur commune, fermés.")
    me.page("Établissements")
    me.tab("2 Contrôler")
    me.job("Contrôler")


def responders() -> None:
    reads("page **Temps d’accès**, onglet **1 Calcul**, **Les reprendre des établissements**.")
    me.page("Temps d’accès")
    me.tab("1 Calcul")
    me.job("Les reprendre des établissements")


def cooperations() -> None:
    reads("Page **Coopérations**, onglet **1 Enquête**.")
    me.page("Coopérations")
    me.tab("1 Enquête")
    reads("*Fichier de l’enquête*, *Édition*, *Date de l’état des lieux*, **Importer l’enquête**.")
    me.fill("Fichier de l’enquête", FILES["enquete"])
    me.rests()
    me.fill("Édition", 2024)
    me.fill("Date de l’état des lieux", "01/06/2024")
    me.job("Importer l’enquête")


def times() -> None:
    reads("1. Page **Temps d’accès**, onglet **1 Calcul**. *Routes* : une couche du projet")
    iface.addVectorLayer(FILES["routes"], "routes", "ogr")
    me.page("Temps d’accès")
    me.tab("1 Calcul")
    me.fill("Routes", "routes")
    reads("*Profil de vitesses* : celui de la couche. *Sites* : « Effecteurs d’urgence »")
    me.fill("Profil de vitesses", "Toute couche portant une vitesse")
    me.fill("Sites", "Effecteurs d’urgence")
    reads("*Bornes (minutes)* : `30 35` pour l’urgence (feuille H22), `30 45` pour les maternités (H23). **Calculer**.")
    me.fill("Bornes (minutes)", "30 35")
    me.job("Calculer")
    me.tab("1 Calcul")
    me.fill("Sites", "Maternités")
    me.fill("Bornes (minutes)", "30 45")
    me.job("Calculer")


def book() -> None:
    reads("1. Page **Atlas**, onglet **1 Feuilles**. Une feuille « données absentes » dit ce qu’elle attend")
    me.page("Atlas")
    me.tab("1 Feuilles")
    me.rests()
    facts["sheets"] = {text.split("  ")[0]: text.split("  ")[-1] for _, _, text in me.lines()}
    waiting = next(sheet for sheet, state in facts["sheets"].items() if state == "données absentes")
    me.select(waiting)
    pause(0.3)
    facts["waiting"] = [waiting, me.says()]
    reads("**Importer ses données** mène à la page, **Ouvrir le modèle** à la table à remplir.")
    me.click("Importer ses données")
    me.rests()
    me.page("Atlas")
    reads("2. Ouvrez dans l’éditeur les feuilles à finir à la main, puis **enregistrez le projet**.")
    me.select("H08")
    me.job("Ouvrir dans l’éditeur")
    facts["designers"] = [designer.masterLayout().name() for designer in iface.openLayoutDesigners()]
    me.picture("_editeur")
    for designer in iface.openLayoutDesigners():
        designer.close()
    QgsProject.instance().setFileName(str(FOLDER / "projet.qgz"))
    iface.actionSaveProject().trigger()
    pause(0.5)
    facts["saved"] = not QgsProject.instance().isDirty() and (FOLDER / "projet.qgz").exists()
    reads("3. Onglet **2 Contrôle** : **Contrôler les feuilles dessinées**.")
    me.tab("2 Contrôle")
    me.job("Contrôler les feuilles dessinées")
    for family in ("Offre de soins ambulatoire", "Offre de soins hospitalière"):  # the machine has other things to do
        me.tab("1 Feuilles")
        tick_family(family)
    reads("4. Onglet **3 Export** : **Exporter l’atlas**.")
    me.tab("3 Export")
    facts["export_folder"] = me.text("Dossier")
    me.job("Exporter l’atlas", 400)
    facts["export_says"] = me.says()
    me.page("Accueil")
    facts["steps_at_the_end"] = home_says()


def tick_family(words: str) -> None:
    """Untick a family but for the sheets this test looks at."""
    me.tick(words, False)
    for sheet in ("H08", "H22", "H23"):
        me.tick(sheet)


def home_says() -> str:
    me.page("Accueil")
    return me.says()


me.follows(steps)
