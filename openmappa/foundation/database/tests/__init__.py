"""Tests of the database: its server, its roles and who a transaction acts as."""
