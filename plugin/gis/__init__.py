"""QGIS core without widgets: workspace, layers, roads, symbols, labels, messages."""
