"""Changing a level: what it does, everything that it refuses, and what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from openmappa.casework.standing.domain import token_of
from openmappa.casework.standing.models import Level
from openmappa.casework.standing.queries import latest_level, level_as_it_was
from openmappa.casework.standing.services import (
    LevelHasChanged,
    MayNotChangeLevel,
    UnableToChangeLevel,
    change_level,
)
from openmappa.casework.standing.tests.conftest import START, TODAY
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.audit.models import Event
from openmappa.foundation.changes import services as changes
from openmappa.foundation.changes.domain import What
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


def change(by: Viewer, subject_id: UUID, **values: Any) -> None:
    """Change the level in the web role, from what is recorded now."""
    with acting_as(Role.WEB) as connection:
        set_viewer(connection, by)
        expected = values.pop("expected", None) or token_of(latest_level(viewer=by, subject_id=subject_id))
        asked = {"level": 3, "start_date": DAY, "reason": "Decided at the meeting", **values}
        change_level(by=by, subject_id=subject_id, expected=expected, as_at=TODAY, **asked)


def levels(subject_id: UUID) -> list[tuple[int, date, date | None]]:
    rows = Level.objects.filter(subject_id=subject_id).order_by("start_date")
    return list(rows.values_list("level", "start_date", "until_date"))


def test_change_ends_one_level_and_starts_the_next_on_the_same_day(co_ordinator, person) -> None:
    subject = person()
    change(co_ordinator, subject)
    assert levels(subject) == [(2, START, DAY), (3, DAY, None)]
    assert all(Level.objects.filter(subject_id=subject).values_list("changed_here", flat=True))
    assert Level.objects.get(subject_id=subject, level=3).reason == "Decided at the meeting"


def test_first_level_of_a_person_without_one(co_ordinator, person) -> None:
    subject = person(level=None)
    change(co_ordinator, subject, level=1)
    assert levels(subject) == [(1, DAY, None)]


def test_level_ends_with_its_standing(co_ordinator, person) -> None:
    last = date(2025, 6, 30)
    subject = person(level=None, last_date=last)
    change(co_ordinator, subject)
    assert levels(subject) == [(3, DAY, last + timedelta(days=1))]


def test_change_is_one_audit_event_with_before_and_after(co_ordinator, person) -> None:
    subject = person()
    change(co_ordinator, subject)
    event = Event.objects.get(operation="alteration")
    assert (event.actor, event.subjects, event.area) == (co_ordinator.user_id, [subject], 21)
    assert event.justification == "Decided at the meeting"
    assert event.before == {"level": 2, "start_date": START.isoformat()}
    assert event.after == {"level": 3, "start_date": DAY.isoformat()}


def test_change_and_audit_event_are_undone_together(co_ordinator, person) -> None:
    subject = person()
    with transaction.atomic():
        change(co_ordinator, subject)
        transaction.set_rollback(True)
    assert levels(subject) == [(2, START, None)]
    assert not Event.objects.exists()


def test_change_is_news_of_standing(co_ordinator, person, monkeypatch) -> None:
    heard = []
    monkeypatch.setattr(changes, "_subscriptions", {})
    changes.subscribe({What.STANDING}, lambda connection, news: heard.append(news), why="test")
    subject = person()
    change(co_ordinator, subject)
    assert [(news.area, news.subjects) for news in heard] == [(21, (subject,))]


@pytest.mark.parametrize(
    ("category", "values", "field", "words"),
    [
        pytest.param(
            3, {"level": 1}, "level", "Category 3 person cannot be managed at Level 1", id="category 3"
        ),
        pytest.param(2, {"level": 2}, "level", "already at Level 2", id="same level"),
        pytest.param(2, {"level": 4}, "level", "Select the new level", id="no such level"),
        pytest.param(2, {"reason": "  "}, "reason", "Enter the reason", id="no reason"),
        pytest.param(2, {"reason": "x" * 1001}, "reason", "1,000 characters", id="long reason"),
        pytest.param(
            2, {"start_date": TODAY + timedelta(days=1)}, "start_date", "today or in the past", id="to come"
        ),
        pytest.param(2, {"start_date": START}, "start_date", "must be after 9 January 2023", id="same day"),
        pytest.param(
            2,
            {"start_date": START - timedelta(days=1)},
            "start_date",
            "not MAPPA-eligible",
            id="before standing",
        ),
    ],
)
def test_change_that_breaks_a_rule_is_refused_in_words(
    co_ordinator, person, category: int, values: dict[str, Any], field: str, words: str
) -> None:
    subject = person(category=category)
    with pytest.raises(UnableToChangeLevel, match=words) as raised:
        change(co_ordinator, subject, **values)
    assert raised.value.field == field
    assert levels(subject) == [(2, START, None)]
    assert not Event.objects.exists()


def test_last_day_of_the_standing_is_a_day_for_a_level_and_the_next_is_not(co_ordinator, person) -> None:
    subject = person(level=None, last_date=DAY)
    with pytest.raises(UnableToChangeLevel, match="not MAPPA-eligible on 2 March 2024"):
        change(co_ordinator, subject, start_date=DAY + timedelta(days=1))
    change(co_ordinator, subject, start_date=DAY)
    assert levels(subject) == [(3, DAY, DAY + timedelta(days=1))]


def test_change_before_an_earlier_change_is_refused(co_ordinator, person) -> None:
    subject = person()
    change(co_ordinator, subject)
    with pytest.raises(UnableToChangeLevel, match="must be after 1 March 2024"):
        change(co_ordinator, subject, level=1, start_date=DAY - timedelta(days=10))


def test_stale_change_is_refused_and_tells_what_is_recorded_now(co_ordinator, person) -> None:
    subject = person()
    seen = token_of(latest_level(viewer=co_ordinator, subject_id=subject))
    change(co_ordinator, subject)
    with pytest.raises(LevelHasChanged) as raised:
        change(co_ordinator, subject, level=1, start_date=TODAY, expected=seen)
    assert raised.value.now is not None
    assert raised.value.now.level == 3
    former = level_as_it_was(viewer=co_ordinator, subject_id=subject, token=seen)
    assert former is not None
    assert (former.level, former.until_date) == (2, None)
    assert levels(subject) == [(2, START, DAY), (3, DAY, None)]


@pytest.mark.parametrize("token", ["", "none", "x.y", "1", "999999.1", "1.1.1"])
def test_token_that_names_no_level_of_the_person_is_no_level(co_ordinator, person, token: str) -> None:
    assert level_as_it_was(viewer=co_ordinator, subject_id=person(), token=token) is None


def test_who_does_not_see_the_person_is_told_nothing(viewer_with: Callable[..., Viewer], person) -> None:
    of_kent = viewer_with("co_ordinator", area=20)
    for subject in (person(), uuid4()):
        with pytest.raises(NotVisible):
            change(of_kent, subject, expected="none")


def test_who_sees_only_presence_may_not_change(viewer_with: Callable[..., Viewer], person) -> None:
    subject = person()
    with pytest.raises(MayNotChangeLevel):
        change(viewer_with("police_offender_manager"), subject, expected="none")
    assert levels(subject) == [(2, START, None)]


def test_database_has_the_last_word_in_words(co_ordinator, person, monkeypatch) -> None:
    from openmappa.casework.standing import services

    subject = person(category=3)
    ground = services.standing_for_level(viewer=co_ordinator, subject_id=subject, day=DAY)
    monkeypatch.setattr(services, "_refuse_what_breaks_a_rule", lambda *parts: ground)
    with pytest.raises(UnableToChangeLevel, match="A Category 3 person cannot be managed at Level 1"):
        change(co_ordinator, subject, level=1)
    assert levels(subject) == [(2, START, None)]
