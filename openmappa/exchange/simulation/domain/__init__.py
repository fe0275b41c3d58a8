"""Fictitious caseloads that add up to figures, worked out in memory: no files are written here."""
