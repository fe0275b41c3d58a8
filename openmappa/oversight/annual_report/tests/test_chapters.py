"""Whose chapters there can be, who approves them, and which versions files hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.accounts.models import Membership as MembershipRow
from openmappa.foundation.agencies.models import Agency
from openmappa.oversight.annual_report import queries
from openmappa.oversight.annual_report.domain.chapters import Kind, OwnChapter
from openmappa.oversight.annual_report.models import ChapterApproval, ReportChapter
from openmappa.oversight.annual_report.services import write_report
from openmappa.oversight.annual_report.services.chapters import (
    ChapterHasChanged,
    MayNotWrite,
    UnableToWriteChapter,
    approve_chapter,
    chapters_to_print,
    write_chapter,
)
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import LONDON, YEAR
from openmappa.oversight.annual_report.tests.test_editions import asked_by, co_ordinator
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import START, user

pytestmark = pytest.mark.django_db
CHAPTER = OwnChapter(Kind.FOREWORD, "", "We thank all.", "A. Chair", "")


def write(
    viewer: Viewer,
    chapter: OwnChapter = CHAPTER,
    *,
    agency: str = "police-metropolitan",
    number: int = 1,
    expected: int = 0,
) -> int:
    """Write a version of a chapter of London's; return its key."""
    version = write_chapter(
        by=viewer,
        area=LONDON,
        year=YEAR,
        chapter=chapter,
        agency_id=Agency.objects.get(code=agency).pk,
        number=number,
        expected_version=expected,
    )
    return ReportChapter.objects.get(kind=chapter.kind.value, number=number, version=version).pk


def approve(viewer: Viewer, chapter_id: int) -> None:
    approve_chapter(by=viewer, area=LONDON, chapter_id=chapter_id, approved_for="A. Head")


def printed() -> list[str]:
    return [each.markdown for each in chapters_to_print(LONDON, YEAR)]


@pytest.mark.parametrize("agency", ["police-metropolitan", "housing-london", "prison-service"])
def test_chapter_is_of_an_agency_of_the_area_or_of_a_national_one(agency: str) -> None:
    with co_ordinator() as viewer:
        write(viewer, agency=agency)
        assert ReportChapter.objects.get().agency.code == agency


def test_chapter_of_another_areas_agency_is_refused_in_words() -> None:
    with co_ordinator() as viewer:
        with pytest.raises(
            UnableToWriteChapter, match="Select an agency of this area, or one that works in all"
        ):
            write(viewer, agency="police-kent")
        with pytest.raises(UnableToWriteChapter, match="Select an agency of this area") as refused:
            write_chapter(by=viewer, area=LONDON, year=YEAR, chapter=CHAPTER, agency_id=0)
        assert refused.value.field == "agency"
        assert not ReportChapter.objects.exists()
        offered = {name for _, name in queries.agencies_of(viewer=viewer, area=LONDON)}
    assert {"HM Prison Service", "Metropolitan Police Service"} <= offered
    assert "Kent Police" not in offered


@pytest.mark.parametrize(
    ("kind", "number"),
    [(Kind.FOREWORD, 2), (Kind.TRAINING, 0), (Kind.PARTNER, 0), (Kind.PARTNER, 100), (Kind.STATISTICS, 1)],
)
def test_chapter_that_there_cannot_be_is_refused(kind: Kind, number: int) -> None:
    with co_ordinator() as viewer, pytest.raises(UnableToWriteChapter, match="There is one of each chapter"):
        write(viewer, replace(CHAPTER, kind=kind), number=number)


def test_last_partner_that_there_can_be() -> None:
    with co_ordinator() as viewer:
        write(viewer, replace(CHAPTER, kind=Kind.PARTNER), number=99)
        assert ReportChapter.objects.get(kind=Kind.PARTNER.value).number == 99


def test_new_chapter_needs_text_and_a_later_version_without_it_takes_the_chapter_out() -> None:
    empty = replace(CHAPTER, markdown=" \n")
    with co_ordinator() as viewer:
        with pytest.raises(UnableToWriteChapter, match="Enter the text"):
            write(viewer, empty)
        approve(viewer, write(viewer))
        out = write(viewer, empty, expected=1)
    assert printed() == ["We thank all."]
    with co_ordinator() as viewer:
        approve(viewer, out)
    assert printed() == []


