"""A document as blocks, and the files that it becomes."""
