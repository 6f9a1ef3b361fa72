"""Where work that QGIS wants in a main thread is done without stopping the window: in another process, or by turns."""
