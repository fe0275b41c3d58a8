"""How well it is done and what is published."""
