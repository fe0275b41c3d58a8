"""The formats of a report, each made from the same source and document."""
