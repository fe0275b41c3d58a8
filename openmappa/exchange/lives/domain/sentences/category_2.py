"""Murder and Schedule 15 Part 1 offences with sentences long enough for Category 2, and when the licence ends."""

from collections.abc import Callable
from random import Random

from openmappa.exchange.lives.domain.chance import between, drum, one_of
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.sentences.facts import Basis, Sentence, half, two_thirds
from openmappa.exchange.lives.domain.situations import Setting
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb

_CONVICTED = (Limb.CATEGORY_2_CONVICTION.value,)
_NOT_GUILTY = (Limb.CATEGORY_2_NOT_GUILTY.value,)


def _sentence(codes: tuple[str, ...], disposal: Disposal, eligible: int, **more: object) -> Sentence:
    facts: dict[str, object] = {"limbs": _CONVICTED, "supervised_months": eligible or 900, **more}
    return Sentence(
        offences=codes,
        disposal=disposal.value,
        basis=Basis.SENTENCE,
        eligible_months=eligible,
        **facts,  # type: ignore[arg-type]  # the facts of one kind of sentence, by their names
    )


def _few_years(random: Random) -> Sentence:
    months = between(random, 12, 47)
    return _determinate(offences.VIOLENT, Disposal.IMPRISONMENT, months, half(months), random)


def _long(random: Random) -> Sentence:
    months = between(random, 48, 150)
    days = two_thirds(months) if months >= 84 else half(months)
    return _determinate(offences.GRAVE_VIOLENT, Disposal.IMPRISONMENT, months, days, random)


def _determinate(
    codes: tuple[str, ...], disposal: Disposal, months: int, days: int, random: Random
) -> Sentence:
    remand = between(random, 14, min(90, days - 10)) if random.random() < 0.25 else 0
    return _sentence(
        codes,
        disposal,
        months,
        months=months,
        served=days - remand,
        remand=remand,
        gap=0 if remand else between(random, 0, 35),
    )


def _extended(random: Random) -> Sentence:
    months, extension = between(random, 48, 144), one_of(random, (24, 36, 48, 60))
    return _sentence(
        offences.GRAVE_VIOLENT,
        Disposal.EXTENDED_SENTENCE,
        months + extension,
        months=months,
        extension=extension,
        served=two_thirds(months),
    )


def _life(random: Random) -> Sentence:
    return _sentence(
        offences.MURDER, Disposal.IMPRISONMENT_LIFE, 0, served=between(random, 4_400, 8_400), ages=(21, 60)
    )


def _suspended(random: Random) -> Sentence:
    """Return a suspended sentence of 12 months or more, which is one of imprisonment (CJA 2003 s.189(6))."""
    return _sentence(offences.VIOLENT, Disposal.SUSPENDED_SENTENCE, 24, months=between(random, 12, 24))


def _hospital(random: Random) -> Sentence:
    is_guilty = random.random() < 0.8
    return _sentence(
        offences.GRAVE_VIOLENT,
        Disposal.HOSPITAL_ORDER_WITH_RESTRICTION if random.random() < 0.6 else Disposal.HOSPITAL_ORDER,
        0,
        limbs=_CONVICTED if is_guilty else _NOT_GUILTY,
        result="convicted"
        if is_guilty
        else one_of(random, ("not_guilty_by_insanity", "under_disability_did_act")),
        served=between(random, 400, 2_600),
        is_hospital=True,
    )


def _young_offender(random: Random) -> Sentence:
    months = between(random, 12, 60)
    made = _determinate(offences.VIOLENT, Disposal.YOUNG_OFFENDER_DETENTION, months, half(months), random)
    made.ages = (18, 20)
    return made


def _youth_detention(random: Random) -> Sentence:
    months = between(random, 24, 48)
    made = _determinate(offences.VIOLENT, Disposal.DETENTION_SECTION_91, months, half(months), random)
    made.ages = (14, 17)
    return made


def _whole_years(random: Random) -> Sentence:
    months = one_of(random, (12, 24, 36, 48))
    return _sentence(offences.VIOLENT, Disposal.IMPRISONMENT, months, months=months, served=half(months))


_Maker = Callable[[Random], Sentence]
_FINITE: dict[_Maker, int] = {
    _few_years: 38, _long: 24, _extended: 6, _suspended: 9, _young_offender: 4, _youth_detention: 2,
}  # fmt: skip
_ANY = drum({**_FINITE, _life: 8, _hospital: 9})
_ENDING = drum(_FINITE)
_PRISON = drum({_few_years: 5, _long: 3, _extended: 1, _young_offender: 1})


def sentence(random: Random, setting: Setting, *, ends: bool, exact: bool) -> Sentence:
    """
    Return a sentence that brings Category 2, fit for the setting.

    `ends`: its licence is finite. `exact`: that is in whole years from the day of conviction and sentence.
    """
    if setting is Setting.HOSPITAL:
        return _hospital(random)
    if setting is Setting.PRISON:
        return one_of(random, _PRISON)(random)
    if exact:
        return _whole_years(random)
    return one_of(random, _ENDING if ends else _ANY)(random)


def curfew_sentence(random: Random) -> Sentence:
    """Return a sentence of under four years, from which there is home detention curfew."""
    return _few_years(random)
