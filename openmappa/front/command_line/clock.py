"""The edge at which the command line reads the clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the moment it is."""
    return datetime.now(tz=ZoneInfo("Europe/London"))


def today() -> date:
    """Return the day it is in England and Wales."""
    return datetime.now(tz=ZoneInfo("Europe/London")).date()
