"""A fictitious national caseload: the 42 areas by population, and the National Security Division."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TypeVar

from openmappa.exchange.lives.domain.chance import spread
from openmappa.exchange.lives.domain.leads import NATIONAL_SECURITY_DIVISION
from openmappa.exchange.lives.domain.lives import AS_AT_AFTER
from openmappa.exchange.simulation.domain.areas import area_names, folder_name, populations
from openmappa.exchange.simulation.domain.plan import CATEGORY_4_SHARE, plan_national
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.published import UnableToSimulate, tally
from openmappa.exchange.simulation.services.writing import Written, write_extract
from openmappa.statute.vocabulary.fictitious import HOW_MANY

K = TypeVar("K")

SNAPSHOT = date(2024, 3, 31)
DATA_AS_AT = SNAPSHOT + timedelta(days=AS_AT_AFTER)

_PROCESSES = 2
_WORTH_A_PROCESS = 20_000
_DIVISION_SHARE = 0.5
_ROOM_FOR_OTHERS = 1.05
"""People beyond those asked for (recorded in error, not eligible and so on) need numbers too."""


@dataclass(frozen=True, slots=True)
class _Share:
    area: int
    people: int
    ended: int
    category_4: int
    first_number: int
    seed: int
    out: Path


@dataclass(frozen=True, slots=True)
class _Done:
    area: int
    people: int
    counted: dict[str, int]
    not_counted: dict[str, int]
    written: Written


def simulate_national(
    *, people: int, ended: int, seed: int, out: Path, report: Callable[[int, int], None]
) -> Summary:
    """
    Write 43 extract folders `out/<number>-<name>/`, snapshot 31 March 2024, spread by population aged 10 and over.

    `people` have an eligible standing that runs on the snapshot date, near the national mix of categories and
    levels, some of them inside or abroad; the eligibility of `ended` more ended earlier. About one in a hundred
    more are there who must not count. Half of Category 4 is with the National Security Division. Two processes
    share a large caseload. The same seed gives the same bytes. `report` is told people done and in all.

    :raises UnableToSimulate: if the people are fewer than none or more than the fictitious block has numbers for
    """
    if people < 0 or ended < 0 or (people + ended) * _ROOM_FOR_OTHERS > HOW_MANY:
        raise UnableToSimulate(f"Expected no more than {int(HOW_MANY / _ROOM_FOR_OTHERS)} people in all.")
    shares = _shares(people, ended, seed, out)
    done, so_far, total = [], 0, people + ended
    for each in _simulated(shares, is_large=total >= _WORTH_A_PROCESS):
        done.append(each)
        so_far = min(so_far + each.people, total)
        report(so_far, total)
    done.sort(key=lambda each: each.area)
    return Summary(
        snapshot=SNAPSHOT,
        data_as_at=DATA_AS_AT,
        folders={share.area: out / folder_name(share.area) for share in shares},
        people=sum(each.people for each in done),
        rows=_added(each.written.rows for each in done),
        counted=_added(each.counted for each in done),
        not_counted=_added(each.not_counted for each in done),
        cells=_added(each.written.cells for each in done),
        fields={},
        differences={},
    )


def _shares(people: int, ended: int, seed: int, out: Path) -> list[_Share]:
    terrorist = round(people * CATEGORY_4_SHARE)
    of_division = round(terrorist * _DIVISION_SHARE)
    by_people = spread(people - terrorist, populations())
    by_ended = spread(ended, populations())
    by_terrorist = spread(terrorist - of_division, populations())
    shares, first = [], 0
    for area in area_names():
        if area == NATIONAL_SECURITY_DIVISION:
            parts = (0, 0, of_division)
        else:
            parts = (by_people[area], by_ended[area], by_terrorist[area])
        shares.append(_Share(area, *parts, first_number=first, seed=seed, out=out / folder_name(area)))
        first += int(sum(parts) * 1.02) + 20
    return shares


def _simulated(shares: list[_Share], *, is_large: bool) -> Iterator[_Done]:
    if not is_large:
        yield from map(_simulate_area, shares)
        return
    # The largest first, so that neither process is left alone with London at the end.
    largest_first = sorted(shares, key=lambda share: -(share.people + share.ended))
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_simulate_area, share) for share in largest_first]):
            yield future.result()


def _simulate_area(share: _Share) -> _Done:
    random = Random(f"national {share.seed} {share.area}")
    parts = plan_national(people=share.people, ended=share.ended, category_4=share.category_4, random=random)
    written = write_extract(
        share.out,
        area=share.area,
        snapshot=SNAPSHOT,
        data_as_at=DATA_AS_AT,
        first_number=share.first_number,
        random=random,
        people=lambda caseload: parts,
        report=lambda done, total: None,
    )
    return _Done(share.area, len(parts), *tally(parts), written)


def _added(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    total: dict[K, int] = {}
    for each in counts:
        for key, number in each.items():
            total[key] = total.get(key, 0) + number
    return total
