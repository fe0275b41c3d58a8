"""What a decision is made of, what it changes, and what a proposal says."""
