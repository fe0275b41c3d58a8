"""How long terrorism notification lasts."""

from __future__ import annotations

from datetime import date

from openmappa.statute.facts.offending import Conviction
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.rules import TERRORISM
from openmappa.statute.notification.suspension import terrorism_clock
from openmappa.statute.notification.terms import Counted, alone
from openmappa.statute.provisions.dates import (
    Length,
    age_on,
    in_words,
    last_day_of,
)
from openmappa.statute.provisions.finding import Finding, Outcome, met, needs_fact, not_met
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.vocabulary.disposals import DISPOSALS


def terrorism_notification(
    conviction: Conviction, facts: PersonFacts, *, settings: LawSettings = DEFAULTS
) -> Finding:
    """
    Return whether a conviction brings terrorism notification, and for how long.

    The last day is None while the person is inside, and where a fact is missing.

    Law: Counter-Terrorism Act 2008 ss.44, 45 and 53.
    """
    path = f"convictions[{conviction.reference}]"
    applies = conviction.terrorism_notification_applies
    if applies is None:
        return _open(
            "The list of offences to which Part 4 applies was not read.",
            f"{path}.terrorism_notification_applies",
            path,
        )
    if not applies:
        return _no("Part 4 does not apply to the offence.", path)
    if not conviction.sentences:
        return _open("The sentence is not known.", f"{path}.sentences", path)
    if facts.birth_date is None:
        return _open("The age is not known.", "birth_date", path)
    dealt_with = min(each.imposed_date for each in conviction.sentences)
    march = settings.leap_birthday_in_march
    if age_on(facts.birth_date, dealt_with, leap_birthday_in_march=march) < constant("terrorism.age"):
        return _no("The person was under 16 when dealt with.", path, "birth_date")
    counted = [alone(each) for each in conviction.sentences if each.is_custodial]
    in_hospital = any(DISPOSALS[each.kind].is_hospital_or_guardianship for each in conviction.sentences)
    if any(not each.is_known for each in counted):
        return _open("A term is not known.", f"{path}.sentences", path)
    if not in_hospital and not any(each.is_at_least(constant("terrorism.months")) for each in counted):
        return _no("There is no sentence of 12 months or more, and no hospital order.", path)
    is_adult = age_on(facts.birth_date, conviction.conviction_date, leap_birthday_in_march=march) >= constant(
        "adult_age"
    )
    return _lasting(_months(counted, is_adult), dealt_with, facts, path)


def _months(counted: list[Counted], is_adult: bool) -> int:
    if is_adult and any(each.is_at_least(constant("terrorism.long_from")) for each in counted):
        return constant("terrorism.long")
    if is_adult and any(each.is_at_least(constant("terrorism.middle_from")) for each in counted):
        return constant("terrorism.middle")
    return constant("terrorism.other")


def _lasting(months: int, start: date, facts: PersonFacts, path: str) -> Finding:
    clock = terrorism_clock(facts)
    days = (last_day_of(start, months=months) - start).days + 1
    last = None if clock.unknown else clock.running_day(start, days)
    words = f"The period is {Length(months)} from {in_words(start)}, days inside left out."
    if last is None:
        needed = clock.unknown[0] if clock.unknown else "the day of release"
        reason = needs_fact(f"{words} Its end is not known yet.", TERRORISM, path, needs=needed)
        return Finding(Outcome.MET, (reason,), start, None)
    reason = met(f"{words} It ends on {in_words(last)}.", TERRORISM, path)
    return Finding(Outcome.MET, (reason,), start, last)


def _open(words: str, needed: str, path: str) -> Finding:
    return Finding(Outcome.NEEDS_FACT, (needs_fact(words, TERRORISM, path, needs=needed),))


def _no(words: str, *facts: str) -> Finding:
    return Finding(Outcome.NOT_MET, (not_met(words, TERRORISM, *facts),))
