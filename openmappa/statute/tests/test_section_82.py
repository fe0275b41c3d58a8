"""The notification period: the table of section 82, both sides of every boundary."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.facts.offending import Runs, Term
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import conviction, day, facts, sentence
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.results import ConvictionResult

YOUNG = day("2004-01-01")
AS_AT = day("2021-01-01")


def required(*convictions: Any, **others: Any) -> Requirements:
    return requirements(facts(*convictions, **others), as_at=AS_AT)


TABLE: dict[str, tuple[Any, str, str]] = {
    "life": (sentence(Disposal.IMPRISONMENT_LIFE), "none", "none"),
    "imprisonment for public protection": (
        sentence(Disposal.IMPRISONMENT_PUBLIC_PROTECTION),
        "none",
        "none",
    ),
    "detention for public protection": (sentence(Disposal.DETENTION_PUBLIC_PROTECTION), "none", "none"),
    "at His Majesty's pleasure": (sentence(Disposal.DETENTION_HIS_MAJESTYS_PLEASURE), "none", "none"),
    "30 months exactly": (sentence(months=30), "none", "none"),
    "30 months and a day": (sentence(months=30, days=1), "none", "none"),
    "a day less than 30 months": (sentence(months=29, days=29), "2030-03-01", "2025-03-01"),
    "6 months and a day": (sentence(months=6, days=1), "2030-03-01", "2025-03-01"),
    "6 months exactly": (sentence(months=6), "2027-03-01", "2023-09-01"),
    "a day of imprisonment": (sentence(days=1), "2027-03-01", "2023-09-01"),
    "26 weeks of fewer days than 6 months": (sentence(weeks=26), "2027-03-01", "2023-09-01"),
    "26 weeks of more days than 6 months": (
        sentence(weeks=26, imposed="2020-09-01"),
        "2030-03-01",
        "2025-03-01",
    ),
    "hospital with restriction": (sentence(Disposal.HOSPITAL_ORDER_WITH_RESTRICTION), "none", "none"),
    "hospital": (sentence(Disposal.HOSPITAL_ORDER), "2027-03-01", "2023-09-01"),
    "guardianship": (sentence(Disposal.GUARDIANSHIP_ORDER), "2025-03-01", "2022-09-01"),
    "community order": (sentence(Disposal.COMMUNITY_ORDER, months=12), "2025-03-01", "2022-09-01"),
    "fine": (sentence(Disposal.FINE), "2025-03-01", "2022-09-01"),
    "conditional discharge": (
        sentence(Disposal.CONDITIONAL_DISCHARGE, months=18),
        "2021-09-01",
        "2021-09-01",
    ),
    "conditional discharge in days": (
        sentence(Disposal.CONDITIONAL_DISCHARGE, months=12, days=10),
        "2021-03-11",
        "2021-03-11",
    ),
    "caution recorded as a disposal": (sentence(Disposal.CAUTION), "2022-03-01", "2021-03-01"),
    "suspended sentence of 8 months": (
        sentence(Disposal.SUSPENDED_SENTENCE, months=8),
        "2030-03-01",
        "2025-03-01",
    ),
    "extended sentence by its whole term": (sentence(Disposal.EXTENDED_SENTENCE, months=30), "none", "none"),
    "extended detention by its whole term": (
        sentence(Disposal.EXTENDED_DETENTION, months=29),
        "2030-03-01",
        "2025-03-01",
    ),
    "detention and training order of 12 months: 6 to serve": (
        sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=12),
        "2027-03-01",
        "2023-09-01",
    ),
    "detention and training order of 14 months: 7 to serve": (
        sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=14),
        "2030-03-01",
        "2025-03-01",
    ),
    "detention and training order with the detention given": (
        sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=12, detention=Term(months=7)),
        "2030-03-01",
        "2025-03-01",
    ),
}


@pytest.mark.parametrize("case", TABLE, ids=[f"s.82 table: {each}" for each in TABLE])
@pytest.mark.parametrize("young", [False, True], ids=["adult", "s.82(2) under 18"])
def test_section_82_table(case: str, young: bool) -> None:
    disposal, adult_last, young_last = TABLE[case]
    birth = {"birth_date": YOUNG} if young else {}
    found = requirements(facts(conviction(disposal), **birth), as_at=AS_AT)
    expected = young_last if young else adult_last
    assert found.last_date == (NO_LAST_DATE if expected == "none" else day(expected))
    assert found.each[0].is_indefinite == (expected == "none")


@pytest.mark.parametrize(
    ("birth", "expected"),
    [("2002-03-03", "2022-09-01"), ("2002-03-02", "2025-03-01"), ("2002-03-01", "2025-03-01")],
    ids=["the day before 18", "on the 18th birthday", "the day after"],
)
def test_section_82_2_is_of_the_relevant_date(birth: str, expected: str) -> None:
    fine = conviction(sentence(Disposal.FINE))
    assert required(fine, birth_date=day(birth)).last_date == day(expected)


@pytest.mark.parametrize(
    ("result", "disposals", "expected"),
    [
        (ConvictionResult.CAUTIONED, (), "2022-03-01"),
        (ConvictionResult.NOT_GUILTY_BY_INSANITY, (sentence(Disposal.HOSPITAL_ORDER),), "2027-03-01"),
        (ConvictionResult.UNDER_DISABILITY_DID_ACT, (sentence(Disposal.OTHER),), "2025-03-01"),
    ],
)
def test_section_80_findings_and_cautions(result: Any, disposals: Any, expected: str) -> None:
    assert required(conviction(*disposals, result=result)).last_date == day(expected)


def test_relevant_date_is_that_of_conviction_and_not_of_sentence() -> None:
    found = required(conviction(sentence(months=8, imposed="2020-06-01"), on="2020-03-02")).each[0]
    assert found.relevant_date == day("2020-03-02")
    assert found.last_date == day("2030-03-01")


def test_period_from_a_leap_day_ends_with_february() -> None:
    leap = conviction(sentence(Disposal.FINE, imposed="2020-02-29"), on="2020-02-29")
    assert required(leap).last_date == day("2025-02-28")


def test_longest_description_governs() -> None:
    both = conviction(sentence(Disposal.FINE, reference="a"), sentence(months=8, reference="b"))
    assert required(both).last_date == day("2030-03-01")
    indefinite = conviction(sentence(reference="a"), sentence(Disposal.IMPRISONMENT_LIFE, reference="b"))
    assert required(indefinite).last_date == NO_LAST_DATE


def test_period_waits_for_the_sentence() -> None:
    awaiting = required(conviction())
    assert awaiting.outcome(AS_AT) is Outcome.MET
    assert awaiting.last_date is None
    assert required(conviction(sentences=None)).outcome(AS_AT) is Outcome.NEEDS_FACT
    later_on = required(conviction(sentence(months=8, imposed="2021-01-02")))
    assert later_on.last_date is None


def test_unknown_age_leaves_the_longer_period_open() -> None:
    found = required(conviction(sentence(Disposal.FINE)), birth_date=None)
    assert found.last_date is None
    assert found.outcome(day("2022-09-01")) is Outcome.MET
    assert found.outcome(day("2022-09-02")) is Outcome.NEEDS_FACT
    assert found.each[0].finding.needs == ("birth_date",)


def test_unknown_term_is_asked_for() -> None:
    found = required(conviction(sentence(), sentence(Disposal.FINE, reference="b")))
    assert found.outcome(day("2025-03-01")) is Outcome.MET
    assert found.outcome(day("2025-03-02")) is Outcome.NEEDS_FACT
    assert "the term" in found.each[0].finding.needs[0]
    assert required(conviction(sentence(Disposal.CONDITIONAL_DISCHARGE))).last_date is None
    unknown = conviction(sentence(Disposal.DETENTION_AND_TRAINING_ORDER))
    assert required(unknown).last_date is None


def test_section_134_absolute_discharge_does_not_count() -> None:
    found = required(conviction(sentence(Disposal.ABSOLUTE_DISCHARGE)))
    assert found.outcome(AS_AT) is Outcome.NOT_MET
    assert found.last_date is None


def two(first: Any, second: Any, **others: Any) -> Requirements:
    return required(conviction(first), conviction(second, reference="B"), **others)


def test_section_82_4_consecutive_terms_add_up() -> None:
    """Three and ten months one after the other are thirteen: ten years and not seven."""
    found = two(
        sentence(months=3, runs=Runs.ALONE),
        sentence(months=10, reference="T", runs=Runs.CONSECUTIVE, runs_against="S"),
    )
    assert [each.last_date for each in found.each] == [day("2030-03-01")] * 2
    assert any(
        "13 months" in r.words or "1 year and 1 month" in r.words for r in found.each[0].finding.reasons
    )


@pytest.mark.parametrize(
    ("first", "second", "overlap", "expected"),
    [
        (4, 4, Term(months=2), "2027-03-01"),
        (4, 4, Term(months=1, days=29), "2030-03-01"),
        (20, 15, Term(months=5), "none"),
        (20, 15, Term(months=5, days=1), "2030-03-01"),
    ],
    ids=["X+Y-Z is 6 months", "X+Y-Z is over 6 months", "X+Y-Z is 30 months", "X+Y-Z is under 30 months"],
)
def test_section_82_4_partly_concurrent_terms(first: int, second: int, overlap: Term, expected: str) -> None:
    found = two(
        sentence(months=first, runs=Runs.ALONE),
        sentence(
            months=second, reference="T", runs=Runs.PARTLY_CONCURRENT, runs_against="S", overlap=overlap
        ),
    )
    assert found.last_date == (NO_LAST_DATE if expected == "none" else day(expected))


@pytest.mark.parametrize(("third", "expected"), [(9, "2030-03-01"), (10, "none")])
def test_section_82_4_three_terms_in_a_row(third: int, expected: str) -> None:
    found = required(
        conviction(sentence(months=10, runs=Runs.ALONE)),
        conviction(
            sentence(months=10, reference="T", runs=Runs.CONSECUTIVE, runs_against="S"), reference="B"
        ),
        conviction(
            sentence(months=third, reference="U", runs=Runs.CONSECUTIVE, runs_against="T"), reference="C"
        ),
    )
    assert found.last_date == (NO_LAST_DATE if expected == "none" else day(expected))


def test_concurrent_terms_do_not_add_up() -> None:
    found = two(
        sentence(months=5, runs=Runs.ALONE),
        sentence(months=5, reference="T", runs=Runs.CONCURRENT, runs_against="S"),
    )
    assert found.last_date == day("2027-03-01")


def test_section_82_3_is_of_offences_of_the_schedule_only() -> None:
    found = required(
        conviction(sentence(months=5, runs=Runs.ALONE)),
        conviction(
            sentence(months=5, reference="T", runs=Runs.CONSECUTIVE, runs_against="S"),
            offence="OF61131",
            reference="B",
        ),
    )
    assert found.last_date == day("2027-03-01")


def test_terms_that_count_together_may_be_indeterminate_or_unknown() -> None:
    life = two(
        sentence(months=5, runs=Runs.ALONE),
        sentence(Disposal.IMPRISONMENT_LIFE, reference="T", runs=Runs.CONSECUTIVE, runs_against="S"),
    )
    assert life.each[0].last_date == NO_LAST_DATE
    unknown = two(
        sentence(months=5, runs=Runs.ALONE),
        sentence(reference="T", runs=Runs.CONSECUTIVE, runs_against="S"),
    )
    assert unknown.last_date is None


def test_relation_that_is_not_known_is_asked_for_where_it_matters() -> None:
    matters = two(sentence(months=4), sentence(months=4, reference="T"))
    assert matters.last_date is None
    assert any("runs" in each for each in matters.each[0].finding.needs)
    assert matters.outcome(day("2027-03-01")) is Outcome.MET
    for first, second in (
        (sentence(months=2), sentence(months=2, reference="T")),
        (sentence(months=4, runs=Runs.ALONE), sentence(months=4, reference="T")),
        (sentence(months=4), sentence(months=4, reference="T", imposed="2020-12-01")),
        (sentence(months=4), sentence(reference="T", kind=Disposal.FINE)),
    ):
        assert two(first, second).each[0].last_date == day("2027-03-01")


def test_each_requirement_is_kept_and_the_last_to_end_governs() -> None:
    found = two(sentence(Disposal.FINE), sentence(months=8, reference="T"))
    assert [each.last_date for each in found.each] == [day("2025-03-01"), day("2030-03-01")]
    assert found.last_date == day("2030-03-01")
    assert found.outcome(day("2030-03-01")) is Outcome.MET
    assert found.outcome(day("2030-03-02")) is Outcome.NOT_MET
    assert found.outcome(day("2020-03-01")) is Outcome.NOT_MET
