"""Which sentences and orders bring Category 2 or 4."""

from __future__ import annotations

from datetime import date

from openmappa.statute.categories.rules import (
    CATEGORY_2_DISPOSAL,
    CUSTODY_FOR_LIFE,
    SUSPENDED,
)
from openmappa.statute.facts.offending import Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.terms import Counted
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Reason, met, needs_fact, not_met
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal

OF_ANY_LENGTH = frozenset(
    {
        Disposal.DETENTION_HIS_MAJESTYS_PLEASURE,
        Disposal.DETENTION_PUBLIC_PROTECTION,
        Disposal.IMPRISONMENT_LIFE,
        Disposal.IMPRISONMENT_PUBLIC_PROTECTION,
        Disposal.EXTENDED_DETENTION,
        Disposal.DETENTION_LIFE,
    }
)
"""Sentences that bring Category 2 whatever their length."""

_RULES = {Disposal.SUSPENDED_SENTENCE: SUSPENDED, Disposal.DETENTION_LIFE: CUSTODY_FOR_LIFE}
_HOSPITAL_ORDERS = frozenset({Disposal.HOSPITAL_ORDER, Disposal.HOSPITAL_ORDER_WITH_RESTRICTION})
_OUT_UNDER_THE_ORDER = {
    SpellEnd.CONDITIONAL_DISCHARGE_FROM_HOSPITAL: "The person is out of hospital on conditional discharge",
    SpellEnd.COMMUNITY_TREATMENT_ORDER: "The person is out of hospital on a community treatment order",
}
_INSIDE = frozenset({SpellKind.SENTENCED, SpellKind.RECALLED, SpellKind.HOSPITAL})


def qualifies(sentence: Sentence, path: str) -> Reason:
    """
    Return whether a sentence or order is one that brings Category 2.

    Law: Criminal Justice Act 2003 s.327(3)(b).
    """
    words = DISPOSALS[sentence.kind]
    rule: Rule = _RULES.get(sentence.kind, CATEGORY_2_DISPOSAL)
    place = f"{path}.sentences[{sentence.reference}]"
    if words.is_hospital_or_guardianship or sentence.kind in OF_ANY_LENGTH:
        return met(f"{words.name}: brings the category whatever its length.", rule, f"{place}.kind")
    if not words.is_custodial:
        return not_met(f"{words.name}: does not bring the category.", rule, f"{place}.kind")
    if sentence.term is None:
        return needs_fact(f"{words.name} of a term that is not known.", rule, place, needs=f"{place}.term")
    length = sentence.term.length
    counted = Counted(sentence.imposed_date, length, False, (), "")
    if counted.is_at_least(constant("category_2.months")):
        return met(f"{words.name} of {length}: 12 months or more.", rule, f"{place}.term")
    return not_met(f"{words.name} of {length}: less than 12 months.", rule, f"{place}.term")


def last_day_in_category(sentence: Sentence, settings: LawSettings) -> date | None:
    """Return the last day of the licence or order, with supervision after the sentence if the setting says so."""
    if not settings.post_sentence_supervision_counts or sentence.supervision_last_date is None:
        return sentence.last_date
    if sentence.last_date is None:
        return sentence.supervision_last_date
    return max(sentence.last_date, sentence.supervision_last_date)


def is_inside(facts: PersonFacts, day: date) -> bool:
    """Return whether the person is known to be inside on the day, under a sentence or in hospital."""
    return any(
        each.kind in _INSIDE and each.start_date <= day and (each.until_date is None or day < each.until_date)
        for each in facts.custody or ()
    )


def why_it_goes_on(sentence: Sentence, facts: PersonFacts, day: date) -> str:
    """
    Return, in words, why a sentence or order whose last day is not known goes on; empty where nothing says that it does.

    Source: the questions and answers of the arrangements' own pages (a hospital order with any restriction order);
    for community treatment orders not verified.
    """
    if is_inside(facts, day):
        return "The person is inside"
    if sentence.kind not in _HOSPITAL_ORDERS:
        return ""
    left = [
        each
        for each in facts.custody or ()
        if each.kind is SpellKind.HOSPITAL and sentence.imposed_date <= each.start_date <= day
    ]
    latest = max(left, key=lambda each: each.start_date, default=None)
    return _OUT_UNDER_THE_ORDER.get(latest.ended_by, "") if latest and latest.ended_by else ""


def end_of_sentence(sentence: Sentence, settings: LawSettings) -> date | None:
    """Return the last day for which a sentence or order brings the category, None if not known."""
    last = last_day_in_category(sentence, settings)
    return NO_LAST_DATE if last is None and DISPOSALS[sentence.kind].is_indeterminate else last
