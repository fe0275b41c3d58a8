"""Hand-written people, each with the figure that is right for them and why: our rule and DuckDB must both agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.second_count.count import each_person
from tests.second_count.extracts import DERBYSHIRE, LONDON, SNAPSHOT, Records
from tests.second_count.loading import counted_by_rule, load

pytestmark = pytest.mark.django_db

Where = tuple[int, int, int | None]
USUAL: Where = (LONDON, 1, 1)

Add = Callable[[Records, str], None]


def given(**differs: object) -> Add:
    """Return the adding of a person who differs from the usual in these rows."""
    return lambda records, key: records.person(key, **differs)  # type: ignore[arg-type]


def released(day: str, by: str = "released", kind: str = "sentenced") -> Add:
    """Return the adding of a person whose spell ended on the day."""
    return given(spells=[{"kind": kind, "until_date": day, "ended_by": by}])


def inside(kind: str) -> Add:
    """Return the adding of a person who is inside and stays there."""
    return given(spells=[{"kind": kind}])


def moved(day: str, *, first: int, then: int) -> Add:
    """Return the adding of a person transferred on the day."""
    return given(
        responsibilities=[{"area": str(first), "until_date": day}, {"area": str(then), "start_date": day}]
    )


def changed_level(day: str) -> Add:
    """Return the adding of a person who went from Level 1 to Level 2 on the day."""
    return given(levels=[{"until_date": day}, {"level": "2", "start_date": day}])


def ended(day: str) -> Add:
    """Return the adding of a person whose last day of eligibility, at a level until then, is the day."""
    after = {"2024-03-30": "2024-03-31", "2024-03-31": "2024-04-01"}[day]
    return given(standings=[{"last_date": day}], levels=[{"until_date": after}])


ERROR = {"recorded_in_error": "true"}
TO_LEAVE = [{"kind": "temporary_release", "start_date": "2024-03-29", "until_date": "2024-04-02"}]
ON_SECTION_17 = [{"kind": "section_17_leave", "start_date": "2024-03-29", "until_date": "2024-04-02"}]

CASES: dict[str, tuple[Add, Where | None]] = {
    # Eligible, responsible, at a level, never inside.
    "usual": (given(), USUAL),
    # The four categories. Category 3 cannot be at Level 1. Category 4 is counted, for the return.
    "category 2 level 3": (given(standings=[{"category": "2"}], levels=[{"level": "3"}]), (LONDON, 2, 3)),
    "category 3 level 2": (given(standings=[{"category": "3"}], levels=[{"level": "2"}]), (LONDON, 3, 2)),
    "category 4 level 1": (
        given(standings=[{"category": "4"}], person={"restricted": "true"}),
        (LONDON, 4, 1),
    ),
    # The last day of a standing is one on which it holds, so 31 March counts and 30 March does not.
    "last day 30 march": (ended("2024-03-30"), None),
    "last day 31 march": (ended("2024-03-31"), USUAL),
    # The first day counts; the day before it does not.
    "eligible from 31 march": (
        given(standings=[{"start_date": "2024-03-31"}], levels=[{"start_date": "2024-03-31"}]),
        USUAL,
    ),
    "eligible from 1 april": (
        given(standings=[{"start_date": "2024-04-01"}], levels=[{"start_date": "2024-04-01"}]),
        None,
    ),
    # A category that changes overnight: the first ends on its last day, the second starts the day after.
    "category 2 from 1 april": (
        given(
            standings=[{"last_date": "2024-03-31"}, {"category": "2", "start_date": "2024-04-01"}],
            levels=[{"until_date": "2024-04-01"}],
        ),
        USUAL,
    ),
    # In prison, on remand, recalled, in immigration detention, in hospital: not in the community.
    "sentenced": (inside("sentenced"), None),
    "remand": (inside("remand"), None),
    "recalled": (inside("recalled"), None),
    "immigration detention": (inside("immigration_detention"), None),
    "hospital": (inside("hospital"), None),
    # The day of release is the first day out.
    "released 31 march": (released("2024-03-31"), USUAL),
    "released 1 april": (released("2024-04-01"), None),
    # The first day inside is inside.
    "sentenced 31 march": (given(spells=[{"start_date": "2024-03-31"}]), None),
    "sentenced 1 april": (given(spells=[{"start_date": "2024-04-01"}]), USUAL),
    # Two spells: out between them, inside again.
    "recalled after release": (
        given(
            spells=[
                {"until_date": "2022-01-04", "ended_by": "released"},
                {"kind": "recalled", "start_date": "2024-03-01"},
            ]
        ),
        None,
    ),
    # These ends of a spell leave the person in the community.
    "home detention curfew": (released("2024-03-01", "home_detention_curfew"), USUAL),
    "approved premises": (released("2024-03-01", "approved_premises"), USUAL),
    "community treatment order": (
        released("2024-03-01", "community_treatment_order", "hospital"),
        USUAL,
    ),
    "conditional discharge": (
        released("2024-03-01", "conditional_discharge_from_hospital", "hospital"),
        USUAL,
    ),
    "unlawfully at large": (released("2024-03-01", "unlawfully_at_large"), USUAL),
    # Leave does not end the spell: still inside.
    "temporary release": (given(spells=[{}], leaves=TO_LEAVE), None),
    "section 17 leave": (given(spells=[{"kind": "hospital"}], leaves=ON_SECTION_17), None),
    # Abroad is not in the community of the area; the day of return is the first day back.
    "living abroad": (given(abroad=[{}]), None),
    "deported": (
        given(
            spells=[{"until_date": "2023-06-01", "ended_by": "deported"}],
            abroad=[{"kind": "deported"}],
        ),
        None,
    ),
    "back 31 march": (given(abroad=[{"until_date": "2024-03-31"}]), USUAL),
    "back 1 april": (given(abroad=[{"until_date": "2024-04-01"}]), None),
    "abroad from 31 march": (given(abroad=[{"start_date": "2024-03-31"}]), None),
    "abroad from 1 april": (given(abroad=[{"start_date": "2024-04-01"}]), USUAL),
    # The day of a transfer is the first day of the new area.
    "transferred out 31 march": (
        moved("2024-03-31", first=LONDON, then=DERBYSHIRE),
        (DERBYSHIRE, 1, 1),
    ),
    "transferred out 1 april": (moved("2024-04-01", first=LONDON, then=DERBYSHIRE), USUAL),
    "transferred in 31 march": (moved("2024-03-31", first=DERBYSHIRE, then=LONDON), USUAL),
    "transferred in 1 april": (moved("2024-04-01", first=DERBYSHIRE, then=LONDON), (DERBYSHIRE, 1, 1)),
    # A responsibility that ended on 31 March with nobody after it: no area answers on that day.
    "nobody answers from 31 march": (given(responsibilities=[{"until_date": "2024-03-31"}]), None),
    "nobody answers from 1 april": (given(responsibilities=[{"until_date": "2024-04-01"}]), USUAL),
    "answered for from 1 april": (given(responsibilities=[{"start_date": "2024-04-01"}]), None),
    # The day of a change of level is the first at the new.
    "level 2 from 31 march": (changed_level("2024-03-31"), (LONDON, 1, 2)),
    "level 2 from 1 april": (changed_level("2024-04-01"), USUAL),
    # No level that day: a fault of the data, found but in no cell.
    "no level": (given(levels=[]), (LONDON, 1, None)),
    "level ended 31 march": (given(levels=[{"until_date": "2024-03-31"}]), (LONDON, 1, None)),
    "level ended 1 april": (given(levels=[{"until_date": "2024-04-01"}]), USUAL),
    "level in error": (given(levels=[ERROR]), (LONDON, 1, None)),
    # What was recorded in error does not count, and does not keep anybody out.
    "person in error": (given(person=ERROR), None),
    "standing in error": (given(standings=[ERROR], levels=[ERROR]), None),
    "responsibility in error": (
        given(responsibilities=[{"until_date": "2021-01-04"}, {"start_date": "2021-01-04"} | ERROR]),
        None,
    ),
    "spell in error": (given(spells=[ERROR]), USUAL),
    "absence in error": (given(abroad=[ERROR]), USUAL),
    "level in error beside a sound one": (given(levels=[{"level": "3"} | ERROR, {}]), USUAL),
    # Not MAPPA-eligible.
    "potentially dangerous": (given(standings=[{"kind": "potentially_dangerous"}], levels=[]), None),
    "considered": (given(standings=[{"kind": "considered_not_eligible"}], levels=[]), None),
    # Restricted people are counted like anybody else.
    "restricted": (given(person={"restricted": "true"}), USUAL),
}


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """Return one extract of London with every case in it."""
    records = Records()
    for key, (add, _) in CASES.items():
        add(records, key)
    return records.write(tmp_path / "21-london")


def test_every_case_counts_where_it_should(extract: Path) -> None:
    expected = {key: [where] for key, (_, where) in CASES.items() if where}

    load(extract)

    assert each_person([extract], day=SNAPSHOT) == expected
    assert counted_by_rule([LONDON, DERBYSHIRE]) == expected


def test_only_the_areas_asked_for_are_counted(extract: Path) -> None:
    load(extract)

    places = [where for found in counted_by_rule([DERBYSHIRE]).values() for where in found]

    assert sorted(places) == [(DERBYSHIRE, 1, 1), (DERBYSHIRE, 1, 1)]
