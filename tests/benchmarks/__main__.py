"""`python3 run.py bench`: loading, counting and pages, measured against their peers in one run.

The results go to docs/benchmarks.md. Times are of the whole step, on a server of the benchmark's own with the
settings of production (fsync on). Ratios are ours over the peer's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.installation import HOME, emptied, extracts_in, load_extract, simulated
from tests.benchmarks.results import Results


def main(arguments: list[str]) -> int:
    """Simulate, load, ask for pages, count and copy; print and write each section once it is measured; return 0."""
    options = _options(arguments)
    with emptied(HOME, keep=options.keep):
        from openmappa.front.command_line.local import server
        from tests.benchmarks import report

        folder, people = simulated(options.people, options.ended), options.people + options.ended
        results, url = Results(), server().admin_url("openmappa")
        for name in _sections(options):
            _MEASURE[name](results, folder, url)
            text = getattr(report, name)(results, people)
            print(text, flush=True)
            if options.write:
                report.write({name: text})
    return 0


def _sections(options: argparse.Namespace) -> tuple[str, ...]:
    if options.law_only:
        return ("law",)
    return ("law", "pages") if options.pages_only else ("law", "pages", "loading")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people eligible now")
    parser.add_argument("--ended", type=int, default=300_000, help="people whose eligibility ended")
    parser.add_argument("--pages-only", action="store_true", help="load, and measure nothing but the pages")
    parser.add_argument("--law-only", action="store_true", help="load, and measure nothing but the law")
    parser.add_argument("--write", action="store_true", help="write the sections of docs/benchmarks.md")
    parser.add_argument("--keep", action="store_true", help="keep the database")
    return parser.parse_args(arguments)


def _law(results: Results, folder: Path, admin_url: str) -> None:
    from tests.benchmarks.law import table_of_section_82, watched

    with watched() as law, results.timed("load"):
        for extract in extracts_in(folder):
            load_extract(extract)
    law.keep(results)
    table_of_section_82(results, admin_url)
    results.keep_memory("peak memory of the loading process")


def _pages(results: Results, folder: Path, admin_url: str) -> None:
    from tests.benchmarks.need_to_know import walls
    from tests.benchmarks.rate import at_a_fixed_rate

    with results.timed("all of the walls"):
        results.update(walls(admin_url))
    with results.timed("all at a fixed rate"):
        results.update(at_a_fixed_rate(admin_url))


def _loading(results: Results, folder: Path, admin_url: str) -> None:
    """Count, report, and time what a load is compared with. That empties the tables first, so it comes last."""
    from tests.benchmarks.copying import bare_copy, constrained_copy, dump, room_for_copies
    from tests.benchmarks.counting import count_and_report

    count_and_report(results, extracts_in(folder))
    with room_for_copies(HOME / "copies") as space:
        results["rows"] = dump(admin_url, space)
        with results.timed("bare copy"):
            bare_copy(admin_url, space)
        constrained_copy(admin_url, space, results.timed)


_MEASURE: Mapping[str, Callable[[Results, Path, str], None]] = {
    "law": _law,
    "pages": _pages,
    "loading": _loading,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
