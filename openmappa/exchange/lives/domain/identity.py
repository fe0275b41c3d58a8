"""Who a simulated person is: names over time, numbers of the fictitious block, and places of living."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.lives.domain.words import words
from openmappa.statute.vocabulary.fictitious import (
    fictitious_crn,
    fictitious_cro,
    fictitious_nomis,
    fictitious_pnc,
    fictitious_visor,
)
from openmappa.statute.vocabulary.persons import AddressKind, IdentifierKind, NameKind

Name = tuple[str, str, str, int, int]
"""Kind, given names, family name, first day, first day no longer."""
Identifier = tuple[str, str]
"""Kind and number."""
Place = tuple[str, str, str, int, int]
"""Kind, lines, postcode, first day, first day no longer."""

_CHANGED_NAME, _ALIAS, _NICKNAME, _FORMER = 0.03, 0.07, 0.03, 0.02
_SHORT_FROM = _ALIAS / 2
"""So that some with an alias have a nickname too."""
_MOVED, _SECOND_PLACE = 0.14, 0.03


def names_of(life: Life, sex: str, random: Random) -> list[Name]:
    """Return one to three names: legal ones that follow each other, and aliases, former names and nicknames."""
    given_names = words("given_names_female" if sex == "female" else "given_names_male")
    family_names = words("family_names")
    given, family = one_of(random, given_names), one_of(random, family_names)
    if random.random() < 0.4:
        given = f"{given} {one_of(random, given_names)}"
    legal = NameKind.LEGAL.value
    chance = random.random()
    if chance < _CHANGED_NAME:
        changed = (
            between(random, life.born + 16 * 366, life.now) if life.now - life.born > 17 * 366 else life.now
        )
        return [
            (legal, given, family, life.born, changed),
            (legal, given, one_of(random, family_names), changed, NO_DAY),
        ]
    names = [(legal, given, family, NO_DAY, NO_DAY)]
    if (chance := chance - _CHANGED_NAME) < _ALIAS:
        names.append(
            (NameKind.ALIAS.value, one_of(random, given_names), one_of(random, family_names), NO_DAY, NO_DAY)
        )
    if _SHORT_FROM < chance < _SHORT_FROM + _NICKNAME:
        names.append((NameKind.NICKNAME.value, given.split()[0][:3], family, NO_DAY, NO_DAY))
    elif chance > 1 - _CHANGED_NAME - _FORMER:
        names.append((NameKind.FORMER.value, given, one_of(random, family_names), NO_DAY, NO_DAY))
    return names


def identifiers_of(number: int, life: Life, random: Random) -> list[Identifier]:
    """Return the numbers of the fictitious person `number`; a PNC number for everybody."""
    found = [(IdentifierKind.PNC.value, fictitious_pnc(number))]
    chance = random.random()
    if chance < 0.15:
        found.append((IdentifierKind.CRN.value, fictitious_crn(number)))
    if life.release and chance > 0.75:
        found.append((IdentifierKind.NOMIS.value, fictitious_nomis(number)))
    if life.category in (1, 4) and 0.1 < chance < 0.3:
        found.append((IdentifierKind.VISOR.value, fictitious_visor(number)))
    if chance > 0.96:
        found.append((IdentifierKind.CRO.value, fictitious_cro(number)))
    return found


def places_of(life: Life, left_on: int, random: Random) -> list[Place]:
    """Return where the person lives and lived. `left_on` is the first day inside or abroad, if that still lasts."""
    main = AddressKind.MAIN.value
    # A place of living is taken up after the last release, or some time before the standing starts.
    since = (
        life.release if life.release and life.release <= life.now else life.start - between(random, 0, 2_500)
    )
    situation = life.situation
    places: list[Place] = []
    if left_on:
        return [(main, *_somewhere(random), min(since, left_on - 30), left_on)]
    if random.random() < _MOVED:
        before = since - between(random, 60, 2_000)
        places.append((main, *_somewhere(random), before, since))
    if situation is Situation.NO_FIXED_ABODE:
        found = f"Bus station, {one_of(random, words('towns'))}"
        lost = max(since, life.now - between(random, 5, 240))
        if lost > since:
            places.append((main, *_somewhere(random), since, lost))
        places.append((AddressKind.NO_FIXED_ABODE.value, found, "", lost, NO_DAY))
    elif situation is Situation.APPROVED_PREMISES:
        places.append((AddressKind.APPROVED_PREMISES.value, *_somewhere(random), since, NO_DAY))
    else:
        places.append((main, *_somewhere(random), since, NO_DAY))
        if random.random() < _SECOND_PLACE:
            places.append((AddressKind.SECONDARY.value, *_somewhere(random), since, NO_DAY))
    return places


def _somewhere(random: Random) -> tuple[str, str]:
    """
    Return an invented street and a postcode of the area ZZ, which does not exist.

    The districts are ZZ1 to ZZ98: ZZ99 is left alone, since the NHS gives its postcodes meanings.
    """
    house = between(random, 1, 240)
    chance = between(random, 0, 98 * 10 * 400 - 1)
    district, rest = divmod(chance, 4_000)
    sector, unit = divmod(rest, 400)
    postcode = f"ZZ{district + 1} {sector}{_LETTERS[unit // 20]}{_LETTERS[unit % 20]}"
    return f"{house} {one_of(random, words('streets'))}, {one_of(random, words('towns'))}", postcode


_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters of the second half of a postcode: never C, I, K, M, O or V."""
