"""What the composed pages of a case file show."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

import openmappa.casework.case_reviews.timeline as case_reviews
import openmappa.casework.responsibility.timeline as responsibility
import openmappa.casework.reviews.timeline as reviews
import openmappa.casework.standing.timeline as standing
import openmappa.record.convictions.timeline as convictions
import openmappa.record.custody.timeline as custody
import openmappa.record.notification.timeline as notification
import openmappa.record.orders.timeline as orders_room
import openmappa.record.people.timeline as people
from openmappa.casework.responsibility.presenters import lead_agency_in_words, team_in_words
from openmappa.casework.standing.presenters import category_in_words, level_in_words
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import Case, TimelineEntry
from openmappa.foundation.ui.words import day
from openmappa.front.case_file.known import Known, known_of
from openmappa.record.custody.presenters import place_in_words
from openmappa.record.notification import presenters as notification_words
from openmappa.record.notification import queries as notification_queries
from openmappa.record.orders import presenters as order_words
from openmappa.record.orders.queries import orders_of
from openmappa.record.people import presenters as people_words
from openmappa.record.people import queries as people_queries

_SOURCES = (
    case_reviews,
    reviews,
    responsibility,
    standing,
    notification,
    custody,
    orders_room,
    convictions,
    people,
)


def overview(viewer: Viewer, case: Case) -> dict[str, object]:
    """Return the parts of the overview, and what they and the identity bar were made of.

    What the viewer's sight does not reach is None.
    """
    subject_id = case.subject_id
    known = known_of(viewer, case)
    context: dict[str, object] = dict.fromkeys(("person", "numbers", "addresses", "names"))
    if case.seen["identity"]:
        places = people_queries.addresses_of(viewer=viewer, subject_id=subject_id)
        context |= {
            "person": people_words.person(known.person, as_at=case.as_at) if known.person else [],
            "numbers": people_words.identifiers(known.numbers),
            "addresses": people_words.addresses(places),
        }
    if case.seen["names"]:
        names = people_queries.all_names_of(viewer=viewer, subject_id=subject_id)
        context["names"] = people_words.names(names)
    return context | {"known": known, "management": _management(case, known)}


def _management(case: Case, known: Known) -> list[tuple[str, str]]:
    category = level = agency = team = place = _("Withheld")
    if case.seen["standing"]:
        category, level = category_in_words(known.position), level_in_words(known.position)
    if case.seen["responsibility"]:
        agency, team = lead_agency_in_words(known.responsible), team_in_words(known.responsible)
    if case.seen["custody"]:
        place = place_in_words(known.place)
    return [
        (_("Category"), category),
        (_("Level"), level),
        (_("Lead agency"), agency),
        (_("Team and officer"), team),
        (_("Where"), place),
    ]


def orders(viewer: Viewer, case: Case) -> dict[str, object]:
    """Return orders and notification requirements; what the viewer's sight does not reach is None."""
    subject_id = case.subject_id
    context: dict[str, object] = dict.fromkeys(("current", "ended", "requirements", "breaches", "made"))
    if case.seen["orders"]:
        found = orders_of(viewer=viewer, subject_id=subject_id)
        context["current"] = order_words.orders(found, as_at=case.as_at, ended=False)
        context["ended"] = order_words.orders(found, as_at=case.as_at, ended=True)
    if case.seen["notification"]:
        required = notification_queries.requirements_of(viewer=viewer, subject_id=subject_id)
        context["requirements"] = notification_words.requirements(required, as_at=case.as_at)
    if case.seen["breaches"]:
        failures = notification_queries.breaches_of(viewer=viewer, subject_id=subject_id)
        context["breaches"] = notification_words.breaches(failures)
        given = notification_queries.made_by(viewer=viewer, subject_id=subject_id)
        context["made"] = notification_words.made(given)
    return context


def timeline(viewer: Viewer, subject_id: UUID) -> list[dict[str, object]]:
    """Return everything known with a day, from every room, newest first."""
    found: list[TimelineEntry] = []
    for room in _SOURCES:
        found += room.entries(viewer=viewer, subject_id=subject_id)
    found.sort(key=lambda each: each.on, reverse=True)
    return [
        {
            "day": day(each.on),
            "iso": each.on.isoformat(),
            "title": each.title,
            "lines": each.lines,
            "source": each.source,
            "known_before": each.known_before,
            "in_error": each.in_error,
        }
        for each in found
    ]


def parts_withheld(case: Case) -> Sequence[str]:
    """Return in words the parts that the timeline leaves out because the viewer may not see them."""
    words = {
        "names": _("names"),
        "identity": _("date of birth and addresses"),
        "offending": _("offences and sentences, and serious case reviews"),
        "orders": _("orders"),
        "notification": _("notification requirements"),
        "breaches": _("breaches of the notification requirements"),
        "custody": _("custody"),
        "standing": _("standing and level"),
        "responsibility": _("responsibility"),
    }
    return [words[part] for part, is_open in case.seen.items() if not is_open]
