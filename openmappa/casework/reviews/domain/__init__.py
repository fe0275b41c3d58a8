"""Applications for review: their words, stages and steps, and whether one is valid. Pure Python."""
