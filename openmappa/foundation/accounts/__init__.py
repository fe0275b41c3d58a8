"""The people who use OpenMAPPA and the memberships they hold."""
