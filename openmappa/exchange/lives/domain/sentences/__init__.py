"""What the courts of the simulation do: offences and sentences that really put a person in a category."""
