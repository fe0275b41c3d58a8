"""What a report prints, what a published one says, and how the two compare, without a database."""
