"""When a person may apply for a review, and by when each step of one is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from openmappa.statute.facts.binding import ReviewApplication, ReviewDecision
from openmappa.statute.facts.living import NotificationKind
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.notification.requirements import Requirements
from openmappa.statute.orders.lasting import binds_on
from openmappa.statute.provisions.dates import Length, age_on, in_words, later
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    all_of,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.review.rules import APPEAL, FURTHER, QUALIFYING, STAGES, WHO
from openmappa.statute.vocabulary.orders import ORDERS, Order

BARRING = frozenset(
    {Order.SHPO, Order.SHPO_FOREIGN_TRAVEL, Order.INTERIM_SHPO, Order.SOPO, Order.INTERIM_SOPO}
)
"""Orders whose bearer may not apply. Law: Sexual Offences Act 2003 s.91A(2)."""

FACTORS = (
    "the seriousness of the offence that brought the requirements",
    "the time since the person committed it, or another offence",
    "whether the person committed an offence under section 3 of the Sex Offenders Act 1997",
    "whether the person committed an offence under section 91",
    "the person's age at the qualifying date or further qualifying date",
    "the person's age at the time of the offence",
    "the age of any victim and the difference between their ages",
    "any assessment of the risk under the arrangements",
    "any submission or evidence from a victim",
    "any convictions or findings since",
    "any caution since",
    "any criminal proceedings that have not ended",
    "any other matter that the chief officer thinks fit",
)
"""What section 91D lists, in our words. The last ones were not seen in a source."""

DECIDED_BY = "A police officer of the rank of Superintendent or above decides."
"""Who determines. Source: notes to the MAPPA annual report, note (j)."""


@dataclass(frozen=True, slots=True)
class Step:
    """
    A step of a review that is to be taken by a day.

    `key` is that of its limit in the thresholds. `done_date` is None if it is not known to be taken.
    """

    key: str
    words: str
    due_date: date
    arithmetic: str
    rule: Rule
    done_date: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """
    Whether a person may apply for a review as at a day.

    `qualifying_date` is the first day on which an application may be made, for a further one that of section 91B(3);
    None where there is nothing to review or a fact is missing.
    """

    finding: Finding
    qualifying_date: date | None
    steps: tuple[Step, ...]


def review(
    facts: PersonFacts, required: Requirements, *, as_at: date, settings: LawSettings = DEFAULTS
) -> Review:
    """
    Return whether and when the person may apply for a review, and the steps of one that was applied for.

    Law: Sexual Offences Act 2003 ss.91A to 91E.
    """
    open_now = [each for each in required.holding(as_at) if each.is_indefinite]
    steps = tuple(_steps(facts, as_at))
    if not open_now:
        return Review(_nothing_to_review(required, as_at), None, steps)
    subject = met("The person is subject to the requirements for an indefinite period.", WHO)
    barred = _barred(facts, as_at)
    dates = [_qualifying(each, facts, settings) for each in open_now]
    known = [day for day, _ in dates if day is not None]
    qualifying = max(known) if len(known) == len(dates) else None
    reasons = [subject, barred, *(reason for _, reason in dates)]
    refused = _last_refusal(facts, as_at)
    if qualifying is not None and refused is not None:
        qualifying, reason = _further(refused)
        reasons.append(reason)
    if qualifying is not None:
        qualifying = max(qualifying, commencement("review_2012"))
        reasons.append(_reached(qualifying, as_at))
    outcome = all_of(each.outcome for each in reasons)
    return Review(Finding(outcome, tuple(reasons), qualifying, None), qualifying, steps)


def _nothing_to_review(required: Requirements, as_at: date) -> Finding:
    undecided = bool(required.unknown) or any(
        each.last_date is None and each.holds_on(as_at) is not Outcome.NOT_MET for each in required.each
    )
    if undecided:
        words = "Whether the person is subject to the requirements for an indefinite period is not known."
        reason = needs_fact(words, WHO, needs="what decides the notification period")
    else:
        words = "The person is not subject to the requirements for an indefinite period by section 82."
        reason = not_met(words, WHO)
    return Finding(reason.outcome, (reason,))


def _barred(facts: PersonFacts, as_at: date) -> Reason:
    if facts.orders is None:
        return needs_fact("Whether an order bars an application is not known.", WHO, needs="orders")
    made = [each for each in facts.orders if each.kind in BARRING and each.made_date <= as_at]
    binding = [(each, binds_on(each, as_at)) for each in made]
    for order, binds in binding:
        if binds:
            words = f"{ORDERS[order.kind].name} bars an application while it lasts."
            return not_met(words, WHO, f"orders[{order.reference}]")
    for order, binds in binding:
        if binds is None:
            path = f"orders[{order.reference}].last_date"
            return needs_fact("Whether an order still bars an application is not known.", WHO, needs=path)
    return met("No order bars an application.", WHO, "orders")


def _qualifying(
    requirement: Requirement, facts: PersonFacts, settings: LawSettings
) -> tuple[date | None, Reason]:
    relevant = requirement.relevant_date
    if facts.birth_date is None or relevant is None:
        words = "Whether the person was under 18 on the relevant date is not known."
        return None, needs_fact(words, QUALIFYING, requirement.source, needs="birth_date")
    start = requirement.start_date or relevant
    given = sorted(
        each.made_date
        for each in facts.notifications or ()
        if each.kind is NotificationKind.INITIAL and each.made_date >= start
    )
    if not given:
        words = "The day of the relevant notification is not known."
        return None, needs_fact(
            words, QUALIFYING, requirement.source, needs="notifications (the initial one)"
        )
    age = age_on(facts.birth_date, relevant, leap_birthday_in_march=settings.leap_birthday_in_march)
    years = constant("review.young" if age < constant("adult_age") else "review.adult")
    day = _day_after_years(given[0], years)
    words = f"{years} years beginning with {in_words(given[0])}; the day after is {in_words(day)}."
    return day, met(words, QUALIFYING, requirement.source, "notifications", "birth_date")


def _day_after_years(start: date, years: int) -> date:
    """Return the day after the end of so many years beginning with a day; after 29 February, 1 March if need be."""
    day = later(start, Length(years * 12))
    return day if day.day == start.day else day + timedelta(days=1)


def _last_refusal(facts: PersonFacts, as_at: date) -> ReviewApplication | None:
    refused = [
        each
        for each in facts.review_applications or ()
        if each.decision is ReviewDecision.REMAINS_SUBJECT
        and each.determined_date is not None
        and each.determined_date <= as_at
    ]
    return max(refused, key=lambda each: each.determined_date or as_at, default=None)


def _further(refused: ReviewApplication) -> tuple[date | None, Reason]:
    years = refused.further_years or constant("review.further")
    determined = refused.determined_date
    assert determined is not None  # noqa: S101  for the type checker
    day = _day_after_years(determined, years)
    words = f"Determined on {in_words(determined)} to remain subject: {years} years; the day after is {in_words(day)}."
    return day, met(words, FURTHER, "review_applications")


def _reached(qualifying: date, as_at: date) -> Reason:
    words = f"An application may be made from {in_words(qualifying)}."
    return met(words, QUALIFYING) if as_at >= qualifying else not_met(words, QUALIFYING)


def _steps(facts: PersonFacts, as_at: date) -> Iterator[Step]:
    for each in facts.review_applications or ():
        if each.received_date <= as_at:
            yield from steps_of(each)


def steps_of(application: ReviewApplication) -> Iterator[Step]:
    """
    Yield the steps of a review with the day by which each is to be taken.

    Law: Sexual Offences Act 2003 ss.91A to 91F.
    """
    received = application.received_date
    yield _step("Acknowledge the application", received, "review.acknowledge", STAGES)
    if application.bodies_asked_date is not None:
        replied = _step("Responsible bodies reply", application.bodies_asked_date, "review.bodies", STAGES)
        yield replied
        yield _step("Determine", replied.due_date, "review.determine", STAGES, application.determined_date)
    if application.notice_date is not None and application.decision is ReviewDecision.REMAINS_SUBJECT:
        yield _step("Last day for an appeal", application.notice_date, "review.appeal", APPEAL)


def _step(words: str, start: date, key: str, rule: Rule, done: date | None = None) -> Step:
    days = constant(key)
    due = start + timedelta(days=days)
    return Step(key, words, due, f"{days} days after {in_words(start)}: {in_words(due)}.", rule, done)
