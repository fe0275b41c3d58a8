"""The rate of Category 1 per 100,000 of the population aged ten and over, and what a printed rate rests on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from openmappa.oversight.statistics.domain.choices import CountingChoices
from openmappa.oversight.statistics.domain.tables import LEVELS, NATIONAL_CATEGORY, Cell

PER = 100_000
ROUNDING = "Rounded to the nearest whole number; a half to the even one, as the annual return does."


def rate_per_100_000(category_1: int, population: int) -> int:
    """
    Return Category 1 per 100,000 of the population, rounded to a whole number, a half to the even one.

    It is worked out exactly, and rounded once.

    :raises ValueError: if the population is not positive, or Category 1 is negative
    """
    if population <= 0 or category_1 < 0:
        raise ValueError("A rate needs a population above 0, and people of 0 or more.")
    return round(Fraction(category_1 * PER, population))


def denominators_for(printed: int, category_1: int) -> tuple[int, int | None] | None:
    """
    Return the least and the greatest population that would give the printed rate; None if none would.

    The greatest is None where there is no limit: a rate of 0.

    :raises ValueError: if either number is negative
    """
    if printed < 0 or category_1 < 0:
        raise ValueError("A printed rate and the people in it are 0 or more.")
    if category_1 == 0:
        return (1, None) if printed == 0 else None
    least = max(1, ceil(Fraction(category_1 * PER * 2, printed * 2 + 1)))
    if rate_per_100_000(category_1, least) != printed:
        least += 1
    if printed == 0:
        return least, None
    greatest = floor(Fraction(category_1 * PER * 2, printed * 2 - 1))
    if greatest and rate_per_100_000(category_1, greatest) != printed:
        greatest -= 1
    return (least, greatest) if least <= greatest else None


def people_of_the_rate(
    eligible: Mapping[Cell, int], registered: Mapping[Cell, int], choices: CountingChoices
) -> int:
    """Return the numerator of the rate: Category 1 on 31 March, and registered people of Category 4 if so set.

    `eligible` and `registered` are the cells of the rules eligible_on_31_march and registered_in_category_4.
    """
    people = sum(eligible.get((1, level), 0) for level in LEVELS)
    if choices.rate_holds_registered_in_category_4:
        people += sum(registered.get((NATIONAL_CATEGORY, level), 0) for level in LEVELS)
    return people
