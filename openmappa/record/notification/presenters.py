"""The notification requirements in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day, in_words, span
from openmappa.record.notification.domain import BreachSeen, MadeSeen, RequirementSeen
from openmappa.record.notification.queries import Told
from openmappa.record.orders.presenters import decided, named_order
from openmappa.statute.facts.living import CHANGE_KINDS, NOTIFICATION_KINDS
from openmappa.statute.vocabulary.events import REQUIREMENT_BASES
from openmappa.statute.vocabulary.notification import GIVEN, JOURNEY_STATES, MISSING_KINDS, TAKEN


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


def made(found: Iterable[MadeSeen]) -> list[list[str]]:
    """Return the rows of the table of notifications: day, kind, of which event, where and by whom, what, identity."""
    return [
        [
            day(each.made_date),
            in_words(each.kind, NOTIFICATION_KINDS),
            day(each.of_date) if each.of_date else "",
            ", ".join(filter(None, (each.place, each.taken_by))) or _("Not known"),
            ", ".join(in_words(code, GIVEN) for code in each.given) or _("Not known"),
            _("Fingerprints: %(one)s. Photograph: %(other)s.")
            % {
                "one": in_words(each.fingerprints, TAKEN).lower(),
                "other": in_words(each.photograph, TAKEN).lower(),
            },
        ]
        for each in found
    ]


def told(row: Told) -> list[str]:
    """Return a row for the timeline: what it is, and lines of more."""
    lines = {
        "made": [row.place, _("Taken by %(who)s") % {"who": row.who} if row.who else ""],
        "missing": [_("Reported by %(who)s") % {"who": row.who} if row.who else ""],
    }
    more = lines.get(row.table, [row.place])
    if row.until:
        words = _("Of %(day)s") if row.table == "made" else _("Until %(day)s")
        more.append(words % {"day": day(row.until)})
    return [_title(row.table, row.code), *filter(None, more)]


def _title(table: str, code: str) -> str:
    titles = {
        "made": lambda: in_words(code, NOTIFICATION_KINDS),
        "changes": lambda: _("Change to notify: %(what)s") % {"what": in_words(code, CHANGE_KINDS).lower()},
        "stays": lambda: _("Stay at other premises"),
        "child_stays": lambda: _("Stay in a household with a child"),
        "journeys": lambda: (
            _("Journey outside the United Kingdom: %(state)s")
            % {"state": in_words(code, JOURNEY_STATES).lower()}
        ),
        "absences": lambda: _("Absence from the main residence"),
        "missing": lambda: in_words(code, MISSING_KINDS),
    }
    return titles[table]()


def told_in_words(table: str, row: Any) -> str:
    """Return what a row says, or said, in one line."""
    days = day(row.on) if table in ("made", "changes") else span(row.on, row.until, inside=True)
    return ", ".join(filter(None, (_title(table, row.code), row.place, days, row.who)))
