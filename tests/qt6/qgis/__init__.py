"""Stands in for QGIS on Qt 6, which Debian lacks: `qgis.PyQt` over PyQt6, and names of `qgis.core` to import."""
