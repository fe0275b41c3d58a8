"""A person's case file, composed from the rooms."""
