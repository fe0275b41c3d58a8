"""Whether a printed rate follows from the report's own figures and footnote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from openmappa.oversight.statistics.domain.rate import denominators_for, rate_per_100_000


@dataclass(frozen=True, slots=True)
class RateFinding:
    """A printed rate, and what its own footnote gives.

    `exact` is Category 1 people for each 100,000 people aged 10 and over, from the printed number of people
    and the population that the footnote names; `by_footnote` is that, rounded; `counted` is the same from the
    counted number. `would_give` are the least and the greatest population that give what is printed.
    """

    printed: int
    by_footnote: int
    counted: int
    exact: Fraction
    people: int
    population: int
    population_year: str
    would_give: tuple[int, int | None] | None

    @property
    def contradicts_footnote(self) -> bool:
        """Return whether the report's own figures do not give its rate."""
        return self.printed != self.by_footnote

    @property
    def ok(self) -> bool:
        """Return whether the count gives what the report's footnote gives."""
        return self.counted == self.by_footnote

    def lines(self) -> Iterator[str]:
        """Yield the finding in words, for a terminal."""
        yield (
            f"Category 1 individuals per 100,000 of population: printed {self.printed}, by its footnote"
            f" ({self.people:,} of {self.population:,} people aged 10 and over, {self.population_year})"
            f" {float(self.exact):.2f}, rounded {self.by_footnote}; counted {self.counted}."
        )
        if self.contradicts_footnote:
            yield f"Named difference: {self.words}"

    @property
    def words(self) -> str:
        """Return what is to be said of a rate that contradicts its footnote."""
        said = "the printed rate does not follow from its own footnote"
        if self.would_give is None:
            return f"{said}: no population would give it."
        least, greatest = self.would_give
        if greatest is None:
            return f"{said}: {least:,} people or more would give it."
        return f"{said}: {least:,} to {greatest:,} people would give it."

    def as_json(self) -> dict[str, object]:
        """Return the finding as JSON holds it."""
        return {
            "printed": self.printed,
            "by_footnote": self.by_footnote,
            "exact": round(float(self.exact), 4),
            "counted": self.counted,
            "people": self.people,
            "population": self.population,
            "population_year": self.population_year,
            "contradicts_footnote": self.contradicts_footnote,
            "explanation": self.words if self.contradicts_footnote else "",
            "populations_that_would_give_it": self.would_give and list(self.would_give),
        }


def rate_finding(
    *, printed: int, printed_people: int, counted_people: int, population: int, population_year: str
) -> RateFinding:
    """Return how a printed rate compares with the report's own footnote, and with the count."""
    return RateFinding(
        printed=printed,
        by_footnote=rate_per_100_000(printed_people, population),
        counted=rate_per_100_000(counted_people, population),
        exact=Fraction(printed_people * 100_000, population),
        people=printed_people,
        population=population,
        population_year=population_year,
        would_give=denominators_for(printed, printed_people),
    )
