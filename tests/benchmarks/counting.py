"""The annual return counted by our rules and by DuckDB, and every report written."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from tests.benchmarks.installation import HOME
from tests.benchmarks.results import Results

SNAPSHOT, YEAR = date(2024, 3, 31), "2023-24"


def count_and_report(results: Results, extracts: list[Path]) -> None:
    """Time both counts, and what `openmappa report --all-areas` writes."""
    import duckdb

    from openmappa.exchange.extracts.queries import loads_by_area
    from openmappa.oversight.statistics.domain.years import ReportingYear
    from openmappa.oversight.statistics.services import count
    from tests.second_count.count import count_cells, read
    from tests.second_count.events import QUERIES, prepare, rows_of

    loads = loads_by_area()
    results.best("count, stored", lambda: count(ReportingYear(YEAR), None, loads=loads))
    with duckdb.connect() as connection:
        with results.timed("DuckDB reading"):
            read(connection, extracts)
        year = ReportingYear(YEAR)

        def count_all() -> None:
            count_cells(connection, day=SNAPSHOT)
            prepare(connection, first=year.start_date, last=year.last_date)
            for rule in QUERIES:
                rows_of(connection, rule, first=year.start_date, last=year.last_date)

        results.best("DuckDB counting", count_all)
    _write_reports(results)


def _write_reports(results: Results) -> None:
    """Time every area's report, the return and the national tables."""
    from openmappa.front.command_line.figures import Making, write_all
    from openmappa.oversight.annual_report.services import FORMATS

    with results.timed("reports of all areas"):
        write_all(YEAR, tuple(FORMATS), HOME / "reports", Making(population="mid-2023"))
    shutil.rmtree(HOME / "reports")
