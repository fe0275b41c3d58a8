"""What each role meets: a search, a figure, a presence, or nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

ROBIN = reference("Robin Fictitious")
OF_ANOTHER_TEAM = reference("Ellis Invented")
RESTRICTED = reference("Alex Restricted")


def test_a_misspelt_name_finds_the_person_and_stands_in_no_address(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens("/search/")
    visitor.page.fill("#name", "Robyn Ficticious")
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    assert "Name is like Robin Fictitious" in visitor.reads()
    assert "icti" not in visitor.page.url.casefold()
    visitor.looks("search-results")


def test_a_search_for_nothing_says_what_to_do(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens("/search/")
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    assert "Enter a name, a date of birth or a number" in visitor.reads()
    visitor.looks("search-error")


def test_lay_adviser_sees_figures_and_nobody(visitor: Visitor) -> None:
    visitor.signs_in("lay_adviser")
    visitor.opens("/")
    links = visitor.page.locator("header a").all_inner_texts()
    assert "Figures" in links
    assert "People" not in links
    assert "Search" not in links
    visitor.looks("home-lay-adviser")
    assert visitor.opens("/people/") == 403
    visitor.looks("refused")
    assert visitor.opens("/search/") == 403
    assert visitor.opens(f"/people/{ROBIN}/") == 404
    visitor.looks("not-found")


def test_offender_manager_of_another_team_learns_only_that_a_record_exists(visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens("/people/")
    assert "Robin Fictitious" in visitor.reads()
    assert "Ellis Invented" not in visitor.reads()
    assert visitor.opens(f"/people/{OF_ANOTHER_TEAM}/") == 200
    said = visitor.reads()
    assert "A record exists" in said
    assert "Anytown probation office answers for it, in London" in said
    for withheld in ("Ellis", "Invented", "Category", "Level", "Officer"):
        assert withheld not in said
    visitor.looks("presence")


def test_a_hidden_record_and_a_missing_one_answer_alike(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    answers = []
    for subject in (RESTRICTED, uuid4()):
        status = visitor.opens(f"/people/{subject}/")
        answers.append((status, visitor.page.title(), visitor.page.inner_text("main")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("role", ["board_member", "national_statistician"])
def test_other_readers_of_figures_see_nobody(visitor: Visitor, role: str) -> None:
    visitor.signs_in(role)
    assert visitor.opens(f"/people/{ROBIN}/") == 404
    assert visitor.opens("/people/") == 403


def test_co_ordinator_walks_from_a_figure_to_a_person(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens("/figures/21/2023-24/")
    visitor.page.locator("main table a").first.click()
    visitor.page.locator("main table a[href^='/people/']").first.click()
    assert visitor.page.locator(".moj-identity-bar").is_visible()


def test_lay_adviser_reads_the_figures_and_opens_none(visitor: Visitor) -> None:
    visitor.signs_in("lay_adviser")
    assert visitor.opens("/figures/21/2023-24/") == 200
    assert visitor.page.locator("main table a").count() == 0
    assert visitor.opens("/figures/21/2023-24/1/1/") in (403, 404)


def test_signing_out_ends_it(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.page.get_by_role("button", name="Sign out").click()
    assert "Sign in to OpenMAPPA" in visitor.reads()
    visitor.opens("/people/")
    assert "Sign in to OpenMAPPA" in visitor.reads()
