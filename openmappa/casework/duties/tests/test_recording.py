"""What is recorded closes duties, begins them and starts clocks again, in its transaction; what was due before is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.queries import duties_of
from openmappa.casework.duties.services.listening import work_out
from openmappa.casework.duties.tests.conftest import CONVICTED, TODAY, Recorded, as_web, notified
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.custody.services import CustodyHasChanged, UnableToRecordRelease, record_release
from openmappa.record.notification.models import MissingPeriod, NotificationMade
from openmappa.record.notification.services import recording as services
from openmappa.record.notification.services.recording import Made, RecordHasChanged, UnableToRecord
from openmappa.record.people.models import Address
from openmappa.record.people.services.addresses import (
    AddressHasChanged,
    MayNotRecordAddress,
    UnableToRecordAddress,
    record_address,
)

pytestmark = pytest.mark.django_db


def worked_out(viewer: Viewer, person: Recorded) -> None:
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        work_out(web, subjects=[person.id], why=Replaced.NEWS)


def open_duties(viewer: Viewer, person: Recorded) -> list[tuple[str, date | None, str]]:
    found = as_web(viewer, lambda: duties_of(viewer=viewer, subject_id=person.id))
    return [
        (each.kind, each.due_date, each.status.value)
        for each in found
        if each.replaced_at is None and each.done_date is None
    ]


def token(row: object) -> str:
    return f"{row.pk}.{row.version}"  # type: ignore[attr-defined]


def records(viewer: Viewer, person: Recorded, made: Made, *, expected: str = "none") -> None:
    as_web(
        viewer,
        lambda: services.record_notification(
            by=viewer, subject_id=person.id, made=made, expected=expected, as_at=TODAY
        ),
    )


def test_nothing_notified_is_overdue_and_a_notification_closes_it(
    subject_for_life: Recorded, co_ordinator: Viewer
) -> None:
    worked_out(co_ordinator, subject_for_life)
    assert open_duties(co_ordinator, subject_for_life) == [("initial", date(2022, 3, 3), "overdue")]
    made = Made(
        kind="initial",
        made_date=TODAY,
        place="Anytown police station",
        taken_by="PC 1",
        given=("home_address", "names"),
        fingerprints="taken",
        photograph="refused",
    )
    records(co_ordinator, subject_for_life, made)
    row = NotificationMade.objects.get()
    assert (row.place, row.taken_by, row.given) == ("Anytown police station", "PC 1", "names home_address")
    assert (row.fingerprints, row.photograph, row.changed_here) == ("taken", "refused", True)
    assert open_duties(co_ordinator, subject_for_life) == [("periodic", date(2025, 4, 10), "due")]
    closed = Duty.objects.get(kind="initial")
    assert (closed.state, closed.done_date, closed.replaced_at) == ("late", TODAY, None)
    entry = Event.objects.get(what="notification recorded")
    assert (entry.actor, list(entry.subjects)) == (co_ordinator.user_id, [subject_for_life.id])


def test_a_notification_is_not_recorded_twice_by_two(
    subject_for_life: Recorded, co_ordinator: Viewer
) -> None:
    notified(subject_for_life, date(2022, 3, 2))
    with pytest.raises(RecordHasChanged) as late:
        records(co_ordinator, subject_for_life, Made(kind="initial", made_date=TODAY))
    assert late.value.now is not None
    assert NotificationMade.objects.count() == 1


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (Made(kind="nothing", made_date=TODAY), "kind"),
        (Made(kind="initial", made_date=TODAY + timedelta(days=1)), "made_date"),
        (Made(kind="advance", made_date=TODAY), "of_date"),
        (Made(kind="advance", made_date=TODAY, of_date=TODAY), "of_change"),
        (Made(kind="change", made_date=TODAY, of_change="name"), "of_change"),
        (Made(kind="change", made_date=TODAY, of_date=TODAY + timedelta(days=1)), "of_date"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    subject_for_life: Recorded, co_ordinator: Viewer, made: Made, field: str
) -> None:
    with pytest.raises(UnableToRecord) as refused:
        records(co_ordinator, subject_for_life, made)
    assert refused.value.field == field
    assert not NotificationMade.objects.exists()


def test_journey_may_be_notified_before_it(subject_for_life: Recorded, co_ordinator: Viewer) -> None:
    made = Made(kind="travel", made_date=TODAY, of_date=TODAY + timedelta(days=20))
    records(co_ordinator, subject_for_life, made)
    assert NotificationMade.objects.get().of_date == made.of_date


def moves(viewer: Viewer, person: Recorded, kind: str, start: date, expected: str) -> None:
    as_web(
        viewer,
        lambda: record_address(
            by=viewer,
            subject_id=person.id,
            kind=kind,
            lines="Under Example Bridge",
            postcode="",
            start_date=start,
            expected=expected,
            as_at=TODAY,
        ),
    )


def test_without_an_abode_the_weekly_clock_starts_with_the_next_notification(
    subject_for_life: Recorded, co_ordinator: Viewer
) -> None:
    notified(subject_for_life, date(2022, 3, 2))
    notified(subject_for_life, date(2024, 3, 1), "periodic")
    worked_out(co_ordinator, subject_for_life)
    home = Address.objects.get()
    moves(co_ordinator, subject_for_life, "no_fixed_abode", date(2024, 4, 8), token(home))
    home.refresh_from_db()
    assert (home.until_date, home.version, home.changed_here) == (date(2024, 4, 8), 2, True)
    assert ("home_address", TODAY, "due") in open_duties(co_ordinator, subject_for_life)
    last = NotificationMade.objects.latest("id")
    records(co_ordinator, subject_for_life, Made(kind="change", made_date=TODAY), expected=token(last))
    assert open_duties(co_ordinator, subject_for_life) == [("periodic", date(2024, 4, 17), "due")]


@pytest.mark.parametrize(
    ("kind", "start", "field"),
    [
        ("secondary", TODAY, "kind"),
        ("main", TODAY + timedelta(days=1), "start_date"),
        ("main", date(2010, 1, 1), "start_date"),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    subject_for_life: Recorded, co_ordinator: Viewer, kind: str, start: date, field: str
) -> None:
    with pytest.raises(UnableToRecordAddress) as refused:
        moves(co_ordinator, subject_for_life, kind, start, token(Address.objects.get()))
    assert refused.value.field == field


def test_an_address_is_not_recorded_over_another(subject_for_life: Recorded, co_ordinator: Viewer) -> None:
    with pytest.raises(AddressHasChanged):
        moves(co_ordinator, subject_for_life, "main", TODAY, "none")


def test_a_role_without_the_permission_records_nothing(
    subject_for_life: Recorded, viewer_with: Callable[..., Viewer]
) -> None:
    with pytest.raises(MayNotRecordAddress):
        moves(viewer_with("prison_offender_manager"), subject_for_life, "main", TODAY, "none")


def test_release_starts_the_clocks_again(subject_for_life: Recorded, co_ordinator: Viewer) -> None:
    spell = subject_for_life.inside(CONVICTED)
    worked_out(co_ordinator, subject_for_life)
    assert open_duties(co_ordinator, subject_for_life) == [("initial", None, "stopped")]

    def releases(until: date, expected: str) -> None:
        as_web(
            co_ordinator,
            lambda: record_release(
                by=co_ordinator,
                subject_id=subject_for_life.id,
                until_date=until,
                ended_by="released",
                expected=expected,
                as_at=TODAY,
            ),
        )

    with pytest.raises(UnableToRecordRelease):
        releases(CONVICTED, token(spell))
    with pytest.raises(UnableToRecordRelease):
        releases(TODAY + timedelta(days=1), token(spell))
    with pytest.raises(CustodyHasChanged):
        releases(TODAY, "none")
    releases(TODAY, token(spell))
    assert open_duties(co_ordinator, subject_for_life) == [("initial", date(2024, 4, 12), "due")]
    (former,) = Duty.objects.filter(replaced_at__isnull=False)
    assert (former.kind, former.due_date, former.replaced_why) == ("initial", None, "news")


def test_missing_stops_nothing_and_ends_when_found(subject_for_life: Recorded, co_ordinator: Viewer) -> None:
    worked_out(co_ordinator, subject_for_life)
    before = open_duties(co_ordinator, subject_for_life)
    key = {"by": co_ordinator, "subject_id": subject_for_life.id, "as_at": TODAY}

    def goes(start: date, expected: str = "none", kind: str = "absconded") -> None:
        as_web(
            co_ordinator,
            lambda: services.record_missing(
                kind=kind, start_date=start, reported_by="A relative", expected=expected, **key
            ),
        )

    def comes(until: date, expected: str) -> None:
        as_web(co_ordinator, lambda: services.record_found(until_date=until, expected=expected, **key))

    with pytest.raises(UnableToRecord):
        goes(TODAY, kind="away")
    with pytest.raises(UnableToRecord):
        goes(TODAY + timedelta(days=1))
    with pytest.raises(UnableToRecord):
        comes(TODAY, "none")
    goes(date(2024, 4, 1))
    assert open_duties(co_ordinator, subject_for_life) == before
    row = MissingPeriod.objects.get()
    with pytest.raises(UnableToRecord):
        goes(TODAY, token(row))
    with pytest.raises(RecordHasChanged):
        goes(TODAY)
    with pytest.raises(UnableToRecord):
        comes(date(2024, 4, 1), token(row))
    comes(TODAY, token(row))
    row.refresh_from_db()
    assert (row.until_date, row.version) == (TODAY, 2)
