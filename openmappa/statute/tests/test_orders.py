"""The terms of orders, travel and passports, proof by date, and what orders bring."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.facts.binding import TravelProhibition, TravelScope
from openmappa.statute.orders.lasting import binds_on
from openmappa.statute.orders.terms import (
    REPLACED_IN_2015,
    Proof,
    effect_of_order,
    proof_of_order,
    term_of_order,
)
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.tests.builders import day, order
from openmappa.statute.vocabulary.orders import ORDERS, Order

MET, NOT_MET, NEEDS_FACT = Outcome.MET, Outcome.NOT_MET, Outcome.NEEDS_FACT

TERMS = [
    (Order.SHPO, "2025-03-01", MET),
    (Order.SHPO, "2025-02-28", NOT_MET),
    (Order.SHPO, "none", MET),
    (Order.SHPO, None, NEEDS_FACT),
    (Order.SHPO_FOREIGN_TRAVEL, "2025-03-01", MET),
    (Order.INTERIM_SHPO, "2020-04-01", MET),
    (Order.INTERIM_SHPO, "none", NOT_MET),
    (Order.SOPO, "2025-02-28", NOT_MET),
    (Order.SOPO, "2025-03-01", MET),
    (Order.INTERIM_SOPO, "none", NOT_MET),
    (Order.SRO, "2022-03-01", MET),
    (Order.SRO, "2022-02-28", NOT_MET),
    (Order.SRO, "none", MET),
    (Order.SRO_FOREIGN_TRAVEL, "2022-02-28", NOT_MET),
    (Order.STALKING_PROTECTION_ORDER, "2022-03-01", MET),
    (Order.STALKING_PROTECTION_ORDER, "2022-02-28", NOT_MET),
    (Order.VIOLENT_OFFENDER_ORDER, "2022-02-28", NOT_MET),
    (Order.VIOLENT_OFFENDER_ORDER, "2025-03-01", MET),
    (Order.VIOLENT_OFFENDER_ORDER, "2025-03-02", NOT_MET),
    (Order.SVRO, "2020-08-31", NOT_MET),
    (Order.SVRO, "2020-09-01", MET),
    (Order.SVRO, "2022-03-01", MET),
    (Order.SVRO, "2022-03-02", NOT_MET),
    (Order.DVPO, "2020-03-29", MET),
    (Order.DVPO, "2020-03-30", NOT_MET),
    (Order.DVPO, None, MET),
    (Order.DAPO, "none", MET),
]


@pytest.mark.parametrize(
    ("kind", "last", "expected"), TERMS, ids=[f"term of {k} to {last}" for k, last, _ in TERMS]
)
def test_term(kind: Order, last: str | None, expected: Outcome) -> None:
    end = NO_LAST_DATE if last == "none" else day(last) if last else None
    made = "2010-03-02" if kind in REPLACED_IN_2015 else "2020-03-02"
    if made == "2010-03-02" and last not in (None, "none"):
        end = day(str(last).replace("2025", "2015"))
    assert term_of_order(order(kind, made=made, last_date=end)).outcome is expected


@pytest.mark.parametrize(
    ("kind", "made", "expected"),
    [
        (Order.SHPO, "2015-03-07", NOT_MET),
        (Order.SHPO, "2015-03-08", MET),
        (Order.SRO, "2015-03-07", NOT_MET),
        (Order.SRO, "2015-03-08", MET),
        (Order.SOPO, "2015-03-07", MET),
        (Order.SOPO, "2015-03-08", NOT_MET),
        (Order.RSHO, "2015-03-08", NOT_MET),
        (Order.STALKING_PROTECTION_ORDER, "2020-01-19", NOT_MET),
        (Order.STALKING_PROTECTION_ORDER, "2020-01-20", MET),
    ],
)
def test_which_orders_could_be_made_when(kind: Order, made: str, expected: Outcome) -> None:
    assert term_of_order(order(kind, made=made, last_date=NO_LAST_DATE)).outcome is expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"last_date": day("2025-03-01"), "scope": TravelScope.NAMED_COUNTRIES}, MET),
        ({"last_date": day("2025-03-02"), "scope": TravelScope.NAMED_COUNTRIES}, NOT_MET),
        ({"last_date": NO_LAST_DATE, "scope": TravelScope.ALL_BUT_NAMED_COUNTRIES}, NOT_MET),
        ({"scope": TravelScope.NAMED_COUNTRIES}, NEEDS_FACT),
        ({"last_date": day("2025-03-01")}, NEEDS_FACT),
        ({"last_date": day("2025-03-01"), "scope": TravelScope.ALL_COUNTRIES}, NEEDS_FACT),
        (
            {
                "last_date": day("2025-03-01"),
                "scope": TravelScope.ALL_COUNTRIES,
                "passports_surrendered_date": day("2020-03-02"),
            },
            MET,
        ),
    ],
)
def test_section_103d_travel(others: Any, expected: Outcome) -> None:
    travel = TravelProhibition(start_date=day("2020-03-02"), **others)
    found = term_of_order(order(last_date=NO_LAST_DATE, travel_prohibition=travel))
    assert found.outcome is expected


@pytest.mark.parametrize(
    ("kind", "changed", "expected"),
    [
        (Order.SHPO, None, Proof.BALANCE_OF_PROBABILITIES),
        (Order.SRO, None, Proof.CRIMINAL),
        (Order.SRO, "2020-03-02", Proof.BALANCE_OF_PROBABILITIES),
        (Order.SRO, "2020-03-03", Proof.CRIMINAL),
        (Order.SOPO, None, Proof.NOT_KNOWN),
    ],
)
def test_standard_of_proof_by_date(kind: Order, changed: str | None, expected: Proof) -> None:
    settings = LawSettings(sro_civil_standard_from=day(changed) if changed else None)
    assert proof_of_order(order(kind), settings=settings)[0] is expected


@pytest.mark.parametrize("kind", list(Order))
def test_effect_of_orders(kind: Order) -> None:
    found = effect_of_order(order(kind))
    assert (found.outcome is MET) == ORDERS[kind].brings_notification
    assert ("broken" in found.words) == (kind in (Order.SRO, Order.SRO_FOREIGN_TRAVEL, Order.INTERIM_SRO))


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2020-03-01", False), ("2020-03-02", True), ("2021-01-01", True), ("2021-01-02", False)],
)
def test_order_binds_from_service_to_its_last_day(on: str, expected: bool) -> None:
    assert binds_on(order(last_date=day("2021-01-01")), day(on)) is expected
    assert binds_on(order(), day("2021-01-01")) is None
