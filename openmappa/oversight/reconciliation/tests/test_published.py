"""Reading published figures, and refusing what cannot be."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from openmappa.oversight.reconciliation.domain.published import PublishedRefused, published
from openmappa.oversight.reconciliation.services import read_published

KEY = "table1_eligible_on_31_march"


@pytest.fixture
def document() -> dict[str, Any]:
    """Return London's published figures as a document to change."""
    return copy.deepcopy(dict(read_published("london-2023-24").document))


def test_packaged_report_is_read_by_its_name() -> None:
    found = read_published("london-2023-24")
    assert (found.area, found.year.name) == ("London", "2023-24")
    eligible = found.tables[KEY]
    assert [eligible["level_1", column] for column in ("category_1", "category_3", "total")] == [
        7082,
        None,
        10937,
    ]
    assert found.tables["restrictive_orders_cat1"]["SHPO", "number"] == 487
    assert found.tables["cat1_lifetime_notification_revoked_on_application"]["revoked", "number"] == 43
    assert (found.rate, found.population_year) == (91, "mid-2023")
    assert len(found.tables) == 8
    assert found.others == ()


def test_file_is_read_by_its_path(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "anywhere.json"
    path.write_text(json.dumps(document), encoding="utf-8-sig")
    assert read_published(str(path)) == read_published("london-2023-24")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "line 1: expected valid JSON"),
        (b'{"a": 1,\n oops}', "line 2: expected valid JSON"),
        (b"\xff\xfe{}", "expected text in UTF-8"),
        (b"[" * 100_000, "expected valid JSON"),
        (b"[]", "expected an object of published figures"),
        (b"{}", "source: expected an object"),
    ],
)
def test_what_is_not_a_report_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(PublishedRefused, match=words) as refused:
        read_published(str(path))
    assert str(refused.value).startswith("broken.json")


def test_missing_file_is_refused_with_the_names_that_the_package_knows() -> None:
    with pytest.raises(PublishedRefused, match="london-2023-24"):
        read_published("nowhere.json")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("source", "area"), "", r"f\.json: source\.area: expected a text"),
        (("source", "title"), 3, r"source\.title: expected a text"),
        (("source", "period"), "2023-24", r"source\.period: expected a period"),
        (("source", "period"), "2023-04-02/2024-03-31", r"source\.period: expected a period"),
        (("source", "snapshot"), "2023-03-31", r"source\.snapshot: expected the last day"),
        ((KEY,), None, f"{KEY}: expected the table"),
        ((KEY, "columns"), ["category_1"], rf"{KEY}\.columns: expected the columns"),
        ((KEY, "rows"), [], rf"{KEY}\.rows: expected an object"),
        ((KEY, "rows", "level_4"), [1, 2, 3, 6], rf"{KEY}\.rows: expected the rows"),
        ((KEY, "rows", "level_2"), [1, 2, 3], rf"{KEY}\.rows\.level_2: expected a list of 4 figures"),
        ((KEY, "rows", "level_2"), [1, 2, -3, 0], r"level_2, category_3: expected a whole number"),
        ((KEY, "rows", "level_2"), [1, True, 3, 5], r"level_2, category_2: expected a whole number"),
        ((KEY, "rows", "level_2"), [1, "2", 3, 6], r"level_2, category_2: expected a whole number"),
        ((KEY, "rows", "level_2"), [1, None, 3, 4], r"level_2, category_2: expected a whole number"),
        ((KEY, "rows", "level_1"), [1, 2, 0, 3], r"level_1, category_3: expected null"),
        (("restrictive_orders_cat1",), 5, r"restrictive_orders_cat1: expected an object"),
        (("restrictive_orders_cat1", "SOPO"), 5, r"restrictive_orders_cat1: expected the rows SHPO, "),
        (
            ("restrictive_orders_cat1", "SHPO"),
            None,
            r"restrictive_orders_cat1\.SHPO: expected a whole number",
        ),
        (("cat1_per_100000_population_printed",), 90.5, r"printed: expected a whole number"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    document: dict[str, Any], path: tuple[str, ...], value: object, words: str
) -> None:
    place = document
    for each in path[:-1]:
        place = place[each]
    place[path[-1]] = value
    with pytest.raises(PublishedRefused, match=words):
        published(document, file="f.json")


def test_tables_that_are_not_printed_are_not_expected(document: dict[str, Any]) -> None:
    found = published({"source": document["source"], KEY: document[KEY]}, file="f")
    assert set(found.tables) == {KEY}
    assert (found.rate, found.population_year) == (None, None)


def test_figures_without_a_title_are_told_by_their_key(document: dict[str, Any]) -> None:
    assert published(document | {"something_new": 3}, file="f").others[-1] == "something new"
