"""What a published report says, and how it compares with a count, without a database."""
