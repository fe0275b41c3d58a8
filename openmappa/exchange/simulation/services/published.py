"""A fictitious caseload of one area that adds up to the area's published figures."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openmappa.exchange.simulation.domain.areas import area_names
from openmappa.exchange.simulation.domain.lives import AS_AT_AFTER
from openmappa.exchange.simulation.domain.plan import Part, plan_published, published_cells
from openmappa.exchange.simulation.domain.situations import TRAITS
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.writing import write_extract
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
    parts = plan_published(published_cells(published), random)
    if len(parts) > NUMBERS_OF_AN_AREA:
        raise UnableToSimulate(f"Expected figures for at most {NUMBERS_OF_AN_AREA} people in one area.")
    data_as_at = snapshot + timedelta(days=AS_AT_AFTER)
    written = write_extract(
        out,
        area=area,
        snapshot=snapshot,
        data_as_at=data_as_at,
        first_number=area * NUMBERS_OF_AN_AREA,
        random=random,
        people=lambda caseload: parts,
        report=report,
    )
    counted, not_counted = tally(parts)
    return Summary(
        snapshot=snapshot,
        data_as_at=data_as_at,
        folders={area: out},
        people=len(parts),
        rows=written.rows,
        counted=counted,
        not_counted=not_counted,
        cells=written.cells,
    )


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
