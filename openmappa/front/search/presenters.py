"""What the search pages show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openmappa.casework.standing.presenters import category_in_words, level_in_words
from openmappa.casework.standing.queries import positions_of
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.fields import date_items, error_of, errors_of
from openmappa.foundation.ui.words import day
from openmappa.front.search.forms import Search
from openmappa.record.people.domain import Found, Terms
from openmappa.record.people.presenters import birth_in_words, why_found
from openmappa.record.people.queries import births_of, names_of, withheld_by_name, written_as


def form_page(form: Search) -> dict[str, object]:
    """Return the form with its errors."""
    return {
        "form": form,
        "error": bool(form.errors),
        "errors": errors_of(form),
        "name_error": error_of(form, "name"),
        "birth_error": error_of(form, "date_of_birth"),
        "identifier_error": error_of(form, "identifier"),
        "date_items": date_items(form, "date_of_birth"),
    }


def results(viewer: Viewer, terms: Terms, found: list[Found]) -> dict[str, object]:
    """Return what was searched for and who was found, each with the reasons."""
    subjects = [each.subject_id for each in found]
    names = names_of(viewer=viewer, subjects=subjects)
    births = births_of(viewer=viewer, subjects=subjects)
    positions = positions_of(viewer=viewer, subjects=subjects)
    return {
        "terms": _terms(viewer, terms),
        "withheld": _withheld(withheld_by_name(viewer=viewer, terms=terms)),
        "unfit_number": bool(terms.identifier) and not written_as(terms.identifier, viewer=viewer),
        "found": [
            {
                "subject_id": each.subject_id,
                "name": names.get(each.subject_id) or _("Name not known"),
                "birth": birth_in_words(births[each.subject_id].date_of_birth, as_at=viewer.as_at)
                if each.subject_id in births
                else _("Withheld"),
                "category": category_in_words(positions.get(each.subject_id)),
                "level": level_in_words(positions.get(each.subject_id)),
                "why": why_found(each),
            }
            for each in found
        ],
    }


def _withheld(number: int | None) -> str:
    if number is None:
        return _(
            "Some people with a name like this are recorded in your area whose records you may not open."
        )
    if number:
        return _(
            "%(number)s people with a name like this are recorded in your area whose records you may not open."
        ) % {"number": f"{number:,}"}
    return ""


def _terms(viewer: Viewer, terms: Terms) -> list[tuple[str, str]]:
    written = ", ".join(dict.fromkeys(written_as(terms.identifier, viewer=viewer).values()))
    said = [
        (_("Name"), terms.name),
        (_("Date of birth"), day(terms.date_of_birth) if terms.date_of_birth else ""),
        (_("Number"), written or terms.identifier),
    ]
    return [(key, value) for key, value in said if value]
