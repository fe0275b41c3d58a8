"""The edge at which the command line reads the clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Return the day it is in England and Wales."""
    return datetime.now(tz=ZoneInfo("Europe/London")).date()
