"""An edition is published, an area's next extract is loaded, and the revisions note says why figures changed.

Each extract goes through the real loader and each count through the real rules, so the reasons are those that
readers of a note would get.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.accounts.models import User
from openmappa.oversight.annual_report.domain.editions import APPROVERS, Reason, Revision
from openmappa.oversight.annual_report.services import editions
from openmappa.oversight.statistics.domain.choices import CountingChoices
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.services import LoadInfo, count, counting, load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import TODAY, seen_by, user
from tests.second_count.extracts import DATA_AS_AT, DERBYSHIRE, LONDON, Records
from tests.second_count.loading import YEAR, load

pytestmark = pytest.mark.django_db

LATE, CORRECTION = (Reason.LATE_RECORD,), (Reason.CORRECTION,)
REPORT = {"area": LONDON, "year": YEAR, "population": "mid-2023"}
ERROR, MARKED = {"recorded_in_error": "true"}, {"is_correction": "true"}
ORDERED = "Sexual Harm Prevention Order (SHPO)"
BREACHED = "Number"

Change = Callable[[Records], None]


def world() -> Records:
    """Return what the first extract holds, from which the edition is made."""
    records = Records()
    records.person("usual")
    records.person("ordered", orders=[{}])
    records.person("inside", spells=[{}])
    records.person("accused", breaches=[{"outcome": "pending", "outcome_date": ""}])
    there = {"area": str(DERBYSHIRE), "start_date": "2024-04-04"}
    records.person("moved", responsibilities=[{"until_date": "2024-04-04"}, there])
    return records


def changes(table: str, person: str, **differs: str) -> Change:
    """Return the change of the person's last row of the table in these columns."""

    def change(records: Records) -> None:
        *_, last = (
            each for each in records.rows[table] if each.get("person_id", each["source_id"]) == person
        )
        last.update(differs)

    return change


def adds(table: str, person: str, **values: str) -> Change:
    """Return the adding of a row about the person."""
    return lambda records: records.add(table, person_id=person, **values) and None


def both(*changed: Change) -> Change:
    """Return all the changes, in one extract."""

    def change(records: Records) -> None:
        for each in changed:
            each(records)

    return change


ORDER = {"kind": "shpo", "route": "conviction", "made_date": "2023-09-04", "start_date": "2023-09-04"}

# What the next extract tells otherwise, the figure that must have changed, by how much, and why.
CASES: dict[str, tuple[Change, str, int, tuple[Reason, ...]]] = {
    # Told for the first time.
    "an order that came late": (adds("orders", "usual", **ORDER), ORDERED, 1, LATE),
    "a person who came late": (lambda records: records.person("late"), "Category 1, Level 1", 1, LATE),
    # Something new happened, so a row that was open is closed. Nothing that was said is taken back.
    "a spell that ended": (
        changes("custody_spells", "inside", until_date="2024-03-04", ended_by="released"),
        "Category 1, Level 1",
        1,
        LATE,
    ),
    "eligibility that ended": (
        both(
            changes("standings", "usual", last_date="2024-03-03"),
            changes("levels", "usual", until_date="2024-03-04"),
        ),
        "Category 1, Level 1",
        -1,
        LATE,
    ),
    "a level in place of another": (
        both(
            changes("levels", "usual", until_date="2024-03-04"),
            lambda records: (
                records.add(
                    "levels",
                    person_id="usual",
                    standing_id=records.rows["standings"][0]["source_id"],
                    level="2",
                    start_date="2024-03-04",
                )
                and None
            ),
        ),
        "Category 1, Level 1",
        -1,
        LATE,
    ),
    "an outcome that was awaited": (
        changes("notification_breaches", "accused", outcome="convicted", outcome_date="2024-03-04"),
        BREACHED,
        1,
        LATE,
    ),
    # What was said is taken back.
    "an order marked in error": (changes("orders", "ordered", **ERROR), ORDERED, -1, CORRECTION),
    "an order that is of another day, marked": (
        changes("orders", "ordered", made_date="2022-09-04", start_date="2022-09-04", **MARKED),
        ORDERED,
        -1,
        CORRECTION,
    ),
    "an order that is of another day, unmarked": (
        changes("orders", "ordered", made_date="2022-09-04", start_date="2022-09-04"),
        ORDERED,
        -1,
        CORRECTION,
    ),
    "a spell that ended, told as a correction": (
        changes("custody_spells", "inside", until_date="2024-03-04", ended_by="released", **MARKED),
        "Category 1, Level 1",
        1,
        CORRECTION,
    ),
    "another category": (
        both(
            changes("standings", "usual", category="2"),
            changes("grounds", "usual", limb="category_2_conviction"),
        ),
        "Category 2, Level 1",
        1,
        CORRECTION,
    ),
    "a new row that corrects": (adds("orders", "usual", **ORDER, **MARKED), ORDERED, 1, CORRECTION),
    "an order in place of one in error": (
        both(
            changes("orders", "ordered", **ERROR),
            adds("orders", "ordered", **ORDER | {"kind": "notification_order"}),
        ),
        ORDERED,
        -1,
        (Reason.LATE_RECORD, Reason.CORRECTION),
    ),
    # Somebody transferred since counts for the area that answered then, and so do the reasons.
    "an order that came late, of somebody transferred since": (
        adds("orders", "moved", **ORDER),
        ORDERED,
        1,
        LATE,
    ),
    "a person transferred since, in error": (
        changes("people", "moved", **ERROR),
        "Category 1, Level 1",
        -1,
        CORRECTION,
    ),
    "another area that answered since": (
        both(
            changes("responsibilities", "usual", until_date="2023-01-04"),
            adds(
                "responsibilities",
                "usual",
                area=str(DERBYSHIRE),
                lead_agency="probation",
                start_date="2023-01-04",
            ),
        ),
        "Category 1, Level 1",
        -1,
        LATE,
    ),
    "another day on which another area took over": (
        both(
            changes("responsibilities", "moved", start_date="2024-03-04"),
            lambda records: records.rows["responsibilities"][-2].update(until_date="2024-03-04"),
        ),
        "Category 1, Level 1",
        -1,
        CORRECTION,
    ),
}

