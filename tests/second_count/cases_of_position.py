"""For every rule, people whose standing, level or area begins or ends about the day of which it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.second_count.cases_of_orders import (
    L1,
    L2,
    LAST,
    MIDDLE,
    NOBODY,
    ONCE,
    Case,
    Where,
    after_sro,
    given,
    revoked,
)
from tests.second_count.extracts import LONDON

Rows = Mapping[str, object]
DAY = timedelta(days=1)
FOUR = [(LONDON, 4, 2)]


@dataclass(frozen=True)
class Asked:
    """What a rule asks: of which day, what happened, where it counts, and where if the person has no level then.

    Of a rule that asks for no level or no category, that is None.
    """

    day: str
    happened: Rows
    counted: list[Where]
    unlevelled: list[Where] | None = None
    category: str = "1"
    level: str = "1"
    asks_standing: bool = True
    asks_community: bool = False


def _charge(outcome: str) -> Asked:
    return Asked(MIDDLE, {"charges": [{"outcome": outcome}]}, L1, [(LONDON, 1, None)])


def _return(**happened: object) -> Asked:
    # That of the day before the return.
    return Asked("2023-09-03", happened, L2, NOBODY, level="2")


ASKED: Mapping[str, Asked] = {
    "breach_of_notification": Asked(MIDDLE, {"breaches": [{}]}, L1, [(LONDON, 1, None)]),
    "notification_revoked": Asked(MIDDLE, revoked(MIDDLE), ONCE),
    "shpo_made": Asked(MIDDLE, {"orders": [{}]}, ONCE),
    "shpo_with_foreign_travel": Asked(MIDDLE, {"orders": [{"prohibits_foreign_travel": "true"}]}, ONCE),
    "notification_order_made": Asked(MIDDLE, {"orders": [{"kind": "notification_order"}]}, ONCE),
    "notification_after_breach_of_sro": Asked(MIDDLE, after_sro(MIDDLE), ONCE, asks_standing=False),
    "returned_for_breach_of_licence": _return(returns=[{}]),
    "returned_for_breach_of_shpo": _return(
        orders=[{"made_date": "2021-09-06"}], returns=[{"reason": "breach_of_order"}]
    ),
    "further_offence_charged": _charge("still_charged"),
    "further_offence_convicted": _charge("convicted"),
    "further_offence_still_charged": _charge("still_charged"),
    "further_offence_other": _charge("other"),
    "serious_case_review": Asked(MIDDLE, {"reviews": [{}]}, L1, [(LONDON, 1, None)]),
    "registered_in_category_4": Asked(
        LAST,
        {"requirements": [{}], "person": {"restricted": "true"}},
        FOUR,
        [(LONDON, 4, None)],
        category="4",
        level="2",
        asks_community=True,
    ),
}


def about_the_day(rule: str) -> dict[str, Case]:
    """Return the rule's cases: each date of a position at both sides of the day of which the rule asks."""
    return dict(_cases(ASKED[rule])) if rule in ASKED else {}


def _cases(asked: Asked) -> Iterator[tuple[str, Case]]:
    day = date.fromisoformat(asked.day)
    before, this, after = str(day - DAY), asked.day, str(day + DAY)

    def case(where: list[Where], **rows: object) -> Case:
        usual = {"standings": [{"category": asked.category}], "levels": [{"level": asked.level}]}
        return given(**usual | dict(asked.happened) | rows), where

    def standing(**dates: str) -> list[dict[str, str]]:
        return [{"category": asked.category} | dates]

    def level(**dates: str) -> list[dict[str, str]]:
        return [{"level": asked.level} | dates]

    if asked.asks_standing:
        for words, first, where in (("that day", this, asked.counted), ("the day after", after, NOBODY)):
            rows = {"standings": standing(start_date=first), "levels": level(start_date=first)}
            yield f"eligible from {words}", case(where, **rows)
        for words, last, until, where in (
            ("that day", this, after, asked.counted),
            ("the day before", before, this, NOBODY),
        ):
            rows = {"standings": standing(last_date=last), "levels": level(until_date=until)}
            yield f"eligible to {words}", case(where, **rows)
    if asked.unlevelled is not None:
        yield "at the level from that day", case(asked.counted, levels=level(start_date=this))
        yield "at the level from the day after", case(asked.unlevelled, levels=level(start_date=after))
        yield "at the level through that day", case(asked.counted, levels=level(until_date=after))
        yield "at the level until that day", case(asked.unlevelled, levels=level(until_date=this))
    yield "answered for from that day", case(asked.counted, responsibilities=[{"start_date": this}])
    yield "answered for from the day after", case(NOBODY, responsibilities=[{"start_date": after}])
    yield "answered for through that day", case(asked.counted, responsibilities=[{"until_date": after}])
    yield "answered for until that day", case(NOBODY, responsibilities=[{"until_date": this}])
    if asked.asks_community:
        ended = {"ended_by": "released"}
        yield "inside from that day", case(NOBODY, spells=[{"start_date": this}])
        yield "inside from the day after", case(asked.counted, spells=[{"start_date": after}])
        yield "released that day", case(asked.counted, spells=[{"until_date": this} | ended])
        yield "released the day after", case(NOBODY, spells=[{"until_date": after} | ended])
        yield "abroad from that day", case(NOBODY, abroad=[{"start_date": this}])
        yield "abroad from the day after", case(asked.counted, abroad=[{"start_date": after}])
        yield "back that day", case(asked.counted, abroad=[{"until_date": this}])
        yield "back the day after", case(NOBODY, abroad=[{"until_date": after}])
