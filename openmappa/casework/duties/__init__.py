"""What is due from a person, by when, and what is overdue."""
