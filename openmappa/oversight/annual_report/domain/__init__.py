"""What a report prints, and what its editions keep, without a database."""
