"""The settings in which areas may differ: each changes what it says, and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

import pytest

from openmappa.casework.standing.models import Level, Standing
from openmappa.foundation.access.models import Subject
from openmappa.oversight.statistics.domain.choices import (
    USUAL,
    ChoicesRefused,
    CountingChoices,
    choices_of,
    in_words,
)
from openmappa.oversight.statistics.domain.rules import chosen
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.models import StoredRun
from openmappa.oversight.statistics.services import count, stored_figures
from openmappa.oversight.statistics.tests.a_world import DERBYSHIRE, LOADS, LONDON, YEAR, person
from openmappa.record.custody.models import CustodyReturn, CustodySpell
from openmappa.record.notification.models import NotificationBreach, NotificationRequirement
from openmappa.record.orders.models import CourtOrder

MIDDLE = date(2023, 9, 4)


def carried(subject: UUID) -> dict[str, object]:
    """Return what every row about a person of London carries."""
    restricted = Subject.objects.get(pk=subject).restricted
    return {"subject_id": subject, "responsible_area_id": LONDON, "restricted": restricted}


def order(kind: str, *, travel: bool = False) -> None:
    """Add an order made in the year on a person of its own."""
    subject = person()
    route = "police_notice" if kind == "section_96za_notice" else "application"
    CourtOrder.objects.create(
        **carried(subject),
        kind=kind,
        route=route,
        made_date=MIDDLE,
        start_date=MIDDLE,
        prohibits_foreign_travel=travel,
    )


def inside_from(subject: UUID, first: date, until: date | None = None) -> CustodySpell:
    """Add a spell in custody."""
    ended = "released" if until else None
    return CustodySpell.objects.create(
        **carried(subject), kind="recalled", start_date=first, until_date=until, ended_by=ended
    )


def fields(**settings: bool) -> dict[str, int]:
    """Count London under these settings, and return the figures that are not 0."""
    (run,) = count(YEAR, [LONDON], loads=LOADS, choices={LONDON: CountingChoices(**settings)})
    return {field: number for field, number in run.fields.items() if number}


def differs(**settings: bool) -> dict[str, int]:
    """Return by how much each figure differs from the usual under these settings."""
    changed = Counter(fields(**settings))
    changed.subtract(fields())
    return {field: by for field, by in changed.items() if by}


@pytest.mark.django_db
def test_each_level_of_the_year_counts_where_set() -> None:
    subject = person(level=2)
    held = Level.objects.get(subject=subject)
    Level.objects.filter(pk=held.pk).update(until_date=MIDDLE)
    standing = Standing.objects.get(subject=subject)
    Level.objects.create(**carried(subject), standing=standing, category=1, level=3, start_date=MIDDLE)
    assert {each: by for each, by in fields().items() if "YEAR" in each} == {"CAT1L3YEAR": 1}
    assert differs(once_at_the_highest_level=False) == {"CAT1L2YEAR": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "until", "by"),
    [
        (date(2022, 1, 1), None, -1),
        (date(2022, 1, 1), date(2024, 4, 1), -1),
        # A day out: the last of the year, or its first.
        (date(2022, 1, 1), date(2024, 3, 31), 0),
        (date(2023, 4, 1), None, -1),
        (date(2023, 4, 2), None, 0),
    ],
)
def test_day_in_the_community_is_needed_where_set(first: date, until: date | None, by: int) -> None:
    inside_from(person(level=2), first, until)
    changed = differs(year_needs_a_day_in_the_community=True)
    assert changed == ({"CAT1L2YEAR": by} if by else {})


@pytest.mark.django_db
def test_breaches_and_returns_count_each_where_set() -> None:
    subject = person(level=2)
    for outcome_date in (MIDDLE, date(2023, 12, 4)):
        NotificationBreach.objects.create(
            **carried(subject), breach_date=MIDDLE, outcome="convicted", outcome_date=outcome_date
        )
    for first, until in ((MIDDLE, date(2023, 10, 2)), (date(2023, 12, 4), None)):
        CustodyReturn.objects.create(
            **carried(subject),
            spell=inside_from(subject, first, until),
            reason="breach_of_licence",
            return_date=first,
        )
    assert differs(persons_for_breaches=False) == {"CAT1L2CAUTCON": 1, "CAT1L2LICBREACH": 1}


@pytest.mark.django_db
def test_orders_count_as_set() -> None:
    for kind in ("shpo", "interim_shpo", "notification_order", "interim_notification_order"):
        order(kind)
    order("section_96za_notice")
    order("shpo", travel=True)
    order("interim_shpo", travel=True)
    usual = fields()
    assert {each: usual[each] for each in ("SOPOGRANT", "FTOGRANT", "NOGRANT")} == {
        "SOPOGRANT": 2,
        "FTOGRANT": 1,
        "NOGRANT": 2,
    }
    assert differs(interim_orders_count=True) == {"SOPOGRANT": 2, "FTOGRANT": 1, "NOGRANT": 1}
    assert differs(travel_orders_inside=False) == {"SOPOGRANT": -1}
    assert differs(notices_are_notification_orders=False) == {"NOGRANT": -1}


@pytest.mark.django_db
def test_return_is_counted_by_the_day_itself_where_set() -> None:
    subject = person(level=2)
    held = Level.objects.get(subject=subject)
    Level.objects.filter(pk=held.pk).update(until_date=MIDDLE)
    Level.objects.create(
        **carried(subject),
        standing=Standing.objects.get(subject=subject),
        category=1,
        level=3,
        start_date=MIDDLE,
    )
    CustodyReturn.objects.create(
        **carried(subject),
        spell=inside_from(subject, MIDDLE),
        reason="breach_of_licence",
        return_date=MIDDLE,
    )
    assert differs(day_before_the_return=False) == {"CAT1L2LICBREACH": -1, "CAT1L3LICBREACH": 1}


@pytest.mark.django_db
def test_registered_people_of_category_4_are_in_the_rate_where_set() -> None:
    person()
    subject = person(category=4, restricted=True)
    NotificationRequirement.objects.create(
        **carried(subject), basis="conviction", start_date=date(2020, 2, 3)
    )
    count(YEAR, [LONDON], loads=LOADS)
    assert stored_figures(YEAR, LONDON).people_of_the_rate == 1
    beside = CountingChoices(rate_holds_registered_in_category_4=True)
    count(YEAR, [LONDON], loads=LOADS, choices={LONDON: beside})
    found = stored_figures(YEAR, LONDON)
    assert (found.people_of_the_rate, found.fields["CAT1L1"]) == (2, 1)


@pytest.mark.django_db
def test_run_keeps_the_settings_of_its_area() -> None:
    order("interim_shpo")
    there = CountingChoices(interim_orders_count=True)
    runs = count(YEAR, [LONDON, DERBYSHIRE], loads=LOADS, choices={LONDON: there})
    assert [run.fields["SOPOGRANT"] for run in runs] == [0, 1]
    assert stored_figures(YEAR, LONDON).choices == there
    assert stored_figures(YEAR, DERBYSHIRE).choices == USUAL
    assert {each.choices["interim_orders_count"] for each in StoredRun.objects.filter(area=LONDON)} == {True}


def test_every_setting_is_heeded_by_a_rule_and_printed_in_its_words() -> None:
    heeded = {name for rule in RULES for name in rule.settings}
    assert heeded == set(USUAL.as_json())
    for rule in RULES:
        for name in rule.settings:
            read = f"%({name})s" in rule.sql
            assert read or name == "rate_holds_registered_in_category_4"
    shpo = next(rule for rule in RULES if rule.name == "shpo_made")
    assert "Do not count." in {each.setting for each in chosen(shpo, USUAL)}
    assert "Count like full orders." in {
        each.setting for each in chosen(shpo, CountingChoices(interim_orders_count=True))
    }


def test_settings_are_read_and_refused_by_name() -> None:
    found = choices_of({"interim_orders_count": True})
    assert found == CountingChoices(interim_orders_count=True)
    assert [name for name, _, _, usual in in_words(found) if not usual] == ["interim_orders_count"]
    with pytest.raises(ChoicesRefused, match="no_such: expected one of"):
        choices_of({"no_such": True})
    with pytest.raises(ChoicesRefused, match="interim_orders_count: expected true or false"):
        choices_of({"interim_orders_count": "yes"})
