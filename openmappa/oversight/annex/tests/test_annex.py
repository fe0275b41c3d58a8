"""The data-quality annex: what it says, whom it names (nobody), and that it cannot be published."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.oversight.annex.services import FOLDER, annex, write_annex
from openmappa.oversight.annual_report.models import ReportEdition
from openmappa.oversight.annual_report.services import FORMATS, report, source_of, write_report
from openmappa.oversight.annual_report.services import editions as editions_service
from openmappa.oversight.annual_report.services.editions import (
    UnableToPublish,
    approve_report,
    preview,
    publish_edition,
)
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import LONDON, YEAR
from openmappa.oversight.annual_report.tests.test_editions import REPORT, approve_by_all, co_ordinator
from openmappa.oversight.data_quality.domain.catalogue import findings
from openmappa.oversight.data_quality.services import NotChecked, check, stored_findings
from openmappa.oversight.document.domain.blocks import as_data
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import person, user

pytestmark = pytest.mark.django_db
PAGE = "/reports/21/2023-24/"
HEADED = "Not for publication: for the area's own eyes"


@pytest.fixture(autouse=True)
def checked() -> None:
    """Store London's figures, and a check of two people without a level, one of them of Category 4."""
    load_packaged_populations()
    store()
    person(name="Secretname", level=None)
    person(name="Secretname", category=4, level=None)
    check([LONDON], day=YEAR.last_date)


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_annex_is_written_apart_from_the_report(tmp_path: Path) -> None:
    formats = list(FORMATS)
    write_report(LONDON, YEAR, formats=formats, out=tmp_path / "without")
    write_report(LONDON, YEAR, formats=formats, out=tmp_path / "with")
    write_annex(LONDON, YEAR, formats=formats, out=tmp_path / "with")
    without, with_it = files(tmp_path / "without"), files(tmp_path / "with")
    added = {name: content for name, content in with_it.items() if name not in without}
    assert {name.split("/")[0] for name in added} == {FOLDER}
    assert {Path(name).suffix for name in added} == {".html", ".pdf", ".ods", ".csv", ".json"}
    assert without["report.json"] == with_it["report.json"]
    assert without["report.html"] == with_it["report.html"]
    assert b"Not for publication" not in without["report.html"]


def test_annex_says_count_meaning_owner_and_how_to_mend_and_names_nobody(tmp_path: Path) -> None:
    write_annex(LONDON, YEAR, formats=["html", "json", "csv"], out=tmp_path)
    page = (tmp_path / FOLDER / "data-quality-annex.html").read_text("utf-8")
    said = json.loads((tmp_path / FOLDER / "data-quality-annex.json").read_text("utf-8"))
    rows = {row["title"]: row["cells"] for row in said["chapters"][0]["blocks"][1]["rows"]}
    assert rows["No level"][0]["value"] == 1
    assert set(rows) == {each.title for each in findings()}
    for each in findings():
        for words in (each.why, each.mend, each.owner):
            assert words[:60] in page.replace("&#39;", "'")
    assert said["warning"].startswith(HEADED)
    assert page.count("Not for publication") == 1
    assert not [name for name, content in files(tmp_path).items() if b"secretname" in content.lower()]
    described = (tmp_path / FOLDER / "csv" / "data_quality_findings.csv-metadata.json").read_text("utf-8")
    assert "Not for publication" in described


def test_without_a_check_nothing_is_written(tmp_path: Path) -> None:
    store(area=7)
    with pytest.raises(NotChecked):
        write_annex(7, YEAR, formats=["json"], out=tmp_path)
    assert not files(tmp_path)


def test_no_report_holds_the_annex() -> None:
    document = report(source_of(LONDON, YEAR))
    text = json.dumps(as_data(document))
    assert document.for_publication
    assert not [each.title for each in findings() if each.why[:40] in text]


def test_annex_cannot_become_an_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the annex were taken for the report, it would neither be approved nor published."""
    made = annex(stored_findings(LONDON), fictitious=True)
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        ready = preview(viewer=viewer, **REPORT)
        monkeypatch.setattr(editions_service, "preview", lambda **_: replace(ready, document=made))
        with pytest.raises(UnableToPublish, match="not for publication"):
            publish_edition(by=viewer, **REPORT)
        with pytest.raises(editions_service.UnableToApprove, match="not for publication"):
            approve_report(by=viewer, agency_kind="police", expected=ready.digest, on_behalf_of="A", **REPORT)
    assert not ReportEdition.objects.exists()


def test_the_database_refuses_the_annex_as_an_edition() -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        made = publish_edition(by=viewer, **REPORT)
    document: Any = as_data(annex(stored_findings(LONDON), fictitious=True))
    kept = {each.attname: getattr(made, each.attname) for each in ReportEdition._meta.concrete_fields}
    kept |= {"id": None, "number": 2, "document": document}
    with pytest.raises(IntegrityError, match="annual_report_edition_for_publication"), transaction.atomic():
        ReportEdition.objects.create(**kept)


@pytest.mark.parametrize(
    ("role", "sees"), [(Membership.BOARD_MEMBER, True), (Membership.LAY_ADVISER, False)], ids=str
)
def test_page_leads_those_who_approve_to_the_findings(
    client: Client, role: Membership, *, sees: bool
) -> None:
    client.force_login(user(role))
    page = client.get(PAGE).content.decode()
    assert ("asks about 2 matters." in page) is sees
    assert ('href="/data-quality/21/"' in page) is sees
