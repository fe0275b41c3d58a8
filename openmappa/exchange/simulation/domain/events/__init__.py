"""What happens to simulated people beside levels and custody: orders, requirements, breaches, returns, charges, reviews."""
