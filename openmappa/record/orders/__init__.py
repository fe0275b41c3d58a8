"""Orders made on a person: made, varied, renewed, breached, ended."""
