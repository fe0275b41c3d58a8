"""Load extracts as an area's are loaded, and count them by our rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.services.load import UnableToLoad
from openmappa.exchange.extracts.services.load import load as load_extract
from openmappa.foundation.access.models import Subject
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices
from openmappa.oversight.statistics.domain.rules import CountingRule, parameters
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.years import ReportingYear
from tests.second_count.extracts import TODAY

Cell = tuple[int, int | None, int | None]

YEAR = ReportingYear("2023-24")


def load(folder: Path) -> None:
    """Load the folder, which must be without a fault."""
    try:
        load_extract(folder, as_at=TODAY, accept_partial=False, by="test", report=Unwatched())
    except UnableToLoad as error:
        raise AssertionError("\n".join(str(each) for each in error.faults)) from None


def counted_by_rule(
    areas: Iterable[int], *, rule: CountingRule = ELIGIBLE_ON_31_MARCH, choices: CountingChoices = USUAL
) -> dict[str, list[Cell]]:
    """Return where our rule counts each person: area, category and level, by source_id."""
    known = {each.id: each.source_id for each in Subject.objects.all()}
    found: dict[str, list[Cell]] = {}
    with acting_as(Role.STATISTICS) as counting, counting.cursor() as cursor:
        cursor.execute(rule.sql, parameters(YEAR, list(areas), choices))
        for subject, _, area, category, level in cursor.fetchall():
            found.setdefault(known[subject], []).append((area, category, level))
    return {person: sorted(places, key=str) for person, places in found.items()}


def cells_by_rule(areas: Iterable[int]) -> Counter[Cell]:
    """Return how many people our rule counts in each area, category and level."""
    return Counter(where for places in counted_by_rule(areas).values() for where in places)
