"""The counting rules and their stored runs."""
