"""`python3 run.py bench`: loading and counting, measured against their peers in one run.

The results go to docs/benchmarks.md. Times are of the whole step, on a server of the benchmark's own with the
settings of production (fsync on). Ratios are ours over the peer's.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".openmappa" / "benchmark"
PAGE = ROOT / "docs" / "benchmarks.md"
SNAPSHOT, YEAR = date(2024, 3, 31), "2023-24"
AS_AT = date(2024, 4, 20)


def main(arguments: list[str]) -> int:
    """Simulate, load, copy and count; print and write the results; return 0."""
    options = _options(arguments)
    os.environ["OPENMAPPA_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "openmappa.front.settings.demonstration"
    from openmappa.front.command_line.local import prepare, running_database, server

    server().reset()
    (HOME / "addresses.json").unlink(missing_ok=True)
    folder = _simulated(options.people, options.ended)
    with running_database():
        import django

        django.setup()
        prepare(always=True)
        results = measured(folder, server().admin_url("openmappa"))
    text = page(results, options.people + options.ended)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    if not options.keep:
        server().reset()
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people eligible now")
    parser.add_argument("--ended", type=int, default=300_000, help="people whose eligibility ended")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--keep", action="store_true", help="keep the database")
    return parser.parse_args(arguments)


def _simulated(people: int, ended: int) -> Path:
    from openmappa.exchange.simulation.services.national import simulate_national

    folder = HOME / f"national-{people}-{ended}"
    if not folder.exists():
        simulate_national(people=people, ended=ended, seed=1, out=folder, report=lambda done, total: None)
    return folder


class Results(dict[str, float]):
    """Seconds, rows and bytes by name."""

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the seconds that the block takes."""
        began = time.perf_counter()
        yield
        self[name] = self.get(name, 0.0) + time.perf_counter() - began
        print(f"{name}: {self[name]:.1f} s", file=sys.stderr)


def measured(folder: Path, admin_url: str) -> Results:
    """Return what loading, copying and counting took."""
    from tests.benchmarks.copying import bare_copy, constrained_copy, dump

    results = Results()
    extracts = sorted(path for path in folder.iterdir() if path.is_dir())
    with results.timed("load"):
        for extract in extracts:
            _load(extract)
    results["peak memory of the loading process"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    _count(results, extracts)
    space = HOME / "copies"
    shutil.rmtree(space, ignore_errors=True)
    space.mkdir(mode=0o700)
    results["rows"] = dump(admin_url, space)
    with results.timed("bare copy"):
        bare_copy(admin_url, space)
    constrained_copy(admin_url, space, results.timed)
    shutil.rmtree(space)
    return results


def _load(extract: Path) -> None:
    from openmappa.exchange.extracts.domain.progress import Unwatched
    from openmappa.exchange.extracts.services.load import load

    load(extract, as_at=AS_AT, accept_partial=False, by="benchmark", report=Unwatched())


def _count(results: Results, extracts: list[Path]) -> None:
    import duckdb

    from openmappa.exchange.extracts.queries import loads_by_area
    from openmappa.oversight.statistics.domain.years import ReportingYear
    from openmappa.oversight.statistics.services import count
    from tests.second_count.count import count_cells, read
    from tests.second_count.events import QUERIES, prepare, rows_of

    loads = loads_by_area()
    _best(results, "count, stored", lambda: count(ReportingYear(YEAR), None, loads=loads))
    with duckdb.connect() as connection:
        with results.timed("DuckDB reading"):
            read(connection, extracts)
        year = ReportingYear(YEAR)

        def count_all() -> None:
            count_cells(connection, day=SNAPSHOT)
            prepare(connection, first=year.start_date, last=year.last_date)
            for rule in QUERIES:
                rows_of(connection, rule, first=year.start_date, last=year.last_date)

        _best(results, "DuckDB counting", count_all)
    _write_reports(results)


def _write_reports(results: Results) -> None:
    """Time what `openmappa report --all-areas` writes: every area's report, the return, the national tables."""
    from openmappa.front.command_line.figures import Making, write_all
    from openmappa.oversight.annual_report.services import FORMATS

    with results.timed("reports of all areas"):
        write_all(YEAR, tuple(FORMATS), HOME / "reports", Making(population="mid-2023"))
    shutil.rmtree(HOME / "reports")


def _best(results: Results, name: str, run: Callable[[], object]) -> None:
    """Time three runs, so that neither side pays for a cold cache alone, and keep the median."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    results[name] = sorted(times)[1]
    print(f"{name}: {results[name]:.2f} s", file=sys.stderr)


def page(results: Results, people: int) -> str:
    """Return the page of results."""
    day = datetime.now(tz=ZoneInfo("Europe/London")).date()
    rows, copied = results["rows"], results["constrained copy"]
    with_reading = results["DuckDB reading"] + results["DuckDB counting"]
    counted = results["count, stored"]
    return f"""# Benchmarks

Written by `python3 run.py bench --write` on {day}: {_machine()}, Python {platform.python_version()}, the embedded
PostgreSQL with fsync on. {people:,} fictitious people in 43 extracts, {rows:,.0f} rows in the database.

| What | Seconds | Rows a second |
|---|---|---|
| Loading the 43 extracts, one after the other: reading, every check, keys, history, sight | {results["load"]:.1f} | \
{rows / results["load"]:,.0f} |
| COPY of the same final rows into the same tables, with all keys, indexes, constraints and triggers | {copied:.1f} | \
{rows / copied:,.0f} |
| COPY of the same rows into bare tables | {results["bare copy"]:.1f} | {rows / results["bare copy"]:,.0f} |

Loading takes **{results["load"] / copied:.2f} times** the COPY into the same tables (goal: at most 2). The loading
process held at most {results["peak memory of the loading process"] / 2**20:,.0f} MiB.

| The annual return for all 43 units: every rule | Seconds |
|---|---|
| Our rules in PostgreSQL, counted, stored and written down (median of three) | {counted:.2f} |
| DuckDB, reading the extract files | {results["DuckDB reading"]:.2f} |
| DuckDB, counting what it has read (median of three) | {results["DuckDB counting"]:.2f} |

Our count takes **{counted / with_reading:.2f} times** DuckDB with its reading (goal: no slower), and \
{counted / results["DuckDB counting"]:.1f} times DuckDB without it.

Writing the return, the national tables and the reports of all 42 areas, in every format, takes
{results["reports of all areas"]:.0f} seconds.
"""


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
