"""Working out positions: of those whom news is about, and of everybody after a load."""
