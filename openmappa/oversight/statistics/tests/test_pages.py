"""The pages of figures, through every layer of a request."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.audit.models import Event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed_by_load
from openmappa.oversight.statistics.presenters import pagination
from openmappa.oversight.statistics.services import count
from openmappa.oversight.statistics.tests.a_world import DERBYSHIRE, LOADS, LONDON, YEAR, person, user

TABLE = f"/figures/{LONDON}/2023-24/"


@pytest.fixture(autouse=True)
def _no_collected_files(settings: Any, tmp_path: Path) -> None:
    # These tests read pages, not style sheets: they pass before the style sheets are built.
    settings.STATIC_ROOT = tmp_path


def client_of(role: Role, *, area: int | None = LONDON) -> Client:
    """Return the browser of a signed-in user who holds the role."""
    client = Client()
    client.force_login(user(role, area=area))
    return client


def text(client: Client, address: str) -> str:
    """Return the page's text as read, without its elements."""
    response = client.get(address)
    assert response.status_code == 200, response
    page = re.sub(r"<(head|style|script).*?</\1>", "", response.content.decode(), flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def links(client: Client, address: str) -> set[str]:
    """Return where the page's links lead, but for those to the area's other pages."""
    others = {f"/figures/{LONDON}/years/", f"/figures/{LONDON}/settings/"}
    found = re.findall(r'href="(/figures/[^"]*)"', client.get(address).content.decode())
    return set(found) - others


@pytest.fixture
def counted(db: None) -> None:
    """Count five people of London, one of them restricted, and one without a level."""
    for name in ("Fable", "Invented", "Madeup"):
        person(name=name, category=1, level=2)
    person(name="Hidden", category=1, level=2, restricted=True)
    person(name="Imagined", category=3, level=3)
    person(name="Unlevelled", category=2, level=None)
    person(name="Secret", category=4, level=1, restricted=True)
    count(YEAR, [LONDON], loads=LOADS)


@pytest.mark.usefixtures("counted")
def test_table_page_shows_figures_sums_and_what_they_rest_on() -> None:
    page = text(client_of(Role.BOARD_MEMBER), TABLE)
    assert "MAPPA-eligible individuals on 31 March 2024" in page
    assert re.search(r"Level 1 0 0 - 0 Level 2 4 0 0 4 Level 3 0 0 1 1 Total 4 0 1 5", page)
    assert "10 April 2024" in page
    assert "1, 2" in page
    assert "1 person is eligible and in the community but has no level recorded" in page
    assert "Unlawfully at large, or missing" in page
    assert "Facts have changed" not in page
    assert "Category 4, for the annual return" not in page


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.LAY_ADVISER])
def test_figures_are_plain_numbers_for_those_who_cannot_open_them(role: Role) -> None:
    client = client_of(role)
    assert links(client, TABLE) <= {"/figures/"}
    assert client.get(f"{TABLE}1/2/").status_code == 403


@pytest.mark.usefixtures("counted")
def test_each_figure_leads_to_its_people() -> None:
    client = client_of(Role.CO_ORDINATOR)
    assert links(client, TABLE) - {"/figures/"} == {
        f"{TABLE}{place}/"
        for place in ("1/2", "all/2", "3/3", "all/3", "1/all", "3/all", "all/all", "all/none")
    } | {
        f"{TABLE}level-2-or-3-in-year/{place}/"
        for place in ("1/2", "all/2", "3/3", "all/3", "1/all", "3/all", "all/all")
    }
    page = text(client, f"{TABLE}1/2/")
    assert "You may see 3 of the 4 people counted" in page
    assert "restricted to named users" in page
    assert [
        name for name in ("Fable", "Invented", "Madeup", "Hidden", "Imagined") if name.lower() in page.lower()
    ] == [
        "Fable",
        "Invented",
        "Madeup",
    ]
    assert "unlevelled" in text(client, f"{TABLE}all/none/").lower()
    year = text(client, f"{TABLE}level-2-or-3-in-year/1/2/")
    assert "You may see 3 of the 4 counted" in year
    assert "31 March 2024" in year


