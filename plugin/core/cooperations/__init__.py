"""Hospital cooperations: the survey, the display rule, the curves of a sheet, the difference between editions."""
