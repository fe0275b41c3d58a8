"""Positions in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from openmappa.casework.legal_position.domain.position import Held, State
from openmappa.casework.legal_position.queries import Seen
from openmappa.foundation.ui.words import day
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.vocabulary.limbs import LIMBS

FACTS = {
    "birth_date": "the date of birth",
    "convictions": "the convictions",
    "orders": "the orders",
    "levels": "the level",
    "harm_decisions": "the decision whether the person may cause serious harm",
    "terrorism_risk_decisions": "the decision whether the person may be at risk of involvement in terrorism",
    "terrorism_notification_applies": "whether Part 4 of the Counter-Terrorism Act 2008 applies to the offence",
    "terrorist_connection": "whether the offence had a terrorist connection",
    "indicates_serious_harm": "whether the offence indicates that the person is capable of causing serious harm",
    "schedule_3_conditions_met": "whether the conditions are met under which Schedule 3 lists the offence",
    "section_327_4a_lists_it": "whether section 327(4A) lists the offence",
    "offence_code": "the CJS code of the offence",
    "offence_date": "the day of the offence",
    "victim_age": "the age of the victim or other party",
    "sentences": "the sentence",
    "term": "the length of the sentence",
    "last_date": "the last day",
    "served_date": "the day of service",
    "foreign_matter": "what was found abroad, and when",
}
"""The facts that a position may need, in words."""

_PATH = re.compile(r"(?:(convictions|orders)\[(\d+)\])?(?:\.\w+\[\w+\])*\.?(\w+)$")


def category_in_words(category: int | None) -> str:
    """Return a category, or that there is none."""
    return _("Category %(number)s") % {"number": category} if category else _("not eligible")


def position_in_words(seen: Seen, *, recorded: int | None) -> list[str]:
    """Return what is recorded, what follows by law, on what it rests, and which facts would decide what is open."""
    as_at = day(seen.as_at)
    lines = [_("Recorded: %(category)s.") % {"category": category_in_words(recorded)}]
    if seen.state == State.NOT_WORKED_OUT:
        return [
            *lines,
            _("By law: could not be worked out. %(why)s") % {"why": failure_in_words(seen.failure)},
        ]
    said = {"category": category_in_words(seen.category), "day": as_at}
    lines.append(_("By law, as at %(day)s: %(category)s.") % said)
    lines += [_limb(each) for each in seen.limbs if each.outcome is Outcome.MET]
    if seen.undecided:
        possible = _(" or ").join(category_in_words(each) for each in seen.undecided)
        lines.append(_("Possible as well: %(categories)s.") % {"categories": possible})
        needed = dict.fromkeys(words for need in seen.needs for words in needs_in_words(need))
        lines.append(_("It would be decided by: %(facts)s.") % {"facts": "; ".join(needed)})
    return lines


def needs_in_words(need: str) -> Iterator[str]:
    """Yield the facts that a position needs, as the law names them, in words; convictions and orders by their number."""
    if need == "what the other limbs need":
        return
    words, _open, path = need.removesuffix(")").partition(" (")
    for part in (path or words).split(", "):
        found = _PATH.match(part)
        if found is None:
            yield words
            continue
        what, number, name = found.groups()
        if name in FACTS and not path:
            words = _(FACTS[name])
        of = {"convictions": _("conviction %(number)s"), "orders": _("order %(number)s")}
        yield f"{words}, {of[what] % {'number': number}}" if what and name != what else words


def failure_in_words(failure: str) -> str:
    """Return why a position could not be worked out: the fact that is wrong, if it is known."""
    path, _is, rest = failure.partition(" ")
    if not rest:
        return _("The facts could not be put together.")
    wrong = next(needs_in_words(path), path)
    return f"{wrong[0].upper()}{wrong[1:]} {rest}."


def _limb(held: Held) -> str:
    name = _(LIMBS[held.limb].name)
    said = {"limb": name, "start": day(held.start_date), "last": _last(held.last_date)}
    return _("%(limb)s, from %(start)s %(last)s.") % said


def _last(last: date | None) -> str:
    if last is None:
        return _("until a day that is not known")
    return _("without a last day") if last == NO_LAST_DATE else _("to %(day)s") % {"day": day(last)}
