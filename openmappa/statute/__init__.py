"""What the law says of the facts: pure functions and vocabularies, with their sources."""
