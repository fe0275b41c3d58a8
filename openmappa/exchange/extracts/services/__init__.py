"""Checking extracts, loading them, and the page that tells of their format."""