# What else the next extract tells of tables that the figure's rule reads, beside an order that came late. Each is
# marked as a correction, so that it would be told from the late order if it were taken for a reason.
NO_REASONS: dict[str, Change] = {
    "an order of the next year": adds(
        "orders", "inside", **ORDER | {"made_date": "2024-04-05", "start_date": "2024-04-05"}, **MARKED
    ),
    "an end in the next year": changes("responsibilities", "usual", until_date="2024-04-05", **MARKED),
    "a column that no rule reads": changes("orders", "ordered", court="Another court", **MARKED),
    "another sex": changes("people", "usual", sex="female", **MARKED),
    "a row that comes in error": adds("orders", "inside", **ORDER, **ERROR, **MARKED),
    "another table": changes(
        "custody_spells", "inside", until_date="2024-04-05", ended_by="released", **MARKED
    ),
}


@pytest.fixture(autouse=True)
def populations() -> None:
    """Store the package's populations."""
    load_packaged_populations()


def published(folder: Path, records: Records) -> None:
    """Load the extract, count it, and publish the edition; then let three months pass."""
    load(records.write(folder))
    counted()
    viewer = viewer_of(user(Membership.CO_ORDINATOR), as_at=TODAY)
    with seen_by(viewer):
        read = editions.preview(viewer=viewer, **REPORT).digest
        for kind in APPROVERS:
            editions.approve_report(
                by=viewer, agency_kind=kind, expected=read, on_behalf_of="A. Head", **REPORT
            )
        editions.publish_edition(by=viewer, **REPORT)
    _set_back()


def counted(choices: CountingChoices | None = None) -> None:
    """Count London, under these settings if any."""
    loads = {LONDON: LoadInfo((1,), DATA_AS_AT, fictitious=True)}
    count(YEAR, [LONDON], loads=loads, choices={LONDON: choices} if choices else None)


def _set_back() -> None:
    """Set back when everything was recorded and counted: within a test's transaction the clock stands still."""
    tables = [each._meta.db_table for each in apps.get_models() if issubclass(each, AboutSubject)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        # Only a superuser may change what is recorded without a trace.
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"UPDATE {table} SET recorded_at = recorded_at - interval '4 months'")
        for table in ("statistics_storedrun", "annual_report_reportedition"):
            cursor.execute(f"UPDATE {table} SET counted_at = counted_at - interval '3 months'")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SELECT set_config('role', %s, true)", [before])


def revised() -> dict[str, Revision]:
    """Return the revisions since the edition, by the figure's words."""
    reader = viewer_of(User.objects.get(), as_at=TODAY)
    with seen_by(reader):
        found = editions.revisions_since(viewer=reader, area=LONDON, year=YEAR, number=1)
    return {each.words: each for each in found}


@pytest.mark.parametrize("case", CASES)
def test_reason_is_that_of_what_the_next_extract_tells(case: str, tmp_path: Path) -> None:
    change, figure, by, reasons = CASES[case]
    records = world()
    published(tmp_path / "first", deepcopy(records))

    change(records)
    load(records.write(tmp_path / "second"))
    counted()

    found = revised()
    assert found[figure].now - found[figure].was == by
    assert found[figure].reasons == reasons


@pytest.mark.parametrize("case", NO_REASONS)
def test_what_cannot_have_changed_the_figure_is_no_reason(case: str, tmp_path: Path) -> None:
    records = world()
    published(tmp_path / "first", deepcopy(records))

    NO_REASONS[case](records)
    adds("orders", "usual", **ORDER)(records)
    load(records.write(tmp_path / "second"))
    counted()

    found = revised()
    assert set(found) == {ORDERED}
    assert found[ORDERED].reasons == LATE


def test_same_extract_again_revises_nothing(tmp_path: Path) -> None:
    published(tmp_path / "first", world())
    load(world().write(tmp_path / "second"))
    counted()
    assert revised() == {}


def test_reasons_of_one_figure_are_not_those_of_another(tmp_path: Path) -> None:
    records = world()
    published(tmp_path / "first", deepcopy(records))

    changes("orders", "ordered", **ERROR)(records)
    changes("custody_spells", "inside", until_date="2024-03-04", ended_by="released")(records)
    load(records.write(tmp_path / "second"))
    counted()

    found = revised()
    assert found[ORDERED].reasons == CORRECTION
    assert found["Category 1, Level 1"].reasons == LATE


def test_new_version_of_a_rule_is_the_reason_and_a_setting_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = world()
    records.person("interim", orders=[{"kind": "interim_shpo"}])
    published(tmp_path / "first", records)

    counted(CountingChoices(interim_orders_count=True))
    found = revised()
    assert (found[ORDERED].was, found[ORDERED].now) == (1, 2)
    assert found[ORDERED].reasons == (Reason.CHOICE,)

    stricter = [
        replace(rule, version=2, sql=f"SELECT * FROM ({rule.sql}) made WHERE false")
        if rule.name == "shpo_made"
        else rule
        for rule in RULES
    ]
    monkeypatch.setattr(counting, "RULES", stricter)
    counted()
    found = revised()
    assert (found[ORDERED].was, found[ORDERED].now) == (1, 0)
    assert found[ORDERED].reasons == (Reason.RULE,)
