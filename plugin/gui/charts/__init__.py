"""Charts on screen, painted by pyqtgraph from the data the printed ones are painted from."""
