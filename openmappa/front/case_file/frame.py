"""The frame of every page of a case file: who it is about, and the pages there are."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.casework.need_to_know.presenters import emergency_notice
from openmappa.casework.responsibility.presenters import lead_agency_in_words
from openmappa.casework.standing.presenters import category_in_words, level_in_words
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.ui.domain import Case, Frame, Identity, Link
from openmappa.front.case_file.known import Known, known_of
from openmappa.record.custody.presenters import place_in_words
from openmappa.record.people.presenters import SHORT_IDENTIFIERS, birth_in_words
from openmappa.record.people.queries import names_of


def case_frame(request: HttpRequest, case: Case, known: Known | None = None) -> Frame:
    """Return the identity bar, in which what is not open says so, and the sub-navigation.

    `known` is what the view has read of the person already.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = [case.subject_id]
    name = names_of(viewer=viewer, subjects=one).get(case.subject_id)
    unnamed = _("Name not known") if case.seen["names"] else _("Name withheld")
    notice = emergency_notice(viewer, case.subject_id)
    return Frame(
        Identity(name or unnamed, tuple(_facts(case, known or known_of(viewer, case)))),
        _pages(viewer, case),
        notice,
    )


def _facts(case: Case, known: Known) -> list[tuple[str, str]]:
    birth = category = level = agency = place = _("Withheld")
    if case.seen["identity"]:
        birth = birth_in_words(known.person.date_of_birth if known.person else None, as_at=case.as_at)
    if case.seen["standing"]:
        category, level = category_in_words(known.position), level_in_words(known.position)
    if case.seen["responsibility"]:
        agency = lead_agency_in_words(known.responsible)
    if case.seen["custody"]:
        place = place_in_words(known.place)
    facts = [
        (_("Date of birth"), birth),
        (_("Category"), category),
        (_("Level"), level),
        (_("Lead agency"), agency),
        (_("Where"), place),
    ]
    return facts + [(SHORT_IDENTIFIERS[kind], value) for kind, value in known.numbers]


def _pages(viewer: Viewer, case: Case) -> tuple[Link, ...]:
    pages = [
        (_("Overview"), "people:person_detail"),
        (_("Timeline"), "people:person_timeline"),
        (_("Offences and sentences"), "people:person_offences"),
        (_("Orders and notification"), "people:person_orders"),
        (_("Custody"), "people:person_custody"),
        (_("Duties"), "duties:person_duties"),
        (_("Review of notification"), "reviews:review_detail"),
        (_("Standing and level"), "standing:standing_detail"),
        (_("Eligibility"), "eligibility:eligibility_detail"),
        (_("Responsibility"), "responsibility:responsibility_list"),
        (_("Who may see this record"), "need_to_know:sight_list"),
    ]
    if viewer.may(Permission.SEE_WHO_LOOKED, area=case.area):
        pages.append((_("Who has looked"), "log_review:who_looked"))
    return tuple(
        Link(text, reverse(name, kwargs={"subject_id": case.subject_id}), name == case.page)
        for text, name in pages
    )
