"""The pages of a system manager."""
