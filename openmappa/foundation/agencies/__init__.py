"""The agencies, areas and teams that take part in the arrangements."""
