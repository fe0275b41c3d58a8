"""What is counted, by which rule and for which year, without a database."""
