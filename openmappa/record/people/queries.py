"""Who people are, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, DateField, F, Q, QuerySet, Value

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.changes.history import as_it_was
from openmappa.record.people.domain import (
    AddressSeen,
    Found,
    HomeSeen,
    Listed,
    Match,
    NameSeen,
    PersonSeen,
    Terms,
    full_name,
)
from openmappa.record.people.facts import AddressRow, addresses
from openmappa.record.people.models import PLAIN_NAME, Address, Identifier, Name, Person, StoredSearch
from openmappa.statute.facts.living import HomeAddress
from openmappa.statute.vocabulary import identifiers

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class PageOfPeople:
    """One page of a list, and how many there are in all."""

    people: list[Listed]
    total: int
    number: int
    pages: int


def page_of_people(
    *,
    viewer: Viewer,
    among: Iterable[QuerySet[Any]] = (),
    outside: Iterable[QuerySet[Any]] = (),
    number: int,
    size: int = 25,
) -> PageOfPeople:
    """Return a page of the people whose names the viewer sees, by name.

    Each is in every one of `among` and in none of `outside`. A page beyond the last is the last.
    """
    names = _legal_names(viewer)
    for subjects in among:
        names = names.filter(subject_id__in=subjects)
    for subjects in outside:
        names = names.exclude(subject_id__in=subjects)
    total = names.number_visible_to(viewer)
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    rows = names.order_by(PLAIN_NAME, "subject_id").values_list("subject_id", "given_names", "family_name")
    shown = rows[(number - 1) * size : number * size]
    return PageOfPeople(
        [Listed(subject, full_name(given, family)) for subject, given, family in shown], total, number, pages
    )


def names_of(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, str]:
    """Return the legal name on the viewer's day of each of these subjects whose name the viewer sees."""
    rows = _legal_names(viewer).filter(subject_id__in=subjects)
    return {
        subject: full_name(given, family)
        for subject, given, family in rows.values_list("subject_id", "given_names", "family_name")
    }


def births_of(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, PersonSeen]:
    """Return what is recorded of each of these subjects as such, where the viewer sees it."""
    found = Person.objects.visible_to(viewer).counting().filter(subject_id__in=subjects)
    return {
        each.subject_id: PersonSeen(each.date_of_birth, each.date_of_death, each.sex, each.ethnicity)
        for each in found
    }


def identifiers_of(*, viewer: Viewer, subject_id: UUID) -> list[tuple[str, str]]:
    """Return the subject's identifiers as kind and value, in a fixed order of kinds."""
    found = Identifier.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    order = ["pnc", "cro", "crn", "nomis", "visor"]
    return sorted(found.values_list("kind", "value"), key=lambda each: (order.index(each[0]), each[1]))


def all_names_of(*, viewer: Viewer, subject_id: UUID) -> list[NameSeen]:
    """Return every name that the subject has or had, the present ones first."""
    found = Name.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.order_by(F("until_date").desc(nulls_first=True), F("start_date").desc(nulls_last=True), "id")
    return [
        NameSeen(full_name(each.given_names, each.family_name), each.kind, each.start_date, each.until_date)
        for each in rows
    ]


def addresses_of(*, viewer: Viewer, subject_id: UUID) -> list[AddressSeen]:
    """Return every place where the subject lives or lived, the present ones first."""
    found = Address.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return [
        AddressSeen(
            ", ".join(filter(None, (each.lines, each.postcode))), each.kind, each.start_date, each.until_date
        )
        for each in found.order_by(F("until_date").desc(nulls_first=True), "-start_date", "id")
    ]


def home_of(*, viewer: Viewer, subject_id: UUID) -> HomeSeen | None:
    """Return the home that has not ended; None if none is recorded."""
    found = Address.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    home = found.filter(until_date__isnull=True).exclude(kind="secondary").first()
    return _home(home) if home else None


