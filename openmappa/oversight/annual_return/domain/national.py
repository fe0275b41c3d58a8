"""The tables of England and Wales, as data: which fields of the return are added up over the units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from openmappa.oversight.statistics.domain.rules.catalogue import FIELDS
from openmappa.oversight.statistics.domain.tables import CATEGORIES, LEVELS
from openmappa.oversight.statistics.domain.years import ReportingYear

FieldsBy = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Return:
    """What all units counted for a year. `units` are their names by number, `fields` their figures.

    `distinct` are people nationally for each figure of the year. `populations` are of those units that have one.
    """

    year: ReportingYear
    units: Mapping[int, str]
    fields: Mapping[int, Mapping[str, int]]
    distinct: Mapping[str, int]
    by_sex: FieldsBy
    by_ethnicity: FieldsBy
    population_year: str
    populations: Mapping[int, int]
    counted_on: date
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A table of one measure: a row for each field. `title` may name {snapshot} and {period}."""

    key: str
    title: str
    rows: tuple[tuple[str, str], ...]
    adds_up: bool = True
    is_snapshot: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of the rows."""
        return tuple(name for _, name in self.rows)


def groups() -> Iterator[Group]:
    """Yield the national tables in the order of print."""
    yield _split("eligible", "MAPPA-eligible individuals on {snapshot}", "", is_snapshot=True)
    yield _split("level_2_3_yearly", "Individuals managed at Levels 2 and 3, {period}", "YEAR")
    yield _split(
        "breach_of_notification",
        "Category 1 individuals cautioned or convicted for breach of notification requirements, {period}",
        "CAUTCON",
    )
    yield Group(
        "notification_and_orders",
        "Notification requirements revoked, orders made, and breaches of Sexual Risk Orders, {period}",
        (
            ("Lifetime notification requirements revoked on application", "RSOREVOKE"),
            ("Sexual Harm Prevention Orders", "SOPOGRANT"),
            ("Sexual Harm Prevention Orders with foreign travel restriction", "FTOGRANT"),
            ("Notification Orders", "NOGRANT"),
            (
                "Became subject to notification requirements after a breach of a Sexual Risk Order",
                "SROBREACH",
            ),
        ),
        adds_up=False,
    )
    yield _split("returned_licence", "Returned to custody for breach of licence, {period}", "LICBREACH")
    yield _split("returned_shpo", "Returned to custody for breach of an SHPO, {period}", "SOPOBREACH")
    yield _split("further_offence_charged", "Charged with a serious further offence, {period}", "SFO")
    yield _split("further_offence_convicted", "Of those charged: convicted, {period}", "SFOCONV")
    yield _split("further_offence_still_charged", "Of those charged: still charged, {period}", "SFOCHARGE")
    yield _split("further_offence_other", "Of those charged: other outcome, {period}", "SFOOTHER")
    yield _split("serious_case_reviews", "Serious case reviews, {period}", "SCR")


def _split(key: str, title: str, suffix: str, *, is_snapshot: bool = False) -> Group:
    rows = tuple(
        (f"Category {category}, Level {level}", name)
        for category in CATEGORIES
        for level in LEVELS
        if (name := f"CAT{category}L{level}{suffix}") in FIELDS
    )
    return Group(key, title, rows, is_snapshot=is_snapshot)
