"""Every requirement to notify: on what it rests, from when to when. All are kept; the last to end governs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.facts.offending import Conviction, Runs, Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.by_order import requirements_by_order
from openmappa.statute.notification.periods import Period, band_of, period_of
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.notification.rules import (
    ABSOLUTE_DISCHARGE,
    CONSECUTIVE,
    RELEVANT_DATE,
    REVOCATION,
    SUBJECT,
)
from openmappa.statute.notification.schedule_3 import Listed, listed
from openmappa.statute.notification.terms import Counted, counted_length, together
from openmappa.statute.provisions.dates import NO_LAST_DATE, Length, in_words, later
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    any_of,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.events import RequirementBasis
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS, ConvictionResult

_BASES = {
    ConvictionResult.CONVICTED: RequirementBasis.CONVICTION,
    ConvictionResult.NOT_GUILTY_BY_INSANITY: RequirementBasis.FINDING,
    ConvictionResult.UNDER_DISABILITY_DID_ACT: RequirementBasis.FINDING,
    ConvictionResult.CAUTIONED: RequirementBasis.CAUTION,
}


@dataclass(frozen=True, slots=True)
class Requirements:
    """
    All requirements of a person, those that do not hold included, with what else is not known.

    `unknown` are reasons for which there may be more requirements than these.
    """

    each: tuple[Requirement, ...]
    unknown: tuple[Reason, ...] = ()

    def holding(self, day: date) -> tuple[Requirement, ...]:
        """Return the requirements that certainly hold on the day."""
        return tuple(one for one in self.each if one.holds_on(day) is Outcome.MET)

    def outcome(self, day: date) -> Outcome:
        """Return whether the person is subject to the notification requirements on the day."""
        return any_of(
            (*(one.holds_on(day) for one in self.each), *(reason.outcome for reason in self.unknown))
        )

    @property
    def last_date(self) -> date | None:
        """Return the last day of the requirement that ends last: it governs. None if not known or none holds."""
        ends = [one.last_date for one in self.each if one.finding.outcome is not Outcome.NOT_MET]
        known = [end for end in ends if end is not None]
        if NO_LAST_DATE in known:
            return NO_LAST_DATE
        return max(known) if known and len(known) == len(ends) else None

    def subject_from(self) -> date | None:
        """Return the first day of the requirement that began first, None if there is none."""
        starts = [one.start_date for one in self.each if one.start_date and one.finding.is_met]
        return min(starts, default=None)


def requirements(facts: PersonFacts, *, as_at: date, settings: LawSettings = DEFAULTS) -> Requirements:
    """
    Return every requirement to notify that follows from what had happened by the day.

    Law: Sexual Offences Act 2003 ss.80 to 82, 96ZA, 97, 100, 103G, 107 and 129, and Sch 3.
    """
    unknown = [
        needs_fact(f"The {name} are not known.", SUBJECT, name, needs=name)
        for name, value in (("convictions", facts.convictions), ("orders", facts.orders))
        if value is None
    ]
    found = [*_by_conviction(facts, as_at, settings), *requirements_by_order(facts, as_at=as_at)]
    revoked = _revoked(facts, as_at)
    if revoked:
        found = [_ended_by_review(one, revoked) for one in found]
    return Requirements(tuple(found), tuple(unknown))


def _by_conviction(facts: PersonFacts, as_at: date, settings: LawSettings) -> Iterator[Requirement]:
    past = [_as_of(each, as_at) for each in facts.convictions or () if each.conviction_date <= as_at]
    answers = [
        (
            each,
            listed(each, facts.birth_date, leap_birthday_in_march=settings.leap_birthday_in_march),
        )
        for each in past
    ]
    counting = [
        sentence
        for each, answer in answers
        if answer.outcome is Outcome.MET and each.result is ConvictionResult.CONVICTED
        for sentence in each.sentences or ()
        if sentence.is_custodial
    ]
    combined = together(counting)
    for each, answer in answers:
        yield _requirement(each, answer, facts, combined, counting, settings)


def _as_of(conviction: Conviction, as_at: date) -> Conviction:
    """Return the conviction with the sentences passed by the day."""
    if not any(each.imposed_date > as_at for each in conviction.sentences or ()):
        return conviction
    return replace(
        conviction,
        sentences=tuple(each for each in conviction.sentences or () if each.imposed_date <= as_at),
    )


def _requirement(
    conviction: Conviction,
    answer: Listed,
    facts: PersonFacts,
    combined: Mapping[str, Counted],
    counting: list[Sentence],
    settings: LawSettings,
) -> Requirement:
    path = f"convictions[{conviction.reference}]"
    basis = _BASES[conviction.result]
    start = answer.convicted_date
    if _only_absolutely_discharged(conviction) and answer.outcome is not Outcome.NOT_MET:
        reason = not_met("An absolute discharge does not count as a conviction.", ABSOLUTE_DISCHARGE, path)
        return Requirement(basis, path, Finding(Outcome.NOT_MET, (answer.reason, reason)))
    if answer.outcome is Outcome.NOT_MET:
        return Requirement(basis, path, Finding(Outcome.NOT_MET, (answer.reason,)))
    words = CONVICTION_RESULTS[conviction.result]
    because = met(f"{words} on {in_words(conviction.conviction_date)}.", SUBJECT, f"{path}.result")
    relevant = met(f"The relevant date is {in_words(start)}.", RELEVANT_DATE, f"{path}.conviction_date")
    period = period_of(
        conviction,
        start,
        birth_date=facts.birth_date,
        combined=combined,
        leap_birthday_in_march=settings.leap_birthday_in_march,
    )
    period = _open_if_terms_may_add(conviction, period, counting)
    reasons = (answer.reason, because, relevant, *period.reasons)
    finding = Finding(answer.outcome, reasons, start, period.last_date)
    return Requirement(basis, path, finding, start, period.least_last_date)


def _only_absolutely_discharged(conviction: Conviction) -> bool:
    return bool(conviction.sentences) and all(
        each.kind is Disposal.ABSOLUTE_DISCHARGE for each in conviction.sentences or ()
    )


def _open_if_terms_may_add(conviction: Conviction, period: Period, counting: list[Sentence]) -> Period:
    """Return the period as not known where terms whose relation is not recorded would, added up, change it."""
    if period.last_date in (None, NO_LAST_DATE):
        return period
    for each in conviction.sentences or ():
        added = _added_up(each, counting)
        if added is not None and band_of(each, added).months != band_of(each).months:
            path = f"convictions[{conviction.reference}].sentences[{each.reference}].runs"
            reason = needs_fact(
                f"If the terms ran one after another they would count as {added.words}.",
                CONSECUTIVE,
                path,
                needs=f"how the terms run against each other ({path})",
            )
            return Period(None, period.least_last_date, (*period.reasons, reason))
    return period


def _added_up(sentence: Sentence, counting: list[Sentence]) -> Counted | None:
    """Return the sum of the terms that may run after one another, None where nothing is open about that."""
    if sentence not in counting or sentence.runs_against is not None:
        return None
    others = [
        each
        for each in counting
        if each is not sentence
        and each.runs_against is None
        and Runs.ALONE not in (each.runs, sentence.runs)
        and _could_follow(*sorted((each, sentence), key=lambda one: one.imposed_date))
    ]
    lengths = [counted_length(each) for each in (sentence, *others)]
    if not others or None in lengths:
        return None
    total = sum((length for length in lengths if length is not None), start=Length())
    return Counted(sentence.imposed_date, total, False, (), str(total))


def _could_follow(earlier: Sentence, following: Sentence) -> bool:
    """Return whether the second was passed while the first can still have run."""
    length = counted_length(earlier)
    return length is not None and following.imposed_date <= later(earlier.imposed_date, length)


def _revoked(facts: PersonFacts, as_at: date) -> date | None:
    days = [
        each.determined_date
        for each in facts.review_applications or ()
        if each.decision is ReviewDecision.NO_LONGER_SUBJECT
        and each.determined_date is not None
        and each.determined_date <= as_at
    ]
    return min(days, default=None)


def _ended_by_review(one: Requirement, revoked: date) -> Requirement:
    is_open = one.last_date == NO_LAST_DATE and one.start_date is not None
    if not is_open or not one.is_reviewable or (one.start_date or revoked) > revoked:
        return one
    reason = met(
        f"The requirements ended on review on {in_words(revoked)}.", REVOCATION, "review_applications"
    )
    finding = Finding(one.finding.outcome, (*one.finding.reasons, reason), one.finding.start_date, revoked)
    return Requirement(one.basis, one.source, finding, one.relevant_date, revoked, one.is_reviewable)
