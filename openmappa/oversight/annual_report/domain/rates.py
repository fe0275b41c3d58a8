"""The rate that a report prints, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from openmappa.oversight.annual_report.domain.counted import Counted
from openmappa.oversight.annual_report.domain.layout import CATEGORY_1_TOTAL
from openmappa.oversight.statistics.domain.population import Population
from openmappa.oversight.statistics.domain.rate import rate_per_100_000


@dataclass(frozen=True, slots=True)
class PrintedRate:
    """Category 1 people for each 100,000 people aged 10 and over: rounded to a whole number, and before that.

    `holds_category_4` says that registered people of Category 4 are among `people`. Beside the printed number of
    Category 1, that number, or the rate with its decimals, would tell how many they are: neither is printed.
    """

    rate: int
    exact: float
    people: int
    population: Population
    holds_category_4: bool


def printed_rate(counted: Counted | None, population: Population | None) -> PrintedRate | None:
    """Return the rate of a count, None without a count of Category 1 or without a population."""
    if counted is None or population is None or counted.rate_people is None:
        return None
    people = counted.rate_people
    holds_4 = people != CATEGORY_1_TOTAL.value(counted.fields)
    exact = people * 100_000 / population.aged_10_and_over
    return PrintedRate(
        rate_per_100_000(people, population.aged_10_and_over), exact, people, population, holds_4
    )
