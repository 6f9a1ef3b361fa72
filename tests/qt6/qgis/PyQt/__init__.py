"""The modules of Qt as QGIS names them on Qt 6."""
