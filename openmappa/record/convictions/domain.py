"""Offences and what followed, as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DisposalSeen:
    """A sentence or other disposal. The term is months and days beyond them; `last_date` is inclusive."""

    kind: str
    imposed_date: date
    term_months: int | None
    term_days: int | None
    extension_months: int | None
    runs: str | None
    last_date: date | None


@dataclass(frozen=True, slots=True)
class ConvictionSeen:
    """An offence with its code, how the matter ended, and the disposals on it."""

    offence_code: str
    result: str
    offence_date: date | None
    conviction_date: date
    court: str | None
    disposals: tuple[DisposalSeen, ...]


@dataclass(frozen=True, slots=True)
class FurtherOffenceSeen:
    """A charge with a serious further offence, and what came of it on which day."""

    offence_code: str
    charge_date: date
    outcome: str
    outcome_date: date | None
