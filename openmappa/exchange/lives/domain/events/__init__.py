"""What happens to a person beside levels and custody: orders, requirements, breaches, returns, charges, reviews."""
