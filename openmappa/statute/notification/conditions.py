"""
The conditions of age and sentence under which Schedule 3 lists an offence, each in three values.

Every condition answers twice: whether it is met apart from the sentence, and whether it is met because of it, since
the second decides from when the person counts as convicted (Sexual Offences Act 2003 s.132(3)).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from openmappa.statute.facts.offending import Conviction, Sentence
from openmappa.statute.notification.terms import alone
from openmappa.statute.provisions.dates import age_on
from openmappa.statute.provisions.finding import Outcome, all_of, any_of, is_so
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.results import ConvictionResult

COMMUNITY = frozenset({Disposal.COMMUNITY_ORDER, Disposal.YOUTH_REHABILITATION_ORDER})
HOSPITAL = frozenset({Disposal.HOSPITAL_ORDER, Disposal.HOSPITAL_ORDER_WITH_RESTRICTION})

Answer = tuple[Outcome, Outcome]
"""Whether the condition is met apart from the sentence, and whether it is met because of it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A conviction with what the conditions ask about it."""

    conviction: Conviction
    birth_date: date | None
    leap_birthday_in_march: bool

    def offender_was(self, age: int) -> Outcome:
        """Return whether the offender was of that age or over at the time of the offence."""
        if self.birth_date is None:
            return Outcome.NEEDS_FACT
        if self.conviction.offence_date is not None:
            return is_so(self._age(self.birth_date, self.conviction.offence_date) >= age)
        if self._age(self.birth_date, self.conviction.conviction_date) < age:
            return Outcome.NOT_MET
        return Outcome.NEEDS_FACT

    def other_was_under(self, age: int) -> Outcome:
        """Return whether the victim or other party was under that age at the time of the offence."""
        victim = self.conviction.victim_age
        return Outcome.NEEDS_FACT if victim is None else is_so(victim < age)

    def imprisoned(self, months: int = 0) -> Outcome:
        """Return whether a sentence of imprisonment was passed, of so many months or more."""

        def long_enough(sentence: Sentence) -> Outcome:
            if not sentence.is_custodial:
                return Outcome.NOT_MET
            counted = alone(sentence)
            return is_so(counted.is_at_least(months) if counted.is_known or not months else None)

        return self._any_sentence(long_enough)

    def in_hospital(self) -> Outcome:
        """Return whether the person was admitted to hospital by order."""
        return self._any_sentence(lambda sentence: is_so(sentence.kind in HOSPITAL))

    def restricted(self) -> Outcome:
        """Return whether the person was admitted to hospital with a restriction order."""
        return self._any_sentence(
            lambda sentence: is_so(sentence.kind is Disposal.HOSPITAL_ORDER_WITH_RESTRICTION)
        )

    def in_the_community(self) -> Outcome:
        """Return whether a community sentence of 12 months or more was passed."""

        def long_enough(sentence: Sentence) -> Outcome:
            if sentence.kind not in COMMUNITY:
                return Outcome.NOT_MET
            counted = alone(sentence)
            return is_so(counted.is_at_least(constant("schedule_3.community")) if counted.is_known else None)

        return self._any_sentence(long_enough)

    def knows_sentences(self) -> bool:
        """Return whether the sentences are known, with the terms of those that have one."""
        return self.conviction.sentences is not None and all(
            alone(each).is_known or not (each.is_custodial or each.kind in COMMUNITY)
            for each in self.conviction.sentences
        )

    def _any_sentence(self, question: Callable[[Sentence], Outcome]) -> Outcome:
        if self.conviction.result is ConvictionResult.CAUTIONED:
            return Outcome.NOT_MET
        if self.conviction.sentences is None:
            return Outcome.NEEDS_FACT
        return any_of(question(sentence) for sentence in self.conviction.sentences)

    def _age(self, birth: date, day: date) -> int:
        return age_on(birth, day, leap_birthday_in_march=self.leap_birthday_in_march)


def _twelve(matter: Matter) -> Outcome:
    return matter.imprisoned(constant("schedule_3.term"))


def _always(matter: Matter) -> Answer:
    return Outcome.MET, Outcome.NOT_MET


def _offender_20(matter: Matter) -> Answer:
    return matter.offender_was(20), Outcome.NOT_MET


def _other_under_18(matter: Matter) -> Answer:
    return matter.other_was_under(18), Outcome.NOT_MET


def _offender_20_other_under_18(matter: Matter) -> Answer:
    return all_of((matter.offender_was(20), matter.other_was_under(18))), Outcome.NOT_MET


def _other_under_18_or_long_sentence(matter: Matter) -> Answer:
    by_sentence = any_of((matter.imprisoned(constant("schedule_3.long_term")), matter.restricted()))
    return matter.other_was_under(18), by_sentence


def _photographs(matter: Matter) -> Answer:
    child = matter.other_was_under(16)
    early = is_so(matter.conviction.conviction_date < commencement("notification_2003"))
    return all_of((child, any_of((early, matter.offender_was(18))))), all_of((child, _twelve(matter)))


def _by_age_victim_or_sentence(matter: Matter) -> Answer:
    adult = matter.offender_was(18)
    disposed = any_of((matter.imprisoned(), matter.in_hospital(), matter.in_the_community()))
    return all_of((adult, matter.other_was_under(18))), _by_age(adult, _twelve(matter), disposed)


def _by_age_or_sentence(matter: Matter) -> Answer:
    disposed = any_of((matter.imprisoned(), matter.in_hospital(), matter.in_the_community()))
    return Outcome.NOT_MET, _by_age(matter.offender_was(18), _twelve(matter), disposed)


def _by_age_or_custody(matter: Matter) -> Answer:
    disposed = any_of((matter.imprisoned(), matter.in_hospital()))
    return Outcome.NOT_MET, _by_age(matter.offender_was(18), _twelve(matter), disposed)


def _offender_18_or_12_months(matter: Matter) -> Answer:
    return matter.offender_was(18), _twelve(matter)


def _twelve_months(matter: Matter) -> Answer:
    return Outcome.NOT_MET, _twelve(matter)


def _any_sentence(matter: Matter) -> Answer:
    return Outcome.NOT_MET, any_of((matter.imprisoned(), matter.in_hospital(), matter.in_the_community()))


def _other_under_16_and_offender(matter: Matter) -> Answer:
    child = matter.other_was_under(16)
    return all_of((child, matter.offender_was(18))), all_of((child, _twelve(matter)))


def _by_age(adult: Outcome, young: Outcome, grown: Outcome) -> Outcome:
    """Return the answer for an adult or for somebody under 18; of an unknown age, where both agree."""
    if adult is Outcome.NEEDS_FACT:
        return young if young is grown else Outcome.NEEDS_FACT
    return grown if adult is Outcome.MET else young


CONDITIONS: Mapping[str, tuple[str, Callable[[Matter], Answer]]] = {
    "always": ("without a condition", _always),
    "offender_20": ("if the offender was 20 or over", _offender_20),
    "other_under_18": ("if the victim or other party was under 18", _other_under_18),
    "offender_20_other_under_18": (
        "if the offender was 20 or over and the victim or other party under 18",
        _offender_20_other_under_18,
    ),
    "other_under_18_or_long_sentence": (
        "if the victim was under 18, or with imprisonment of 30 months or hospital with a restriction order",
        _other_under_18_or_long_sentence,
    ),
    "photographs": (
        (
            "if the photographs showed somebody under 16, and the matter was before 1 May 2004, the offender was 18 or over, "
            "or imprisonment was for 12 months or more"
        ),
        _photographs,
    ),
    "by_age_victim_or_sentence": (
        (
            "under 18: with imprisonment of 12 months or more; otherwise: if the victim was under 18, or with imprisonment, "
            "hospital, or a community sentence of 12 months or more"
        ),
        _by_age_victim_or_sentence,
    ),
    "by_age_or_sentence": (
        (
            "under 18: with imprisonment of 12 months or more; otherwise with imprisonment, hospital, or a community sentence "
            "of 12 months or more"
        ),
        _by_age_or_sentence,
    ),
    "by_age_or_custody": (
        "under 18: with imprisonment of 12 months or more; otherwise with imprisonment or hospital",
        _by_age_or_custody,
    ),
    "offender_18_or_12_months": (
        "if the offender was 18 or over, or with imprisonment of 12 months or more",
        _offender_18_or_12_months,
    ),
    "twelve_months": ("with imprisonment of 12 months or more", _twelve_months),
    "any_sentence": (
        "with imprisonment, hospital, or a community sentence of 12 months or more",
        _any_sentence,
    ),
    "other_under_16_and_offender": (
        "if the victim was under 16, and the offender was 18 or over or imprisonment was for 12 months or more",
        _other_under_16_and_offender,
    ),
}
"""The conditions by name: in words, and as a question."""
