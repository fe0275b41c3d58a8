"""Change what is recorded of the notification requirements."""
