"""Custody in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day, in_words, span
from openmappa.record.custody.domain import Away, Place, Return, Spell
from openmappa.record.orders.presenters import named_order
from openmappa.statute.vocabulary.custody import ABROAD_KINDS, LEAVE_KINDS, SPELL_ENDS, SPELL_KINDS
from openmappa.statute.vocabulary.events import RETURN_REASONS


def place_in_words(place: Place | None) -> str:
    """Return where a person is; one without a spell or an absence is in the community."""
    words = {
        Place.CUSTODY: _("In custody"),
        Place.ABROAD: _("Abroad"),
        Place.COMMUNITY: _("In the community"),
    }
    return words[place or Place.COMMUNITY]


def spells(found: Iterable[Spell]) -> list[list[str]]:
    """Return the rows of the table of spells: what, where, days, how it ended."""
    return [
        [
            in_words(each.kind, SPELL_KINDS),
            each.establishment or _("Not known"),
            span(each.start_date, each.until_date),
            in_words(each.ended_by, SPELL_ENDS) if each.ended_by else _("Still inside"),
        ]
        for each in found
    ]


def leaves(found: Iterable[Spell]) -> list[list[str]]:
    """Return the rows of the table of leave."""
    return [
        [in_words(leave.kind, LEAVE_KINDS), span(leave.start_date, leave.until_date)]
        for each in found
        for leave in each.leaves
    ]


def absences(found: Iterable[Away]) -> list[list[str]]:
    """Return the rows of the table of time abroad."""
    return [[in_words(each.kind, ABROAD_KINDS), span(each.start_date, each.until_date)] for each in found]


def returns(found: Iterable[Return]) -> list[list[str]]:
    """Return the rows of the table of returns to custody: day, reason, the order if one was breached."""
    return [
        [
            day(each.return_date),
            in_words(each.reason, RETURN_REASONS),
            named_order(each.order_kind) if each.of_order else "",
        ]
        for each in found
    ]
