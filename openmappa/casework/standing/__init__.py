"""Whether the person is MAPPA-eligible, on which grounds, and at which level."""
