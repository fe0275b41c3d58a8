"""Who may see and do what, declared once and enforced twice."""
