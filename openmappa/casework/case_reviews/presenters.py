"""Serious case reviews in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from openmappa.casework.case_reviews.domain import ReviewSeen
from openmappa.foundation.ui.words import day
from openmappa.record.convictions.presenters import offence_in_words


def reviews(found: Iterable[ReviewSeen]) -> list[list[str]]:
    """Return the rows of the table of reviews: commissioned on, the charge that led to it, report agreed on."""
    return [
        [
            day(each.start_date),
            _charge(each),
            day(each.last_date) if each.last_date else _("Not finished"),
        ]
        for each in found
    ]


def _charge(review: ReviewSeen) -> str:
    if review.offence_code is None:
        return _("No charge is recorded for it")
    return _("%(offence)s, charged on %(day)s") % {
        "offence": offence_in_words(review.offence_code),
        "day": day(review.charge_date),
    }
