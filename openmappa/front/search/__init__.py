"""The search for people."""
