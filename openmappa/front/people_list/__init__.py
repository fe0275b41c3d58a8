"""The list of people, with filters."""
