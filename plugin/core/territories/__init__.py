"""Territories: types, codes, composition, coverage, checks, poles, aggregation by flows, sectors."""
