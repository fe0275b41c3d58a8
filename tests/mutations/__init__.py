"""The edits that break rules and policies, for tests/mutate.py."""
