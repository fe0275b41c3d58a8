"""Who answers for a person, as a viewer sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answered for a person; `until_date` is the first day of the next."""

    area: str
    lead_agency: str
    team: str
    officer: str
    start_date: date
    until_date: date | None
