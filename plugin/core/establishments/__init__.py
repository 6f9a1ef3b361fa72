"""Establishments and what they practise: readers of the national registers, checks, selections."""