def test_both_who_begin_from_the_same_version_are_not_saved() -> None:
    with co_ordinator() as viewer:
        write(viewer)
        write(viewer, replace(CHAPTER, markdown="Of another."), expected=1)
        for expected in (0, 1, 3):
            with pytest.raises(ChapterHasChanged):
                write(viewer, replace(CHAPTER, markdown="Mine."), expected=expected)
        assert ReportChapter.objects.count() == 2


def test_files_hold_the_newest_approved_version_of_the_area_and_year_only() -> None:
    with co_ordinator() as viewer:
        first = write(viewer)
        assert printed() == []
        second = write(viewer, replace(CHAPTER, markdown="Second."), expected=1)
        approve(viewer, first)
        assert printed() == ["We thank all."]
        approve(viewer, second)
        write(viewer, replace(CHAPTER, markdown="Third."), expected=2)
    assert printed() == ["Second."]
    assert chapters_to_print(20, YEAR) == ()
    assert chapters_to_print(LONDON, ReportingYear("2022-23")) == ()


def test_report_is_written_with_approved_chapters(tmp_path: Path) -> None:
    load_packaged_populations()
    store()
    partner = replace(CHAPTER, kind=Kind.PARTNER, title="Housing", markdown="Homes.")
    with co_ordinator() as viewer:
        for chapter in (
            CHAPTER,
            partner,
            replace(CHAPTER, kind=Kind.TRAINING),
            replace(CHAPTER, kind=Kind.CONTACTS),
        ):
            approve(viewer, write(viewer, chapter))
        write(viewer, replace(partner, markdown="A draft."), number=2)
    write_report(LONDON, YEAR, formats=["html", "pdf", "ods", "csv", "json"], out=tmp_path)
    said = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [each["title"] for each in said["chapters"]] == ["Foreword", "Housing", "Training", "Contacts"]
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "Homes." in page
    assert "A draft." not in page
    assert "Homes." in (tmp_path / "csv" / "chapters.csv").read_text("utf-8")


def test_member_of_the_agency_in_another_role_does_not_approve_for_it() -> None:
    with co_ordinator() as viewer:
        written = write(viewer)
    member = user(Membership.BOARD_MEMBER)
    MembershipRow.objects.create(
        user=member,
        agency=Agency.objects.get(code="police-metropolitan"),
        area_id=LONDON,
        role=Membership.ANALYST.value,
        start_date=START,
    )
    with asked_by(member) as viewer:
        with pytest.raises(MayNotWrite):
            approve(viewer, written)
        assert not ChapterApproval.objects.exists()


@pytest.mark.parametrize(
    ("role", "area", "seen"),
    [
        (Membership.BOARD_MEMBER, LONDON, 1),
        (Membership.LAY_ADVISER, LONDON, 0),
        (Membership.ANALYST, LONDON, 0),
        (Membership.CO_ORDINATOR, 7, 0),
    ],
)
def test_drafts_are_read_by_those_who_write_or_approve(role: Membership, area: int, seen: int) -> None:
    with co_ordinator() as viewer:
        write(viewer)
    with asked_by(user(role, area=area)) as viewer:
        assert len(queries.chapter_versions(viewer=viewer, area=LONDON, year=YEAR)) == seen
        assert bool(queries.agencies_of(viewer=viewer, area=LONDON)) == bool(seen)
        assert bool(queries.area_name(viewer=viewer, area=LONDON)) == bool(seen)


def test_chapters_are_listed_in_the_order_of_the_report_newest_version_first() -> None:
    with co_ordinator() as viewer:
        for kind, number in ((Kind.CONTACTS, 1), (Kind.PARTNER, 2), (Kind.PARTNER, 1), (Kind.FOREWORD, 1)):
            write(viewer, replace(CHAPTER, kind=kind), number=number)
        approve(viewer, write(viewer, expected=1))
        found = queries.chapter_versions(viewer=viewer, area=LONDON, year=YEAR)
        (one,) = queries.chapter_versions(viewer=viewer, area=LONDON, year=YEAR, kind=Kind.PARTNER, number=2)
    assert [(each.kind, each.number, each.version) for each in found] == [
        (Kind.FOREWORD, 1, 2),
        (Kind.FOREWORD, 1, 1),
        (Kind.PARTNER, 1, 1),
        (Kind.PARTNER, 2, 1),
        (Kind.CONTACTS, 1, 1),
    ]
    assert [each.approved_for for each in found[:2]] == ["A. Head", None]
    assert one.number == 2
