"""The list of people in words: rows, filters, pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.casework.responsibility.presenters import lead_agency_in_words, team_in_words
from openmappa.casework.responsibility.queries import responsible_for, subjects_led_by
from openmappa.casework.standing.presenters import category_in_words, level_in_words
from openmappa.casework.standing.queries import positions_of, subjects_in
from openmappa.foundation.access.domain import Viewer
from openmappa.front.people_list.forms import Filters
from openmappa.record.custody.presenters import place_in_words
from openmappa.record.custody.queries import places_of, subjects_in_custody
from openmappa.record.people.domain import Listed
from openmappa.record.people.queries import PageOfPeople, page_of_people


@dataclass(frozen=True, slots=True)
class Row:
    """A person as a row of a table."""

    subject_id: UUID
    name: str
    category: str
    level: str
    lead_agency: str
    team: str
    place: str


def page_for(viewer: Viewer, chosen: Mapping[str, str], *, number: int) -> PageOfPeople:
    """Return the page of those whom the viewer sees and who meet every filter."""
    among: list[QuerySet[Any]] = []
    outside: list[QuerySet[Any]] = []
    if "category" in chosen or "level" in chosen:
        category, level = chosen.get("category"), chosen.get("level")
        among.append(
            subjects_in(
                viewer=viewer,
                category=int(category) if category else None,
                level=int(level) if level else None,
            )
        )
    if "lead_agency" in chosen:
        among.append(subjects_led_by(viewer=viewer, lead_agency=chosen["lead_agency"]))
    if chosen.get("place") == "custody":
        among.append(subjects_in_custody(viewer=viewer))
    elif chosen.get("place") == "community":
        outside.append(subjects_in_custody(viewer=viewer))
    return page_of_people(viewer=viewer, among=among, outside=outside, number=number)


def rows(viewer: Viewer, people: list[Listed]) -> list[Row]:
    """Return the people as rows, in one query for each room."""
    subjects = [each.subject_id for each in people]
    positions = positions_of(viewer=viewer, subjects=subjects)
    responsible = responsible_for(viewer=viewer, subjects=subjects)
    places = places_of(viewer=viewer, subjects=subjects)
    return [
        Row(
            each.subject_id,
            each.name,
            category_in_words(positions.get(each.subject_id)),
            level_in_words(positions.get(each.subject_id)),
            lead_agency_in_words(responsible.get(each.subject_id)),
            team_in_words(responsible.get(each.subject_id)),
            place_in_words(places.get(each.subject_id)),
        )
        for each in people
    ]


def filter_groups(chosen: Mapping[str, str]) -> list[dict[str, object]]:
    """Return each filter as a select with its choices."""
    names = {
        "category": _("Category"),
        "level": _("Level"),
        "lead_agency": _("Lead agency"),
        "place": _("Custody"),
    }
    return [
        {
            "name": name,
            "label": names[name],
            "items": [
                {"value": "", "text": _("All")},
                *(
                    {"value": code, "text": words, "selected": chosen.get(name) == code}
                    for code, words in codes.items()
                ),
            ],
        }
        for name, codes in Filters.choices().items()
    ]


def selected(chosen: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the filters that are set, each with the address of the list without it."""
    words = Filters.choices()
    return [
        {
            "text": words[name][code],
            "href": _address({other: value for other, value in chosen.items() if other != name}),
        }
        for name, code in chosen.items()
    ]


def pages(page: PageOfPeople, chosen: Mapping[str, str]) -> dict[str, object] | None:
    """Return the pagination component's options; None for a single page."""
    if page.pages == 1:
        return None
    shown = sorted({1, page.pages, *range(max(1, page.number - 1), min(page.pages, page.number + 1) + 1)})
    items: list[dict[str, object]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append(
            {
                "number": number,
                "href": _address(chosen, number),
                "current": number == page.number,
                "visuallyHiddenText": _("Page %(number)s") % {"number": number},
            }
        )
    options: dict[str, object] = {"items": items, "landmarkLabel": _("Pages of the list")}
    if page.number > 1:
        options["previous"] = {"href": _address(chosen, page.number - 1), "text": _("Previous page")}
    if page.number < page.pages:
        options["next"] = {"href": _address(chosen, page.number + 1), "text": _("Next page")}
    return options


def _address(chosen: Mapping[str, str], number: int = 1) -> str:
    asked = {**chosen, **({"page": str(number)} if number > 1 else {})}
    return reverse("people:person_list") + (f"?{urlencode(asked)}" if asked else "")
