"""London's published figures as fields of the annual return, and a report's source made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from openmappa.oversight.annual_report.domain.chapters import Kind, OwnChapter
from openmappa.oversight.annual_report.domain.counted import Counted, RuleUsed, Source
from openmappa.oversight.statistics.domain.population import Population
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.years import ReportingYear

YEAR = ReportingYear("2023-24")
LONDON = 21
FIELDS = {
    "CAT1L1": 7082, "CAT1L2": 25, "CAT1L3": 3,
    "CAT2L1": 3855, "CAT2L2": 67, "CAT2L3": 20,
    "CAT3L2": 47, "CAT3L3": 9,
    "CAT1L2YEAR": 180, "CAT1L3YEAR": 15,
    "CAT2L2YEAR": 274, "CAT2L3YEAR": 40,
    "CAT3L2YEAR": 245, "CAT3L3YEAR": 32,
    "CAT1L1CAUTCON": 110, "CAT1L2CAUTCON": 10, "CAT1L3CAUTCON": 2,
    "RSOREVOKE": 43,
    "SOPOGRANT": 487, "FTOGRANT": 1, "NOGRANT": 20,
    "SROBREACH": 5,
    "CAT1L2LICBREACH": 19, "CAT1L3LICBREACH": 5,
    "CAT2L2LICBREACH": 25, "CAT2L3LICBREACH": 3,
    "CAT3L2LICBREACH": 41, "CAT3L3LICBREACH": 9,
    "CAT1L2SOPOBREACH": 0, "CAT1L3SOPOBREACH": 0,
}  # fmt: skip
POPULATION = Population(LONDON, "mid-2023", 7_898_816, "Office for National Statistics, 15 July 2024")
CHAPTERS = (
    OwnChapter(
        Kind.FOREWORD,
        "",
        "We thank **everybody** who keeps [London](https://www.example.org/) safe.\n\n- one\n- two <b>not bold</b>\n",
        "A. Chair",
        "Probation Service, London region",
    ),
    OwnChapter(
        Kind.PARTNER,
        "Housing",
        "## What we did\n\nHomes for people on release.\n\n1. first\n2. second\n\n> A quotation.\n",
        "B. Partner",
        "London housing authorities",
    ),
    OwnChapter(
        Kind.TRAINING, "", "Three events for chairs of meetings.", "C. Trainer", "Metropolitan Police"
    ),
)


def counted(year: ReportingYear = YEAR, **fields: int) -> Counted:
    """Return London's counts of the year, with these fields instead."""
    found = FIELDS | fields
    return Counted(
        area=LONDON,
        area_name="London",
        year=year,
        fields=found,
        rules=tuple(
            RuleUsed(
                each.name,
                each.version,
                each.title,
                each.description,
                each.source,
                tuple((one.question, one.setting, one.why) for one in each.choices),
                tuple(each.fields),
                tuple(each.tables),
            )
            for each in RULES
        ),
        loads=(1,),
        data_as_at=date(2024, 4, 10),
        counted_at=datetime(2024, 5, 1, 9, 30, tzinfo=UTC),
        fictitious=True,
        without_level=4,
        rate_people=sum(found[f"CAT1L{level}"] for level in (1, 2, 3)),
    )


def source(*, with_last: bool = False, **fields: int) -> Source:
    """Return what London's report is made from, last year's counts with it if asked."""
    made = Source(counted(**fields), POPULATION, chapters=CHAPTERS)
    if not with_last:
        return made
    return replace(
        made,
        last=counted(ReportingYear("2022-23"), CAT1L1=6900, SOPOGRANT=450),
        last_population=Population(LONDON, "mid-2022", 7_810_000, "a made-up source"),
    )
