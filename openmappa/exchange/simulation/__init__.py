"""A wholly fictitious caseload that adds up to published figures."""
