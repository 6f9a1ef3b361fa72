"""From the catalogue to the printed book."""
