"""The findings: what may be wrong in the records of people who are counted."""
