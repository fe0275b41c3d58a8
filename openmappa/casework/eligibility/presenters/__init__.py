"""Facts, findings, decisions and changes in words."""