def home_as_seen(*, viewer: Viewer, subject_id: UUID, token: str) -> HomeSeen | None:
    """Return the home that this token was of, as it then was; None for none."""
    home = as_it_was(Address.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _home(home) if home else None


def _home(row: Address) -> HomeSeen:
    place = ", ".join(filter(None, (row.lines, row.postcode)))
    return HomeSeen(row.kind, place, row.start_date, f"{row.pk}.{row.version}")


def facts_of(*, viewer: Viewer, subject_id: UUID) -> tuple[date | None, tuple[HomeAddress, ...]]:
    """Return the subject's day of birth, None if it is not known, and addresses, as facts for the law."""
    born = Person.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    lived = Address.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    of_person = ("date_of_birth", "of_kind", "start_date", "until_date")
    rows = list(
        born.annotate(
            of_kind=Value("", CharField()),
            start_date=Value(None, DateField()),
            until_date=Value(None, DateField()),
        )
        .values_list(*of_person)
        .union(
            lived.annotate(date_of_birth=Value(None, DateField()), of_kind=F("kind")).values_list(*of_person),
            all=True,
        )
    )
    birth = next((row[0] for row in rows if not row[1]), None)
    return birth, addresses(AddressRow._make(row[1:]) for row in rows if row[1])


def rows_with_history(*, viewer: Viewer, subject_id: UUID) -> dict[str, QuerySet[Any]]:
    """Return the subject's row, names and addresses with what each said before, errors included."""
    models = {"people": Person, "names": Name, "addresses": Address}
    return {
        name: model.objects.visible_to(viewer)
        .filter(subject_id=subject_id)
        .select_related("source_system")
        .prefetch_related("history")
        for name, model in models.items()
    }


def people_found(*, viewer: Viewer, terms: Terms) -> list[Found]:
    """Return who meets any of the terms, best first: by identifier, then by date of birth, then by name."""
    why: dict[UUID, set[Match]] = defaultdict(set)
    kinds: dict[UUID, set[str]] = defaultdict(set)
    likeness = _like(terms.name) if terms.name else {}
    for subject in likeness:
        why[subject].add(Match.NAME)
    for subject, kind in _identified(viewer, terms.identifier):
        why[subject].add(Match.IDENTIFIER)
        kinds[subject].add(kind)
    for subject in _born(viewer, terms):
        why[subject].add(Match.DATE_OF_BIRTH)
    names = _names_like(viewer, likeness, terms.name)
    found = [
        Found(
            subject,
            tuple(each for each in Match if each in reasons),
            likeness.get(subject, 0.0),
            names.get(subject, ""),
            tuple(sorted(kinds[subject])),
        )
        for subject, reasons in why.items()
    ]
    found.sort(key=lambda each: (-_weight(each), -each.likeness, str(each.subject_id)))
    return found[:MOST_FOUND]


def withheld_by_name(*, viewer: Viewer, terms: Terms) -> int | None:
    """Return how many whom the viewer may only know to exist have a name like this; None for fewer than five.

    Only for a search by name alone: whether somebody with a number or a date of birth exists is not told.
    """
    if not terms.name or terms.identifier or terms.date_of_birth:
        return 0
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT people_withheld(%s)", [terms.name])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def search_stored(*, viewer: Viewer, search_id: UUID, now: datetime) -> Terms:
    """
    Return the terms of the viewer's own search.

    :raises NotVisible: if it is another's, has expired or never was
    """
    found = StoredSearch.objects.visible_to(viewer).filter(id=search_id, expires_at__gt=now).first()
    if found is None:
        raise NotVisible
    return Terms(found.name, found.date_of_birth, found.identifier)


def written_as(identifier: str, *, viewer: Viewer) -> dict[str, str]:
    """Return the full form of a number for each kind of identifier that it could be."""
    checks = {
        "pnc": lambda value: identifiers.check_pnc(value, as_at=viewer.as_at),
        "cro": identifiers.check_cro,
        "crn": identifiers.check_crn,
        "nomis": identifiers.check_nomis,
        "visor": identifiers.check_visor,
    }
    possible = {}
    for kind, check in checks.items():
        try:
            possible[kind] = check(identifier)
        except identifiers.NotAnIdentifier:
            continue
    return possible


def _legal_names(viewer: Viewer) -> AboutSubjectQuerySet:
    return (
        Name.objects.visible_to(viewer)
        .counting()
        .filter(
            Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at),
            Q(start_date__isnull=True) | Q(start_date__lte=viewer.as_at),
            kind="legal",
        )
    )


def _weight(found: Found) -> int:
    worth = {Match.IDENTIFIER: 4, Match.DATE_OF_BIRTH: 1, Match.NAME: 2 if found.likeness > 1 else 1}
    return sum(worth[each] for each in found.matches)


def _like(name: str) -> dict[UUID, float]:
    # The function sees past the policies and tests the viewer's sight itself.
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT subject_id, likeness FROM people_search(%s, %s)", [name, MOST_FOUND])
        return dict(cursor.fetchall())


def _names_like(viewer: Viewer, likeness: dict[UUID, float], wanted: str) -> dict[UUID, str]:
    if not likeness:
        return {}
    names: dict[UUID, list[str]] = defaultdict(list)
    rows = Name.objects.visible_to(viewer).counting().filter(subject_id__in=list(likeness))
    for subject, given, family in rows.order_by("id").values_list("subject_id", "given_names", "family_name"):
        names[subject].append(full_name(given, family))
    return {
        subject: max(
            found, key=lambda name: SequenceMatcher(None, wanted.casefold(), name.casefold()).ratio()
        )
        for subject, found in names.items()
    }


def _identified(viewer: Viewer, identifier: str) -> Iterable[tuple[UUID, str]]:
    possible = written_as(identifier, viewer=viewer) if identifier else {}
    if not possible:
        return []
    fits = Q(pk__in=[])
    for kind, value in possible.items():
        fits |= Q(kind=kind, value=value)
    found = Identifier.objects.visible_to(viewer).counting().filter(fits)
    return found.values_list("subject_id", "kind")


def _born(viewer: Viewer, terms: Terms) -> Iterable[UUID]:
    if terms.date_of_birth is None:
        return []
    found = Person.objects.visible_to(viewer).counting().filter(date_of_birth=terms.date_of_birth)
    return found.order_by("subject_id").values_list("subject_id", flat=True)[:MOST_FOUND]
