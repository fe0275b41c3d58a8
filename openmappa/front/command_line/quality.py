"""`openmappa data-quality`: what may be wrong in an area's records, before anything is published from them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from openmappa.front.command_line.areas import area_number
from openmappa.front.command_line.figures import AREA, AS_JSON, YEAR
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django


@click.command("data-quality")
@AREA
@YEAR
@AS_JSON
def data_quality(area: str, year: str, as_json: bool) -> None:
    """Say what may be wrong in an area's records for 31 March of the year, and store how many people it is.

    \b
    Examples:
      openmappa data-quality --area London
      openmappa data-quality --area London --year 2023-24 --json
    """
    number = area_number(area)
    with running_database():
        set_up_django()
        prepare()
        counts = check_area(number, year)
    for line in json_lines(counts) if as_json else lines(counts):
        click.echo(line)


def check_area(area: int, year: str) -> Mapping[str, int]:
    """Check the area, store the check, and return how many people each finding has, Category 4 included."""
    from openmappa.oversight.data_quality.services import check
    from openmappa.oversight.statistics.domain.years import ReportingYear

    return check([area], day=ReportingYear(year).last_date)[0].counts


def lines(counts: Mapping[str, int]) -> list[str]:
    """Return the findings in words: how many people, what, whose it is, and what was not asked."""
    from openmappa.oversight.data_quality.domain.catalogue import NOT_ASKED, findings

    found = [
        f"{counts[each.name]:>8,}  {each.title} ({each.owner[0].lower()}{each.owner[1:]})"
        for each in findings()
    ]
    return [f"{'People':>8}  Finding (whose it is to mend)", *found, NOT_ASKED]


def json_lines(counts: Mapping[str, int]) -> list[str]:
    """Return the findings as one JSON document."""
    from openmappa.oversight.data_quality.domain.catalogue import findings

    found = [
        {
            "finding": each.name,
            "version": each.version,
            "title": each.title,
            "people": counts[each.name],
            "owner": each.owner,
            "why": each.why,
            "mend": each.mend,
            "source": each.source,
        }
        for each in findings()
    ]
    return [json.dumps(found, indent=1)]
