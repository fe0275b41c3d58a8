"""The first page: what the viewer may do."""
