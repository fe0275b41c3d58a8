"""Hand-written people for the rules of levels, requirements and orders in the year, with where each counts."""

from __future__ import annotations

from collections.abc import Callable

from tests.second_count.extracts import DERBYSHIRE, LONDON, Records

Where = tuple[int, int | None, int | None]
Add = Callable[[Records, str], None]
Case = tuple[Add, list[Where]]

NOBODY: list[Where] = []
ONCE: list[Where] = [(LONDON, None, None)]
ERROR = {"recorded_in_error": "true"}
UNANSWERED = [{"until_date": "2021-01-04"}, {"start_date": "2021-01-04"} | ERROR]
# Sides of the year: the day before its first, its first, its last, and the day after its last.
BEFORE, FIRST, LAST, AFTER = "2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01"
MIDDLE, NEXT = "2023-09-04", "2023-09-05"


def given(**differs: object) -> Add:
    """Return the adding of a person who differs from the usual in these rows."""
    return lambda records, key: records.person(key, **differs)  # type: ignore[arg-type]


def at(category: str = "1", level: str = "2", **more: object) -> dict[str, object]:
    """Return the rows of a person in the category at the level since 2020."""
    person = {"restricted": "true"} if category == "4" else {}
    return {"person": person, "standings": [{"category": category}], "levels": [{"level": level}], **more}


def moved(day: str) -> list[dict[str, str]]:
    """Return the responsibilities of a person transferred from London to Derbyshire on the day."""
    return [{"until_date": day}, {"area": str(DERBYSHIRE), "start_date": day}]


def late(day: str) -> dict[str, object]:
    """Return the rows of a person who is eligible from the day on."""
    return {"standings": [{"start_date": day}], "levels": [{"start_date": day}]}


def over(day: str, until: str) -> dict[str, object]:
    """Return the rows of a person whose last day of eligibility is the day, and the day after is `until`."""
    return {"standings": [{"last_date": day}], "levels": [{"until_date": until}]}


def years(**row: str) -> dict[str, object]:
    """Return the rows of a person at a level in Category 1, which differs in these columns."""
    return {"levels": [{"level": "2"} | row]}


def recategorised(day: str, before: str, *, first: str = "1", then: str = "2") -> dict[str, object]:
    """Return the rows of a person at Level 2 whose category changes on the day, at the same level."""
    return {
        "standings": [
            {"category": first, "last_date": before},
            {"category": then, "start_date": day},
        ],
        "levels": [
            {"level": "2", "until_date": day},
            {"level": "2", "start_date": day, "standing": "1"},
        ],
    }


def sides(of: Callable[[str], dict[str, object]], counted: list[Where]) -> dict[str, Case]:
    """Return the four cases of a date at both sides of the year."""
    return {
        "the day before the year": (given(**of(BEFORE)), NOBODY),
        "first day of the year": (given(**of(FIRST)), counted),
        "last day of the year": (given(**of(LAST)), counted),
        "the day after the year": (given(**of(AFTER)), NOBODY),
    }


L2 = [(LONDON, 1, 2)]
L1 = [(LONDON, 1, 1)]

