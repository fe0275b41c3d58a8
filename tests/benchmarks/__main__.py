"""`python3 run.py bench`: loading, counting and pages, measured against their peers in one run.

The results go to docs/benchmarks.md. Times are of the whole step, on a server of the benchmark's own with the
settings of production (fsync on). Ratios are ours over the peer's.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks.installation import HOME, emptied, extracts_in, load_extract, simulated
from tests.benchmarks.results import Results


def main(arguments: list[str]) -> int:
    """Simulate, load, ask for pages, count and copy; print and write the results; return 0."""
    options = _options(arguments)
    with emptied(HOME, keep=options.keep):
        from openmappa.front.command_line.local import server
        from tests.benchmarks import report

        folder, people = simulated(options.people, options.ended), options.people + options.ended
        url = server().admin_url("openmappa")
        results = measured(folder, url, pages_only=options.pages_only, law_only=options.law_only)
        sections = {"law": report.law(results, people)}
        if not options.law_only:
            sections["pages"] = report.pages(results, people)
        if not (options.law_only or options.pages_only):
            sections["loading"] = report.loading(results, people)
    for text in sections.values():
        print(text)
    if options.write:
        report.write(sections)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people eligible now")
    parser.add_argument("--ended", type=int, default=300_000, help="people whose eligibility ended")
    parser.add_argument("--pages-only", action="store_true", help="load, and measure nothing but the pages")
    parser.add_argument("--law-only", action="store_true", help="load, and measure nothing but the law")
    parser.add_argument("--write", action="store_true", help="write the sections of docs/benchmarks.md")
    parser.add_argument("--keep", action="store_true", help="keep the database")
    return parser.parse_args(arguments)


def measured(folder: Path, admin_url: str, *, pages_only: bool, law_only: bool = False) -> Results:
    """Return what loading, the pages, counting and copying took."""
    from tests.benchmarks.counting import count_and_report
    from tests.benchmarks.law import table_of_section_82, watched
    from tests.benchmarks.need_to_know import walls
    from tests.benchmarks.rate import at_a_fixed_rate

    results, extracts = Results(), extracts_in(folder)
    with watched() as law, results.timed("load"):
        for extract in extracts:
            load_extract(extract)
    law.keep(results)
    table_of_section_82(results, admin_url)
    if law_only:
        return results
    results.keep_memory("peak memory of the loading process")
    with results.timed("all of the walls"):
        results.update(walls(admin_url))
    with results.timed("all at a fixed rate"):
        results.update(at_a_fixed_rate(admin_url))
    if not pages_only:
        count_and_report(results, extracts)
        _copy(results, admin_url)
    return results


def _copy(results: Results, admin_url: str) -> None:
    """Time what a load is compared with. It empties the tables first, so it comes last."""
    from tests.benchmarks.copying import bare_copy, constrained_copy, dump, room_for_copies

    with room_for_copies(HOME / "copies") as space:
        results["rows"] = dump(admin_url, space)
        with results.timed("bare copy"):
            bare_copy(admin_url, space)
        constrained_copy(admin_url, space, results.timed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
