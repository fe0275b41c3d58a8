"""The list of standings to decide: what waits for a second officer, which reviews are due, and who is to decide on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.casework.eligibility import queries
from openmappa.casework.eligibility.domain.matter import DecisionWaiting
from openmappa.casework.eligibility.presenters.outcomes import category_in_words, decided_in_words
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.words import day, moment
from openmappa.record.people.queries import names_of

ON_A_PAGE = 50
DUE_WITHIN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Row:
    """A person as a row of the list: what it says of them, cell by cell."""

    subject_id: UUID
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list. What waits and what is due stands on the first; `total` is of the standings to decide."""

    waiting: tuple[Row, ...]
    due: tuple[Row, ...]
    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    links: dict[str, Any] | None

    @property
    def subjects(self) -> list[UUID]:
        """Return whom the page shows."""
        return [each.subject_id for each in (*self.waiting, *self.due, *self.rows)]


def page(viewer: Viewer, *, number: int) -> Page:
    """Return a page of the list under the viewer's sight."""
    found = queries.to_decide(viewer=viewer)
    total = found.count()
    pages = max(1, ceil(total / ON_A_PAGE))
    number = min(max(1, number), pages)
    shown = list(found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
    waiting = queries.waiting(viewer=viewer) if number == 1 else []
    due = queries.reviews_due(viewer=viewer, until=viewer.as_at + DUE_WITHIN) if number == 1 else []
    of_decisions = [each.subject_id for each in waiting]
    everybody = {*of_decisions, *(subject for subject, _date in due), *(each.subject_id for each in shown)}
    names = names_of(viewer=viewer, subjects=list(everybody))

    def row(subject: UUID, *cells: str) -> Row:
        return Row(subject, names.get(subject) or _("Name not known"), cells)

    return Page(
        tuple(row(each.subject_id, *_waiting(each, viewer)) for each in waiting),
        tuple(row(subject, _due(review, viewer)) for subject, review in due),
        tuple(row(each.subject_id, _recorded(each), _law(each), _why(each)) for each in shown),
        total,
        number,
        pages,
        _links(number, pages),
    )


def _waiting(each: DecisionWaiting, viewer: Viewer) -> tuple[str, str]:
    own = each.by_id == viewer.user_id
    by = _("You, since %(moment)s") if own else _("%(name)s, since %(moment)s")
    since = moment(each.at, today=viewer.as_at)
    return decided_in_words(each.kind, each.category), by % {"name": each.by, "moment": since}


def _due(review: Any, viewer: Viewer) -> str:
    return _("%(day)s: overdue") % {"day": day(review)} if review < viewer.as_at else day(review)


def _recorded(each: Any) -> str:
    return decided_in_words(each.kind, each.recorded) if each.kind else _("No standing")


def _law(each: Any) -> str:
    said = category_in_words(each.category) if each.category or not each.undecided else _("Not known")
    if not each.undecided:
        return said
    named = _(" and ").join(_("Category %(number)s") % {"number": number} for number in each.undecided)
    return _("%(said)s. %(categories)s cannot be ruled out") % {"said": said, "categories": named}


def _why(each: Any) -> str:
    if each.was_decided is not None:
        return _("Changed since the last decision")
    return _("Recorded otherwise than the law says") if each.recorded else _("Never decided")


def _links(number: int, pages: int) -> dict[str, Any] | None:
    if pages == 1:
        return None
    here = reverse("eligibility:to_decide")
    shown = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    items: list[dict[str, Any]] = []
    for before, each in zip([0, *shown], shown, strict=False):
        if each - before > 1:
            items.append({"ellipsis": True})
        words = _("Page %(number)s") % {"number": each}
        items.append(
            {
                "number": each,
                "href": f"{here}?page={each}",
                "current": each == number,
                "visuallyHiddenText": words,
            }
        )
    links: dict[str, Any] = {"items": items, "landmarkLabel": _("Pages of the list")}
    if number > 1:
        links["previous"] = {"href": f"{here}?page={number - 1}", "text": _("Previous page")}
    if number < pages:
        links["next"] = {"href": f"{here}?page={number + 1}", "text": _("Next page")}
    return links
