"""The domain: rules, readers and computations. Imports neither qgis nor Qt."""
