"""A second, separate count of the rules, in another engine and straight from the extract files."""
