"""The whole caseload, loaded: those whom the data-quality list finds are those planted, all and only."""

from datetime import date
from pathlib import Path

import pytest

from openmappa.casework.legal_position.models import Computed
from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.services.load import load
from openmappa.exchange.simulation.domain.events.differences import EXPECTED, Difference
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.checking import (
    Differences,
    differences,
    due,
    keep_planted,
    kept_planted,
)

AS_AT = date(2024, 4, 10)


@pytest.mark.slow
@pytest.mark.django_db
def test_found_are_those_planted_all_and_only(london: Summary) -> None:
    load(london.folders[21], as_at=date(2024, 4, 20), accept_partial=False, by="tests", report=Unwatched())
    found = differences(london.differences, as_at=AS_AT)
    assert found == Differences(sum(map(len, london.differences.values())), (), ())
    assert found.are_those_planted
    for kind, keys in london.differences.items():
        expected = EXPECTED[Difference(kind)]
        for row in Computed.objects.filter(subject__source_id__in=keys):
            assert (row.category, bool(row.undecided)) == (expected.worked_out, expected.needs_a_fact), kind
    # Somebody planted who is not there, and somebody there who was not planted, are both told of.
    fewer = dict(london.differences) | {"age_of_victim_missing": ["P-0"]}
    wrong = differences(fewer, as_at=AS_AT)
    assert (wrong.unexpected, wrong.missed) == (
        tuple(sorted(london.differences["age_of_victim_missing"])),
        ("P-0",),
    )
    assert not wrong.are_those_planted
    owed = due(area=21, as_at=AS_AT)
    assert 40 < owed.people_overdue <= owed.overdue < 300
    assert 50 < owed.within_7 < owed.within_28 < 700


def test_what_was_planted_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "differences.json"
    assert kept_planted(place) is None
    keep_planted(place, {"a_kind": ["P-1", "P-2"]})
    assert kept_planted(place) == {"a_kind": ["P-1", "P-2"]}
