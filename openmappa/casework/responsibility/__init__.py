"""Who answers for the person: area, lead agency, team and officer."""
