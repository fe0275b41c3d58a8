"""The pages of eligibility."""
