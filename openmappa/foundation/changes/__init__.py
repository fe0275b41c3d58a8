"""What was changed, where it came from, and who wants to know."""
