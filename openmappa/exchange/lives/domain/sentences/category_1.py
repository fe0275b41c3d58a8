"""Schedule 3 offences with results and sentences, and how long the notification requirements then last."""

from collections.abc import Callable
from random import Random

from openmappa.exchange.lives.domain.chance import between, drum, one_of
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.sentences.facts import Basis, Sentence, half, two_thirds
from openmappa.exchange.lives.domain.situations import Setting
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb

TWO_YEARS, FIVE_YEARS, SEVEN_YEARS, TEN_YEARS, WITHOUT_END = 24, 60, 84, 120, 0
"""SOA 2003 s.82(1), the Table, in months."""

_LIMBS = (Limb.CATEGORY_1_NOTIFICATION.value,)


def _sentence(codes: tuple[str, ...], disposal: Disposal, eligible: int, **more: object) -> Sentence:
    return Sentence(
        offences=codes,
        disposal=disposal.value,
        limbs=_LIMBS,
        basis=Basis.CONVICTION,
        eligible_months=eligible,
        **more,  # type: ignore[arg-type]  # the facts of one kind of sentence, by their names
    )


def _caution(random: Random) -> Sentence:
    return _sentence(offences.IMAGES, Disposal.CAUTION, TWO_YEARS, result="cautioned")


def _fine(random: Random) -> Sentence:
    return _sentence(offences.IMAGES, Disposal.FINE, FIVE_YEARS)


def _conditional_discharge(random: Random) -> Sentence:
    months = one_of(random, (12, 24, 36))
    return _sentence(offences.IMAGES, Disposal.CONDITIONAL_DISCHARGE, months, months=months)


def _community_order(random: Random) -> Sentence:
    months = one_of(random, (12, 18, 24, 36))
    return _sentence(
        offences.SEXUAL,
        Disposal.COMMUNITY_ORDER,
        FIVE_YEARS,
        months=months,
        supervised_months=months,
        gap=between(random, 0, 42),
    )


def _suspended(random: Random) -> Sentence:
    months = between(random, 3, 24)
    return _sentence(
        offences.SEXUAL,
        Disposal.SUSPENDED_SENTENCE,
        SEVEN_YEARS if months <= 6 else TEN_YEARS,
        months=months,
        supervised_months=24,
        gap=between(random, 0, 42),
    )


def _short(random: Random) -> Sentence:
    months = between(random, 2, 6)
    return _imprisonment(offences.SEXUAL, months, SEVEN_YEARS, half(months), random)


def _middle(random: Random) -> Sentence:
    months = between(random, 7, 29)
    return _imprisonment(offences.SEXUAL, months, TEN_YEARS, half(months), random)


def _long(random: Random) -> Sentence:
    months = 30 + int(random.random() ** 2 * 150)
    served = two_thirds(months) if months >= 84 else half(months)
    return _imprisonment(offences.GRAVE_SEXUAL, months, WITHOUT_END, served, random)


def _imprisonment(codes: tuple[str, ...], months: int, eligible: int, days: int, random: Random) -> Sentence:
    remand = between(random, 14, min(160, days - 10)) if days > 60 and random.random() < 0.2 else 0
    return _sentence(
        codes,
        Disposal.IMPRISONMENT,
        eligible,
        months=months,
        supervised_months=max(months, 12),
        served=days - remand,
        remand=remand,
        gap=0 if remand else between(random, 0, 42),
    )


def _extended(random: Random) -> Sentence:
    months, extension = between(random, 48, 144), one_of(random, (24, 36, 48, 60))
    return _sentence(
        offences.GRAVE_SEXUAL,
        Disposal.EXTENDED_SENTENCE,
        WITHOUT_END,
        months=months,
        extension=extension,
        supervised_months=months + extension,
        served=two_thirds(months),
    )


def _life(random: Random) -> Sentence:
    served = between(random, 3_300, 7_000)
    return _sentence(
        offences.GRAVE_SEXUAL, Disposal.IMPRISONMENT_LIFE, WITHOUT_END, served=served, supervised_months=900
    )


def _hospital(random: Random) -> Sentence:
    is_restricted = random.random() < 0.5
    return _sentence(
        offences.GRAVE_SEXUAL,
        Disposal.HOSPITAL_ORDER_WITH_RESTRICTION if is_restricted else Disposal.HOSPITAL_ORDER,
        WITHOUT_END if is_restricted else SEVEN_YEARS,
        served=between(random, 300, 1_500),
        is_hospital=True,
    )


def _youth_order(random: Random) -> Sentence:
    months = one_of(random, (12, 18, 24))
    return _sentence(
        offences.YOUTH_SEXUAL,
        Disposal.YOUTH_REHABILITATION_ORDER,
        FIVE_YEARS // 2,
        months=months,
        supervised_months=months,
        ages=(13, 17),
    )


def _youth_detention(random: Random) -> Sentence:
    months = between(random, 13, 29)
    return _sentence(
        offences.YOUTH_SEXUAL,
        Disposal.DETENTION_SECTION_91,
        TEN_YEARS // 2,
        months=months,
        supervised_months=months,
        served=half(months),
        ages=(14, 17),
    )


_Maker = Callable[[Random], Sentence]
_FINITE: dict[_Maker, int] = {
    _caution: 6, _fine: 2, _conditional_discharge: 1, _community_order: 22, _suspended: 20, _short: 4,
    _middle: 15, _youth_order: 2, _youth_detention: 1,
}  # fmt: skip
_ANY = drum({**_FINITE, _long: 24, _extended: 2, _life: 1, _hospital: 1})
_ENDING = drum(_FINITE)
_WHOLE_YEARS = (_caution, _community_order, _middle, _suspended)
_PRISON = drum({_middle: 3, _long: 6, _extended: 1})


def sentence(random: Random, setting: Setting, *, ends: bool, exact: bool) -> Sentence:
    """
    Return a sentence that brings Category 1, fit for the setting.

    `ends`: its notification period is finite. `exact`: that is in whole years, and conviction and sentence
    are on one day.
    """
    if setting is Setting.HOSPITAL:
        return _hospital(random)
    if setting is Setting.PRISON:
        return one_of(random, _PRISON)(random)
    if exact:
        made = one_of(random, _WHOLE_YEARS)(random)
        made.gap = 0
        return made
    return one_of(random, _ENDING if ends else _ANY)(random)
