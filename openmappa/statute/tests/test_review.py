"""Review of indefinite requirements: who, from when, and by when each step."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.facts.binding import ForeignMatter, ReviewApplication, ReviewDecision
from openmappa.statute.notification.requirements import requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.review.review import FACTORS, Review, review, steps_of
from openmappa.statute.tests.builders import conviction, day, facts, notified, order, sentence
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import Order

MET, NOT_MET, NEEDS_FACT = Outcome.MET, Outcome.NOT_MET, Outcome.NEEDS_FACT
LIFE = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2005-03-02"), on="2005-03-02")


def ask(*convictions: Any, as_at: str = "2026-01-01", **others: Any) -> Review:
    others.setdefault("notifications", (notified("2010-05-10"),))
    given = facts(*(convictions or (LIFE,)), **others)
    return review(given, requirements(given, as_at=day(as_at)), as_at=day(as_at))


@pytest.mark.parametrize(
    ("birth", "made", "expected"),
    [
        ("1970-01-01", "2010-05-10", "2025-05-10"),
        ("1987-03-02", "2010-05-10", "2025-05-10"),
        ("1987-03-03", "2010-05-10", "2018-05-10"),
        ("1970-01-01", "2008-02-29", "2023-03-01"),
        ("1987-03-03", "2008-02-29", "2016-02-29"),
        ("1987-03-03", "2005-03-04", "2013-03-04"),
    ],
    ids=["adult", "18 on the day", "under 18", "leap day", "leap day to leap day", "8 years"],
)
def test_section_91b_2_qualifying_date(birth: str, made: str, expected: str) -> None:
    found = ask(birth_date=day(birth), notifications=(notified(made),))
    assert found.qualifying_date == day(expected)


@pytest.mark.parametrize(("as_at", "expected"), [("2025-05-09", NOT_MET), ("2025-05-10", MET)])
def test_section_91b_1_on_or_after_the_qualifying_date(as_at: str, expected: Outcome) -> None:
    assert ask(as_at=as_at).finding.outcome is expected


def test_reviews_began_in_2012() -> None:
    young = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="1998-03-02"), on="1998-03-02")
    found = ask(
        young, birth_date=day("1985-01-01"), notifications=(notified("1998-03-03"),), as_at="2012-07-29"
    )
    assert (found.qualifying_date, found.finding.outcome) == (day("2012-07-30"), NOT_MET)


def test_relevant_notification_is_the_first() -> None:
    early, first, again = notified("2004-01-01"), notified("2010-05-10"), notified("2015-01-01")
    assert ask(notifications=(again, first, early)).qualifying_date == day("2025-05-10")


@pytest.mark.parametrize(
    ("kind", "bars"),
    [
        (Order.SHPO, True),
        (Order.SHPO_FOREIGN_TRAVEL, True),
        (Order.INTERIM_SHPO, True),
        (Order.SOPO, True),
        (Order.INTERIM_SOPO, True),
        (Order.SRO, False),
    ],
)
def test_section_91a_2_orders_that_bar(kind: Order, bars: bool) -> None:
    found = ask(orders=(order(kind, last_date=NO_LAST_DATE),))
    assert found.finding.outcome is (NOT_MET if bars else MET)
    ended = ask(orders=(order(kind, last_date=day("2025-12-31")),))
    assert ended.finding.outcome is MET
    last_day = ask(orders=(order(kind, last_date=day("2026-01-01")),))
    assert last_day.finding.outcome is (NOT_MET if bars else MET)


def test_order_whose_end_is_not_known_leaves_it_open() -> None:
    assert ask(orders=(order(),)).finding.outcome is NEEDS_FACT
    assert ask(orders=None).finding.outcome is NEEDS_FACT
    assert ask(orders=(order(made="2026-02-01"),)).finding.outcome is MET


@pytest.mark.parametrize(
    "others", [{"birth_date": None}, {"notifications": ()}, {"notifications": None}], ids=str
)
def test_facts_that_are_missing_are_asked_for(others: Any) -> None:
    found = ask(**others)
    assert (found.finding.outcome, found.qualifying_date) == (NEEDS_FACT, None)
    assert found.finding.needs


@pytest.mark.parametrize(
    ("disposal", "others", "expected"),
    [
        (sentence(Disposal.FINE, imposed="2025-03-02"), {}, NOT_MET),
        (sentence(imposed="2025-03-02"), {}, NEEDS_FACT),
        (sentence(Disposal.FINE, imposed="2025-03-02"), {"orders": None}, NEEDS_FACT),
        (
            sentence(Disposal.FINE, imposed="2025-03-02"),
            {"orders": (order(last_date=NO_LAST_DATE),)},
            NOT_MET,
        ),
    ],
)
def test_only_indefinite_requirements_are_reviewed(disposal: Any, others: Any, expected: Outcome) -> None:
    found = ask(conviction(disposal, on="2025-03-02"), **others)
    assert (found.finding.outcome, found.qualifying_date) == (expected, None)


def test_indefinite_requirements_from_a_notice_are_reviewable() -> None:
    abroad = ForeignMatter(conviction_date=day("2000-03-02"), kind=Disposal.IMPRISONMENT_LIFE)
    made = order(Order.SECTION_96ZA_NOTICE, made="2010-05-01", foreign_matter=abroad)
    given = facts(orders=(made,), notifications=(notified("2010-05-03"),))
    found = review(given, requirements(given, as_at=day("2026-01-01")), as_at=day("2026-01-01"))
    assert found.qualifying_date == day("2025-05-03")


def test_every_indefinite_requirement_must_have_qualified() -> None:
    later = conviction(sentence(years=4, imposed="2015-03-02", reference="T"), on="2015-03-02", reference="B")
    found = ask(LIFE, later, notifications=(notified("2010-05-10"), notified("2015-03-03")))
    assert found.qualifying_date == day("2030-03-03")
    assert ask(LIFE, later).finding.outcome is NEEDS_FACT


def refused(on: str = "2025-09-01", **others: Any) -> ReviewApplication:
    return ReviewApplication(
        received_date=day("2025-06-02"),
        determined_date=day(on),
        decision=ReviewDecision.REMAINS_SUBJECT,
        **others,
    )


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        ((refused(),), "2033-09-01"),
        ((refused(further_years=15),), "2040-09-01"),
        ((refused("2024-02-29"), refused("2023-09-01")), "2032-02-29"),
        ((refused("2026-01-02"),), "2025-05-10"),
        ((ReviewApplication(received_date=day("2025-06-02")),), "2025-05-10"),
    ],
)
def test_section_91b_3_further_application(applications: Any, expected: str) -> None:
    assert ask(review_applications=applications).qualifying_date == day(expected)


def test_stages_have_their_limits() -> None:
    application = refused(bodies_asked_date=day("2025-06-10"), notice_date=day("2025-09-03"))
    steps = {each.words: each for each in steps_of(application)}
    assert {words: str(each.due_date) for words, each in steps.items()} == {
        "Acknowledge the application": "2025-06-16",
        "Responsible bodies reply": "2025-07-08",
        "Determine": "2025-08-19",
        "Last day for an appeal": "2025-09-24",
    }
    assert steps["Determine"].done_date == day("2025-09-01")
    assert not steps["Last day for an appeal"].rule.is_verified
    assert [each.words for each in steps_of(ReviewApplication(received_date=day("2025-06-02")))] == [
        "Acknowledge the application"
    ]
    assert len(ask(review_applications=(application,)).steps) == 4
    assert ask(review_applications=(application,), as_at="2025-06-01").steps == ()


def test_thirteen_factors_are_considered() -> None:
    assert len(FACTORS) == len(set(FACTORS)) == 13
