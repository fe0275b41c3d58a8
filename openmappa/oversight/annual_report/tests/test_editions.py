"""Approval by the three agencies, the edition that is frozen, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.models import Event
from openmappa.oversight.annual_report.domain.chapters import Kind, OwnChapter
from openmappa.oversight.annual_report.domain.editions import APPROVERS, Reason
from openmappa.oversight.annual_report.models import ReportApproval, ReportChapter, ReportEdition
from openmappa.oversight.annual_report.services import editions
from openmappa.oversight.annual_report.services.chapters import (
    MayNotWrite,
    UnableToWriteChapter,
    approve_chapter,
    write_chapter,
)
from openmappa.oversight.annual_report.services.editions import (
    MayNot,
    NoSuchEdition,
    UnableToApprove,
    UnableToPublish,
    approve_report,
    publish_edition,
    revisions_since,
)
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR
from openmappa.oversight.document.domain.blocks import digest
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import TODAY, person, seen_by, user

pytestmark = pytest.mark.django_db

REPORT = {"area": LONDON, "year": YEAR, "population": "mid-2023"}


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


@contextmanager
def asked_by(asking: User) -> Iterator[Viewer]:
    viewer = viewer_of(asking, as_at=TODAY)
    with seen_by(viewer):
        yield viewer


@contextmanager
def co_ordinator() -> Iterator[Viewer]:
    known = User.objects.filter(memberships__role=Membership.CO_ORDINATOR.value).first()
    with asked_by(known or user(Membership.CO_ORDINATOR)) as viewer:
        yield viewer


def approve_by_all(viewer: Viewer) -> str:
    read = editions.preview(viewer=viewer, **REPORT).digest
    for kind in APPROVERS:
        approve_report(by=viewer, agency_kind=kind, expected=read, on_behalf_of=f"Head of {kind}", **REPORT)
    return read


def test_edition_is_the_document_that_all_three_approved() -> None:
    with co_ordinator() as viewer:
        read = approve_by_all(viewer)
        made = publish_edition(by=viewer, **REPORT)
        ready = editions.preview(viewer=viewer, **REPORT)
    assert (made.number, made.digest, made.fields) == (1, read, FIELDS)
    assert digest(ready.document) == made.digest
    assert made.population == 7_898_816
    assert made.rules["eligible_on_31_march"]["version"] == 1
    assert made.loads == [1]
    assert Event.objects.filter(what="annual report approved").count() == 3
    assert Event.objects.get(what="annual report published").operation == "disclosure"


@pytest.mark.parametrize("absent", APPROVERS)
def test_without_any_one_of_the_three_nothing_is_published(absent: str) -> None:
    with co_ordinator() as viewer:
        read = editions.preview(viewer=viewer, **REPORT).digest
        for kind in set(APPROVERS) - {absent}:
            approve_report(by=viewer, agency_kind=kind, expected=read, on_behalf_of="A. Head", **REPORT)
        with pytest.raises(UnableToPublish, match=absent):
            publish_edition(by=viewer, **REPORT)
        assert not ReportEdition.objects.exists()


def test_recount_with_another_figure_needs_approval_anew() -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
    store(FIELDS | {"SOPOGRANT": 488})
    with co_ordinator() as viewer, pytest.raises(UnableToPublish, match="police, probation, prison"):
        publish_edition(by=viewer, **REPORT)


def test_document_that_was_not_read_cannot_be_approved() -> None:
    with co_ordinator() as viewer, pytest.raises(UnableToApprove, match="has changed"):
        approve_report(by=viewer, agency_kind="police", expected="0" * 64, on_behalf_of="A. Head", **REPORT)


def test_same_document_is_published_once_and_approved_once() -> None:
    with co_ordinator() as viewer:
        read = approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
        with pytest.raises(UnableToPublish, match="edition 1"):
            publish_edition(by=viewer, **REPORT)
        with pytest.raises(UnableToApprove, match="already"):
            approve_report(by=viewer, agency_kind="police", expected=read, on_behalf_of="A. Head", **REPORT)


def test_co_ordinator_must_name_who_approved_for_another_agency() -> None:
    with co_ordinator() as viewer:
        read = editions.preview(viewer=viewer, **REPORT).digest
        with pytest.raises(UnableToApprove, match="Enter who approved"):
            approve_report(by=viewer, agency_kind="police", expected=read, on_behalf_of=" ", **REPORT)
        with pytest.raises(UnableToApprove, match="Probation Service"):
            approve_report(by=viewer, agency_kind="health", expected=read, on_behalf_of="A", **REPORT)


def test_board_member_approves_for_the_own_agency_only_and_publishes_nothing() -> None:
    member = user(Membership.BOARD_MEMBER)
    member.memberships.update(agency=Agency.objects.get(code="police-metropolitan"))
    with asked_by(member) as viewer:
        read = editions.preview(viewer=viewer, **REPORT).digest
        approve_report(by=viewer, agency_kind="police", expected=read, **REPORT)
        assert ReportApproval.objects.get().approved_for == viewer.name
        with pytest.raises(MayNot):
            approve_report(by=viewer, agency_kind="prison", expected=read, on_behalf_of="A. Head", **REPORT)
        with pytest.raises(MayNot):
            publish_edition(by=viewer, **REPORT)


@pytest.mark.parametrize(
    "role", [Membership.LAY_ADVISER, Membership.NATIONAL_STATISTICIAN, Membership.POLICE_OFFENDER_MANAGER]
)
def test_nobody_else_approves(role: Membership) -> None:
    area = None if role is Membership.NATIONAL_STATISTICIAN else LONDON
    with asked_by(user(role, area=area)) as viewer, pytest.raises(MayNot):
        approve_report(by=viewer, agency_kind="police", expected="0" * 64, **REPORT)


@pytest.mark.parametrize("table", ["reportedition", "reportapproval", "reportchapter", "chapterapproval"])
@pytest.mark.parametrize("change", ["UPDATE {} SET area_id = 1", "DELETE FROM {}"])
def test_published_rows_cannot_be_changed_even_by_the_owner(table: str, change: str) -> None:
    with co_ordinator() as viewer:
        written = write(viewer)
        approve_chapter(by=viewer, area=LONDON, chapter_id=written, approved_for="A. Head")
        approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
    with (
        pytest.raises((InternalError, ProgrammingError), match="annot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(f"annual_report_{table}"))


def test_without_changes_there_is_no_revision() -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
        assert revisions_since(viewer=viewer, area=LONDON, year=YEAR, number=1) == ()
        with pytest.raises(NoSuchEdition):
            revisions_since(viewer=viewer, area=LONDON, year=YEAR, number=2)


def test_late_record_is_named_as_the_reason_for_each_changed_figure() -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
    person(category=3, level=3)
    store(FIELDS | {"CAT3L3": 10})
    with co_ordinator() as viewer:
        found = revisions_since(viewer=viewer, area=LONDON, year=YEAR, number=1)
    assert [(each.words, each.was, each.now, each.reasons) for each in found] == [
        ("Category 3, Level 3", 9, 10, (Reason.LATE_RECORD,)),
        ("All categories, Level 3", 32, 33, (Reason.LATE_RECORD,)),
        ("Category 3, all levels", 56, 57, (Reason.LATE_RECORD,)),
        ("All categories, all levels", 11108, 11109, (Reason.LATE_RECORD,)),
    ]


def test_new_version_of_a_rule_is_named() -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
    store(FIELDS | {"NOGRANT": 21}, rule_version=2)
    with co_ordinator() as viewer:
        (found,) = revisions_since(viewer=viewer, area=LONDON, year=YEAR, number=1)
    assert (found.was, found.now, found.reasons) == (20, 21, (Reason.RULE,))


def write(viewer: Viewer, *, markdown: str = "We thank all.", expected: int = 0) -> int:
    agency = Agency.objects.get(code="police-metropolitan")
    chapter = OwnChapter(Kind.FOREWORD, "", markdown, "A. Chair", "")
    version = write_chapter(
        by=viewer, area=LONDON, year=YEAR, chapter=chapter, agency_id=agency.pk, expected_version=expected
    )
    return ReportChapter.objects.get(version=version).pk


def test_chapter_is_printed_once_its_agency_approved_it_and_the_older_one_until_then() -> None:
    with co_ordinator() as viewer:
        assert b_words(viewer) == []
        first = write(viewer)
        assert b_words(viewer) == []
        approve_chapter(by=viewer, area=LONDON, chapter_id=first, approved_for="A. Head")
        assert b_words(viewer) == ["We thank all."]
        second = write(viewer, markdown="We thank you.", expected=1)
        assert b_words(viewer) == ["We thank all."]
        approve_chapter(by=viewer, area=LONDON, chapter_id=second, approved_for="A. Head")
        assert b_words(viewer) == ["We thank you."]


def b_words(viewer: Viewer) -> list[str]:
    return [each.markdown for each in editions.preview(viewer=viewer, **REPORT).source.chapters]


def test_stale_chapter_is_refused() -> None:
    with co_ordinator() as viewer:
        write(viewer)
        with pytest.raises(UnableToWriteChapter, match="Somebody else"):
            write(viewer, markdown="Mine.")


def test_board_member_writes_no_chapter() -> None:
    with asked_by(user(Membership.BOARD_MEMBER)) as viewer, pytest.raises(MayNotWrite):
        write(viewer)