YEARLY: dict[str, Case] = {
    "usual": (given(**at()), L2),
    "level 1": (given(), NOBODY),
    "level 3": (given(**at("2", "3")), [(LONDON, 2, 3)]),
    "category 3": (given(**at("3", "2")), [(LONDON, 3, 2)]),
    "category 4": (given(**at("4", "2")), [(LONDON, 4, 2)]),
    # Custody throughout does not keep anybody out.
    "inside": (given(**at(spells=[{}])), L2),
    # Level 2 that ended on 31 March before: the last day at it was 30 March.
    "ended 31 march before": (given(**years(until_date=BEFORE)), NOBODY),
    "ended 1 april": (given(**years(until_date=FIRST)), NOBODY),
    "ended 2 april": (given(**years(until_date="2023-04-02")), L2),
    "from 31 march": (given(**years(start_date=LAST)), L2),
    "from 1 april after": (given(**years(start_date=AFTER)), NOBODY),
    # Level 2 and then 3 in one year, and 3 and then 2: once, at 3.
    "2 then 3": (
        given(levels=[{"level": "2", "until_date": MIDDLE}, {"level": "3", "start_date": MIDDLE}]),
        [(LONDON, 1, 3)],
    ),
    "3 then 2": (
        given(levels=[{"level": "3", "until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}]),
        [(LONDON, 1, 3)],
    ),
    "3 before the year then 2": (
        given(levels=[{"level": "3", "until_date": FIRST}, {"level": "2", "start_date": FIRST}]),
        L2,
    ),
    "2 then 3 after the year": (
        given(levels=[{"level": "2", "until_date": AFTER}, {"level": "3", "start_date": AFTER}]),
        L2,
    ),
    "2 then 1 then 2": (
        given(
            levels=[
                {"level": "2", "until_date": "2023-06-01"},
                {"start_date": "2023-06-01", "until_date": "2023-08-01"},
                {"level": "2", "start_date": "2023-08-01"},
            ]
        ),
        L2,
    ),
    # The area of the last day at the highest level.
    "transferred": (given(**at(responsibilities=moved(MIDDLE))), [(DERBYSHIRE, 1, 2)]),
    "transferred on the last day": (given(**at(responsibilities=moved(LAST))), [(DERBYSHIRE, 1, 2)]),
    "transferred after the year": (given(**at(responsibilities=moved(AFTER))), L2),
    "transferred on the first day": (given(**at(responsibilities=moved(FIRST))), [(DERBYSHIRE, 1, 2)]),
    "level 3 in the first area": (
        given(
            levels=[{"level": "3", "until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}],
            responsibilities=moved(MIDDLE),
        ),
        [(LONDON, 1, 3)],
    ),
    "nobody answers before the end": (given(**at(responsibilities=[{"until_date": MIDDLE}])), L2),
    "nobody answers in the year": (given(**at(responsibilities=[{"until_date": FIRST}])), NOBODY),
    "nobody answers from the second day": (
        given(**at(responsibilities=[{"until_date": "2023-04-02"}])),
        L2,
    ),
    "answered for from the last day": (given(**at(responsibilities=[{"start_date": LAST}])), L2),
    "answered for after the year": (given(**at(responsibilities=[{"start_date": AFTER}])), NOBODY),
    # The category of the last day at that level.
    "recategorised": (given(**recategorised(MIDDLE, "2023-09-03")), [(LONDON, 2, 2)]),
    "recategorised on the last day": (given(**recategorised(LAST, "2024-03-30")), [(LONDON, 2, 2)]),
    "recategorised after the year": (given(**recategorised(AFTER, LAST)), L2),
    # The standing clips the level.
    "eligible until the first day": (given(**over(FIRST, "2023-04-02") | years(until_date="2023-04-02")), L2),
    "eligible until the day before": (given(**over(BEFORE, FIRST) | years(until_date=FIRST)), NOBODY),
    "in error": (given(levels=[{"level": "2"} | ERROR]), NOBODY),
    "standing in error": (given(standings=[ERROR], levels=[{"level": "2"} | ERROR]), NOBODY),
    "person in error": (given(**at(person=ERROR)), NOBODY),
    "responsibility in error": (given(**at(responsibilities=UNANSWERED)), NOBODY),
    "level 3 in error": (given(levels=[{"level": "3"} | ERROR, {"level": "2"}]), L2),
}


def breached(**row: str) -> dict[str, object]:
    """Return the breach that differs in these columns."""
    return {"breaches": [row]}


BREACHES: dict[str, Case] = {
    "usual": (given(**breached()), L1),
    **sides(lambda day: breached(outcome_date=day), L1),
    "cautioned": (given(**breached(outcome="cautioned")), L1),
    "pending": (given(breaches=[{"outcome": "pending", "outcome_date": ""}]), NOBODY),
    "pending though dated": (given(**breached(outcome="pending")), NOBODY),
    "no further action": (given(**breached(outcome="no_further_action")), NOBODY),
    "level 2": (given(**at(**breached())), L2),
    "level 3": (given(**at(level="3", **breached())), [(LONDON, 1, 3)]),
    "category 2": (given(**at("2", **breached())), NOBODY),
    "category 4": (given(**at("4", **breached())), NOBODY),
    # Two breaches by one person: once, at the higher level, whichever came first.
    "two": (given(breaches=[{}, {"outcome_date": "2023-10-02"}]), L1),
    "two, the first at level 2": (
        given(
            levels=[{"level": "2", "until_date": NEXT}, {"start_date": NEXT}],
            breaches=[{}, {"outcome_date": "2023-10-02"}],
        ),
        L2,
    ),
    "two, the second at level 2": (
        given(
            levels=[{"until_date": NEXT}, {"level": "2", "start_date": NEXT}],
            breaches=[{}, {"outcome_date": "2023-10-02"}],
        ),
        L2,
    ),
    # Two at one level, before and after a transfer: in the area of the later.
    "two areas": (
        given(breaches=[{}, {"outcome_date": "2023-10-02"}], responsibilities=moved(NEXT)),
        [(DERBYSHIRE, 1, 1)],
    ),
    "level changed that day": (
        given(levels=[{"until_date": MIDDLE}, {"level": "2", "start_date": MIDDLE}], **breached()),
        L2,
    ),
    "level changed the day after": (
        given(levels=[{"until_date": NEXT}, {"level": "2", "start_date": NEXT}], **breached()),
        L1,
    ),
    "transferred that day": (given(responsibilities=moved(MIDDLE), **breached()), [(DERBYSHIRE, 1, 1)]),
    "transferred the day after": (given(responsibilities=moved(NEXT), **breached()), L1),
    "last day of eligibility": (given(**over(MIDDLE, NEXT) | breached()), L1),
    "eligibility ended the day before": (given(**over("2023-09-03", MIDDLE) | breached()), NOBODY),
    "eligible from that day": (given(**late(MIDDLE) | breached()), L1),
    "eligible from the day after": (given(**late(NEXT) | breached()), NOBODY),
    "no level": (given(levels=[], **breached()), [(LONDON, 1, None)]),
    "one without a level": (
        given(levels=[{"start_date": NEXT}], breaches=[{"outcome_date": "2023-10-02"}, {}]),
        L1,
    ),
    "in error": (given(breaches=[ERROR]), NOBODY),
    "standing in error": (given(standings=[ERROR], levels=[ERROR], **breached()), NOBODY),
    "level in error": (given(levels=[ERROR], **breached()), [(LONDON, 1, None)]),
    "responsibility in error": (given(responsibilities=UNANSWERED, **breached()), NOBODY),
    "person in error": (given(person=ERROR, **breached()), NOBODY),
    "potentially dangerous": (
        given(standings=[{"kind": "potentially_dangerous"}], levels=[], **breached()),
        NOBODY,
    ),
    "inside": (given(spells=[{}], **breached()), L1),
}


def revoked(day: str, **row: str) -> dict[str, object]:
    """Return the requirements that were revoked on the day."""
    ended = {"is_indefinite": "true", "revoked_date": day, "last_date": day}
    return {"requirements": [ended | row]}


REVOCATIONS: dict[str, Case] = {
    **sides(revoked, ONCE),
    "not revoked": (given(requirements=[{"is_indefinite": "true"}]), NOBODY),
    "ended by itself": (given(requirements=[{"last_date": MIDDLE}]), NOBODY),
    "two": (given(requirements=[*revoked(MIDDLE)["requirements"], *revoked(LAST)["requirements"]]), ONCE),  # type: ignore[misc]
    "two areas": (
        given(
            requirements=[*revoked(MIDDLE)["requirements"], *revoked(LAST)["requirements"]],  # type: ignore[misc]
            responsibilities=moved(NEXT),
        ),
        [(DERBYSHIRE, None, None)],
    ),
    "category 2": (given(**at("2", **revoked(MIDDLE))), NOBODY),
    "category 4": (given(**at("4", **revoked(MIDDLE))), NOBODY),
    "no longer eligible the day after": (given(**over(MIDDLE, NEXT) | revoked(MIDDLE)), ONCE),
    "no longer eligible that day": (given(**over("2023-09-03", MIDDLE) | revoked(MIDDLE)), NOBODY),
    "transferred that day": (
        given(responsibilities=moved(MIDDLE), **revoked(MIDDLE)),
        [(DERBYSHIRE, None, None)],
    ),
    "transferred the day after": (given(responsibilities=moved(NEXT), **revoked(MIDDLE)), ONCE),
    "in error": (given(**revoked(MIDDLE, **ERROR)), NOBODY),
    "person in error": (given(person=ERROR, **revoked(MIDDLE)), NOBODY),
}


def ordered(**row: str) -> dict[str, object]:
    """Return the order that differs in these columns."""
    return {"orders": [row]}


def of_orders(**row: str) -> dict[str, Case]:
    """Return the cases that every rule of orders shares, for an order of these columns."""

    def made(**more: str) -> dict[str, object]:
        return ordered(**row | more)

    return {
        "usual": (given(**made()), ONCE),
        **sides(lambda day: made(made_date=day), ONCE),
        # Made in the year, served after it: the day on which it was made.
        "served after the year": (given(**made(made_date=LAST, start_date="2024-04-05")), ONCE),
        "served in the year": (given(**made(made_date=BEFORE, start_date=FIRST)), NOBODY),
        "varied in the year": (given(order_events=[{}], **made(made_date="2022-09-05")), NOBODY),
        "renewed in the year": (
            given(order_events=[{"kind": "renewed"}], **made(made_date="2022-09-05")),
            NOBODY,
        ),
        "varied in the same year": (given(order_events=[{"event_date": "2023-12-04"}], **made()), ONCE),
        "two": (given(orders=[row, row | {"made_date": "2023-11-06"}]), [*ONCE, *ONCE]),
        # Made while another area was responsible.
        "made before a transfer in": (
            given(
                responsibilities=[
                    {"area": str(DERBYSHIRE), "until_date": NEXT},
                    {"start_date": NEXT},
                ],
                **made(),
            ),
            [(DERBYSHIRE, None, None)],
        ),
        "made on the day of a transfer out": (
            given(responsibilities=moved(MIDDLE), **made()),
            [(DERBYSHIRE, None, None)],
        ),
        "category 2": (given(**at("2", **made())), NOBODY),
        "category 4": (given(**at("4", **made())), NOBODY),
        "potentially dangerous": (
            given(standings=[{"kind": "potentially_dangerous"}], levels=[], **made()),
            NOBODY,
        ),
        "eligible from that day": (given(**late(MIDDLE) | made()), ONCE),
        "eligible from the day after": (given(**late(NEXT) | made()), NOBODY),
        "eligible until that day": (given(**over(MIDDLE, NEXT) | made()), ONCE),
        "in error": (given(**made(**ERROR)), NOBODY),
        "person in error": (given(person=ERROR, **made()), NOBODY),
        "standing in error": (given(standings=[ERROR], levels=[ERROR], **made()), NOBODY),
    }


TRAVEL = {"prohibits_foreign_travel": "true"}
OTHERS = {
    "interim shpo": {"kind": "interim_shpo"},
    "sro": {"kind": "sro", "route": "application"},
    "sopo": {"kind": "sopo"},
}
SHPO: dict[str, Case] = {
    **of_orders(),
    # The order with a prohibition on foreign travel is inside.
    "with travel": (given(**ordered(**TRAVEL)), ONCE),
    "notification order": (given(**ordered(kind="notification_order", route="application")), NOBODY),
    **{name: (given(orders=[row]), NOBODY) for name, row in OTHERS.items()},
}
SHPO_TRAVEL: dict[str, Case] = {
    **of_orders(**TRAVEL),
    "without travel": (given(**ordered()), NOBODY),
    "said to be without": (given(**ordered(prohibits_foreign_travel="false")), NOBODY),
    **{name: (given(orders=[row | TRAVEL]), NOBODY) for name, row in OTHERS.items()},
}
NOTIFICATION_ORDERS: dict[str, Case] = {
    **of_orders(kind="notification_order", route="application"),
    "police notice": (given(**ordered(kind="section_96za_notice", route="police_notice")), ONCE),
    "interim": (given(**ordered(kind="interim_notification_order", route="application")), NOBODY),
    "shpo": (given(**ordered()), NOBODY),
    **{name: (given(orders=[row]), NOBODY) for name, row in OTHERS.items()},
}


def after_sro(day: str, **row: str) -> dict[str, object]:
    """Return the requirements that began on the day after a breach of a Sexual Risk Order."""
    return {
        "orders": [{"kind": "sro", "route": "application", "made_date": "2022-09-05"}],
        "requirements": [{"basis": "breach_of_sro", "start_date": day} | row],
    }


SRO: dict[str, Case] = {
    **sides(after_sro, ONCE),
    "another basis": (given(**after_sro(MIDDLE, basis="order")), NOBODY),
    # Before the breach the person was a potentially dangerous person: the category is not asked.
    "potentially dangerous": (
        given(standings=[{"kind": "potentially_dangerous"}], levels=[], **after_sro(MIDDLE)),
        ONCE,
    ),
    "sro on a potentially dangerous person": (
        given(
            standings=[{"kind": "potentially_dangerous"}],
            levels=[],
            **ordered(kind="sro", route="application"),
        ),
        NOBODY,
    ),
    "two": (
        given(
            **after_sro(MIDDLE)
            | {
                "requirements": [
                    {"basis": "breach_of_sro", "start_date": MIDDLE},
                    {"basis": "breach_of_sro", "start_date": LAST},
                ]
            }
        ),
        ONCE,
    ),
    "two areas": (
        given(
            **after_sro(MIDDLE)
            | {
                "responsibilities": moved(NEXT),
                "requirements": [
                    {"basis": "breach_of_sro", "start_date": MIDDLE},
                    {"basis": "breach_of_sro", "start_date": LAST},
                ],
            }
        ),
        ONCE,
    ),
    "transferred that day": (
        given(responsibilities=moved(MIDDLE), **after_sro(MIDDLE)),
        [(DERBYSHIRE, None, None)],
    ),
    "in error": (given(**after_sro(MIDDLE, **ERROR)), NOBODY),
    "person in error": (given(person=ERROR, **after_sro(MIDDLE)), NOBODY),
}
