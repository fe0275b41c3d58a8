"""Analysts read rows that lead to nobody; nobody else reads any."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.foundation.ui.spreadsheet import harmless
from openmappa.oversight.de_identified.domain import COLUMNS
from openmappa.oversight.de_identified.permissions import VIEW
from openmappa.record.people.models import Identifier, Name, Person
from tests.journeys import people

PAGE, FILE = "/de-identified/21/", "/de-identified/21/rows.csv"
OTHERS = (
    "co_ordinator",
    "police_offender_manager",
    "board_member",
    "lay_adviser",
    "national_statistician",
    "information_governance_officer",
    "co_operating_member",
    "system_manager",
)


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    people.build(using="default")

    def of(role: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@example.test"))
        return client

    return of


def rows(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(FILE).content.decode())))


def test_file_holds_nobodys_identity_and_new_keys_each_time(signed_in) -> None:
    client = signed_in("analyst")
    first, second = rows(client), rows(client)
    assert tuple(first[0]) == COLUMNS
    # 37 people of London are not restricted: all but the one of Category 4, who is.
    assert len(first) == len(second) == 37
    assert not {row["key"] for row in first} & {row["key"] for row in second}
    said = client.get(FILE).content.decode()
    keys = {str(key) for key in Subject.objects.values_list("id", flat=True)}
    births = {str(born) for born in Person.objects.values_list("date_of_birth", flat=True)}
    names = {name for pair in Name.objects.values_list("given_names", "family_name") for name in pair}
    numbers = set(Identifier.objects.values_list("value", flat=True))
    for value in keys | births | names | numbers:
        assert value not in said
    assert {row["category"] for row in first} == {"1", "2", "3"}
    assert {row["area"] for row in first} == {"21"}


def test_restricted_people_and_category_4_are_left_out(signed_in) -> None:
    Subject.objects.filter(id=people.reference("Morgan Seriously-Fictitious")).update(restricted=True)
    found = rows(signed_in("analyst"))
    assert len(found) == 36
    assert "3" not in {row["category"] for row in found}


def test_page_shows_some_rows_and_leads_to_the_file(signed_in) -> None:
    said = signed_in("analyst").get(PAGE).content.decode()
    assert "37 in all" in said
    assert FILE in said
    assert len(re.findall(r'<tr class="govuk-table__row">', said)) == 38


def test_each_reading_is_written_down(signed_in) -> None:
    client = signed_in("analyst")
    client.get(PAGE)
    client.get(FILE)
    events = Event.objects.filter(what__startswith="de-identified").order_by("id")
    analyst = User.objects.get(email="analyst@example.test")
    to = f"{analyst.name}, {analyst.memberships.get().agency.name}"
    assert [(each.operation, each.recipient, each.detail) for each in events] == [
        ("consultation", "", {"rows": 37}),
        ("disclosure", to, {"rows": 37}),
    ]


@pytest.mark.parametrize("role", OTHERS)
def test_others_read_no_row_on_pages_or_by_raw_sql(signed_in, role: str) -> None:
    client = signed_in(role)
    assert [client.get(path).status_code for path in (PAGE, FILE)] == [403, 403]
    assert counted(role) == 0


def test_analyst_reads_the_own_area_only_and_no_record(signed_in) -> None:
    client = signed_in("analyst")
    assert client.get("/de-identified/17/").status_code == 403
    assert client.get("/de-identified/20/rows.csv").status_code == 403
    assert client.get("/people/").status_code == 403
    assert counted("analyst") == 37


def counted(role: str) -> int:
    """Return how many rows the raw web role reads for this user, and see that it reads no person."""
    user = User.objects.get(email=f"{role}@example.test")
    viewer = viewer_of(user, as_at=people.START.replace(year=2024))
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        set_viewer(web, viewer)
        cursor.execute(f"SELECT count(*) FROM {VIEW}")
        found = cursor.fetchone()[0]
        if role == "analyst":
            cursor.execute(
                "SELECT (SELECT count(*) FROM people_person) + (SELECT count(*) FROM access_subject)"
            )
            assert cursor.fetchone() == (0,)
    return found


@pytest.mark.parametrize("role", [Role.LOADER, Role.STATISTICS])
def test_other_database_roles_do_not_read_the_view(db: None, role: Role) -> None:
    with acting_as(role), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"SELECT * FROM {VIEW}")


def test_cells_are_no_formulas() -> None:
    assert [harmless(each) for each in ("=1+1", "@x", "plain", 3)] == ["'=1+1", "'@x", "plain", 3]
