"""What the first page shows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.casework.need_to_know.presenters import notices
from openmappa.casework.standing.domain import LEVEL_NAMES
from openmappa.casework.standing.queries import people_at_each_level
from openmappa.foundation.access.domain import RIGHTS, Level, Permission, Viewer
from openmappa.foundation.signing_in.presenters import condition_notices
from openmappa.foundation.signing_in.queries import conditions_to_tell
from openmappa.front.home.navigation import figures_address, sees_people
from openmappa.oversight.data_quality.queries import areas_to_check
from openmappa.oversight.de_identified.queries import areas_to_read
from openmappa.oversight.log_review import presenters as log_review
from openmappa.oversight.statistics.queries import areas_with_figures

REPORT = "annual_report:report_detail"


def home(viewer: Viewer) -> dict[str, object]:
    """Return the viewer's roles, how many people are at each level, and where to go."""
    people = sees_people(viewer)
    counts = people_at_each_level(viewer=viewer) if people else {}
    return {
        "name": viewer.name,
        "account_notices": condition_notices(conditions_to_tell(viewer=viewer), as_at=viewer.as_at),
        "roles": [(_(RIGHTS[role].title), _(RIGHTS[role].description)) for role in _roles(viewer)],
        "levels": [
            {
                "words": _(LEVEL_NAMES[level]),
                "number": f"{number:,}",
                "href": f"{reverse('people:person_list')}?level={level}",
            }
            for level, number in counts.items()
        ],
        "notices": [*notices(viewer), *log_review.notices(viewer)],
        "of_area": bool(viewer.areas(Level.SUMMARY)),
        "tasks": _tasks(viewer, people=people),
    }


def _roles(viewer: Viewer) -> list:  # type: ignore[type-arg]
    return list(dict.fromkeys(each.role for each in viewer.held))


def _tasks(viewer: Viewer, *, people: bool) -> list[dict[str, str]]:
    tasks = _on_people(viewer, people=people)
    figures = figures_address()
    if figures and viewer.may(Permission.READ_FIGURES):
        tasks.append(
            {
                "title": _("Read the figures"),
                "text": _("How many people were MAPPA-eligible on 31 March."),
                "href": figures,
            }
        )
        tasks += _reports(viewer)
    tasks += [
        {
            "title": _("Check the data quality of %(area)s") % {"area": name},
            "text": _("What may be wrong in the records, before anything is published from them."),
            "href": reverse("data_quality:check", kwargs={"area": number}),
        }
        for number, name in areas_to_check(viewer=viewer)
    ]
    tasks += [
        {
            "title": _("Read de-identified rows of %(area)s") % {"area": name},
            "text": _("A row for each person, without name, number, address or date of birth."),
            "href": reverse("de_identified:row_list", kwargs={"area": number}),
        }
        for number, name in areas_to_read(viewer=viewer)
    ]
    return tasks


def _lists() -> list[dict[str, str]]:
    return [
        {
            "title": _("List people"),
            "text": _("Filter by category, level, lead agency and custody."),
            "href": reverse("people:person_list"),
        },
        {
            "title": _("See what is due"),
            "text": _("Notifications that are overdue, then those due within 7 and 28 days."),
            "href": reverse("duties:worklist"),
        },
    ]


def _on_people(viewer: Viewer, *, people: bool) -> list[dict[str, str]]:
    tasks = _lists() if people else []
    tasks += _on_standings(viewer)
    if viewer.may(Permission.SEARCH_PEOPLE):
        tasks.append(
            {
                "title": _("Search for a person"),
                "text": _("By name, even if it is misspelt, by date of birth or by a number."),
                "href": reverse("people:person_search"),
            }
        )
    if viewer.may(Permission.MANAGE_ACCOUNTS):
        tasks.append(
            {
                "title": _("Look after accounts"),
                "text": _(
                    "Who is let in, in which roles, with which vetting and training; agencies and teams."
                ),
                "href": reverse("administration:accounts"),
            }
        )
    if viewer.areas_where(Permission.OPEN_IN_EMERGENCY):
        tasks.append(
            {
                "title": _("Open a record in an emergency"),
                "text": _(
                    "For four hours, by its reference. Those who answer for the person are told at once; somebody reviews why."
                ),
                "href": reverse("need_to_know:emergency_open"),
            }
        )
    if viewer.areas_where(Permission.READ_LOG):
        tasks.append(
            {
                "title": _("Review unusual looking"),
                "text": _("Who may have looked without need, and the log of a record."),
                "href": reverse("log_review:review_list"),
            }
        )
    return tasks


def _on_standings(viewer: Viewer) -> list[dict[str, str]]:
    if not viewer.areas_where(Permission.DECIDE_ELIGIBILITY):
        return []
    return [
        {
            "title": _("Decide standings"),
            "text": _(
                "Who is recorded otherwise than the law says, what changed, and what waits for a second officer."
            ),
            "href": reverse("eligibility:to_decide"),
        }
    ]


def _reports(viewer: Viewer) -> list[dict[str, str]]:
    """Return the way to the newest report of each of the viewer's own areas of which a count is stored."""
    return [
        {
            "title": _("Annual report of %(area)s, %(year)s")
            % {"area": each.name, "year": each.years[0].replace("-", "/")},
            "text": _("Read it as it would be published now, who approved it, and its editions."),
            "href": reverse(REPORT, kwargs={"area": each.number, "year": each.years[0]}),
        }
        for each in areas_with_figures(viewer=viewer)
        if each.number in viewer.figure_areas and each.years
    ]
