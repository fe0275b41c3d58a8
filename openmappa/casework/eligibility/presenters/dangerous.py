"""The status of a potentially dangerous person in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.dangerous import RANKS, REVIEW_OUTCOMES, StatusSeen
from openmappa.casework.eligibility.domain.deciding import DANGEROUS, ELIGIBLE
from openmappa.casework.eligibility.domain.matter import Matter
from openmappa.foundation.ui.stale import State
from openmappa.foundation.ui.words import day, in_words, inclusive_span


def statuses(found: Iterable[StatusSeen], *, as_at: date) -> list[dict[str, object]]:
    """Return each time with the status, the latest first, with its reviews."""
    return [status(each, as_at=as_at) for each in found]


def status(each: StatusSeen, *, as_at: date) -> dict[str, object]:
    """Return the status as rows of a summary list, and its reviews as rows of a table."""
    holds = each.holds_on(as_at)
    overdue = holds and each.review_date < as_at
    next_review = day(each.review_date)
    rows = [
        (_("Dates"), inclusive_span(each.start_date, each.last_date)),
        (_("Authorised by"), f"{each.authorised_by}, {in_words(each.rank, RANKS).lower()}"),
        (_("Reason"), each.reason),
        (_("Recorded by"), each.recorded_by),
    ]
    if holds:
        rows.append(
            (_("Next review"), _("%(day)s: overdue") % {"day": next_review} if overdue else next_review)
        )
    return {
        "rows": rows,
        "holds": holds,
        "overdue": overdue,
        "reviews": [
            [
                day(of.review_date),
                in_words(of.outcome, REVIEW_OUTCOMES),
                of.reason,
                f"{of.authorised_by}, {in_words(of.rank, RANKS).lower()}",
            ]
            for of in each.reviews
        ],
    }


def may_start(matter: Matter) -> bool:
    """Return whether the status is one for this person: neither eligible by law or record, nor of that status already."""
    kind = matter.present.kind if matter.present else ""
    return matter.proposal.category is None and kind not in (ELIGIBLE, DANGEROUS)


def of_review(subject_id: object, present: StatusSeen | None, *, as_at: date) -> State:
    """Return what a review of the status decides about: the status with its reviews, as its page shows it."""
    parts = [(_("Status"), _("Ended"))]
    if present:
        shown = status(present, as_at=as_at)
        reviews = "\n".join(". ".join(map(str, each)) for each in shown["reviews"])  # type: ignore[attr-defined]
        parts = [*shown["rows"], (_("Reviews"), reviews or _("None"))]  # type: ignore[misc]
    return State(f"status {subject_id}", _("Somebody else has reviewed the status"), tuple(parts))
