"""The search: misspelt names, numbers however written, only whom the viewer sees, and only one's own searches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from openmappa.foundation.access.domain import Level, Viewer
from openmappa.foundation.access.models import Sight, Subject
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.people.domain import Match, Terms, age_on
from openmappa.record.people.models import Identifier, Name, Person, StoredSearch
from openmappa.record.people.queries import people_found, search_stored
from openmappa.record.people.services import KEPT_FOR, UnableToSearch, store_search

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 10)
NOW = datetime(2024, 4, 10, 9, tzinfo=UTC)


def viewer(role: str = "co_ordinator", *, area: int = 21) -> Viewer:
    user = User.objects.create(email=f"{uuid4()}@example.test", name=role)
    agency = Agency.objects.get(code="probation-london")
    Membership.objects.create(user=user, agency=agency, area_id=area, role=role, start_date=date(2020, 1, 1))
    return viewer_of(user, as_at=TODAY)


@pytest.fixture
def person(db: None) -> Callable[..., UUID]:
    def made(
        given: str, family: str, *, area: int = 21, restricted: bool = False, born: date | None = None
    ) -> UUID:
        subject = Subject.objects.create(responsible_area_id=area, restricted=restricted)
        carried = {"subject": subject, "responsible_area_id": area, "restricted": restricted}
        Person.objects.create(sex="male", ethnicity="unknown", date_of_birth=born, **carried)
        Name.objects.create(kind="legal", given_names=given, family_name=family, **carried)
        return subject.id

    return made


def search(by: Viewer, **terms: object) -> list[UUID]:
    with acting_as(Role.WEB) as web:
        set_viewer(web, by)
        return [each.subject_id for each in people_found(viewer=by, terms=Terms(**terms))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recorded", "wanted"),
    [
        (("John", "Smith"), "Smyth"),
        (("John", "Smith"), "Jon Smyth"),
        (("John", "Smith"), "Smith John"),
        (("Siân", "Ó Briain"), "sian o briain"),
        (("Catherine", "Macdonald"), "Katherine McDonald"),
        (("Mohammed", "Hussain"), "Muhammad Hussein"),
        (("Avery Jordan", "Fictitious"), "Ficticious"),
    ],
)
def test_misspelt_name_is_found(person, recorded: tuple[str, str], wanted: str) -> None:
    subject = person(*recorded)
    person("Olu", "Quite-Different")
    assert search(viewer(), name=wanted) == [subject]


def test_likest_name_comes_first(person) -> None:
    near, same = person("Jon", "Smythe"), person("John", "Smith")
    assert search(viewer(), name="John Smith") == [same, near]


@pytest.mark.parametrize("written", ["2010/9900000W", "10/9900000w", " 2010/9900000W ", "20109900000W"])
def test_pnc_number_is_found_however_written(person, written: str) -> None:
    subject = person("A", "Numbered")
    Identifier.objects.create(
        subject_id=subject, responsible_area_id=21, restricted=False, kind="pnc", value="2010/9900000W"
    )
    assert search(viewer(), identifier=written) == [subject]
    assert search(viewer(), identifier="2010/9900001X") == []


def test_results_say_why_they_match(person) -> None:
    born = date(1979, 6, 30)
    both, one = person("John", "Smith", born=born), person("Jane", "Unlike", born=born)
    by = viewer()
    with acting_as(Role.WEB) as web:
        set_viewer(web, by)
        found = people_found(viewer=by, terms=Terms(name="Jon Smith", date_of_birth=born))
    assert [(each.subject_id, each.matches) for each in found] == [
        (both, (Match.DATE_OF_BIRTH, Match.NAME)),
        (one, (Match.DATE_OF_BIRTH,)),
    ]
    assert found[0].like_name == "John Smith"


def test_search_obeys_sight(person) -> None:
    seen = person("John", "Smith")
    restricted = person("John", "Smith", restricted=True)
    person("John", "Smith", area=20)
    excluded = person("John", "Smith")
    by = viewer()
    Sight.objects.create(
        subject_id=excluded, user_id=by.user_id, level=Level.NONE, source="test", start_date=date(2020, 1, 1)
    )
    assert search(by, name="John Smith") == [seen]
    Sight.objects.create(
        subject_id=restricted,
        user_id=by.user_id,
        level=Level.SUMMARY,
        source="test",
        start_date=date(2020, 1, 1),
    )
    assert set(search(by, name="John Smith")) == {seen, restricted}
    for role in ("police_offender_manager", "lay_adviser", "board_member"):
        assert search(viewer(role), name="John Smith") == []


def test_summary_sight_finds_the_name_but_not_the_date_of_birth(person) -> None:
    born = date(1979, 6, 30)
    subject = person("John", "Smith", area=20, born=born)
    by = viewer()
    Sight.objects.create(
        subject_id=subject,
        user_id=by.user_id,
        level=Level.SUMMARY,
        source="test",
        start_date=date(2020, 1, 1),
    )
    assert search(by, name="John Smith") == [subject]
    assert search(by, date_of_birth=born) == []


def test_name_recorded_in_error_is_not_found(person) -> None:
    subject = person("John", "Smith")
    Name.objects.filter(subject_id=subject).update(recorded_in_error=True)
    assert search(viewer(), name="John Smith") == []


def test_function_gives_nothing_to_nobody_and_ids_only(person) -> None:
    person("John", "Smith")
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        set_viewer(web, None)
        cursor.execute("SELECT * FROM people_search('John Smith', 50)")
        assert cursor.fetchall() == []
        assert [each.name for each in cursor.description] == ["subject_id", "likeness"]


def test_function_is_the_definers_with_a_fixed_path_and_open_to_the_web_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proowner::regrole::text, prosecdef, proconfig::text,"
            " (SELECT array_agg(a.grantee::regrole::text ORDER BY 1) FROM aclexplode(proacl) a"
            "  WHERE a.grantee <> proowner) FROM pg_proc WHERE proname = 'people_search'"
        )
        owner, definer, settings, others = cursor.fetchone()
    assert (owner, definer, others) == ("openmappa_definer", True, ["openmappa_web"])
    assert "search_path=public, pg_temp" in settings


def test_stored_search_is_its_owners_alone_even_for_the_raw_role(person) -> None:
    mine, theirs = viewer(), viewer()
    with acting_as(Role.WEB) as web:
        set_viewer(web, mine)
        search_id = store_search(by=mine, terms=Terms(name="John Smith"), now=NOW)
        assert search_stored(viewer=mine, search_id=search_id, now=NOW) == Terms(name="John Smith")
        set_viewer(web, theirs)
        assert not StoredSearch.objects.exists()
        with pytest.raises(NotVisible):
            search_stored(viewer=theirs, search_id=search_id, now=NOW)


def test_stored_search_expires_and_is_removed_by_the_next() -> None:
    by = viewer()
    with acting_as(Role.WEB) as web:
        set_viewer(web, by)
        search_id = store_search(by=by, terms=Terms(name="John Smith"), now=NOW)
        with pytest.raises(NotVisible):
            search_stored(viewer=by, search_id=search_id, now=NOW + KEPT_FOR)
        store_search(by=by, terms=Terms(name="Another"), now=NOW + KEPT_FOR)
        assert [each.name for each in StoredSearch.objects.all()] == ["Another"]


def test_who_may_not_search_stores_nothing() -> None:
    with pytest.raises(UnableToSearch):
        store_search(by=viewer("lay_adviser"), terms=Terms(name="John Smith"), now=NOW)


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2000, 4, 10), 24), (date(2000, 4, 11), 23), (date(2004, 2, 29), 20)],
)
def test_age_changes_on_the_birthday(born: date, age: int) -> None:
    assert age_on(TODAY, date_of_birth=born) == age
