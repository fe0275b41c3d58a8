"""The report's files."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.domain.reconciliation import reconcile
from openmappa.oversight.annual_report.services import UnableToWriteReport, read_published, write_report
from openmappa.oversight.statistics.domain.figures import NotCounted
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredCell, StoredRun
from openmappa.oversight.statistics.services import stored_figures

pytestmark = pytest.mark.django_db

YEAR = ReportingYear("2023-24")
LONDON = 21
CELLS = {
    (1, 1): 7082, (1, 2): 25, (1, 3): 3, (1, None): 4,
    (2, 1): 3855, (2, 2): 67, (2, 3): 20, (2, None): 0,
    (3, 2): 47, (3, 3): 9, (3, None): 0,
    (4, 1): 99, (4, 2): 0, (4, 3): 0, (4, None): 0,
}  # fmt: skip


class Words(HTMLParser):
    """What a page says: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._in_cell = tag == "td"

    def handle_endtag(self, tag: str) -> None:
        """Leave a cell."""
        self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Note the text of a cell."""
        if self._in_cell:
            self.cells.append(data)


@pytest.fixture
def run() -> StoredRun:
    """Store a run with London's published figures."""
    with acting_as(Role.STATISTICS):
        made = StoredRun.objects.create(
            area=Area.objects.get(number=LONDON),
            rule="eligible_on_31_march",
            rule_version=1,
            year=YEAR.name,
            snapshot_date=YEAR.last_date,
            data_as_at=date(2024, 4, 10),
            loads=[1],
            fictitious=True,
        )
        StoredCell.objects.bulk_create(
            StoredCell(run=made, area_id=LONDON, category=category, level=level, count=count)
            for (category, level), count in CELLS.items()
        )
    return made


@pytest.mark.usefixtures("run")
def test_json_has_the_shape_of_the_published_file(tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
    said = json.loads(path.read_text(encoding="utf-8"))
    printed = read_published("london-2023-24").document
    assert path.name == "report.json"
    assert said["table1_eligible_on_31_march"] == printed["table1_eligible_on_31_march"]
    assert set(said) == {"source", "table1_eligible_on_31_march"}
    for name in ("area", "period", "snapshot"):
        assert said["source"][name] == printed["source"][name]  # type: ignore[index]
    assert said["source"]["rule"] == "eligible_on_31_march"
    assert said["source"]["fictitious"] is True


@pytest.mark.usefixtures("run")
def test_report_written_can_itself_be_reconciled(tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
    assert reconcile(read_published(str(path)), stored_figures(YEAR, LONDON).table).ok


@pytest.mark.usefixtures("run")
def test_page_is_accessible_and_complete(tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["html"], out=tmp_path)
    text = path.read_text(encoding="utf-8")
    page = Words(text)
    tags = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "en-gb"}) in page.elements
    assert [tags.count(tag) for tag in ("title", "h1", "main", "table", "caption")] == [1, 1, 1, 1, 1]
    assert [attributes.get("scope") for tag, attributes in page.elements if tag == "th"] == [
        *["col"] * 5,
        *["row"] * 4,
    ]
    assert page.cells == [
        *["7,082", "3,855", "-", "10,937"],
        *["25", "67", "47", "139"],
        *["3", "20", "9", "32"],
        *["7,110", "3,942", "56", "11,108"],
    ]
    # Nothing comes from elsewhere.
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "Unlawfully at large, or missing" in text
    assert "4 more people are eligible" in text
    assert "10 April 2024" in text


def test_page_is_marked_fictitious_only_if_the_data_are(run: StoredRun, tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["html"], out=tmp_path)
    assert "Fictitious people" in path.read_text(encoding="utf-8")

    StoredRun.objects.filter(pk=run.pk).update(fictitious=False)
    write_report(LONDON, YEAR, formats=["html"], out=tmp_path)
    assert "Fictitious" not in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("run")
def test_writing_again_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("old", encoding="utf-8")
    paths = write_report(LONDON, YEAR, formats=["html", "json"], out=tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert "old" not in (tmp_path / "report.json").read_text(encoding="utf-8")[:10]


@pytest.mark.usefixtures("run")
def test_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="html, json"):
        write_report(LONDON, YEAR, formats=["json", "pdf"], out=tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("run")
def test_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnableToWriteReport, match="cannot be written to"):
        write_report(LONDON, YEAR, formats=["json"], out=tmp_path / "file" / "below")


def test_report_of_what_was_not_counted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotCounted):
        write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
