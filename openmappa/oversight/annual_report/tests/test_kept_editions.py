"""A published edition is read and written again as it was, never counted anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import cast
from uuid import uuid4

import pikepdf
import pytest

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.models import ReportEdition
from openmappa.oversight.annual_report.services import (
    editions,
    report,
    write_edition,
)
from openmappa.oversight.annual_report.services.chapters import approve_chapter
from openmappa.oversight.annual_report.services.editions import MayNot, NoSuchEdition, publish_edition
from openmappa.oversight.annual_report.services.kept_editions import EditionDamaged, edition
from openmappa.oversight.annual_report.tests.a_count import COUNTED_AT, store
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR, source
from openmappa.oversight.annual_report.tests.test_editions import (
    REPORT,
    approve_by_all,
    asked_by,
    co_ordinator,
    write,
)
from openmappa.oversight.document.domain.blocks import Report, as_data, digest, from_data
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> str:
    """Publish edition 1, with a foreword, of London's figures; then count others. Return its digest."""
    load_packaged_populations()
    store(FIELDS | {"CAT1L1": 6900}, year=ReportingYear("2022-23"))
    store()
    with co_ordinator() as viewer:
        approve_chapter(by=viewer, area=LONDON, chapter_id=write(viewer), approved_for="A. Head")
        found = approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
    store(FIELDS | {"CAT1L1": 1, "SOPOGRANT": 2})
    return found


def keep(document: Report, said: str, *, number: int) -> None:
    """Keep a document as an edition under a digest."""
    ReportEdition.objects.create(
        area_id=LONDON,
        year=YEAR.name,
        number=number,
        digest=said,
        document=as_data(document),
        fields=FIELDS,
        rules={},
        population_year="mid-2023",
        population=7_898_816,
        counted_at=COUNTED_AT,
        fictitious=True,
        published_by=uuid4(),
    )


def test_document_comes_back_from_its_data() -> None:
    made = report(source(with_last=True))
    again = from_data(json.loads(json.dumps(as_data(made))))
    assert again == made
    assert digest(cast("Report", again)) == digest(made)


def test_edition_is_read_as_it_was_and_says_which_it_is(published: str) -> None:
    with co_ordinator() as viewer:
        found = edition(viewer=viewer, area=LONDON, year=YEAR, number=1)
        now = editions.preview(viewer=viewer, **REPORT)
    assert now.digest != published
    assert found.digest == published
    facts = dict(found.document.facts)
    assert facts["Edition"] == "1"
    assert facts["Digest of the document (SHA-256)"] == published
    assert found.document.tables().__next__().rows[0].cells[0].value == 7082
    assert [each.title for each in found.document.own_chapters()] == ["Foreword"]


def test_edition_is_read_by_those_who_read_the_figures_only(published: str) -> None:
    with asked_by(user(Membership.POLICE_OFFENDER_MANAGER)) as viewer, pytest.raises(MayNot):
        edition(viewer=viewer, area=LONDON, year=YEAR, number=1)
    with asked_by(user(Membership.BOARD_MEMBER, area=7)) as viewer:
        with pytest.raises(MayNot):
            edition(viewer=viewer, area=LONDON, year=YEAR, number=1)
        assert not ReportEdition.objects.exists()


def test_files_of_an_edition_hold_what_was_published(published: str, tmp_path: Path) -> None:
    formats = ["html", "pdf", "ods", "csv", "json"]
    paths = write_edition(LONDON, YEAR, 1, formats=formats, out=tmp_path)
    assert {path.name for path in paths if path.parent == tmp_path} == {
        "report.html", "report.pdf", "report.ods", "report.json",
    }  # fmt: skip
    page = (tmp_path / "report.html").read_text("utf-8")
    for said in ("7,082", "6,900", "We thank all.", "A. Chair, Metropolitan Police", published):
        assert said in page
    assert published in (tmp_path / "csv" / "rate_per_100_000.csv-metadata.json").read_text("utf-8")
    assert "We thank all." in (tmp_path / "csv" / "chapters.csv").read_text("utf-8")
    with pikepdf.open(tmp_path / "report.pdf") as made:
        assert made.Root.MarkInfo.Marked
    said = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (said["source"]["edition"], said["source"]["document_sha256"]) == (1, published)
    assert said["restrictive_orders_cat1"]["SHPO"] == FIELDS["SOPOGRANT"]
    assert said["cat1_per_100000_population_printed"] == 90
    assert all(each["ok"] for each in said["arithmetic_checks"])
    assert said["chapters"][0]["text"] == ["We thank all."]


def test_what_an_edition_hid_stays_hidden(tmp_path: Path) -> None:
    load_packaged_populations()
    hidden = report(source())
    data = json.loads(json.dumps(as_data(hidden)))
    cells = next(
        each
        for chapter in data["chapters"]
        for each in chapter["blocks"]
        if each.get("key") == "table1_eligible_on_31_march"
    )["rows"][2]["cells"]
    cells[0] = {"kind": "cell", "printed": "[c]", "value": None}
    frozen = cast("Report", from_data(data))
    keep(frozen, digest(frozen), number=1)
    (path,) = write_edition(LONDON, YEAR, 1, formats=["json"], out=tmp_path)
    said = json.loads(path.read_text("utf-8"))
    assert said["table1_eligible_on_31_march"]["rows"]["level_3"][:2] == [None, 20]
    assert not any(each["check"].startswith("table1") for each in said["arithmetic_checks"])


def test_edition_that_there_is_not_is_refused_in_words(published: str, tmp_path: Path) -> None:
    with pytest.raises(NoSuchEdition, match=r"no edition 2 of the report of 2023/24\. Published: 1\."):
        write_edition(LONDON, YEAR, 2, formats=["json"], out=tmp_path)
    with pytest.raises(NoSuchEdition, match=r"Published: none\."):
        write_edition(20, YEAR, 1, formats=["json"], out=tmp_path)
    with pytest.raises(ValueError, match="html, pdf, ods, csv, json"):
        write_edition(LONDON, YEAR, 1, formats=["docx"], out=tmp_path)
    assert not list(tmp_path.iterdir())


def test_edition_whose_document_was_tampered_with_is_not_shown(published: str, tmp_path: Path) -> None:
    keep(replace(report(source()), title="Another"), "0" * 64, number=2)
    with pytest.raises(EditionDamaged, match="does not agree with its digest"):
        write_edition(LONDON, YEAR, 2, formats=["json"], out=tmp_path)


def test_statistics_role_reads_chapters_and_editions_and_writes_none(published: str) -> None:
    with acting_as(Role.STATISTICS) as acting, acting.cursor() as cursor:
        for table in ("reportchapter", "chapterapproval", "reportedition"):
            cursor.execute(
                "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT, UPDATE, DELETE')",
                [f"annual_report_{table}"] * 2,
            )
            assert cursor.fetchone() == (True, False)
        cursor.execute("SELECT count(*) FROM annual_report_reportedition")
        assert cursor.fetchone() == (1,)
