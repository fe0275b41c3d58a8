"""What is due from many at once is what is due from each alone, and what was due before is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from openmappa.casework.duties import facts
from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.services import of_many
from openmappa.casework.duties.services.listening import work_out
from openmappa.casework.duties.tests.conftest import CONVICTED, TODAY, Recorded, notified
from openmappa.casework.legal_position.services import sharing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.statute.tests.builders import WOUNDING

pytestmark = pytest.mark.django_db
SAID = (
    "subject_id",
    "kind",
    "trigger_date",
    "due_date",
    "state",
    "done_date",
    "needs",
    "arithmetic",
    "trigger",
)


def of_area(as_at: date = TODAY) -> of_many.Worked:
    with acting_as(Role.LOADER) as loader:
        return of_many.work_out_duties_of_area(loader, area=21, as_at=as_at)


def current() -> list[tuple[object, ...]]:
    found = Duty.objects.filter(replaced_at__isnull=True).values_list(*SAID)
    return sorted(found, key=repr)


@pytest.fixture
def people(subject_for_life: Recorded, recorded: Callable[..., Recorded]) -> list[Recorded]:
    found = [subject_for_life, *(recorded() for _ in range(6))]
    for number, person in enumerate(found[1:]):
        person.lived(date(2012, 1, 1))
        person.sentenced(person.convicted(on=CONVICTED), "imprisonment_life", imposed_date=CONVICTED)
        if number > 0:
            notified(person, CONVICTED + timedelta(days=number))
        if number > 2:
            person.inside(date(2022, 6, 1), date(2023, 9, 1) if number > 3 else None)
    found.append(recorded())
    return found


def test_of_many_is_as_of_each(people: list[Recorded], co_ordinator: Viewer) -> None:
    done = of_area()
    assert (done.people, done.not_worked_out) == (8, 0)
    together = current()
    assert done.duties == done.added == len(together) > 10
    Duty.objects.all().delete()
    with acting_as(Role.WEB) as web:
        set_viewer(web, co_ordinator)
        for person in people:
            work_out(web, subjects=[person.id], why=Replaced.NEWS)
    assert current() == together


def test_people_who_never_were_subject_are_worked_out_once(recorded: Callable[..., Recorded]) -> None:
    for number in range(5):
        person = recorded()
        on = CONVICTED + timedelta(days=number)
        person.sentenced(person.convicted(WOUNDING, on=on), imposed_date=on)
    facts._of_pattern.cache_clear()
    found = of_area()
    assert (found.people, found.repeated, found.duties) == (5, 4, 0)


def test_again_nothing_is_different(people: list[Recorded]) -> None:
    of_area()
    again = of_area()
    assert (again.added, again.replaced, again.altered) == (0, 0, 0)
    assert again.duties == Duty.objects.count()


def test_what_a_load_changes_is_kept_as_it_was(people: list[Recorded]) -> None:
    of_area()
    before = {each.pk: each for each in Duty.objects.filter(subject=people[0].subject)}
    people[0].inside(CONVICTED, date(2022, 9, 1))
    done = of_area()
    assert (done.replaced, done.altered) == (1, 0)
    former = Duty.objects.get(pk__in=before, replaced_at__isnull=False)
    assert (former.kind, former.due_date, former.replaced_why) == ("initial", date(2022, 3, 3), "load")
    now = Duty.objects.get(subject=people[0].subject, kind="initial", replaced_at__isnull=True)
    assert now.due_date == date(2022, 9, 3)


def test_a_notification_closes_in_place(people: list[Recorded]) -> None:
    of_area()
    key = Duty.objects.get(subject=people[0].subject).pk
    notified(people[0], TODAY)
    done = of_area()
    assert (done.replaced, done.altered) == (0, 1)
    row = Duty.objects.get(pk=key)
    assert (row.state, row.done_date, row.version) == ("late", TODAY, 2)


def test_of_several_pieces_and_processes_it_is_the_same(
    people: list[Recorded], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_area()
    whole = current()
    Duty.objects.all().delete()
    monkeypatch.setattr(sharing, "AT_ONCE", 3)
    of_area()
    assert current() == whole


def test_nothing_is_due_from_the_dead_or_from_somebody_recorded_in_error(
    recorded: Callable[..., Recorded],
) -> None:
    for columns in ({"date_of_death": TODAY}, {"recorded_in_error": True}):
        person = recorded(**columns)
        person.sentenced(person.convicted(on=CONVICTED), "imprisonment_life", imposed_date=CONVICTED)
    assert of_area().duties == 0
