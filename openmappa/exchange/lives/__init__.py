"""Fictitious lives: what courts, custody, agencies and the people themselves do, each consistent with the law."""
