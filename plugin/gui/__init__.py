"""The dock and its pages: they run the Processing algorithms and compute nothing."""
