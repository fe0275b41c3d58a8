"""The results as sections of docs/benchmarks.md, each between its own two marks, so that the rest is kept."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.benchmarks.installation import ROOT
from tests.benchmarks.law import SHARES
from tests.benchmarks.need_to_know import IN_A_ROUND, ROUNDS
from tests.benchmarks.rate import RATE, SECONDS, SMALL, TURNS
from tests.benchmarks.results import Results

PAGE = ROOT / "docs" / "benchmarks.md"


def write(sections: Mapping[str, str]) -> None:
    """
    Write the sections into the page.

    :raises ValueError: if the page has no place for one
    """
    text = PAGE.read_text(encoding="utf-8")
    for name, section in sections.items():
        first, last = f"<!-- measured: {name} -->\n", f"<!-- end of {name} -->\n"
        before, found, rest = text.partition(first)
        _, ended, after = rest.partition(last)
        if not (found and ended):
            raise ValueError(f"{PAGE} has no place between {first.strip()} and {last.strip()}")
        text = before + first + section + last + after
    PAGE.write_text(text, encoding="utf-8")


def loading(results: Results, people: int) -> str:
    """Return the section on loading, counting and writing."""
    rows, copied = results["rows"], results["constrained copy"]
    with_reading = results["DuckDB reading"] + results["DuckDB counting"]
    counted = results["count, stored"]
    return f"""{_run(people)} {rows:,.0f} rows in the database.

| What | Seconds | Rows a second |
|---|---|---|
| Loading the 43 extracts, one after the other: reading, every check, keys, history, sight | {results["load"]:.1f} | \
{rows / results["load"]:,.0f} |
| COPY of the same final rows into the same tables, with all keys, indexes, constraints and triggers | {copied:.1f} | \
{rows / copied:,.0f} |
| COPY of the same rows into bare tables | {results["bare copy"]:.1f} | {rows / results["bare copy"]:,.0f} |

Loading takes **{results["load"] / copied:.2f} times** the COPY into the same tables (goal: at most 2). The loading
process held at most {results["peak memory of the loading process"] / 2**20:,.0f} MiB. A load works out the law for its people, \
which took {results["law"]:.1f} of these seconds; without that
it is **{(results["load"] - results["law"]) / copied:.2f} times** the COPY.

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


def pages(results: Results, people: int) -> str:
    """Return the section on what the walls and the log cost, and on pages at two sizes of caseload."""
    rows = "\n".join(_row(results, name, goal) for name, goal in GOALS.items())
    large, small = results["p95 at a rate, large"], results["p95 at a rate, small"]
    return f"""{_run(people)}

A co-ordinator of London asks for pages in one process, {ROUNDS * IN_A_ROUND} times each, with policies and log on and
off in turns. Off: no policy of the database, no test of sight inside the search, no entry in the log; what Python
filters by stays.

| Page | p95 with both, ms | p95 without, ms | Times | Goal |
|---|---|---|---|---|
{rows}

Case files and pages of the list, three to one, from the web server (two workers) at a fixed {RATE} requests a
second, {TURNS} times {SECONDS} seconds in turns with a second installation of {SMALL:,} people:

| People | p95, ms | Median, ms |
|---|---|---|
| {people:,} | {large * 1000:.0f} | {results["median at a rate, large"] * 1000:.0f} |
| {SMALL:,} | {small * 1000:.0f} | {results["median at a rate, small"] * 1000:.0f} |

At p95 that is **{large / small:.2f} times** (goal: at most 1.3).
"""


def law(results: Results, people: int) -> str:
    """Return the section on working out the law for everybody, and on one rule beside OpenFisca-Core."""
    worked_out, loading = results["law"], results["load"] - results["law"]
    rows = "\n".join(
        f"| {results[f'law, people of 1/{share}']:,.0f} | {results[f'law, seconds of 1/{share}']:.1f} |"
        f" {results[f'law, seconds of 1/{share}'] / results[f'law, people of 1/{share}'] * 1e6:,.0f} |"
        for share in SHARES
    )
    return f"""{_run(people)}

A load works out the legal position of everybody loaded and what each must notify, on both cores. Timed apart from the
rest of the same load: {worked_out:.1f} seconds, and {loading:.1f} for all else.

That is **{worked_out / loading:.2f} times** loading (goal: at most 1). {results["law, hit rate"]:.0%} of the positions were
of a pattern of facts that had been worked out before, and so were the duties of {results["law, hit rate of duties"]:.0%} of
the people; {results["law, duties"]:,.0f} duties were kept.

| People | Seconds | Microseconds a person |
|---|---|---|
{rows}

The table of section 82 of the Sexual Offences Act 2003 on {results["section 82, sentences"]:,.0f} sentences, one core, \
without reading them:

| What | Seconds |
|---|---|
| Ours, one sentence at a time, each with its reasons | {results["section 82, ours"]:.2f} |
| OpenFisca-Core, all sentences at once in arrays, without reasons (no goal) | \
{results["section 82, OpenFisca-Core"]:.3f} |

Both found the same periods.
"""


GOALS: Mapping[str, float] = {"case file": 1.25, "list": 1.25, "search": 1.5}


def _row(results: Results, name: str, goal: float) -> str:
    on, off = results[f"{name}, on"], results[f"{name}, off"]
    return f"| {name} | {on * 1000:.1f} | {off * 1000:.1f} | **{on / off:.2f}** | {goal} |"


def _run(people: int) -> str:
    day = datetime.now(tz=ZoneInfo("Europe/London")).date()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    return (
        f"Written by `python3 run.py bench --write` on {day}: {machine}, Python {platform.python_version()}, the embedded\n"
        f"PostgreSQL with fsync on. {people:,} fictitious people in 43 extracts."
    )
