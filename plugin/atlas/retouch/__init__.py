"""What a cartographer changed by hand on a drawn sheet, found again and put back when the sheet is drawn anew.

A drawn sheet carries a record of what was generated (`record`). At the next drawing what stands in the project is
compared with it: what differs is the user's (`review`), steers the drawing (`held`) or is put back after it (`items`,
`styles`), as in a three-way merge (`merge`). Labels and links are moved through QGIS's auxiliary storage (`pins`).
"""
