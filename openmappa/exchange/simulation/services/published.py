"""A fictitious caseload of one area that adds up to the area's published figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import later, number
from openmappa.exchange.lives.domain.lives import AS_AT_AFTER
from openmappa.exchange.lives.domain.situations import TRAITS
from openmappa.exchange.simulation.domain.areas import area_names
from openmappa.exchange.simulation.domain.caseload import Caseload
from openmappa.exchange.simulation.domain.events.decoys import Decoys, natural
from openmappa.exchange.simulation.domain.events.differences import Differences
from openmappa.exchange.simulation.domain.events.figures import YearFigures, year_figures
from openmappa.exchange.simulation.domain.events.planned import PlannedYear
from openmappa.exchange.simulation.domain.events.pool import NotEnough, Pool
from openmappa.exchange.simulation.domain.plan import Part, plan_published, published_cells
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.writing import Written, write_extract
from openmappa.statute.vocabulary.fictitious import HOW_MANY

NUMBERS_OF_AN_AREA = HOW_MANY // 50
"""How many numbers of the fictitious block each area's published caseload has to itself."""


class UnableToSimulate(ValueError):
    """What was asked for cannot be simulated. The message says what was expected."""


def simulate_published(
    published: Mapping[str, object],
    *,
    area: int,
    year: str,
    seed: int,
    out: Path,
    report: Callable[[int, int], None],
) -> Summary:
    """
    Write one area's extract whose people eligible on 31 March equal the published cells.

    `year` is the reporting year, `2023-24` or `2023/24`. The same seed gives the same bytes. `report` is told
    people done and people in all.

    :raises UnableToSimulate: if there is no such area or year, or the figures are beyond the fictitious block
    :raises NotAPublishedTable: if the figures are not a table that a caseload can add up to
    """
    if area not in area_names():
        raise UnableToSimulate("Expected an area's number in the annual return, 1 to 43.")
    snapshot = snapshot_of(year)
    random = Random(f"published {seed} {area}")
    year_of = year_figures(published)
    parts = plan_published(published_cells(published), random)
    if len(parts) + (sum(year_of.yearly.values()) if year_of else 0) > NUMBERS_OF_AN_AREA:
        raise UnableToSimulate(f"Expected figures for at most {NUMBERS_OF_AN_AREA} people in one area.")
    planned = _Planned(parts, year_of, number(snapshot), random)
    written = write_extract(
        out,
        area=area,
        snapshot=snapshot,
        data_as_at=snapshot + timedelta(days=AS_AT_AFTER),
        first_number=area * NUMBERS_OF_AN_AREA,
        random=random,
        people=planned.people,
        report=report,
    )
    return _summary(planned, written, area=area, snapshot=snapshot, out=out)


def _summary(planned: _Planned, written: Written, *, area: int, snapshot: date, out: Path) -> Summary:
    counted, not_counted = tally(planned.parts)
    fields = planned.fields
    for (where, category, level), how_many in written.cells.items():
        if fields and where == area:
            fields[f"CAT{category}L{level}"] = how_many
    return Summary(
        snapshot=snapshot,
        data_as_at=snapshot + timedelta(days=AS_AT_AFTER),
        folders={area: out},
        people=len(planned.parts),
        rows=written.rows,
        counted=counted,
        not_counted=not_counted | planned.decoys,
        cells=written.cells,
        fields={area: fields} if fields else {},
        differences=written.differences,
    )


class _Planned:
    """The people of an area and what happens to them in the year, once they have been asked for."""

    def __init__(self, parts: list[Part], figures: YearFigures | None, snapshot: int, random: Random) -> None:
        self.parts = parts
        self.fields: dict[str, int] = {}
        self.decoys: dict[str, int] = {}
        self._figures, self._random = figures, random
        self._first, self._last = later(snapshot + 1, -12), snapshot

    def people(self, caseload: Caseload) -> list[Part] | list[Course]:
        """
        Return everybody. The decoys come first, so that what they count for by the way is part of the plan.

        :raises UnableToSimulate: if the caseload is too small for the figures of the year
        """
        if self._figures is None:
            return self.parts

        def make(part: Part) -> Course:
            return caseload.course(part, quiet_from=self._first)

        courses = [make(part) for part in self.parts]
        pool = Pool(courses, self._first, self._last, self._random)
        self.decoys = Decoys(courses, make, pool, caseload.other_area(), self._random).add()
        Differences(courses, make, pool).add()
        year = PlannedYear(self._figures, courses, make, pool, self._random)
        try:
            year.fill()
        except NotEnough as refused:
            raise UnableToSimulate(str(refused)) from refused
        self.fields = year.fields
        self.decoys |= natural(courses, self._first, self._last)
        self.parts = [(each.life.category, each.life.level, each.life.situation) for each in courses]
        return courses


def snapshot_of(year: str) -> date:
    """
    Return the 31 March that ends a reporting year written `2023-24` or `2023/24`.

    :raises UnableToSimulate: if it is not so written
    """
    match = re.fullmatch(r"(20[0-9]{2})[-/]([0-9]{2})", year)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise UnableToSimulate("Expected a reporting year such as 2023-24.")
    return date(int(match[1]) + 1, 3, 31)


def tally(parts: Iterable[Part]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many people of each situation an area's published table counts, and does not count."""
    counted: dict[str, int] = {}
    not_counted: dict[str, int] = {}
    for category, _, situation in parts:
        where = counted if TRAITS[situation].counted and category != 4 else not_counted
        name = "category_4" if category == 4 else situation.value
        where[name] = where.get(name, 0) + 1
    return dict(sorted(counted.items())), dict(sorted(not_counted.items()))
