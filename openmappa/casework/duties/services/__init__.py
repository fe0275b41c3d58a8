"""Keeping duties as the facts and the days change, and feeds of them for calendars."""
