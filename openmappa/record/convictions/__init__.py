"""Convictions, findings and cautions, and what the court did."""
