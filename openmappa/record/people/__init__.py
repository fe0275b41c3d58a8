"""Who the person is: names, identifiers, addresses."""
