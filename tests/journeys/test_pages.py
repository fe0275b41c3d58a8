"""Every page at desktop and phone width: readable by everybody, with no complaint of the browser's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

ROBIN = reference("Robin Fictitious")

PAGES = {
    "home": "/",
    "people": "/people/",
    "people-filtered": "/people/?category=1&level=2&place=community",
    "search": "/search/",
    "case-overview": f"/people/{ROBIN}/",
    "case-timeline": f"/people/{ROBIN}/timeline/",
    "case-offences": f"/people/{ROBIN}/offences/",
    "case-orders": f"/people/{ROBIN}/orders/",
    "case-custody": f"/people/{ROBIN}/custody/",
    "case-standing": f"/people/{ROBIN}/standing/",
    "case-responsibility": f"/people/{ROBIN}/responsibility/",
    "figures": "/figures/",
    "figures-table": "/figures/21/2023-24/",
    "figures-people": "/figures/21/2023-24/1/1/",
    "data-quality": "/data-quality/21/",
    "data-quality-finding": "/data-quality/21/category_1_without_requirement/",
    "data-quality-nobody": "/data-quality/21/not_sent/",
    "level-change": f"/people/{ROBIN}/level/change/",
}


@pytest.fixture(scope="module")
def co_ordinator(make_visitor: Callable[[], Visitor]) -> Iterator[Visitor]:
    with make_visitor() as visitor:
        visitor.signs_in("co_ordinator")
        yield visitor


@pytest.mark.parametrize("name", PAGES)
def test_page_is_readable_by_everybody(co_ordinator: Visitor, name: str) -> None:
    assert co_ordinator.opens(PAGES[name]) == 200
    assert "Fictitious people: this is a demonstration" in co_ordinator.reads()
    co_ordinator.looks(name)
    assert co_ordinator.complaints == []


def test_sign_in_says_the_same_of_an_unknown_address_and_a_wrong_password(visitor: Visitor) -> None:
    visitor.opens("/sign-in/")
    visitor.looks("sign-in")
    said = []
    for role in ("co_ordinator", "nobody"):
        visitor.signs_in(role, password="not the password")
        said.append(visitor.page.inner_text(".govuk-error-summary"))
    assert said[0] == said[1]
    visitor.looks("sign-in-error")
