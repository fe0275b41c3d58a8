"""Who was let in, and by whom: accounts, roles, qualifications, agencies and teams of an area."""
