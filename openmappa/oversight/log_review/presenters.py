"""The log in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.access.domain import RIGHTS, Permission, Viewer
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.ui.fields import entered
from openmappa.foundation.ui.stale import State, Words
from openmappa.oversight.log_review.domain import (
    OUTCOMES,
    PAGES,
    UNUSUAL,
    EntrySeen,
    Found,
    Look,
    Thresholds,
)
from openmappa.oversight.log_review.queries import unusual_looking


def moment(at: datetime) -> str:
    """Return a day and a time by the clock."""
    return date_format(localtime(at), "j F Y, H:i:s")


def what_was_done(what: str, page: str) -> str:
    """Return what an entry tells of, with the page that was opened."""
    words = _(what[:1].upper() + what[1:])
    return f"{words}: {_(PAGES[page])}" if page in PAGES else words


def who(look: Look) -> str:
    """Return who it was, in which roles and of which agencies."""
    if not look.name:
        return _("OpenMAPPA itself (%(program)s)") % {"program": look.acting}
    roles = ", ".join(_(RIGHTS[Role(each)].title) for each in look.roles)
    return ", ".join(filter(None, (look.name, roles, *look.agencies)))


def looks(found: Iterable[Look]) -> list[list[str]]:
    """Return rows: when, who, what, why."""
    return [[moment(each.at), who(each), _what(each), each.why or _("Not recorded")] for each in found]


def _what(look: Look) -> str:
    words = what_was_done(look.what, look.page)
    if look.recipient:
        words = _("%(what)s, to %(recipient)s") % {"what": words, "recipient": look.recipient}
    if look.others:
        others = ngettext("%(number)d other person", "%(number)d other people", look.others)
        words = _("%(what)s, with %(others)s") % {"what": words, "others": others % {"number": look.others}}
    return words


def notices(viewer: Viewer) -> list[dict[str, str]]:
    """Return what the first page tells a reader of the log: how much waits for a review of theirs. Nobody's name."""
    if not viewer.areas_where(Permission.READ_LOG):
        return []
    found = unusual_looking(viewer=viewer)
    number = sum(not each.is_reviewed and each.actor != viewer.user_id for each in found)
    if not number:
        return []
    words = ngettext(
        "%(number)d case of unusual looking to review",
        "%(number)d cases of unusual looking to review",
        number,
    )
    return [
        {
            "title": words % {"number": number},
            "text": _(
                "Somebody may have looked without need. See what it was, and record what you found out."
            ),
            "href": reverse("log_review:review_list"),
        }
    ]


def review_page(found: Sequence[Found], limits: Thresholds) -> dict[str, Any]:
    """Return the list of unusual looking by kind, what waits for review first, and the thresholds."""
    return {
        "kinds": [
            {
                "title": _(kind.title),
                "why": _(kind.why),
                "rows": [_row(each) for each in found if each.kind == kind and not each.is_reviewed],
                "reviewed": [_row(each) for each in found if each.kind == kind and each.is_reviewed],
            }
            for kind in UNUSUAL
        ],
        "waiting": sum(not each.is_reviewed for each in found),
        "limits": [
            (_("The list goes back"), _("%(number)d days") % {"number": limits.days}),
            (
                _("Many records within an hour"),
                _("more than %(number)d") % {"number": limits.people_in_an_hour},
            ),
            (
                _("Refused again and again"),
                _("%(number)d times or more in a day") % {"number": limits.refusals_in_a_day},
            ),
            (
                _("Outside working hours"),
                _("before %(start)d:00, from %(end)d:00 on, and at weekends")
                % {"start": limits.day_starts, "end": limits.day_ends},
            ),
        ],
    }


def _row(found: Found) -> dict[str, str]:
    return {
        "name": found.name or _("Account not known"),
        "when": moment(found.first_at),
        "entries": str(len(found.entries)),
        "people": str(found.people),
        "outcome": _(OUTCOMES[found.reviews[-1].outcome]) if found.reviews else "",
        "href": reverse("log_review:found", kwargs={"kind": found.kind.name, "entry": found.first}),
    }


def found_page(found: Found, entries: Sequence[EntrySeen], *, own: bool) -> dict[str, Any]:
    """Return the page of unusual looking: why it is listed, its entries, its reviews, and whether it is one's own."""
    return {
        "title": _(found.kind.title),
        "facts": [
            (_("Who"), found.name or _("Account not known")),
            (_("From"), moment(found.first_at)),
            (_("To"), moment(found.last_at)),
            (_("People whose records were shown"), str(found.people)),
            (_("Why it is listed"), _(found.kind.why)),
        ],
        "entries": [
            {
                "when": moment(each.at),
                "what": what_was_done(each.what, each.page),
                "why": each.why or _("Not recorded"),
                "records": [
                    {"reference": str(key), "href": reverse("log_review:record", kwargs={"subject_id": key})}
                    for key in each.subjects[:5]
                ],
                "more": max(len(each.subjects) - 5, 0),
            }
            for each in entries
        ],
        "left_out": len(found.entries) - len(entries),
        "reviews": [
            [moment(each.at), each.by or _("Account not known"), _(OUTCOMES[each.outcome]), each.note]
            for each in found.reviews
        ],
        "is_reviewed": found.is_reviewed,
        "own": own,
    }


def state_of(found: Found) -> State:
    """Return what a review decides about: the entries there are by now, and the reviews."""
    entries = _("%(number)d, the last on %(moment)s") % {
        "number": len(found.entries),
        "moment": moment(found.last_at),
    }
    reviews = [
        f"{each.by or _('Account not known')}, {moment(each.at)}: {_(OUTCOMES[each.outcome])}. {each.note}"
        for each in found.reviews
    ]
    parts = ((_("Entries"), entries), (_("Reviews"), "\n".join(reviews) or _("None")))
    return State(
        f"unusual {found.kind.name} {found.first}", _("This has changed since you opened the page"), parts
    )


def typed(form: Form) -> Words:
    """Return what was typed to review unusual looking."""
    return [(_("Reviews"), f"{entered(form, 'outcome')}. {entered(form, 'note')}")]


def outcome_items(chosen: str) -> list[dict[str, object]]:
    """Return the outcomes as radio buttons."""
    return [
        {"value": each.value, "text": _(words), "checked": each.value == chosen}
        for each, words in OUTCOMES.items()
    ]
