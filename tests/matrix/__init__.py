"""Who sees what: every address and every word of the command line, for every role and every kind of sight."""
