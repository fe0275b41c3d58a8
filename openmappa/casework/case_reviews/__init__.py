"""Serious case reviews: what was looked at again when it went wrong."""
