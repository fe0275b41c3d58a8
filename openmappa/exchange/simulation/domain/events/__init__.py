"""The events of a whole caseload: the year of the published figures, decoys, differences from the law."""
