"""What is decided and done about the risk."""
