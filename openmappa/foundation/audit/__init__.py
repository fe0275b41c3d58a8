"""The record of who looked at and changed what."""
