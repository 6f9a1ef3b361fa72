"""Indicators by territory and period, and the objectives of care supply (OQOS) by zone."""
