"""The pages of findings: who reads counts, who opens them, what is kept apart, and what is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.audit.models import Event
from openmappa.oversight.data_quality.domain.catalogue import NOT_ASKED, findings
from openmappa.oversight.data_quality.models import StoredCheck, StoredFinding
from openmappa.oversight.data_quality.services import check
from openmappa.oversight.data_quality.tests.test_findings import DAY, worked_out
from openmappa.oversight.statistics.models import AreaChange
from openmappa.oversight.statistics.tests.a_world import DERBYSHIRE, LONDON, person, user

pytestmark = pytest.mark.django_db

PAGE = "/data-quality/21/"
NO_LEVEL = f"{PAGE}no_level/"


def signed_in(role: Role, *, area: int | None = LONDON) -> Client:
    client = Client()
    client.force_login(user(role, area=area))
    return client


def rows_of(said: str) -> dict[str, str]:
    import re

    found = re.findall(
        r'<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)(?:</a>)?</th>\s*<td[^>]*>([^<]+)</td>', said
    )
    return {title.strip(): count.strip() for title, count in found}


def test_co_ordinator_reads_counts_and_opens_them_to_people() -> None:
    person(name="Unlevelled", level=None)
    check([LONDON], day=DAY)
    client = signed_in(Role.CO_ORDINATOR)
    said = client.get(PAGE).content.decode()
    assert rows_of(said)["No level"] == "1"
    assert rows_of(said)["Order shorter than the law allows"] == "0"
    assert len(rows_of(said)) == len(list(findings()))
    assert NOT_ASKED in said
    assert f'href="{NO_LEVEL}"' in said
    opened = client.get(NO_LEVEL)
    assert "no-store" in opened["Cache-Control"]
    for words in ("Avery Unlevelled", "Probation", "How to mend it", "You may see 1 person."):
        assert words in opened.content.decode()


def test_list_is_written_down_with_whom_it_showed() -> None:
    found = person(level=None)
    person()
    signed_in(Role.CO_ORDINATOR).get(NO_LEVEL)
    event = Event.objects.get(what="people of a finding seen")
    assert (event.subjects, event.area) == ([found], LONDON)
    assert event.detail == {"finding": "no_level", "page": 1}


def test_check_is_written_down() -> None:
    check([LONDON], day=DAY)
    event = Event.objects.get(what="records checked")
    assert (event.area, event.detail["day"]) == (LONDON, "2024-03-31")


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.LAY_ADVISER])
def test_reader_of_figures_reads_counts_and_opens_none(role: Role) -> None:
    person(level=None)
    check([LONDON], day=DAY)
    client = signed_in(role)
    said = client.get(PAGE).content.decode()
    assert rows_of(said)["No level"] == "1"
    assert "no_level" not in said
    assert client.get(NO_LEVEL).status_code == 403


def test_others_read_nothing() -> None:
    assert signed_in(Role.POLICE_OFFENDER_MANAGER).get(PAGE).status_code == 403
    assert signed_in(Role.CO_ORDINATOR, area=DERBYSHIRE).get(PAGE).status_code == 403
    assert signed_in(Role.CO_ORDINATOR).get(f"{PAGE}no_such_finding/").status_code == 404


def test_category_4_is_counted_for_readers_of_all_areas_only() -> None:
    person(category=4, level=None, restricted=True)
    assert check([LONDON], day=DAY)[0].counts["no_level"] == 1
    assert rows_of(signed_in(Role.CO_ORDINATOR).get(PAGE).content.decode())["No level"] == "0"
    national = signed_in(Role.NATIONAL_STATISTICIAN, area=None)
    assert rows_of(national.get(PAGE).content.decode())["No level"] == "1"


def test_restricted_people_are_counted_and_not_listed() -> None:
    person(name="Hidden", level=None, restricted=True)
    check([LONDON], day=DAY)
    said = signed_in(Role.CO_ORDINATOR).get(NO_LEVEL).content.decode()
    assert "Hidden" not in said
    assert "You may see 0 people." in said
    assert "restricted to named users" in said


def test_area_that_was_never_checked_says_so_and_not_0() -> None:
    said = signed_in(Role.CO_ORDINATOR).get(PAGE).content.decode()
    assert set(rows_of(said).values()) == {"Not checked"}
    assert "have not been checked yet" in said


def test_newest_check_is_shown_and_older_ones_are_kept() -> None:
    check([LONDON], day=DAY)
    person(level=None)
    check([LONDON], day=DAY)
    assert rows_of(signed_in(Role.CO_ORDINATOR).get(PAGE).content.decode())["No level"] == "1"
    assert StoredCheck.objects.count() == 2
    assert (
        StoredFinding.objects.filter(finding="no_level", category=1).values_list("count", flat=True).count()
        == 2
    )


def test_check_older_than_the_facts_says_so() -> None:
    check([LONDON], day=DAY)
    client = signed_in(Role.CO_ORDINATOR)
    said = [client.get(PAGE).content.decode()]
    AreaChange.objects.create(area_id=LONDON, changed_at=timezone.now() + timedelta(seconds=1))
    said.append(client.get(PAGE).content.decode())
    assert ["Facts have changed since this check" in each for each in said] == [False, True]


def test_number_of_queries_does_not_grow_with_the_people_found() -> None:
    client, counts = signed_in(Role.CO_ORDINATOR), []
    for _ in range(2):
        for _ in range(3):
            person(level=None)
        with CaptureQueriesContext(connection) as made:
            client.get(NO_LEVEL)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_long_list_comes_in_pages() -> None:
    for number in range(51):
        person(name=f"Person {number:02}", level=None)
    client = signed_in(Role.CO_ORDINATOR)
    assert len(rows_of(client.get(NO_LEVEL).content.decode())) == 50
    assert list(rows_of(client.get(f"{NO_LEVEL}?page=2").content.decode())) == ["Avery Person 50"]


def test_list_says_what_is_recorded_what_follows_and_what_would_decide_it() -> None:
    limb = {
        "limb": "category_1_notification",
        "outcome": "met",
        "start_date": "2021-01-01",
        "last_date": "none",
    }
    worked_out(1, recorded=2, limbs=[limb], has_no_last_date=True)
    client = signed_in(Role.CO_ORDINATOR)
    said = client.get(f"{PAGE}category_differs/").content.decode()
    for words in (
        "Recorded: Category 2.",
        "By law, as at 30 March 2024: Category 1.",
        "requirements of the Sexual Offences Act 2003, from 1 January 2021 without a last day.",
    ):
        assert words in said
    worked_out(None, 2, recorded=2, needs=["convictions[1].sentences", "birth_date"])
    said = client.get(f"{PAGE}category_undecided/").content.decode()
    assert "Possible as well: Category 2." in said
    assert "It would be decided by: the sentence, conviction 1; the date of birth." in said
    failure = "convictions[2].offence_code is not in the vocabulary: expected a CJS code"
    worked_out(None, state="not_worked_out", failure=failure)
    said = client.get(f"{PAGE}position_not_worked_out/").content.decode()
    assert "The CJS code of the offence, conviction 2 is not in the vocabulary: expected a CJS code." in said


def test_list_of_a_finding_about_the_law_asks_no_more_for_more_people() -> None:
    client = signed_in(Role.CO_ORDINATOR)
    counts = []
    for _ in range(2):
        worked_out(1)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{PAGE}category_differs/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
