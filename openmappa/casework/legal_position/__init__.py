"""What the law says of what is recorded about a person."""
