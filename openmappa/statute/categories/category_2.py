"""Category 2: violent and other sexual offenders, by conviction, by finding, and by two further limbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from openmappa.statute.categories.disposals import end_of_sentence, qualifies, why_it_goes_on
from openmappa.statute.categories.ground import Ground, LimbAnswer, answer, held
from openmappa.statute.categories.rules import (
    CATEGORY_2_DISPOSAL,
    CATEGORY_2_END,
    CATEGORY_2_OFFENCE,
    CHILD_OFFENCE,
    CONSECUTIVE,
    DISQUALIFICATION,
    NOT_GUILTY,
    NOT_VERIFIED,
)
from openmappa.statute.facts.offending import Conviction, Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.terms import Counted, together
from openmappa.statute.provisions.dates import ONE_DAY
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    all_of,
    is_so,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.limbs import Limb
from openmappa.statute.vocabulary.offences import Offence, offence
from openmappa.statute.vocabulary.results import ConvictionResult

FOUND = frozenset({ConvictionResult.NOT_GUILTY_BY_INSANITY, ConvictionResult.UNDER_DISABILITY_DID_ACT})
"""Findings that bring Category 2 with a hospital or guardianship order."""

VIOLENT_AND_SEXUAL = (1, 2)
TERRORIST = 3
FIRST_OF_THE_LIST = "01301"
"""The Home Office code of abduction of a child by a parent: section 1 of the Child Abduction Act 1984, by its name."""

Scope = Callable[[Conviction, Offence, str], Reason]
"""A question whether an offence is one that a limb names."""


def category_2_by_conviction(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> LimbAnswer:
    """
    Return whether the person is in Category 2 by conviction and sentence.

    Law: Criminal Justice Act 2003 s.327(3) and s.189(6), and Sch 15 Parts 1 and 2.
    """
    convicted = [each for each in past(facts, as_at) if each.result is ConvictionResult.CONVICTED]
    grounds = grounds_of(Limb.CATEGORY_2_CONVICTION, convicted, _named, facts, as_at=as_at, settings=settings)
    added = _added_up(convicted, as_at)
    limb = Limb.CATEGORY_2_CONVICTION
    return answer(
        limb,
        _with_consecutive(list(grounds), added, facts, as_at, settings),
        *unless_known(facts, CATEGORY_2_OFFENCE, "There is no conviction.", convicted),
    )


def category_2_by_finding(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> LimbAnswer:
    """
    Return whether the person is in Category 2 by a finding of insanity or disability.

    Law: Criminal Justice Act 2003 s.327(4).
    """
    found = [each for each in past(facts, as_at) if each.result in FOUND]
    grounds = grounds_of(
        Limb.CATEGORY_2_NOT_GUILTY,
        found,
        _named,
        facts,
        as_at=as_at,
        settings=settings,
        qualifying=_hospital_or_guardianship,
    )
    words = "There is no finding of insanity, or of disability and having done the act."
    return answer(Limb.CATEGORY_2_NOT_GUILTY, grounds, *unless_known(facts, NOT_GUILTY, words, found))


def category_2_by_child_offence(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> LimbAnswer:
    """
    Return whether the person is in Category 2 by an offence of subsection (4A), whose list is not verified.

    Law: Criminal Justice Act 2003 s.327(4A).
    """
    others = [
        each
        for each in past(facts, as_at)
        if each.result is ConvictionResult.CONVICTED
        and _named(each, offence(each.offence_code), "").outcome is not Outcome.MET
    ]
    grounds = grounds_of(
        Limb.CATEGORY_2_CHILD_OFFENCE,
        others,
        _against_a_child,
        facts,
        as_at=as_at,
        settings=settings,
        first=CHILD_OFFENCE.start_date,
    )
    words = "There is no conviction that is not asked about under the other limbs."
    return answer(Limb.CATEGORY_2_CHILD_OFFENCE, grounds, *unless_known(facts, CHILD_OFFENCE, words, others))


def category_2_by_disqualification(facts: PersonFacts, *, as_at: date) -> LimbAnswer:
    """
    Return whether the person was in Category 2 because disqualified from working with children.

    Law: Criminal Justice Act 2003 s.327(5), repealed in December 2012.
    """
    limb, last = Limb.LEGACY_DISQUALIFICATION, DISQUALIFICATION.last_date
    if last is not None and as_at > last:
        return answer(limb, (), not_met("The limb was repealed in December 2012.", DISQUALIFICATION))
    if facts.disqualification is None:
        words = "Whether the person was disqualified from working with children is not known."
        reason = needs_fact(words, DISQUALIFICATION, needs="disqualification")
        return answer(limb, (), reason)
    grounds = []
    for number, span in enumerate(facts.disqualification):
        path = f"disqualification[{number}]"
        reason = met("Disqualified from working with children.", DISQUALIFICATION, path)
        end = last if span.last_date is None or last is None else min(span.last_date, last)
        grounds.append(
            Ground(
                limb,
                path,
                held((reason,), start=span.start_date, last=end, as_at=as_at, rule=DISQUALIFICATION),
            )
        )
    none = () if grounds else (not_met("Not disqualified.", DISQUALIFICATION, "disqualification"),)
    return answer(limb, grounds, *none)


def past(facts: PersonFacts, as_at: date) -> list[Conviction]:
    """Return the convictions, findings and cautions up to the day."""
    return [each for each in facts.convictions or () if each.conviction_date <= as_at]


def unless_known(facts: PersonFacts, rule: Rule, words: str, found: list[Conviction]) -> tuple[Reason, ...]:
    """Return what is said where no conviction decides: that there is none, or that it is not known."""
    if facts.convictions is None:
        return (needs_fact("The convictions are not known.", rule, needs="convictions"),)
    return () if found else (not_met(words, rule, "convictions"),)


def grounds_of(
    limb: Limb,
    convictions: list[Conviction],
    scope: Scope,
    facts: PersonFacts,
    *,
    as_at: date,
    settings: LawSettings,
    qualifying: Callable[[Sentence, str], Reason] = qualifies,
    first: date | None = None,
) -> Iterator[Ground]:
    """Yield a ground for each sentence of each conviction: the offence, the sentence, and the time."""
    for conviction in convictions:
        path = f"convictions[{conviction.reference}]"
        named = scope(conviction, offence(conviction.offence_code), path)
        if named.outcome is Outcome.NOT_MET:
            yield Ground(limb, path, Finding(Outcome.NOT_MET, (named,)))
            continue
        sentences = [each for each in conviction.sentences or () if each.imposed_date <= as_at]
        if not sentences:
            yield Ground(limb, path, _without_sentence(named, conviction, path))
        for sentence in sentences:
            reason = qualifying(sentence, path)
            if reason.outcome is Outcome.NOT_MET:
                yield Ground(limb, path, Finding(Outcome.NOT_MET, (named, reason)))
                continue
            start, last = _bounds(conviction, sentence, settings, first, limb)
            finding = held(
                (named, reason),
                start=start,
                last=last,
                as_at=as_at,
                rule=CATEGORY_2_END,
                meanwhile=why_it_goes_on(sentence, facts, as_at),
                needs=f"the last day of the licence or order ({path}.sentences[{sentence.reference}].last_date)",
            )
            yield Ground(limb, path, finding)


def _bounds(
    conviction: Conviction, sentence: Sentence, settings: LawSettings, first: date | None, limb: Limb
) -> tuple[date, date | None]:
    """Return the first and last day, with the day on which terrorism offences left Category 2."""
    start, last = sentence.imposed_date, end_of_sentence(sentence, settings)
    if first is not None:
        start = max(start, first)
    if limb in (Limb.CATEGORY_2_CONVICTION, Limb.CATEGORY_2_NOT_GUILTY):
        part = offence(conviction.offence_code).schedule_15_part
        if part == TERRORIST:
            moved = commencement("category_4_2022") - ONE_DAY
            last = moved if last is None else min(last, moved)
    return start, last


def _without_sentence(named: Reason, conviction: Conviction, path: str) -> Finding:
    if conviction.sentences is None:
        reason = needs_fact(
            "The sentence is not known.", CATEGORY_2_DISPOSAL, path, needs=f"{path}.sentences"
        )
    else:
        reason = not_met("No sentence has been passed yet.", CATEGORY_2_DISPOSAL, f"{path}.sentences")
    return Finding(all_of((named.outcome, reason.outcome)), (named, reason))


def _named(conviction: Conviction, found: Offence, path: str) -> Reason:
    place = f"{path}.offence_code"
    if found.is_murder:
        return met(f"{found.description}: murder is named in the section.", CATEGORY_2_OFFENCE, place)
    part, paragraph = found.schedule_15_part, found.schedule_15_paragraph
    if part in VIOLENT_AND_SEXUAL:
        words = f"{found.description} is in Part {part} of Schedule 15 (paragraph {paragraph})."
        return met(words, CATEGORY_2_OFFENCE, place)
    if part == TERRORIST:
        words = (
            f"{found.description} is in Part 3 of Schedule 15 (paragraph {paragraph}), which counted for Category 2 until "
            "Category 4 began."
        )
        return met(words, CATEGORY_2_OFFENCE, place)
    if not found.is_schedule_known:
        words = "A Home Office code does not say whether Schedule 15 specifies the offence."
        return needs_fact(words, CATEGORY_2_OFFENCE, place, needs=f"the CJS code of the offence ({place})")
    return not_met(f"{found.description} is not in Schedule 15.", CATEGORY_2_OFFENCE, place)


def _against_a_child(conviction: Conviction, found: Offence, path: str) -> Reason:
    place = f"{path}.offence_code"
    looked_up = conviction.section_327_4a_lists_it
    if found.code == FIRST_OF_THE_LIST and looked_up is None:
        return met(f"{found.description} is the first of the list.", CHILD_OFFENCE, place)
    if looked_up is not None:
        words = f"Somebody has looked: the list {'names' if looked_up else 'does not name'} the offence."
        return Reason(is_so(looked_up), words, CHILD_OFFENCE, (f"{path}.section_327_4a_lists_it",))
    return needs_fact(
        NOT_VERIFIED,
        CHILD_OFFENCE,
        place,
        needs=f"whether section 327(4A) lists the offence ({path}.section_327_4a_lists_it)",
    )


def _hospital_or_guardianship(sentence: Sentence, path: str) -> Reason:
    words = DISPOSALS[sentence.kind]
    place = f"{path}.sentences[{sentence.reference}].kind"
    if words.is_hospital_or_guardianship:
        return met(f"{words.name}.", NOT_GUILTY, place)
    return not_met(f"{words.name}: no hospital or guardianship order.", NOT_GUILTY, place)


def _added_up(convictions: list[Conviction], as_at: date) -> list[tuple[Conviction, Sentence, Counted]]:
    """Return the terms, none of 12 months, that would be 12 months or more if they were added up."""
    of_schedule = [
        (each, sentence)
        for each in convictions
        if _named(each, offence(each.offence_code), "").outcome is Outcome.MET
        for sentence in each.sentences or ()
        if sentence.is_custodial and sentence.imposed_date <= as_at
    ]
    combined = together(sentence for _, sentence in of_schedule)
    return [
        (conviction, sentence, counted)
        for conviction, sentence in of_schedule
        if (counted := combined.get(sentence.reference))
        and counted.is_at_least(constant("category_2.months"))
        and qualifies(sentence, "").outcome is Outcome.NOT_MET
    ]


def _with_consecutive(
    grounds: list[Ground],
    added: list[tuple[Conviction, Sentence, Counted]],
    facts: PersonFacts,
    as_at: date,
    settings: LawSettings,
) -> Iterator[Ground]:
    yield from grounds
    for conviction, sentence, counted in added:
        path = f"convictions[{conviction.reference}]"
        place = f"{path}.sentences[{sentence.reference}].runs"
        if not settings.category_2_adds_consecutive_terms:
            words = f"{counted.words}; whether terms add up is not verified, and the setting says no."
            reason = not_met(words, CONSECUTIVE, place)
            yield Ground(Limb.CATEGORY_2_CONVICTION, path, Finding(Outcome.NOT_MET, (reason,)))
            continue
        words = f"{counted.words}; whether terms add up is not verified, and the setting says yes."
        start, last = _bounds(conviction, sentence, settings, None, Limb.CATEGORY_2_CONVICTION)
        finding = held(
            (met(words, CONSECUTIVE, place),),
            start=start,
            last=last,
            as_at=as_at,
            rule=CATEGORY_2_END,
            meanwhile=why_it_goes_on(sentence, facts, as_at),
            needs=f"the last day of the licence ({path}.sentences[{sentence.reference}].last_date)",
        )
        yield Ground(Limb.CATEGORY_2_CONVICTION, path, finding)
