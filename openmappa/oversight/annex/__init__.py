"""What a check of the records found, as a document for the area's own eyes."""
