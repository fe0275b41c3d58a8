"""What working out the law for everybody adds to a load: positions and duties, timed apart within the load itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unittest.mock import patch

from tests.benchmarks.results import Results
from tests.benchmarks.section_82 import ours, sentences, theirs

LOAD = "openmappa.exchange.extracts.services.load"
SHARES = (4, 2, 1)
"""Of all people the fourth part, the half and the whole, to see how the time grows."""


class Step(NamedTuple):
    """One area: its people, the seconds that positions and duties took, and what the two say that they did."""

    people: int
    seconds: float
    repeated: int
    worked_out: int
    duties: int
    duties_repeated: int


@dataclass
class Measured:
    """What was measured of each area, in the order of loading."""

    steps: list[Step] = field(default_factory=list)

    def until(self, share: int) -> tuple[int, float]:
        """Return people and seconds of the first areas that hold one of so many parts of all people at least."""
        wanted = sum(each.people for each in self.steps) / share
        people, seconds = 0, 0.0
        for each in self.steps:
            people, seconds = people + each.people, seconds + each.seconds
            if people >= wanted:
                break
        return people, seconds

    def keep(self, results: Results) -> None:
        """Put the sums among the results."""
        results["law"] = sum(each.seconds for each in self.steps)
        worked_out = sum(each.worked_out for each in self.steps)
        results["law, hit rate"] = sum(each.repeated for each in self.steps) / max(worked_out, 1)
        people = sum(each.people for each in self.steps)
        results["law, hit rate of duties"] = sum(each.duties_repeated for each in self.steps) / max(people, 1)
        results["law, duties"] = sum(each.duties for each in self.steps)
        for share in SHARES:
            people, seconds = self.until(share)
            results[f"law, people of 1/{share}"], results[f"law, seconds of 1/{share}"] = people, seconds


@contextmanager
def watched() -> Iterator[Measured]:
    """Time the two steps of every load within the block."""
    measured, took = Measured(), list[tuple[float, Any]]()

    def timed(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            found = step(*given, **named)
            took.append((time.perf_counter() - began, found))
            return found

        return run

    from openmappa.exchange.extracts.services import load as module

    positions, duties = module.work_out_area, module.work_out_duties_of_area
    with (
        patch(f"{LOAD}.work_out_area", timed(positions)),
        patch(f"{LOAD}.work_out_duties_of_area", timed(duties)),
    ):
        yield measured
    for (first, position), (second, due) in zip(took[::2], took[1::2], strict=True):
        measured.steps.append(
            Step(
                position.people,
                first + second,
                position.repeated,
                position.worked_out,
                due.duties,
                due.repeated,
            )
        )


def table_of_section_82(results: Results, admin_url: str) -> None:
    """Time the table of section 82 on every sentence: ours, and OpenFisca-Core's. Both must find the same periods."""
    rows = sentences(admin_url)
    results["section 82, sentences"] = len(rows)
    results["section 82, ours"], found = ours(rows)
    results["section 82, OpenFisca-Core"], by_peer = theirs(rows)
    if found != by_peer:
        raise AssertionError(f"the periods differ: {found} and {by_peer}")
