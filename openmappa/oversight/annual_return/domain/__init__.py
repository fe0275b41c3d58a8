"""The return's fields and the national tables, without a database."""
