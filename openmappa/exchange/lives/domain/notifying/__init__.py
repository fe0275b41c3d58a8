"""What registered people of the simulation must notify, and what they notify: mostly in time."""
