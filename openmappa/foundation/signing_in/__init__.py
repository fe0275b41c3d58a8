"""How people sign in, what they agree to first, and how they leave."""