@pytest.mark.usefixtures("counted")
def test_opening_a_figure_writes_down_who_was_shown() -> None:
    client_of(Role.CO_ORDINATOR).get(f"{TABLE}1/2/")
    event = Event.objects.get(what="people behind a figure seen")
    assert (len(event.subjects), event.area, event.operation) == (3, LONDON, "consultation")
    assert event.detail == {
        "year": "2023-24",
        "category": 1,
        "level": "2",
        "page": 1,
        "rule": "eligible_on_31_march",
    }


@pytest.mark.usefixtures("counted")
def test_statistician_reads_category_4_beside_the_table() -> None:
    client = client_of(Role.NATIONAL_STATISTICIAN, area=None)
    assert "Category 4, for the annual return" in text(client, TABLE)
    assert links(client, TABLE) <= {"/figures/"}
    assert "Derbyshire" in text(client, "/figures/")


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/figures/21/2022-23/", 404),
        ("/figures/21/2023-25/", 404),
        ("/figures/21/nonsense/", 404),
        (f"/figures/{DERBYSHIRE}/2023-24/", 403),
        ("/figures/99/2023-24/", 403),
        (f"{TABLE}3/1/", 404),
        (f"{TABLE}5/1/", 404),
        (f"{TABLE}1/4/", 404),
        (f"{TABLE}4/1/", 403),
        (f"{TABLE}level-2-or-3-in-year/1/1/", 404),
        (f"{TABLE}level-2-or-3-in-year/1/none/", 404),
        (f"{TABLE}level-2-or-3-in-year/4/2/", 403),
        (f"{TABLE}shpo-made/all/all/", 200),
        (f"{TABLE}shpo-made/1/2/", 404),
        (f"{TABLE}registered-in-category-4/4/1/", 403),
        (f"{TABLE}no-such-rule/1/2/", 404),
        (f"{TABLE}1/2/?page=-1", 200),
        (f"{TABLE}1/2/?page=999", 200),
        (f"{TABLE}1/2/?page=%C2%B2", 200),
    ],
)
def test_what_is_not_there_or_not_for_the_viewer_is_refused(address: str, status: int) -> None:
    assert client_of(Role.CO_ORDINATOR).get(address).status_code == status


@pytest.mark.usefixtures("counted")
def test_offender_manager_is_refused() -> None:
    client = client_of(Role.POLICE_OFFENDER_MANAGER)
    assert [client.get(each).status_code for each in ("/figures/", TABLE, f"{TABLE}1/2/")] == [403] * 3


@pytest.mark.usefixtures("counted")
def test_page_says_that_facts_have_changed() -> None:
    changed_by_load(connection, area=LONDON, what=[What.CUSTODY])
    client = client_of(Role.CO_ORDINATOR)
    assert "Facts have changed since this count" in text(client, TABLE)
    assert "Facts have changed since the count" in text(client, f"{TABLE}1/2/")


@pytest.mark.django_db
def test_list_says_what_was_not_counted() -> None:
    assert "None counted yet" in text(client_of(Role.LAY_ADVISER), "/figures/")


def test_pagination_shows_the_first_the_last_and_the_near() -> None:
    assert pagination(1, 1) is None
    options = pagination(6, 20)
    assert options
    assert [each.get("number", "…") for each in options["items"]] == [1, "…", 4, 5, 6, 7, 8, "…", 20]  # type: ignore[attr-defined]
    assert (options["previous"], options["next"]) == ({"href": "?page=5"}, {"href": "?page=7"})


def test_pagination_ends_at_both_ends() -> None:
    first, last = pagination(1, 2), pagination(2, 2)
    assert first
    assert last
    assert ("previous" in first, "next" in first) == (False, True)
    assert ("previous" in last, "next" in last) == (True, False)


@pytest.mark.django_db
def test_count_that_rests_on_no_load_says_so() -> None:
    count(YEAR, [LONDON], loads={})
    page = text(client_of(Role.LAY_ADVISER), TABLE)
    assert "from data as at not known" in page.lower()
    assert "Load" not in page
    assert "no level recorded" not in page.split("About this count")[0]
