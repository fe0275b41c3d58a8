"""The finding about people whom an area's newest extract no longer holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openmappa.exchange.extracts.tests import an_extract
from openmappa.exchange.extracts.tests.test_load import later, loaded
from openmappa.oversight.data_quality.services import check

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 31)


def without(rows: dict, person: str) -> dict:
    """Return the rows without a person and all about them."""
    return {
        table: [each for each in listed if each.get("person_id", each["source_id"]) != person]
        for table, listed in rows.items()
    }


def test_person_who_is_not_sent_any_more_is_found_until_sent_again(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    assert check([21], day=DAY)[0].counts["not_sent"] == 0
    rows = an_extract.rows()
    gone = rows["people"][0]["source_id"]
    loaded(later(tmp_path, without(rows, gone)))
    assert check([21], day=DAY)[0].counts["not_sent"] == 1
