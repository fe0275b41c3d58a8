"""An area's extract: its format, its checks and its load."""
