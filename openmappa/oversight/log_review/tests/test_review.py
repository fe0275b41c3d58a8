"""Unusual looking: both sides of each limit, and reviews by somebody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.accounts.models import Home
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.log_review import presenters, queries, services
from openmappa.oversight.log_review.domain import UNUSUAL, Found, Outcome, Thresholds
from openmappa.record.people.models import Address

pytestmark = pytest.mark.django_db

# Tuesday, 5 May 2026, 10:00 by the clock: British Summer Time.
AT = datetime(2026, 5, 5, 9, tzinfo=UTC)
CO_ORDINATOR, GOVERNANCE = Membership.CO_ORDINATOR, Membership.INFORMATION_GOVERNANCE_OFFICER


def found_by(viewer: Viewer) -> list[Found]:
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        return queries.unusual_looking(viewer=viewer)


def kinds(viewer: Viewer) -> list[str]:
    return [each.kind.name for each in found_by(viewer)]


@pytest.fixture
def governance(somebody) -> Viewer:
    return somebody(GOVERNANCE, name="Ira Governance")


def test_usual_looking_is_not_listed(make_person, somebody, write, governance) -> None:
    write(somebody(CO_ORDINATOR), AT, subjects=[make_person()], area=21)
    assert kinds(governance) == []


@pytest.mark.parametrize(
    ("moment", "listed"),
    [
        ("2026-05-05T05:59:59", True),
        ("2026-05-05T06:00:00", False),
        ("2026-05-05T18:59:59", False),
        ("2026-05-05T19:00:00", True),
        ("2026-05-02T10:00:00", True),
        ("2026-05-03T10:00:00", True),
        ("2026-05-01T10:00:00", False),
    ],
)
def test_after_hours_by_the_clock(make_person, somebody, write, governance, moment, listed) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    write(somebody(CO_ORDINATOR), at, subjects=[make_person()], area=21)
    assert kinds(governance) == (["after_hours"] if listed else [])


def test_many_people_within_an_hour(make_person, somebody, write, governance, settings) -> None:
    settings.LOG_REVIEW = {"people_in_an_hour": 2}
    viewer, people = somebody(CO_ORDINATOR), [make_person() for _ in range(3)]
    for subject in (people[0], people[0], people[1]):
        write(viewer, AT, subjects=[subject], area=21)
    write(viewer, AT + timedelta(hours=1), subjects=[people[2]], area=21)
    write(viewer, AT, "list of people shown", subjects=people)
    assert kinds(governance) == []
    write(viewer, AT + timedelta(minutes=59), subjects=[people[2]], area=21)
    [listed] = found_by(governance)
    assert (listed.kind.name, listed.people, len(listed.entries)) == ("many_people", 3, 4)


def test_refused_again_and_again(somebody, write, governance) -> None:
    viewer = somebody(CO_ORDINATOR)
    for number in range(4):
        write(viewer, AT + timedelta(minutes=number), "refused")
    write(viewer, AT + timedelta(days=-1), "refused")
    assert kinds(governance) == []
    write(viewer, AT, "refused")
    assert kinds(governance) == ["refusals"]


def test_own_family_name_opened_or_searched(make_person, somebody, write, governance) -> None:
    viewer = somebody(CO_ORDINATOR, name="Sam Löwe")
    write(viewer, AT, subjects=[make_person("Lowe")], area=21)
    assert kinds(governance) == ["own_name"]
    other = somebody(CO_ORDINATOR, name="Kim Other")
    write(other, AT, subjects=[make_person("Lowe")], area=21)
    assert len(found_by(governance)) == 1
    write(other, AT, "people searched for", subjects=[], detail={"by": ["name"], "own_name": True})
    assert kinds(governance) == ["own_name", "own_name"]


@pytest.mark.parametrize(
    ("postcode", "changed", "listed"),
    [
        ("ZZ1 1AA", {}, True),
        ("zz11aa", {}, True),
        ("ZZ1 1AA", {"until_date": date(2021, 1, 1)}, True),
        ("ZZ1 1AB", {}, False),
        (None, {}, False),
        ("ZZ1 1AA", {"recorded_in_error": True}, False),
    ],
    ids=["lives there", "written without a space", "lived there", "next door but one", "none", "never did"],
)
def test_own_postcode_opened(make_person, somebody, write, governance, postcode, changed, listed) -> None:
    viewer, subject = somebody(CO_ORDINATOR), make_person()
    where = {
        "kind": "main",
        "start_date": date(2020, 1, 1),
        "postcode": postcode,
        "responsible_area_id": 21,
        "restricted": False,
    }
    Address.objects.create(subject_id=subject, **{**where, **changed})
    write(viewer, AT, subjects=[subject], area=21)
    assert kinds(governance) == []
    Home.objects.create(user_id=viewer.user_id, postcode="ZZ1 1AA", recorded_by_id=governance.user_id)
    assert kinds(governance) == (["own_address"] if listed else [])
    write(somebody(CO_ORDINATOR), AT, subjects=[subject], area=21)
    assert len(found_by(governance)) == int(listed), "somebody else's home is not theirs"
    assert kinds(somebody(GOVERNANCE, 20)) == []


def test_outside_the_area(make_person, somebody, write, governance) -> None:
    write(somebody(CO_ORDINATOR, 20), AT, subjects=[make_person()], area=21)
    assert kinds(governance) == ["outside_area"]


def test_emergencies_are_always_listed(make_person, somebody, write, governance) -> None:
    write(somebody(CO_ORDINATOR), AT, "record opened in an emergency", subjects=[make_person()], area=21)
    assert kinds(governance) == ["emergencies"]


@pytest.mark.parametrize(("days", "listed"), [(28, True), (29, False)])
def test_the_list_goes_back_whole_days(make_person, somebody, write, governance, days, listed) -> None:
    at = AT - timedelta(days=days - 1)
    write(somebody(CO_ORDINATOR), at, "record opened in an emergency", subjects=[make_person()], area=21)
    assert ("emergencies" in kinds(governance)) is listed


def test_another_areas_looking_is_not_listed(make_person, somebody, write) -> None:
    at = AT.replace(hour=2)
    write(somebody(CO_ORDINATOR), at, subjects=[make_person("Example")], area=21)
    assert kinds(somebody(GOVERNANCE, 20)) == []
    with pytest.raises(queries.NotPermitted):
        found_by(somebody(CO_ORDINATOR))


def test_review_is_kept_until_more_comes(make_person, somebody, write, governance) -> None:
    viewer, subject = somebody(CO_ORDINATOR), make_person()
    night = AT.replace(hour=2)
    write(viewer, night, subjects=[subject], area=21)
    [listed] = found_by(governance)
    with acting_as(Role.WEB) as web:
        set_viewer(web, governance)
        services.review(by=governance, found=listed, outcome=Outcome.EXPLAINED, note="On duty")
    [listed] = found_by(governance)
    [review] = listed.reviews
    assert (review.outcome, review.note, review.by) == (Outcome.EXPLAINED, "On duty", "Ira Governance")
    assert listed.is_reviewed
    write(viewer, night + timedelta(minutes=5), subjects=[subject], area=21)
    [listed] = found_by(governance)
    assert not listed.is_reviewed


def test_reader_of_the_log_is_told_how_much_waits_and_of_nobody(
    make_person, somebody, write, governance
) -> None:
    def told(viewer: Viewer) -> list[dict[str, str]]:
        with acting_as(Role.WEB) as web:
            set_viewer(web, viewer)
            return presenters.notices(viewer)

    other, of_kent = somebody(GOVERNANCE, name="Gil Governance"), somebody(GOVERNANCE, area=20)
    looked = somebody(CO_ORDINATOR, name="Nosy Person")
    assert told(governance) == []
    night = AT + timedelta(hours=12)
    write(looked, night, subjects=[make_person("Plantedname")], area=21)
    write(governance, night, "unusual looking read", subjects=[make_person()], area=21)
    (one,) = told(governance)
    assert one["title"] == "1 case of unusual looking to review"
    assert "Nosy" not in str(one)
    assert "Plantedname" not in str(one)
    # What one did oneself is for the other to review.
    assert told(other)[0]["title"] == "2 cases of unusual looking to review"
    assert told(of_kent) == []
    assert told(looked) == []
    (found,) = [each for each in found_by(governance) if each.actor == looked.user_id]
    with acting_as(Role.WEB) as web:
        set_viewer(web, governance)
        services.review(by=governance, found=found, outcome=Outcome.USUAL, note="On duty")
    assert told(governance) == []


def test_nobody_reviews_what_they_did_themselves(write, somebody, governance) -> None:
    entry = write(governance, AT.replace(hour=2), "log of a record read", subjects=[governance.user_id])
    [listed] = found_by(governance)
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        set_viewer(web, governance)
        with pytest.raises(services.UnableToReview, match="yourself"):
            services.review(by=governance, found=listed, outcome=Outcome.USUAL, note="x")
        other = somebody_else_id()
        for looked_by, reviewer, words in (
            (governance.user_id, governance.user_id, "by_somebody_else"),
            (other, governance.user_id, "row-level security"),
            (governance.user_id, other, "row-level security"),
        ):
            with pytest.raises(DatabaseError, match=words), transaction.atomic():
                cursor.execute(
                    "INSERT INTO log_review_review"
                    " (kind, event_id, last_event_id, looked_by, outcome, note, reviewed_by)"
                    " VALUES ('after_hours', %s, %s, %s, 'usual', 'x', %s)",
                    [entry, entry, looked_by, reviewer],
                )


def somebody_else_id() -> str:
    return "6f1b0f5e-3c9b-4b57-9d3e-2a4f0f9b7c11"


def test_reviews_are_read_by_readers_of_the_log_only(make_person, somebody, write, governance) -> None:
    write(somebody(CO_ORDINATOR), AT.replace(hour=2), subjects=[make_person()], area=21)
    [listed] = found_by(governance)
    services.review(by=governance, found=listed, outcome=Outcome.USUAL, note="x")
    for viewer, seen in (
        (governance, 1),
        (somebody(GOVERNANCE, 20), 0),
        (somebody(CO_ORDINATOR), 0),
    ):
        with acting_as(Role.WEB) as web, web.cursor() as cursor:
            set_viewer(web, viewer)
            cursor.execute("SELECT count(*) FROM log_review_review")
            assert cursor.fetchone() == (seen,)


def test_reviews_only_grow(make_person, somebody, write, governance) -> None:
    write(somebody(CO_ORDINATOR), AT.replace(hour=2), subjects=[make_person()], area=21)
    [listed] = found_by(governance)
    services.review(by=governance, found=listed, outcome=Outcome.USUAL, note="x")
    for statement in (
        "UPDATE log_review_review SET note = 'y'",
        "DELETE FROM log_review_review",
        "TRUNCATE log_review_review",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "wrong", [{"day_starts": 20, "day_ends": 7}, {"day_ends": 25}, {"people_in_an_hour": 0}, {"days": 0}]
)
def test_thresholds_that_find_nothing_or_everything_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="must"):
        Thresholds(**wrong)


def test_every_kind_says_why() -> None:
    assert all(each.title and each.why for each in UNUSUAL)
