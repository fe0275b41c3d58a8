"""Who must notify because of an order, a notice or a breach, and the end of it on review."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.facts.binding import ForeignMatter, ReviewApplication, ReviewDecision
from openmappa.statute.facts.offending import Term
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import conviction, day, facts, order, sentence
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import ORDERS, Order

AS_AT = day("2021-01-01")


def required(*orders: Any, **others: Any) -> Requirements:
    return requirements(facts(orders=orders, **others), as_at=AS_AT)


@pytest.mark.parametrize("kind", [Order.SHPO, Order.INTERIM_SHPO, Order.SOPO, Order.INTERIM_SOPO])
def test_section_103g_while_the_order_lasts(kind: Order) -> None:
    found = required(order(kind, last_date=day("2025-03-01")))
    assert found.outcome(day("2025-03-01")) is Outcome.MET
    assert found.outcome(day("2025-03-02")) is Outcome.NOT_MET
    assert found.outcome(day("2020-03-01")) is Outcome.NOT_MET
    assert found.each[0].relevant_date == day("2020-03-02")
    assert not found.each[0].is_indefinite


def test_order_until_further_order_and_order_without_known_end() -> None:
    assert required(order(last_date=NO_LAST_DATE)).last_date == NO_LAST_DATE
    unknown = required(order())
    assert unknown.last_date is None
    assert unknown.outcome(AS_AT) is Outcome.NEEDS_FACT
    unserved = required(order(last_date=NO_LAST_DATE, served_date=None)).each[0]
    assert unserved.relevant_date is None
    assert unserved.start_date == day("2020-03-02")
    assert any("served_date" in each for each in unserved.finding.needs)


@pytest.mark.parametrize(
    ("last", "expected"), [(None, "2020-06-30"), ("2020-06-15", "2020-06-15"), ("2025-03-01", "2020-06-30")]
)
def test_order_no_longer_binds_on_the_day_of_its_discharge(last: str | None, expected: str) -> None:
    end = day(last) if last else None
    found = required(order(last_date=end, discharged_date=day("2020-07-01")))
    assert found.last_date == day(expected)


def test_order_made_later_is_not_yet_there() -> None:
    assert required(order(made="2021-01-02", last_date=NO_LAST_DATE)).each == ()


@pytest.mark.parametrize("kind", [each for each in Order if not ORDERS[each].brings_notification])
def test_other_orders_bring_no_requirement(kind: Order) -> None:
    assert required(order(kind, last_date=NO_LAST_DATE)).outcome(AS_AT) is Outcome.NOT_MET


ABROAD = ForeignMatter(conviction_date=day("2015-02-28"), kind=Disposal.IMPRISONMENT, term=Term(months=6))


@pytest.mark.parametrize("kind", [Order.NOTIFICATION_ORDER, Order.SECTION_96ZA_NOTICE])
def test_section_98_2_period_runs_from_the_matter_abroad(kind: Order) -> None:
    """Six months abroad, here after five years: two of the seven years are left."""
    found = required(order(kind, foreign_matter=ABROAD)).each[0]
    assert found.relevant_date == day("2015-02-28")
    assert (found.start_date, found.last_date) == (day("2020-03-02"), day("2022-02-27"))
    assert found.is_reviewable


@pytest.mark.parametrize(("made", "expected"), [("2022-02-27", Outcome.MET), ("2022-02-28", Outcome.NOT_MET)])
def test_section_97_4_period_must_not_have_ended(made: str, expected: Outcome) -> None:
    late = order(Order.NOTIFICATION_ORDER, made=made, foreign_matter=ABROAD)
    assert requirements(facts(orders=(late,)), as_at=day(made)).outcome(day(made)) is expected


def test_matter_abroad_that_is_not_known_is_asked_for() -> None:
    found = required(order(Order.NOTIFICATION_ORDER))
    assert found.outcome(AS_AT) is Outcome.NEEDS_FACT
    ended = required(
        order(Order.NOTIFICATION_ORDER, foreign_matter=ABROAD, discharged_date=day("2020-12-01"))
    )
    assert ended.last_date == day("2020-11-30")


def test_interim_notification_order_while_it_lasts() -> None:
    found = required(order(Order.INTERIM_NOTIFICATION_ORDER, last_date=day("2021-02-01")))
    assert found.last_date == day("2021-02-01")


@pytest.mark.parametrize("kind", [Order.SRO, Order.INTERIM_SRO, Order.RSHO])
def test_after_breach_of_an_sro_while_the_order_lasts(kind: Order) -> None:
    broken = order(
        kind,
        last_date=day("2024-03-01"),
        breach_decided_dates=(day("2020-09-01"), day("2020-08-01"), day("2021-02-01")),
    )
    found = required(broken)
    assert (found.each[0].start_date, found.last_date) == (day("2020-08-01"), day("2024-03-01"))
    not_yet = order(kind, last_date=day("2024-03-01"), breach_decided_dates=(day("2021-01-02"),))
    assert required(not_yet).each == ()


def test_after_breach_of_an_interim_sro_while_the_full_order_lasts() -> None:
    interim = order(Order.INTERIM_SRO, last_date=day("2020-10-01"), breach_decided_dates=(day("2020-08-01"),))
    full = order(Order.SRO, made="2020-10-01", reference="F", last_date=NO_LAST_DATE, replaces_interim="O")
    assert required(interim, full).last_date == NO_LAST_DATE


def decided(decision: ReviewDecision, on: str = "2020-12-01") -> ReviewApplication:
    return ReviewApplication(received_date=day("2020-06-01"), determined_date=day(on), decision=decision)


def test_section_91a_revocation_ends_indefinite_requirements() -> None:
    life = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2004-05-03"), on="2004-05-03")
    revoked = decided(ReviewDecision.NO_LONGER_SUBJECT)
    found = requirements(facts(life, review_applications=(revoked,)), as_at=AS_AT)
    assert found.outcome(day("2020-12-01")) is Outcome.MET
    assert found.outcome(day("2020-12-02")) is Outcome.NOT_MET
    refused = decided(ReviewDecision.REMAINS_SUBJECT)
    assert requirements(facts(life, review_applications=(refused,)), as_at=AS_AT).last_date == NO_LAST_DATE
    coming = decided(ReviewDecision.NO_LONGER_SUBJECT, "2021-01-02")
    assert requirements(facts(life, review_applications=(coming,)), as_at=AS_AT).last_date == NO_LAST_DATE


def test_section_91a_revocation_does_not_end_other_requirements() -> None:
    revoked = decided(ReviewDecision.NO_LONGER_SUBJECT)
    fine = conviction(sentence(Disposal.FINE))
    shpo = order(last_date=NO_LAST_DATE)
    found = requirements(facts(fine, orders=(shpo,), review_applications=(revoked,)), as_at=AS_AT)
    assert [each.last_date for each in found.each] == [day("2025-03-01"), NO_LAST_DATE]
    newer = conviction(sentence(years=4, imposed="2020-12-02"), on="2020-12-02")
    found = requirements(facts(newer, review_applications=(revoked,)), as_at=AS_AT)
    assert found.last_date == NO_LAST_DATE


def test_lists_that_are_not_known() -> None:
    found = requirements(facts(orders=None), as_at=AS_AT)
    assert found.outcome(AS_AT) is Outcome.NEEDS_FACT
    assert [each.needs for each in found.unknown] == ["orders"]
    assert found.subject_from() is None
