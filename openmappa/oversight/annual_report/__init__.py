"""The statutory annual report: its tables and their reconciliation."""
