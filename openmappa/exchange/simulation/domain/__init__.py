"""Fictitious lives and caseloads, worked out in memory: no files are written here."""
