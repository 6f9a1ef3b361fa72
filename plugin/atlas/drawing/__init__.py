"""Sheets drawn into a project: here, or by another process whose drawing arrives a little at a time."""
