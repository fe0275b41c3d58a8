"""What an extract is, and what can be wrong with one."""
