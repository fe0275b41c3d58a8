"""How long the requirements last: the table of section 82, halving, and terms that count together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openmappa.statute.facts.offending import Conviction, Sentence
from openmappa.statute.notification.rules import (
    CONSECUTIVE,
    DETENTION_AND_TRAINING,
    EXTENDED,
    SUSPENDED,
    TABLE,
    UNDER_18,
)
from openmappa.statute.notification.terms import Counted, alone
from openmappa.statute.provisions.dates import (
    NO_LAST_DATE,
    Length,
    age_on,
    in_words,
    last_day_of,
    later,
)
from openmappa.statute.provisions.finding import Reason, met, needs_fact
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.results import ConvictionResult

INDEFINITE = 0
"""The months of a period without an end."""


@dataclass(frozen=True, slots=True)
class Band:
    """
    What the table of section 82 gives for one description of an offender.

    `months` is the period, `INDEFINITE`, or None where a fact is missing. `is_halved` says whether it is halved for
    somebody under 18; the length of a conditional discharge is not, and is given by `length`.
    """

    months: int | None
    words: str
    rules: tuple[Rule, ...] = (TABLE,)
    is_halved: bool = True
    length: Length | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """
    A notification period. `last_date` is inclusive, `NO_LAST_DATE` if indefinite, None if not known.

    `least_last_date` is the day until which it lasts in any case, None where nothing is certain.
    """

    last_date: date | None
    least_last_date: date | None
    reasons: tuple[Reason, ...]


def period_of(
    conviction: Conviction,
    relevant_date: date,
    *,
    birth_date: date | None,
    combined: Mapping[str, Counted],
    leap_birthday_in_march: bool = True,
) -> Period:
    """
    Return the notification period of a conviction, finding or caution.

    `combined` holds the terms that count together, by reference of a sentence.

    Law: Sexual Offences Act 2003 s.82.
    """
    path = f"convictions[{conviction.reference}]"
    if conviction.result is ConvictionResult.CAUTIONED:
        bands = [(path, Band(constant("period.caution"), "a caution"))]
    elif not conviction.sentences:
        state = "not passed yet" if conviction.sentences == () else "not known"
        reason = needs_fact(
            f"The period follows from the sentence, which is {state}.", TABLE, path, needs=f"{path}.sentences"
        )
        least = NO_LAST_DATE if conviction.sentences == () else None
        return Period(None, least, (reason,))
    else:
        bands = [
            (f"{path}.sentences[{each.reference}]", band_of(each, combined.get(each.reference)))
            for each in conviction.sentences
        ]
    is_young = _is_young(birth_date, relevant_date, leap_birthday_in_march)
    return _longest([_dated(where, band, relevant_date, is_young) for where, band in bands])


def period_abroad(
    kind: Disposal, counted: Counted, relevant_date: date, *, birth_date: date | None, path: str
) -> Period:
    """
    Return the period of a matter abroad, from the day of the finding there.

    Law: Sexual Offences Act 2003 s.98(2).
    """
    return _dated(path, _band(kind, counted), relevant_date, _is_young(birth_date, relevant_date, True))


def band_of(sentence: Sentence, combined: Counted | None = None) -> Band:
    """
    Return what the table gives for a sentence, alone or counted together with others.

    Law: Sexual Offences Act 2003 s.82(1), (3) and (4), and s.131.
    """
    counted = alone(sentence)
    band = _band(sentence.kind, counted)
    if combined is None:
        return band
    together = _band(sentence.kind, combined)
    return Band(together.months, together.words, (CONSECUTIVE, *together.rules), True, None, together.needs)


def _band(kind: Disposal, counted: Counted) -> Band:
    words = DISPOSALS[kind]
    if kind is Disposal.HOSPITAL_ORDER_WITH_RESTRICTION:
        return Band(INDEFINITE, "hospital with a restriction order")
    if kind is Disposal.HOSPITAL_ORDER:
        return Band(constant("period.hospital"), "hospital without a restriction order")
    if kind is Disposal.CONDITIONAL_DISCHARGE:
        if counted.length is None:
            return Band(None, "a conditional discharge", needs="the length of the conditional discharge")
        return Band(
            None, f"a conditional discharge of {counted.length}", is_halved=False, length=counted.length
        )
    if kind is Disposal.CAUTION:
        return Band(constant("period.caution"), "a caution")
    if words.is_custodial:
        return _imprisonment(kind, counted)
    return Band(constant("period.other"), words.name[0].lower() + words.name[1:])


def _imprisonment(kind: Disposal, counted: Counted) -> Band:
    rules = (TABLE, *_RULES_OF_KIND.get(kind, ()))
    if not counted.is_known:
        return Band(None, "imprisonment of a term that is not known", rules, needs="the term")
    if counted.is_indeterminate:
        return Band(INDEFINITE, "imprisonment without a fixed term", rules)
    if counted.is_at_least(constant("period.indefinite_from")):
        return Band(INDEFINITE, f"imprisonment of 30 months or more ({counted.words})", rules)
    if counted.is_more_than(constant("period.short_to")):
        words = f"imprisonment of more than 6 and less than 30 months ({counted.words})"
        return Band(constant("period.long"), words, rules)
    return Band(constant("period.short"), f"imprisonment of 6 months or less ({counted.words})", rules)


_RULES_OF_KIND: Mapping[Disposal, tuple[Rule, ...]] = {
    Disposal.DETENTION_AND_TRAINING_ORDER: (DETENTION_AND_TRAINING,),
    Disposal.SUSPENDED_SENTENCE: (SUSPENDED,),
    Disposal.EXTENDED_SENTENCE: (EXTENDED,),
    Disposal.EXTENDED_DETENTION: (EXTENDED,),
}


def _dated(path: str, band: Band, start: date, is_young: bool | None) -> Period:
    if band.needs:
        reason = needs_fact(f"For {band.words}.", band.rules[-1], path, needs=f"{band.needs} ({path})")
        return Period(None, None, (reason,))
    reasons = [met(f"Counts as {band.words}.", rule, path) for rule in band.rules[1:]]
    if band.months == INDEFINITE:
        reasons.append(met(f"For {band.words} the period is indefinite.", TABLE, path))
        return Period(NO_LAST_DATE, NO_LAST_DATE, tuple(reasons))
    if band.length is not None:
        last = _last_of_length(start, band.length)
        reasons.append(met(f"For {band.words} the period is as long: until {in_words(last)}.", TABLE, path))
        return Period(last, last, tuple(reasons))
    assert band.months is not None  # noqa: S101  for the type checker
    whole, half = last_day_of(start, months=band.months), last_day_of(start, months=band.months // 2)
    said = f"For {band.words} the period is {Length(band.months)}"
    if is_young is None:
        reasons.append(
            needs_fact(
                f"{said}, or half of it if the person was under 18 on {in_words(start)}.",
                UNDER_18,
                path,
                needs="birth_date",
            )
        )
        return Period(None, half, tuple(reasons))
    if is_young:
        words = f"{said}, halved to {Length(band.months // 2)}: {in_words(start)} to {in_words(half)}."
        reasons.append(met(words, UNDER_18, path, "birth_date"))
        return Period(half, half, tuple(reasons))
    reasons.append(met(f"{said}: {in_words(start)} to {in_words(whole)}.", TABLE, path))
    return Period(whole, whole, tuple(reasons))


def _longest(periods: list[Period]) -> Period:
    """Return the period of the description that lasts longest; not known while an open one could last longer."""
    known = [each for each in periods if each.last_date is not None]
    least = max((each.least_last_date for each in periods if each.least_last_date), default=None)
    if any(each.last_date == NO_LAST_DATE for each in known):
        governing = next(each for each in known if each.last_date == NO_LAST_DATE)
        return Period(NO_LAST_DATE, NO_LAST_DATE, governing.reasons)
    if len(known) < len(periods):
        reasons = tuple(reason for each in periods for reason in each.reasons)
        return Period(None, least, reasons)
    return max(known, key=lambda each: each.last_date or date.min)


def _last_of_length(start: date, length: Length) -> date:
    """Return the last day of a period of months and days beginning with `start`."""
    return last_day_of(start, months=length.months) + (later(start, Length(0, length.days)) - start)


def _is_young(birth: date | None, day: date, leap_birthday_in_march: bool) -> bool | None:
    if birth is None:
        return None
    return age_on(birth, day, leap_birthday_in_march=leap_birthday_in_march) < constant("adult_age")
