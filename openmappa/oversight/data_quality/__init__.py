"""Whether what is recorded is sound enough to publish."""
