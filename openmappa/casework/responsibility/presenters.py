"""Who answers for a person, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from openmappa.casework.responsibility.domain import Responsible
from openmappa.foundation.ui.words import in_words, span
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES


def lead_agency_in_words(found: Responsible | None) -> str:
    """Return the lead agency, "not known" for nobody."""
    return in_words(found.lead_agency if found else None, LEAD_AGENCIES)


def team_in_words(found: Responsible | None) -> str:
    """Return the team and the officer, "not known" if neither is recorded."""
    parts = [found.team, found.officer] if found else []
    return ", ".join(filter(None, parts)) or _("Not known")


def rows(found: Iterable[Responsible]) -> list[list[str]]:
    """Return the rows of the table of responsibilities."""
    return [
        [
            each.area,
            lead_agency_in_words(each),
            each.team or _("Not known"),
            each.officer or _("Not known"),
            span(each.start_date, each.until_date),
        ]
        for each in found
    ]
