"""What is read of a few people in one question is what is read of many in one for each table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from openmappa.casework.duties.facts import PARTS, Given
from openmappa.casework.duties.services.reading import read
from openmappa.casework.duties.tests.conftest import CONVICTED, Recorded, as_web, notified
from openmappa.casework.legal_position.facts.rows import ROWS
from openmappa.casework.legal_position.services import reading
from openmappa.foundation.access.domain import Viewer
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    NotifiableChange,
    PremisesStay,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(subject_for_life: Recorded) -> Recorded:
    """Return somebody of whom every table that the law asks about has a row, and most have two."""
    person, day = subject_for_life, CONVICTED
    for later in (date(2023, 1, 1), date(2023, 2, 2)):
        person.sentenced(person.convicted(on=later, victim_age=12), imposed_date=later, term_months=18)
        person.happened(person.ordered(start_date=later, last_date=date(2030, 1, 1)), "varied", later)
        person.inside(later, later.replace(day=9))
        person.abroad(later, later.replace(day=12))
        notified(person, later, of_premises="A", of_date=day)
        NotifiableChange.objects.create(kind="name", change_date=later, **person.carried)
        PremisesStay.objects.create(premises="B", start_date=day, until_date=later, **person.carried)
        ChildHouseholdStay.objects.create(
            premises="C", start_date=later, start_time=time(18, 5, 30), hours=14, **person.carried
        )
        AbsenceFromHome.objects.create(start_date=day, until_date=later, **person.carried)
    Journey.objects.create(
        state="made",
        departure_date=day,
        return_date=date(2022, 4, 4),
        **person.carried,
    )
    person.required(revoked_date=date(2024, 1, 1), last_date=date(2024, 1, 1))
    person.held(person.standing(3, "category_3"), 2)
    return person


def test_few_are_read_in_one_question_and_as_among_many(
    whole: Recorded,
    recorded: Callable[..., Recorded],
    co_ordinator: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subjects = [recorded(born=None).id, whole.id, recorded().id]

    def asked() -> tuple[list[Given], int]:
        def act() -> tuple[list[Given], int]:
            with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
                return read(cursor, subjects), len(queries)

        found: tuple[list[Given], int] = as_web(co_ordinator, act)
        return found

    few, number = asked()
    assert number == 1
    monkeypatch.setattr(reading, "FEW", 0)
    many, number = asked()
    assert number == len(ROWS) + len(PARTS) + 1
    assert few == many
    assert repr(few) == repr(many)
    _, person, _ = few
    empty = [name for name, part in (person.rows._asdict() | person._asdict()).items() if not part]
    assert not empty


def test_names_of_columns_tell_days_and_times() -> None:
    read_as = {models.DateField: date(2024, 2, 29), models.TimeField: time(18, 5, 30)}
    columns = {name for _, names in PARTS.values() for name in names}
    columns |= {name for kind in ROWS.values() for name in kind._fields}
    seen = set()
    for model in apps.get_models():
        if model._meta.app_label not in {
            "people",
            "convictions",
            "orders",
            "custody",
            "notification",
            "standing",
        }:
            continue
        for field in model._meta.concrete_fields:
            value = read_as.get(type(field))
            if field.attname in columns and value is not None:
                assert reading._typed(field.attname, str(value)) == value, field
                seen.add(type(field))
            elif field.attname in columns:
                assert reading._typed(field.attname, "as it is") == "as it is", field
    assert seen == set(read_as)
