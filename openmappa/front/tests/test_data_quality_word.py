"""What `openmappa data-quality` prints."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from openmappa.front.command_line.main import openmappa
from openmappa.front.command_line.quality import check_area, json_lines, lines
from openmappa.oversight.data_quality.domain.catalogue import NOT_ASKED, findings
from openmappa.oversight.data_quality.models import StoredCheck


@pytest.mark.django_db
def test_every_finding_is_printed_with_its_count_and_the_check_is_stored(caseload) -> None:
    counts = check_area(21, "2023-24")
    printed = lines(counts)
    assert printed[1] == "       1  No level (the person's lead agency)"
    assert len(printed) == len(list(findings())) + 2
    assert printed[-1] == NOT_ASKED
    assert StoredCheck.objects.get().day.isoformat() == "2024-03-31"


@pytest.mark.django_db
def test_json_tells_how_to_mend_each(caseload) -> None:
    found = {each["finding"]: each for each in json.loads(json_lines(check_area(21, "2023-24"))[0])}
    assert found["no_level"]["people"] == 1
    assert all(each["mend"] and each["source"] and each["owner"] for each in found.values())


def test_word_is_known_and_says_what_it_does() -> None:
    said = CliRunner().invoke(openmappa, ["data-quality", "--help"]).output
    assert "what may be wrong in an area's records" in said
