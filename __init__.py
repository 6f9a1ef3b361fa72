"""Atlas Soins, a QGIS plugin: the print atlas of care of a French region."""


def classFactory(iface):  # noqa: N802 - the name QGIS calls
    """Make the plugin for QGIS; ``iface`` is None in ``qgis_process``."""
    from .plugin.entry import AtlasSoins

    return AtlasSoins(iface)
