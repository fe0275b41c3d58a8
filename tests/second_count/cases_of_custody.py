"""Hand-written people for the rules of returns, charges, reviews and registration, with where each counts."""

from __future__ import annotations

from collections.abc import Callable

from tests.second_count.cases_of_orders import (
    AFTER,
    ERROR,
    L1,
    L2,
    LAST,
    MIDDLE,
    NEXT,
    NOBODY,
    OTHERS,
    Case,
    Where,
    at,
    given,
    moved,
    ordered,
    recategorised,
    sides,
)
from tests.second_count.extracts import DERBYSHIRE, LONDON


def returned(**row: str) -> dict[str, object]:
    """Return the return to custody that differs in these columns."""
    return {"returns": [row]}


def levels_before(back: Callable[..., dict[str, object]]) -> dict[str, Case]:
    """Return the cases of a level that begins about the day of the return: that of the day before counts."""
    return {
        "level 1 from that day": (
            given(levels=[{"level": "2", "until_date": MIDDLE}, {"start_date": MIDDLE}], **back()),
            L2,
        ),
        "level 2 from that day": (
            given(levels=[{"until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}], **back()),
            NOBODY,
        ),
        "level 2 from the day before": (
            given(
                levels=[
                    {"until_date": "2023-09-03"},
                    {"level": "2", "start_date": "2023-09-03"},
                ],
                **back(),
            ),
            L2,
        ),
    }


def of_returns(**row: str) -> dict[str, Case]:
    """Return the cases that both rules of returns share, for a return of these columns."""
    order: dict[str, object] = {"orders": [{"made_date": "2021-09-06"}]} if row else {}

    def back(**more: str) -> dict[str, object]:
        return order | returned(**row | more)

    twice = order | {
        "returns": [
            row | {"spell_until": "2023-10-02"},
            row | {"return_date": "2023-12-04"},
        ]
    }
    return {
        "usual": (given(**at(**back())), L2),
        **sides(lambda day: at(**back(return_date=day)), L2),
        **levels_before(back),
        "level 1": (given(**back()), NOBODY),
        "level 3": (given(**at(level="3", **back())), [(LONDON, 1, 3)]),
        "no level": (given(levels=[], **back()), NOBODY),
        # A return after a transfer, and one on its day.
        "after a transfer": (
            given(**at(responsibilities=moved("2023-09-03"), **back())),
            [(DERBYSHIRE, 1, 2)],
        ),
        "on the day of a transfer": (given(**at(responsibilities=moved(MIDDLE), **back())), L2),
        "two": (given(**at(**twice)), L2),
        "two, the first at level 3": (
            given(
                levels=[{"level": "3", "until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}],
                **twice,
            ),
            [(LONDON, 1, 3)],
        ),
        "another reason": (given(**at(**order, **returned(reason="other"))), NOBODY),
        "in error": (given(**at(**back(**ERROR))), NOBODY),
        "person in error": (given(**at(**back()) | {"person": ERROR}), NOBODY),
        "standing in error": (
            given(standings=[ERROR], levels=[{"level": "2"} | ERROR], **back()),
            NOBODY,
        ),
    }


RETURNS: dict[str, Case] = {
    **of_returns(),
    "category 2": (given(**at("2", **returned())), [(LONDON, 2, 2)]),
    "category 3": (given(**at("3", **returned())), [(LONDON, 3, 2)]),
    "category 4": (given(**at("4", **returned())), [(LONDON, 4, 2)]),
    "recategorised that day": (
        given(**recategorised(MIDDLE, "2023-09-03") | returned()),
        L2,
    ),
    "breach of an order": (given(**at(**ordered(), **returned(reason="breach_of_order"))), NOBODY),
}
SHPO_RETURNS: dict[str, Case] = {
    **of_returns(reason="breach_of_order"),
    "category 2": (given(**at("2", **ordered(), **returned(reason="breach_of_order"))), NOBODY),
    "category 4": (given(**at("4", **ordered(), **returned(reason="breach_of_order"))), NOBODY),
    "breach of licence": (given(**at(**ordered(), **returned())), NOBODY),
    **{
        name: (given(**at(orders=[row], **returned(reason="breach_of_order"))), NOBODY)
        for name, row in OTHERS.items()
    },
    "order in error": (given(**at(**ordered(**ERROR), **returned(reason="breach_of_order"))), NOBODY),
}


def charged(**row: str) -> dict[str, object]:
    """Return the charge that differs in these columns."""
    return {"charges": [row]}


def of_charges(outcome: str) -> dict[str, Case]:
    """Return the cases that every rule of charges shares, for a charge with the outcome."""

    def charge(**more: str) -> dict[str, object]:
        return charged(**{"outcome": outcome} | more)

    return {
        "usual": (given(**charge()), L1),
        **sides(lambda day: charge(charge_date=day), L1),
        "two": (given(charges=[{"outcome": outcome}] * 2), [*L1, *L1]),
        "category 2 level 3": (given(**at("2", "3", **charge())), [(LONDON, 2, 3)]),
        "category 3": (given(**at("3", "2", **charge())), [(LONDON, 3, 2)]),
        "category 4": (given(**at("4", "1", **charge())), [(LONDON, 4, 1)]),
        "no level": (given(levels=[], **charge()), [(LONDON, 1, None)]),
        "level 2 from that day": (
            given(levels=[{"until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}], **charge()),
            L2,
        ),
        "level 2 from the day after": (
            given(levels=[{"until_date": NEXT}, {"level": "2", "start_date": NEXT}], **charge()),
            L1,
        ),
        "transferred that day": (given(responsibilities=moved(MIDDLE), **charge()), [(DERBYSHIRE, 1, 1)]),
        "not eligible": (
            given(standings=[{"kind": "considered_not_eligible"}], levels=[], **charge()),
            NOBODY,
        ),
        "in error": (given(**charge(**ERROR)), NOBODY),
        "person in error": (given(person=ERROR, **charge()), NOBODY),
    }


def outcomes(*, convicted: list[Where], still: list[Where], other: list[Where]) -> dict[str, Case]:
    """Return a case for each outcome. An outcome after the year is that of a charge of the year."""
    return {
        "convicted": (given(**charged(outcome="convicted", outcome_date="2024-04-08")), convicted),
        "still charged": (given(**charged()), still),
        "ended otherwise": (given(**charged(outcome="other")), other),
    }


def review(day: str = MIDDLE, **row: str) -> dict[str, object]:
    """Return the review commissioned on the day."""
    return {"reviews": [{"start_date": day} | row]}


REVIEWS: dict[str, Case] = {
    **sides(lambda day: at(**review(day)), L2),
    "level 1": (given(**review()), L1),
    "category 4": (given(**at("4", "3", **review())), [(LONDON, 4, 3)]),
    "two": (given(**at(reviews=[{}, {"start_date": LAST}])), [*L2, *L2]),
    # The day of the charge, also one before the year.
    "level of the day of the charge": (
        given(
            levels=[{"level": "3", "until_date": "2023-02-01"}, {"start_date": "2023-02-01"}],
            **charged(charge_date="2023-01-31"),
            **review(),
        ),
        [(LONDON, 1, 3)],
    ),
    "level the day after the charge": (
        given(
            levels=[{"level": "3", "until_date": "2023-02-01"}, {"start_date": "2023-02-01"}],
            **charged(charge_date="2023-02-01"),
            **review(),
        ),
        L1,
    ),
    "charge in error": (
        given(
            levels=[{"level": "3", "until_date": "2023-02-01"}, {"start_date": "2023-02-01"}],
            **charged(charge_date="2023-01-31", **ERROR),
            **review(),
        ),
        L1,
    ),
    "area of the day of the charge": (
        given(**at(responsibilities=moved("2023-02-01"), **charged(charge_date="2023-01-31"), **review())),
        L2,
    ),
    "in error": (given(**at(**review(**ERROR))), NOBODY),
    "person in error": (given(**at(**review()) | {"person": ERROR}), NOBODY),
}


def registered(**row: str) -> dict[str, object]:
    """Return the rows of a person in Category 4 with the notification requirements."""
    return at("4", "2", requirements=[row])


FOUR = [(LONDON, 4, 2)]
REGISTERED: dict[str, Case] = {
    "usual": (given(**registered()), FOUR),
    "not registered": (given(**at("4", "2")), NOBODY),
    "category 1": (given(requirements=[{}]), NOBODY),
    "from that day": (given(**registered(start_date=LAST)), FOUR),
    "from the day after": (given(**registered(start_date=AFTER)), NOBODY),
    "until that day": (given(**registered(last_date=LAST)), FOUR),
    "until the day before": (given(**registered(last_date="2024-03-30")), NOBODY),
    "in error": (given(**registered(**ERROR)), NOBODY),
    "inside": (given(**registered() | {"spells": [{}]}), NOBODY),
    "abroad": (given(**registered() | {"abroad": [{}]}), NOBODY),
}
