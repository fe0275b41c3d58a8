"""What must be known about a person before the law can answer? Frozen, hashable facts, and how they are read."""
