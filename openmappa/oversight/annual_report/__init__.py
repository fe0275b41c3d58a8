"""The statutory annual report: its document, chapters, approvals and editions."""
