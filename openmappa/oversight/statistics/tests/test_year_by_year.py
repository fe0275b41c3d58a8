"""Figures over the years: which stand beside each other, where they lead, and what is said of those that do not."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.ui.charts import YEARS_AT_MOST, Strip, columns
from openmappa.oversight.statistics.domain.choices import CountingChoices
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredRun
from openmappa.oversight.statistics.services import LoadInfo, count, load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import DERBYSHIRE, LONDON, person, user

PAGE = f"/figures/{LONDON}/years/"
BEFORE, YEAR, AFTER = (ReportingYear(each) for each in ("2022-23", "2023-24", "2024-25"))
LOAD = LoadInfo((1,), date(2024, 4, 10), fictitious=True)


@pytest.fixture(autouse=True)
def people(db: None, settings: Any, tmp_path: Path) -> None:
    """Add four people of London, one restricted. The pages are read before style sheets are built."""
    settings.STATIC_ROOT = tmp_path
    load_packaged_populations()
    for level in (1, 1, 2):
        person(category=1, level=level)
    person(category=1, level=1, restricted=True)


def read(role: Role = Role.CO_ORDINATOR, *, query: str = "") -> str:
    client = Client()
    client.force_login(user(role))
    answer = client.get(PAGE + query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def whole(*years: ReportingYear, choices: CountingChoices | None = None) -> None:
    load = LoadInfo((1,), date(2025, 4, 10), fictitious=True, records_from=date(2022, 4, 1))
    for year in years:
        count(year, [LONDON], loads={LONDON: load}, choices={LONDON: choices} if choices else None)


def test_each_number_leads_to_its_people_of_that_year() -> None:
    whole(BEFORE, YEAR)
    page = read()
    for year in ("2022-23", "2023-24"):
        assert f'href="/figures/{LONDON}/{year}/1/1/"' in page
        assert f'href="/figures/{LONDON}/{year}/level-2-or-3-in-year/1/2/"' in page
    assert "Category 1, Level 1 3 3" in words(page)
    assert "does not compare" not in page
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    assert f'href="/figures/{LONDON}/2023-24/1/1/"' not in client.get(PAGE).content.decode()


def test_people_of_an_earlier_year_are_opened_under_the_readers_sight() -> None:
    whole(BEFORE)
    client = Client()
    client.force_login(user(Role.CO_ORDINATOR))
    assert "You may see 3 of the 4" in words(client.get(f"/figures/{LONDON}/2022-23/1/all/").content.decode())


def test_every_chart_is_an_image_with_its_title_and_its_table() -> None:
    whole(BEFORE, YEAR)
    page = read()
    charts = re.findall(r"<svg.*?</svg>", page, re.S)
    assert len(charts) == page.count("Chart: ") == 2
    assert len(charts) + page.count("Nobody was counted in any of these years.") == page.count("<table")
    for each in charts:
        root = ElementTree.fromstring(each)  # noqa: S314  our own text
        named = root.attrib["aria-labelledby"].split()
        ids = {one.attrib["id"] for one in root.iter() if "id" in one.attrib}
        assert root.attrib["role"] == "img"
        assert set(named) == ids


@pytest.mark.parametrize(
    ("load", "shown"),
    [
        (LoadInfo((1,), date(2024, 3, 31), fictitious=True, records_from=date(2023, 4, 1)), True),
        (LoadInfo((1,), date(2024, 3, 30), fictitious=True, records_from=date(2023, 4, 1)), False),
        (LoadInfo((1,), date(2024, 3, 31), fictitious=True, records_from=date(2023, 4, 2)), False),
        (LoadInfo((1,), date(2024, 3, 31), fictitious=True), True),
    ],
    ids=["whole", "ended a day early", "began a day late", "not said"],
)
def test_year_whose_records_are_not_whole_is_named_and_not_shown(load: LoadInfo, *, shown: bool) -> None:
    count(YEAR, [LONDON], loads={LONDON: load})
    page = read()
    assert ("<table" in page) is shown
    assert ("2023/24 is counted, but not shown." in page) is not shown


def test_one_year_has_its_numbers_and_no_chart() -> None:
    whole(YEAR)
    page = read()
    assert "Charts appear when there is a second year." in page
    assert "<svg" not in page
    assert "Nobody was counted" not in page
    assert "Category 1, Level 1 3" in words(page)


def test_page_says_why_a_year_is_missing() -> None:
    load = LoadInfo((1,), date(2024, 4, 10), fictitious=True, records_from=date(2023, 4, 1))
    for year in (BEFORE, YEAR, AFTER):
        count(year, [LONDON], loads={LONDON: load})
    page = words(read())
    assert "2022/23 is counted, but not shown. The records are whole from 1 April 2023 on." in page
    assert "2024/25 is counted, but not shown. The records are as at 10 April 2024" in page
    assert "All tables of a year: 2023/24 " in page
    client = Client()
    client.force_login(user(Role.LAY_ADVISER))
    assert "too low" in client.get(f"/figures/{LONDON}/2022-23/").content.decode()


def test_years_counted_under_other_settings_are_said_not_to_compare() -> None:
    whole(BEFORE)
    whole(YEAR, choices=CountingChoices(once_at_the_highest_level=False))
    page = read()
    said = words(page)
    assert (
        "2023/24 does not compare with 2022/23, because of a setting. More than one level in the year" in said
    )
    assert "stroke-dasharray" in page
    assert "A dashed line stands before a year" in said
    # The people of 31 March do not depend on that setting.
    first = page.split("</section>")[0]
    assert "does not compare" not in first


def test_years_counted_by_another_version_are_said_not_to_compare() -> None:
    whole(BEFORE, YEAR)
    StoredRun.objects.filter(year="2022-23", rule="shpo_made").update(rule_version=99)
    said = words(read())
    assert said.count("the counting rule has a new version") == 1


def test_rate_of_every_year_is_over_one_population_that_can_be_chosen() -> None:
    whole(BEFORE, YEAR)
    assert "over the same population, mid-2023 (7,898,816 people)" in words(read())
    client = Client()
    client.force_login(user(Role.BOARD_MEMBER))
    page = client.get(f"{PAGE}?population=mid-2019").content.decode()
    assert "over the same population, mid-2019" in page
    assert re.search(r'<option value="mid-2019" selected', page)
    assert client.get(f"{PAGE}?population=mid-1066").status_code == 404


def test_rate_with_category_4_in_it_stands_in_the_report_only() -> None:
    whole(YEAR, choices=CountingChoices(rate_holds_registered_in_category_4=True))
    assert "aged 10 and over In the report" in words(read())


def test_what_was_not_counted_or_is_not_the_viewers_is_refused() -> None:
    client = Client()
    client.force_login(user(Role.CO_ORDINATOR))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"/figures/{DERBYSHIRE}/years/").status_code == 403


def test_chart_has_a_column_for_each_value_and_none_for_none_or_zero() -> None:
    chart = columns(
        "k", "A & B", "said", ["2021/22", "2022/23", "2023/24"], [Strip("One", [5, 0, None])], {2}
    )
    root = ElementTree.fromstring(chart)  # noqa: S314  our own text
    texts = [each.text or "" for each in root.iter() if each.tag.endswith("text")]
    assert [each for each in texts if each] == ["2021/22", "2022/23", "2023/24", "One", "5", "0"]
    assert sum(each.tag.endswith("rect") for each in root.iter()) == 1
    assert chart.count("stroke-dasharray") == 1


def test_chart_draws_the_last_years_only() -> None:
    years = [str(2000 + each) for each in range(YEARS_AT_MOST + 1)]
    chart = columns("k", "t", "d", years, [Strip("One", list(range(1, YEARS_AT_MOST + 2)))], {1})
    assert ">2000<" not in chart
    assert ">2001<" in chart
    # The first year drawn has none before it.
    assert "stroke-dasharray" not in chart
