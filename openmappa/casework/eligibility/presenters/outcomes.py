"""The outcome of a limb, its days and a category in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import MET, NEEDS_FACT, NOT_MET
from openmappa.casework.standing.domain import CATEGORY_NAMES
from openmappa.casework.standing.extract import STANDING_KINDS
from openmappa.foundation.ui.words import day, in_words
from openmappa.statute.facts.reading import NO_LAST_DAY

OUTCOMES = {MET: "Met", NOT_MET: "Not met", NEEDS_FACT: "Not known"}
TAGS = {MET: "green", NOT_MET: "grey", NEEDS_FACT: "yellow"}


def outcome_in_words(outcome: str) -> str:
    """Return an outcome in words."""
    return _(OUTCOMES[outcome])


def days_in_words(start: str | None, last: str | None, *, inside: bool = False) -> str:
    """Return the days of a limb, as a document has them: "none" is a last day that never comes, None one not known."""
    if start is None:
        return ""
    first = day(date.fromisoformat(start))
    if last is None:
        words = _("from %(first)s, last day not known") if inside else _("From %(first)s, last day not known")
        return words % {"first": first}
    if last == NO_LAST_DAY:
        words = _("from %(first)s, without a last day") if inside else _("From %(first)s, without a last day")
        return words % {"first": first}
    return _("%(first)s to %(last)s, both included") % {"first": first, "last": day(date.fromisoformat(last))}


def decided_in_words(kind: str, category: int | None) -> str:
    """Return what somebody is decided to be."""
    return _(CATEGORY_NAMES[category]) if category else in_words(kind, STANDING_KINDS)


def category_in_words(category: int | None) -> str:
    """Return the category that the law reports."""
    return _(CATEGORY_NAMES[category]) if category else _("Not MAPPA-eligible")
