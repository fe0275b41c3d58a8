"""The notification requirements in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day, in_words
from openmappa.record.notification.domain import BreachSeen, RequirementSeen
from openmappa.record.orders.presenters import decided, named_order
from openmappa.statute.vocabulary.events import REQUIREMENT_BASES


def requirements(found: Iterable[RequirementSeen], *, as_at: date) -> list[list[str]]:
    """Return the rows of the table of requirements: basis, order, first day, last day, how they stand."""
    return [
        [
            in_words(each.basis, REQUIREMENT_BASES),
            named_order(each.order_kind) if each.follows_order else "",
            day(each.start_date),
            end_in_words(each.last_date, is_indefinite=each.is_indefinite, revoked=each.revoked_date),
            _state(each, as_at),
        ]
        for each in found
    ]


def breaches(found: Iterable[BreachSeen]) -> list[list[str]]:
    """Return the rows of the table of breaches: first day of the failure, what came of it."""
    return [[day(each.breach_date), decided(each.outcome, each.outcome_date)] for each in found]


def _state(requirement: RequirementSeen, as_at: date) -> str:
    if requirement.start_date > as_at:
        return _("Not yet begun")
    return _("Ended") if requirement.has_ended(as_at=as_at) else _("Current")


def end_in_words(last: date | None, *, is_indefinite: bool | None, revoked: date | None) -> str:
    """Return the last day of the requirements, that they are indefinite, or that they were revoked."""
    if revoked:
        return _("Indefinite; revoked on %(day)s") % {"day": day(revoked)}
    if is_indefinite:
        return _("Indefinite")
    return day(last) if last else _("Until a further order")
