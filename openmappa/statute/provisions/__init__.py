"""Which provision says it, since when, and is it verified? The law as data, and the arithmetic of its dates."""
