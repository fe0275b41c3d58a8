"""The page about the format is what the tables' descriptions say now."""

from __future__ import annotations

from openmappa.exchange.extracts.domain.package import FILE
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services.format_page import format_page
from openmappa.exchange.extracts.tests import an_extract


def test_every_column_and_rule_is_on_it() -> None:
    page = format_page()
    for table in TABLES:
        assert f"### {table.name}.csv" in page
        assert all(f"| `{field.name}` |" in page for field in table.all_fields)
        assert all(f"`{rule.name}`" in page for rule in table.rules)


def test_the_examples_package_is_up_to_date(tmp_path) -> None:  # type: ignore[no-untyped-def]
    written = an_extract.write(tmp_path)
    assert (written / FILE).read_bytes() == (an_extract.EXAMPLE / FILE).read_bytes()
