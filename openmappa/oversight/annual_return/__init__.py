"""What every unit sends the Ministry of Justice, and what they add up to."""
