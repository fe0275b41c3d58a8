"""A position follows the record: in the transaction of the change, under the sight of whoever makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from openmappa.casework.legal_position.models import Computed
from openmappa.casework.legal_position.services import sharing
from openmappa.casework.legal_position.services.of_many import Summary, work_out_area
from openmappa.casework.legal_position.services.reading import seen_whole
from openmappa.casework.legal_position.tests.conftest import CONVICTED, IMPOSED, TODAY, Recorded
from openmappa.foundation.access.domain import Level, Viewer
from openmappa.foundation.access.models import Sight
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.changes import services as changes
from openmappa.foundation.changes.domain import News, What
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.statute.explanation.answer import RULES_VERSION

pytestmark = pytest.mark.django_db
Make = Callable[..., Recorded]
ONE = timedelta(days=1)


@pytest.fixture
def heard() -> Iterator[list[News]]:
    """Return the news of positions that is told."""
    found: list[News] = []
    before = dict(changes._subscriptions)
    changes.subscribe({What.LEGAL_POSITION}, lambda _, news: found.append(news), why="test")
    yield found
    changes._subscriptions.clear()
    changes._subscriptions.update(before)


def told(viewer: Viewer, *people: Recorded) -> None:
    """Tell in the web role that a fact about these people changed."""
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        changes.changed(web, area=21, what={What.OFFENDING}, subjects=[each.id for each in people])


def kept(person: Recorded) -> Computed:
    return Computed.objects.get(subject_id=person.id)


def everybody(as_at: date = TODAY) -> Summary:
    with acting_as(Role.LOADER) as loader:
        return work_out_area(loader, area=21, as_at=as_at)


def imprisoned(person: Recorded, months: int = 36, **columns: object) -> None:
    person.sentenced(person.convicted(), term_months=months, last_date=date(2018, 3, 31), **columns)


def test_a_change_of_a_fact_brings_a_position(
    recorded: Make, co_ordinator: Viewer, heard: list[News]
) -> None:
    person = recorded()
    imprisoned(person)
    told(co_ordinator, person)
    found = kept(person)
    assert (found.state, found.as_at, found.category, found.undecided) == ("worked_out", TODAY, 1, [])
    assert (found.since, found.last_date, found.has_no_last_date) == (CONVICTED, None, True)
    assert found.limbs == [
        {
            "limb": "category_1_notification",
            "outcome": "met",
            "start_date": CONVICTED.isoformat(),
            "last_date": "none",
        }
    ]
    assert found.rules_version == RULES_VERSION
    assert [each.subjects for each in heard] == [(person.id,)]


def test_news_is_told_only_of_another_answer(recorded: Make, co_ordinator: Viewer, heard: list[News]) -> None:
    person = recorded()
    imprisoned(person)
    told(co_ordinator, person)
    person.lived(IMPOSED)
    told(co_ordinator, person)
    assert kept(person).version == 1
    person.convicted("OF61131", on=date(2012, 1, 1), result="cautioned")
    told(co_ordinator, person)
    assert kept(person).version == 2
    assert len(heard) == 1
    person.ordered(last_date=date(2030, 1, 1))
    person.sentenced(
        person.convicted("OF61131", on=date(2023, 1, 9)), imposed_date=date(2023, 1, 9), term_months=30
    )
    told(co_ordinator, person)
    assert len(heard) == 2


def test_what_a_missing_fact_could_bring_is_kept_with_what_would_decide_it(
    recorded: Make, co_ordinator: Viewer
) -> None:
    person = recorded()
    person.convicted()
    told(co_ordinator, person)
    found = kept(person)
    assert (found.category, found.undecided) == (None, [1, 2])
    assert "convictions[1].sentences" in found.needs
    assert {each["outcome"] for each in found.limbs} == {"needs_fact"}


def test_the_dead_are_in_no_category(recorded: Make, co_ordinator: Viewer) -> None:
    gone, going = recorded(date_of_death=TODAY - ONE), recorded(date_of_death=TODAY)
    for each in (gone, going):
        imprisoned(each)
    told(co_ordinator, gone, going)
    assert (kept(gone).state, kept(gone).category) == ("died", None)
    assert (kept(going).state, kept(going).category, kept(going).holds_until) == ("worked_out", 1, TODAY)


def test_what_cannot_be_worked_out_is_said_without_what_is_recorded(
    recorded: Make, co_ordinator: Viewer
) -> None:
    wrong, right = recorded(), recorded()
    wrong.convicted("ZZ98765")
    imprisoned(right)
    told(co_ordinator, wrong, right)
    found = kept(wrong)
    assert (found.state, found.category) == ("not_worked_out", None)
    assert found.failure.startswith(
        "convictions[1].offence_code is not in the vocabulary: expected a CJS code"
    )
    assert "ZZ98765" not in found.failure
    assert kept(right).category == 1
    assert everybody().not_worked_out == 0
    assert everybody(TODAY + ONE).not_worked_out == 0


def test_who_should_never_have_been_recorded_does_not_count(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded(recorded_in_error=True)
    told(co_ordinator, person)
    assert kept(person).recorded_in_error


def test_who_does_not_see_the_whole_record_leaves_the_position_due(
    recorded: Make, co_ordinator: Viewer, viewer_with: Callable[..., Viewer], heard: list[News]
) -> None:
    person = recorded()
    imprisoned(person)
    told(co_ordinator, person)
    elsewhere = viewer_with("co_ordinator", area=17)
    for section in ("presence", "standing"):
        Sight.objects.create(
            subject=person.subject,
            user_id=elsewhere.user_id,
            level=Level.FULL,
            section=section,
            source="given",
            reason="A test",
            start_date=date(2024, 1, 1),
            until_date=date(2025, 1, 1),
            given_by_id=co_ordinator.user_id,
        )
    for viewer, whole in ((co_ordinator, [person.id]), (elsewhere, [])):
        with acting_as(Role.WEB) as web, web.cursor() as cursor:
            set_viewer(web, viewer)
            _, seen = seen_whole(cursor, [person.id], written=Computed.sensitivity)
            assert [each.id for each in seen] == whole
    person.ordered()
    told(elsewhere, person)
    assert kept(person).is_due
    assert kept(person).version == 1
    assert everybody().worked_out == 1
    assert not kept(person).is_due
    assert len(heard) == 1


@pytest.mark.parametrize("days", [0, 1])
def test_a_position_is_worked_out_anew_when_its_last_day_has_passed(recorded: Make, days: int) -> None:
    person = recorded()
    person.sentenced(person.convicted(), "suspended_sentence", imposed_date=CONVICTED, term_months=6)
    assert everybody(date(2022, 3, 1)).worked_out == 1
    assert kept(person).last_date == kept(person).holds_until == date(2022, 3, 2)
    assert everybody(date(2022, 3, 2) + timedelta(days=days)).worked_out == days
    assert kept(person).category == (None if days else 1)


@pytest.mark.parametrize("days", [0, 1])
def test_a_sentence_holds_to_its_own_last_day(recorded: Make, days: int) -> None:
    person, ends = recorded(), date(2025, 6, 30)
    person.sentenced(person.convicted("OF61131"), term_months=24, last_date=ends)
    everybody(ends)
    assert kept(person).last_date == kept(person).holds_until == ends
    assert everybody(ends + timedelta(days=days)).worked_out == days
    assert kept(person).category == (None if days else 2)


def test_many_are_worked_out_as_one_is(recorded: Make, co_ordinator: Viewer) -> None:
    people = [recorded(born=date(1960, 1, 1) + timedelta(days=300 * number)) for number in range(12)]
    for number, each in enumerate(people):
        imprisoned(each, months=3 * number + 1)
        if number % 3 == 0:
            each.ordered(made_date=date(2020, 2, 3), start_date=date(2020, 2, 3), last_date=date(2025, 2, 2))
    found = everybody()
    assert (found.people, found.worked_out, found.other) == (12, 12, 12)
    together = {each.subject_id: answer(each) for each in Computed.objects.all()}
    Computed.objects.all().delete()
    told(co_ordinator, *people)
    assert {each.subject_id: answer(each) for each in Computed.objects.all()} == together
    assert everybody().worked_out == 0


def test_people_whom_the_law_cannot_tell_apart_are_worked_out_once(recorded: Make) -> None:
    for number in range(5):
        imprisoned(recorded(born=date(1961, 2, 3) + timedelta(days=number)), months=31 + number)
    found = everybody(date(2024, 5, 6))
    assert (found.repeated, found.hit_rate) == (4, 0.8)


def test_every_core_does_its_share(recorded: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [recorded() for _ in range(7)]
    for number, each in enumerate(people):
        imprisoned(each, months=number + 1)
    monkeypatch.setattr(sharing, "AT_ONCE", 2)
    monkeypatch.setattr(sharing, "_cores", lambda: 2)
    found = everybody()
    assert (found.people, found.worked_out, found.not_worked_out) == (7, 7, 0)
    assert Computed.objects.filter(state="worked_out").count() == 7
    # A worker that is ended from outside costs time, and no answer.
    for worker in sharing._pool()._processes.values():
        worker.kill()
    imprisoned(people[0], months=48)
    assert everybody().worked_out == 1
    sharing._pool.cache_clear()


def test_nobody_changes_a_position_but_by_full_sight(
    recorded: Make, viewer_with: Callable[..., Viewer]
) -> None:
    person, other = recorded(), viewer_with("co_ordinator", area=17)
    everybody()
    with acting_as(Role.WEB) as web:
        set_viewer(web, other)
        assert Computed.objects.update(category=4) == 0
        assert not Computed.objects.exists()
    assert kept(person).category is None


def answer(found: Computed) -> tuple[object, ...]:
    return (
        found.state,
        found.category,
        found.undecided,
        found.limbs,
        found.since,
        found.last_date,
        found.has_no_last_date,
        found.needs,
        found.holds_until,
        found.answer_digest,
        found.facts_digest,
    )
