"""Time inside, leave from it and time abroad in a simulated life."""

from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.days import NO_DAY, later
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.statute.vocabulary.custody import AbroadKind, LeaveKind, SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import Disposal

Spell = tuple[str, int, int, str]
"""Kind, first day inside, first day out (`NO_DAY` while it lasts), how it ended."""
Leave = tuple[int, str, int, int]
"""Which spell, kind, first day, day of return (`NO_DAY` while it lasts)."""
Absence = tuple[str, int, int]
"""Kind, first day abroad, day of return (`NO_DAY` while it lasts)."""

_ENDS = {
    Situation.HOME_DETENTION_CURFEW: SpellEnd.HOME_DETENTION_CURFEW.value,
    Situation.APPROVED_PREMISES: SpellEnd.APPROVED_PREMISES.value,
    Situation.UNLAWFULLY_AT_LARGE: SpellEnd.UNLAWFULLY_AT_LARGE.value,
}
_FROM_HOSPITAL = {
    Disposal.HOSPITAL_ORDER.value: SpellEnd.COMMUNITY_TREATMENT_ORDER.value,
    Disposal.HOSPITAL_ORDER_WITH_RESTRICTION.value: SpellEnd.CONDITIONAL_DISCHARGE_FROM_HOSPITAL.value,
}
_INSIDE_AGAIN = {
    Situation.ON_REMAND: SpellKind.REMAND.value,
    Situation.RECALLED: SpellKind.RECALLED.value,
    Situation.IMMIGRATION_DETENTION: SpellKind.IMMIGRATION_DETENTION.value,
}
_REMAND, _SENTENCED = SpellKind.REMAND.value, SpellKind.SENTENCED.value
_RECALLED, _HOSPITAL = SpellKind.RECALLED.value, SpellKind.HOSPITAL.value
_RELEASED, _TRANSFERRED = SpellEnd.RELEASED.value, SpellEnd.TRANSFERRED.value
_FIXED_TERM_RECALL = 28
_RECALLED_ONCE = 0.08
_A_YEAR = 365


def spells_of(life: Life, random: Random) -> list[Spell]:
    """Return the time inside, in order. It sets the life's release to the day that the first sentence's time ended."""
    spells: list[Spell] = []
    if life.release:
        _sentenced(life, spells, random)
    if life.situation in _INSIDE_AGAIN:
        start = between(random, max(_free_from(life), life.snapshot - 80), life.snapshot)
        spells.append((_INSIDE_AGAIN[life.situation], start, NO_DAY, ""))
    elif life.situation is Situation.DEPORTED:
        start = between(random, _free_from(life), life.snapshot - 5)
        until = between(random, start + 1, min(life.snapshot, start + 90))
        spells.append((SpellKind.IMMIGRATION_DETENTION.value, start, until, SpellEnd.DEPORTED.value))
    elif _may_be_recalled(life) and random.random() < _RECALLED_ONCE * (4 if life.level > 1 else 1):
        _recall_and_release(life, spells, random)
    return spells


def leaves_of(life: Life, spells: list[Spell]) -> list[Leave]:
    """Return the leave from time inside that covers the snapshot date."""
    if life.situation is Situation.TEMPORARY_RELEASE:
        kind = LeaveKind.TEMPORARY_RELEASE.value
    elif life.situation is Situation.SECTION_17_LEAVE:
        kind = LeaveKind.SECTION_17_LEAVE.value
    else:
        return []
    place = len(spells) - 1
    _, start, until, _ = spells[place]
    back = life.snapshot + 3
    return [(place, kind, max(start, life.snapshot - 2), min(back, until) if until else back)]


def absences_of(life: Life, spells: list[Spell], random: Random) -> list[Absence]:
    """Return the time abroad."""
    if life.situation is Situation.DEPORTED:
        return [(AbroadKind.DEPORTED.value, spells[-1][2], NO_DAY)]
    if life.situation is Situation.LIVING_ABROAD:
        return [(AbroadKind.LIVING_ABROAD.value, between(random, _free_from(life), life.snapshot), NO_DAY)]
    return []


def _sentenced(life: Life, spells: list[Spell], random: Random) -> None:
    sentence = life.sentence
    if sentence.remand:
        spells.append((_REMAND, life.imposed - sentence.remand, life.imposed, _TRANSFERRED))
    kind = _HOSPITAL if sentence.is_hospital else _SENTENCED
    if life.situation in (Situation.HOME_DETENTION_CURFEW, Situation.UNLAWFULLY_AT_LARGE):
        life.release -= between(random, 1, max(1, min(90, sentence.served // 4)))
    if life.release > life.as_at or life.situation is Situation.TEMPORARY_RELEASE:
        spells.append((kind, life.imposed, NO_DAY, ""))
        return
    if life.situation in _ENDS:
        ended = _ENDS[life.situation]
    else:
        ended = _FROM_HOSPITAL.get(sentence.disposal, _RELEASED)
    spells.append((kind, life.imposed, life.release, ended))


def _free_from(life: Life) -> int:
    return max(life.release, life.start) + 1


def _may_be_recalled(life: Life) -> bool:
    return bool(life.release) and life.situation is Situation.PLAIN and not life.sentence.is_hospital


def _recall_and_release(life: Life, spells: list[Spell], random: Random) -> None:
    latest = life.now - _FIXED_TERM_RECALL - 2
    if life.category == 1:
        latest = min(latest, later(life.imposed, life.sentence.supervised_months))
    earliest = _free_from(life) + 7
    if life.level > 1:
        # Of late, since the meetings at Levels 2 and 3 are.
        earliest = max(earliest, life.now - _A_YEAR)
    if life.release and earliest < latest:
        start = between(random, earliest, latest)
        spells.append((_RECALLED, start, start + _FIXED_TERM_RECALL, _RELEASED))
