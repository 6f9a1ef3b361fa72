"""Runs inside QGIS Desktop: installs the zip, then follows ``docs/guide/demonstration.md``."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pyplugin_installer
from follower import Follower
from hands import pause
from qgis.core import QgsLayoutPoint, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

HOME = Path(os.environ["HOME"])
me = Follower("demo")
reads, facts = me.reads, me.facts


def steps() -> None:
    """The installation, then the six steps of the page."""
    # What “Installer l’extension” calls; the dialog around it asks the network for its list.
    pyplugin_installer.instance().installFromZipFile(str(HOME / "atlas_soins.zip"))
    pause(1)
    facts["installed"] = "atlas_soins" in plugins
    me.opens_the_dock()
    opening()
    a_sheet()
    check()
    times()
    express()
    book()


def opening() -> None:
    reads("Panneau Atlas Soins, page **Accueil**, bouton **Ouvrir la région de démonstration**.")
    me.page("Accueil")
    me.job("Ouvrir la région de démonstration")
    reads("Ses couches arrivent sur la carte.")
    facts["layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    facts["atlas"] = str(me.dock.session.path.relative_to(HOME))
    reads("La page dit où en est l’atlas, étape par étape, et ce qu’il contient : chaque table, ses lignes")
    facts["home"] = me.says()
    facts["tables"] = [text for _, _, text in me.lines()]


def a_sheet() -> None:
    reads("1. Page **Atlas**, onglet **1 Feuilles**. Une ligne par feuille, avec son état : « prête »")
    me.page("Atlas")
    me.tab("1 Feuilles")
    me.rests()
    facts["sheets"] = {text.split("  ")[0]: text.split("  ")[-1] for _, _, text in me.lines()}
    reads("2. Choisissez **H08**, les sites de maternité.")
    me.select("H08")
    reads("3. **Ouvrir dans l’éditeur** : la feuille est dessinée dans votre projet")
    me.job("Ouvrir dans l’éditeur")
    me.picture("_editeur")
    (designer,) = iface.openLayoutDesigners()
    facts["designer"] = designer.masterLayout().name()
    reads("Déplacez le titre, changez la couleur d’une classe. Fermez.")
    title = designer.layout().itemById("titre")
    title.attemptMove(QgsLayoutPoint(30, 12))
    facts["moved"] = [title.positionWithUnits().x(), title.positionWithUnits().y()]
    designer.close()
    pause(0.5)
    me.picture("_image")
    reads("Rouvrez-la : vos [retouches](retoucher.md) y sont encore.")
    me.job("Ouvrir dans l’éditeur")
    (designer,) = iface.openLayoutDesigners()
    title = designer.layout().itemById("titre")
    facts["found"] = [title.positionWithUnits().x(), title.positionWithUnits().y()]
    designer.close()


def check() -> None:
    reads("Onglet **2 Contrôle**, bouton **Contrôler les feuilles dessinées**.")
    me.tab("2 Contrôle")
    me.job("Contrôler les feuilles dessinées")
    reads("« Voir l’élément », ou un double-clic, y mène.")
    facts["findings"] = me.says()


def times() -> None:
    reads("1. Page **Temps d’accès**, onglet **1 Calcul** : les routes de la démonstration sont déjà choisies.")
    me.page("Temps d’accès")
    me.tab("1 Calcul")
    facts["roads"] = me.text("Routes")
    me.job("Calculer")
    reads("2. Onglet **2 Résultats** : communes et habitants par classe. **Communes dans la carte** les y dessine.")
    me.tab("2 Résultats")
    facts["classes"] = [text for _, _, text in me.lines()]
    me.job("Communes dans la carte")
    reads("3. Onglet **3 Et si…** : **Lire les minutes de chaque site**, cherchez « Lannion », décochez ses")
    me.tab("3 Et si…")
    me.job("Lire les minutes de chaque site")
    me.fill("Chercher un site", "Lannion")
    sites = [item for _, item, text in me.lines() if "Lannion" in text and item.parent() and not item.isHidden()]
    facts["closed"] = [site.text(0) for site in sites]
    for site in sites:
        site.setCheckState(0, Qt.CheckState.Unchecked)
    me.rests()
    reads("Les communes qui changent sont listées et dessinées.")
    facts["what_if"] = me.says()


def express() -> None:
    reads("Page **Atlas**, onglet **1 Feuilles**, **Carte express…** : un thème, un type de territoire")
    me.page("Atlas")
    me.tab("1 Feuilles")
    me.click("Carte express…")
    gc.collect()  # as Python does by itself sooner or later
    dialog = me.window("Carte express")
    dialog.fill("Thème", "H08")
    dialog.fill("Type de territoire", "Territoires de santé")
    territories = dialog.field("Territoire")
    territories.setCurrentIndex(1)
    facts["express"] = territories.currentText()
    dialog.click("Dessiner")
    me.rests()
    me.picture("_dessinee")
    reads("Puis **Copier la diapositive**")
    dialog.click("Copier la diapositive")
    picture = QApplication.clipboard().pixmap()
    facts["slide"] = [picture.width(), picture.height()]
    dialog.place.close()


def book() -> None:
    reads("1. Page **Atlas**, onglet **1 Feuilles** : décochez des familles si vous êtes pressé.")
    me.page("Atlas")
    me.tab("1 Feuilles")
    for family in ("Offre de soins ambulatoire", "Offre de soins hospitalière", "Coopérations hospitalières"):
        me.tick(family, False)
    reads("2. Onglet **3 Export** : le dossier proposé est `bretagne_pdf`, à côté de l’atlas. **Exporter l’atlas**.")
    me.tab("3 Export")
    facts["folder"] = str(Path(me.text("Dossier")).relative_to(HOME))
    me.job("Exporter l’atlas", 400)
    reads("3. Le message de fin et le lien sous les boutons mènent à `atlas.pdf` : couverture, sommaire")


me.follows(steps)
