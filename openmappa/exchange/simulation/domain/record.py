"""The rows about a simulated person's record: who they are, convictions, custody."""

from collections.abc import Mapping
from itertools import count
from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.custody import Absence, Leave, Spell
from openmappa.exchange.lives.domain.days import NO_DAY, WRITTEN, last_of
from openmappa.exchange.lives.domain.identity import Place, identifiers_of, names_of
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.lives.domain.words import ETHNICITIES, SEXES, SEXES_OF_SEXUAL, words
from openmappa.exchange.simulation.domain.layout import Row
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import Disposal

CASES, COURTS, PRISONS = "probation-cases", "court-results", "custody-records"

Rows = dict[str, list[Row]]
Keys = Mapping[str, "count[int]"]

_TRUE = {True: "true", False: ""}
_SECOND_OFFENCE, _EARLIER_CONVICTION = 0.03, 0.04


def add_person(
    rows: Rows, keys: Keys, person: str, number: int, life: Life, places: list[Place], random: Random
) -> None:
    """Add the person with names, identifiers and the addresses that `places` are."""
    sex = one_of(random, SEXES_OF_SEXUAL if life.category == 1 else SEXES)
    restricted = "true" if life.category == 4 else ""
    error = "true" if life.situation is Situation.PERSON_IN_ERROR else ""
    ethnicity = one_of(random, ETHNICITIES)
    rows["people"].append(
        (CASES, person, WRITTEN[life.born], sex, ethnicity, WRITTEN[life.died], restricted, error, "")
    )
    for kind, given, family, start, until in names_of(life, sex, random):
        key = f"N-{next(keys['names'])}"
        rows["names"].append((CASES, key, person, kind, given, family, WRITTEN[start], WRITTEN[until], ""))
    for kind, value in identifiers_of(number, life, random):
        rows["identifiers"].append((CASES, f"I-{next(keys['identifiers'])}", person, kind, value, ""))
    for kind, lines, postcode, start, until in places:
        key = f"H-{next(keys['addresses'])}"
        rows["addresses"].append(
            (CASES, key, person, kind, lines, postcode, WRITTEN[start], WRITTEN[until], "")
        )


def add_convictions(rows: Rows, keys: Keys, person: str, life: Life, random: Random) -> None:
    """Add what the person was convicted of or cautioned for, and what the court did."""
    sentence = life.sentence
    court = "" if sentence.result == "cautioned" else one_of(random, words("courts"))
    term = (sentence.months or "", sentence.extension or "", "", "")
    disposal = _add_conviction(rows, keys, person, life, court=court, term=term)
    if sentence.disposal == Disposal.IMPRISONMENT.value and random.random() < _SECOND_OFFENCE:
        # A second offence of the same day, with a sentence that runs at the same time.
        term = (sentence.months or "", "", "concurrent", disposal)
        _add_conviction(rows, keys, person, life, court=court, term=term)
    if life.offence - life.born > 22 * 366 and random.random() < _EARLIER_CONVICTION:
        _add_earlier(rows, keys, person, life, random)


def _add_conviction(
    rows: Rows, keys: Keys, person: str, life: Life, *, court: str, term: tuple[object, ...]
) -> str:
    """Add the conviction with its sentence, and return the key of that. `term` as the columns from `term_months`."""
    sentence = life.sentence
    conviction, disposal = f"C-{next(keys['convictions'])}", f"D-{next(keys['disposals'])}"
    error = "true" if life.is_wrongly_convicted else ""
    last = life.sentence_last if life.is_last_day_known else NO_DAY
    rows["convictions"].append(
        (
            *(COURTS, conviction, person, life.offence_code, sentence.result, WRITTEN[life.offence]),
            *(WRITTEN[life.conviction], court, "" if life.victim_age is None else life.victim_age),
            *(_TRUE[life.category == 3], _TRUE[life.category == 4], error, ""),
        )
    )
    rows["disposals"].append(
        (
            *(COURTS, disposal, person, conviction, sentence.disposal, WRITTEN[life.imposed], *term),
            *(WRITTEN[last], error, ""),
        )
    )
    return disposal


def add_custody(
    rows: Rows,
    keys: Keys,
    person: str,
    life: Life,
    inside: tuple[list[Spell], list[Leave], list[Absence]],
    random: Random,
) -> list[str]:
    """Add the time inside with the leave from it, and the time abroad; return the keys of the times inside."""
    spells, leaves, absences = inside
    named = []
    for kind, start, until, ended_by in spells:
        key = f"S-{next(keys['custody_spells'])}"
        named.append(key)
        place = one_of(random, words("hospitals" if kind == SpellKind.HOSPITAL.value else "prisons"))
        rows["custody_spells"].append(
            (PRISONS, key, person, kind, place, WRITTEN[start], WRITTEN[until], ended_by, "")
        )
    for which, kind, start, until in leaves:
        key = f"L-{next(keys['custody_leaves'])}"
        rows["custody_leaves"].append(
            (PRISONS, key, person, named[which], kind, WRITTEN[start], WRITTEN[until], "")
        )
    for kind, start, until in absences:
        key = f"A-{next(keys['absences_abroad'])}"
        rows["absences_abroad"].append((PRISONS, key, person, kind, WRITTEN[start], WRITTEN[until], ""))
    return named


def left_on(spells: list[Spell], absences: list[Absence], snapshot: int) -> int:
    """Return the first day of the time inside or abroad that lasts on the snapshot date, or `NO_DAY`."""
    for _, start, until, _ in spells:
        if start <= snapshot and (until == NO_DAY or until > snapshot):
            return start
    return absences[0][1] if absences else NO_DAY


def _add_earlier(rows: Rows, keys: Keys, person: str, life: Life, random: Random) -> None:
    """Add an earlier conviction with a community order, which has no part in eligibility."""
    day = between(random, life.born + 18 * 366, life.offence - 400)
    conviction = f"C-{next(keys['convictions'])}"
    court, code = one_of(random, words("courts")), one_of(random, offences.EARLIER)
    last = WRITTEN[last_of(day, 12)]
    kind = Disposal.COMMUNITY_ORDER.value
    disposal = f"D-{next(keys['disposals'])}"
    rows["convictions"].append(
        (COURTS, conviction, person, code, "convicted", WRITTEN[day - 90], WRITTEN[day], court, *[""] * 5)
    )
    rows["disposals"].append(
        (COURTS, disposal, person, conviction, kind, WRITTEN[day], 12, "", "", "", last, "", "")
    )
