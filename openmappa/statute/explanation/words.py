"""The answer in plain words, for people who have to rely on it or challenge it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from openmappa.statute.categories.eligibility import Eligibility, Stretch
from openmappa.statute.categories.ground import LimbAnswer
from openmappa.statute.duties.duty import DUTY_KINDS, DUTY_STATUSES, Duty
from openmappa.statute.duties.worklist import overdue_first
from openmappa.statute.explanation.answer import Answer, OrderAnswer, unverified_rules
from openmappa.statute.notification.requirements import Requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE, in_words
from openmappa.statute.provisions.finding import Outcome, Reason
from openmappa.statute.review.review import DECIDED_BY, FACTORS, Review
from openmappa.statute.vocabulary.limbs import LIMBS
from openmappa.statute.vocabulary.orders import ORDERS

OUTCOMES = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.NEEDS_FACT: "Needs a fact",
}
"""Every outcome in words."""

_YES_NO = {Outcome.MET: "yes", Outcome.NOT_MET: "no", Outcome.NEEDS_FACT: "not known"}

WIDTH = 100


def explained(answer: Answer) -> Iterator[str]:
    """Yield the lines of the whole answer."""
    yield f"What the law says of these facts, as at {in_words(answer.as_at)}"
    yield ""
    yield from _eligibility(answer.eligibility)
    yield from _heading("The limbs, one by one")
    for limb in answer.eligibility.limbs:
        yield from _limb(limb)
    yield from _requirements(answer.requirements, answer.as_at)
    yield from _orders(answer.orders)
    yield from _review(answer.review)
    yield from _heading("Duties to notify")
    yield from duties_in_words(answer.duties)
    yield from _unverified(answer)


def duties_in_words(found: Iterable[Duty]) -> Iterator[str]:
    """Yield the lines of a worklist: overdue first."""
    duties = overdue_first(found)
    if not duties:
        yield "None."
    for duty in duties:
        due = in_words(duty.due_date) if duty.due_date else "not yet known"
        yield f"{DUTY_STATUSES[duty.status]}: {DUTY_KINDS[duty.kind]}, by {due}"
        yield from _wrapped(f"{duty.trigger}.", 4)
        yield from _wrapped(f"{duty.arithmetic} {duty.rule.citation}.", 4)
        if duty.done_date:
            yield from _wrapped(f"Notified on {in_words(duty.done_date)}.", 4)
        if duty.needs:
            yield from _wrapped(f"It would be decided by: {duty.needs}.", 4)
        if not duty.rule.is_verified:
            yield from _wrapped(f"Not verified: {duty.rule.unverified}", 4)


def _eligibility(found: Eligibility) -> Iterator[str]:
    if found.category:
        yield f"MAPPA-eligible: yes, in Category {found.category}."
    elif found.outcome is Outcome.NEEDS_FACT:
        yield "MAPPA-eligible: not known. A fact is missing."
    else:
        yield "MAPPA-eligible: no."
    if found.undecided:
        categories = " and ".join(f"Category {each}" for each in found.undecided)
        before = ", which would go before it," if found.category else ""
        yield from _wrapped(f"{categories}{before} cannot be ruled out without further facts.", 0)
    if found.category:
        present, *following = found.coming
        yield f"    {_stretch(present, f'Category {found.category} since {in_words(found.since)},')}"
        for stretch in following:
            what = f"Category {stretch.category}" if stretch.category else "No category"
            yield f"    {_stretch(stretch, f'{what} from {in_words(stretch.start_date)}')}"


def _stretch(stretch: Stretch, said: str) -> str:
    if stretch.last_date == NO_LAST_DATE:
        until = "without a last day" if stretch.is_certain else "until a day that is not known"
        return f"{said.rstrip(',')}, {until}" if stretch.category else said
    return f"{said} to {in_words(stretch.last_date)}"


def _limb(limb: LimbAnswer) -> Iterator[str]:
    words = LIMBS[limb.limb]
    yield ""
    yield from _wrapped(f"{OUTCOMES[limb.outcome]}: Category {limb.category}. {words.name}.", 0)
    if limb.outcome is Outcome.MET:
        last = limb.last_date
        until = "without a last day" if last == NO_LAST_DATE else f"to {in_words(last)}"
        yield f"    From {in_words(limb.start_date)} {until}"
    yield from _reasons(limb.reasons)


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    for reason in dict.fromkeys(reasons):
        yield from _wrapped(f"- {OUTCOMES[reason.outcome]}: {reason.words} [{_origin(reason)}]", 4, 6)
        if reason.needs:
            yield from _wrapped(f"It would be decided by: {reason.needs}.", 6)


def _origin(reason: Reason) -> str:
    citation = str(reason.rule.citation)
    return f"{citation}; from {', '.join(reason.facts)}" if reason.facts else citation


def _requirements(found: Requirements, as_at: date) -> Iterator[str]:
    yield from _heading("Notification requirements")
    holding = [each for each in found.each if each.finding.outcome is not Outcome.NOT_MET]
    if not holding:
        yield "None." if not found.unknown else "Not known."
        return
    for each in holding:
        start, last = in_words(each.start_date), in_words(each.last_date)
        state = _YES_NO[each.holds_on(as_at)]
        yield from _wrapped(
            f"{each.source}: from {start}, last day: {last}. In force on the day: {state}.", 0, 4
        )
    if len(holding) > 1:
        yield f"The last to end governs: {in_words(found.last_date)}."


def _orders(orders: tuple[OrderAnswer, ...]) -> Iterator[str]:
    if not orders:
        return
    yield from _heading("Orders")
    for each in orders:
        yield f"{ORDERS[each.order.kind].name}, made on {in_words(each.order.made_date)}"
        yield from _reasons((*each.term.reasons, each.proof_reason, each.effect))


def _review(found: Review) -> Iterator[str]:
    yield from _heading("Review of indefinite requirements")
    yield f"May apply now: {_YES_NO[found.finding.outcome]}"
    if found.qualifying_date:
        yield f"    First day on which an application may be made: {in_words(found.qualifying_date)}"
    yield from _reasons(found.finding.reasons)
    for step in found.steps:
        done = f", done on {in_words(step.done_date)}" if step.done_date else ""
        yield from _wrapped(f"- {step.words}{done}: {step.arithmetic} [{step.rule.citation}]", 4, 6)
    if found.qualifying_date:
        yield from _wrapped(f"{DECIDED_BY} To be considered: {'; '.join(FACTORS)}.", 4)


def _unverified(answer: Answer) -> Iterator[str]:
    yield from _heading("What of this is not verified")
    for rule in unverified_rules(answer):
        yield from _wrapped(f"- {rule.title} [{rule.citation}]: {rule.unverified}", 0, 2)


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield words
    yield "-" * len(words)


def _wrapped(words: str, indent: int, following: int | None = None) -> Iterator[str]:
    further = " " * (indent if following is None else following)
    yield from textwrap.wrap(
        words, WIDTH, initial_indent=" " * indent, subsequent_indent=further, break_on_hyphens=False
    )
