"""Who a person is, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day, in_words, span
from openmappa.record.people.domain import AddressSeen, Found, Match, NameSeen, PersonSeen, age_on
from openmappa.statute.vocabulary.persons import (
    ADDRESS_KINDS,
    ETHNICITIES,
    IDENTIFIER_KINDS,
    NAME_KINDS,
    SEXES,
    Ethnicity,
)

SHORT_IDENTIFIERS = {"pnc": "PNC", "cro": "CRO", "crn": "CRN", "nomis": "NOMIS", "visor": "ViSOR"}


def birth_in_words(date_of_birth: date | None, *, as_at: date) -> str:
    """Return the date of birth with the age on the day, or that it is not known."""
    if date_of_birth is None:
        return _("Not known")
    years = age_on(as_at, date_of_birth=date_of_birth)
    age = ngettext("%(count)d year old", "%(count)d years old", years) % {"count": years}
    return _("%(day)s (%(age)s)") % {"day": day(date_of_birth), "age": age}


def person(seen: PersonSeen, *, as_at: date) -> list[tuple[str, str]]:
    """Return what is recorded of a person as such, as key and value."""
    rows = [
        (_("Date of birth"), birth_in_words(seen.date_of_birth, as_at=as_at)),
        (_("Sex"), in_words(seen.sex, SEXES)),
        (_("Ethnicity"), _(ETHNICITIES[Ethnicity(seen.ethnicity)].name)),
    ]
    if seen.date_of_death:
        rows.append((_("Date of death"), day(seen.date_of_death)))
    return rows


def identifiers(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the numbers, as whose number and the number."""
    return [(in_words(kind, IDENTIFIER_KINDS), value) for kind, value in found]


def names(found: Iterable[NameSeen]) -> list[list[str]]:
    """Return the rows of the table of names."""
    return [
        [
            each.name,
            in_words(each.kind, NAME_KINDS),
            span(each.start_date, each.until_date) if each.start_date or each.until_date else _("Not known"),
        ]
        for each in found
    ]


def addresses(found: Iterable[AddressSeen]) -> list[list[str]]:
    """Return the rows of the table of addresses."""
    return [
        [
            each.place or _("Not known"),
            in_words(each.kind, ADDRESS_KINDS),
            span(each.start_date, each.until_date),
        ]
        for each in found
    ]


def why_found(found: Found) -> list[str]:
    """Return why a search found the person, best reason first."""
    words = {
        Match.IDENTIFIER: ", ".join(in_words(kind, IDENTIFIER_KINDS) for kind in found.identifier_kinds),
        Match.DATE_OF_BIRTH: _("Date of birth"),
        Match.NAME: _("Name is like %(name)s") % {"name": found.like_name},
    }
    return [words[each] for each in found.matches]
