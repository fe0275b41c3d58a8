"""Standing and level in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from openmappa.casework.standing.domain import (
    CATEGORY_NAMES,
    LEVEL_NAMES,
    LevelSeen,
    Position,
    StandingSeen,
)
from openmappa.casework.standing.extract import STANDING_KINDS
from openmappa.foundation.ui.stale import StaleSave, stale_save
from openmappa.foundation.ui.words import in_words, inclusive_span, span
from openmappa.statute.vocabulary.limbs import LIMBS

LIMB_NAMES = {str(limb): words.name for limb, words in LIMBS.items()}


def category_in_words(position: Position | None) -> str:
    """Return the category, or what else the person is to the arrangements."""
    if position is None:
        return _("No standing")
    if position.category is None:
        return in_words(position.kind, STANDING_KINDS)
    return _("Category %(number)s") % {"number": position.category}


def level_in_words(position: Position | None) -> str:
    """Return the level, or that none is recorded."""
    if position is None or position.category is None:
        return _("Not managed at a level")
    return _("Level %(number)s") % {"number": position.level} if position.level else _("No level recorded")


def standings(found: Iterable[StandingSeen]) -> list[dict[str, object]]:
    """Return each standing with a title, its days, its grounds and its levels as rows of tables."""
    return [
        {
            "title": _(CATEGORY_NAMES[each.category])
            if each.category
            else in_words(each.kind, STANDING_KINDS),
            "days": inclusive_span(each.start_date, each.last_date),
            "eligible": each.category is not None,
            "grounds": [
                [
                    in_words(of.limb, LIMB_NAMES),
                    LIMBS[of.limb].citation or _("Not verified"),  # type: ignore[index]
                    inclusive_span(of.start_date, of.last_date),
                ]
                for of in each.grounds
            ],
            "levels": [
                [_(LEVEL_NAMES[of.level]), span(of.start_date, of.until_date), of.reason or _("Not recorded")]
                for of in each.levels
            ],
        }
        for each in found
    ]


def level_row(level: LevelSeen | None) -> list[str]:
    """Return what is recorded of a level as a column of a comparison: level, days, reason."""
    if level is None:
        return [_("No level recorded"), "–", "–"]
    return [
        _(LEVEL_NAMES[level.level]),
        span(level.start_date, level.until_date),
        level.reason or _("Not recorded"),
    ]


def late(
    seen: LevelSeen | None, now: LevelSeen | None, *, level: int, start_date: date, reason: str
) -> StaleSave:
    """Return the comparison of the level that the viewer saw, the one recorded now, and what the viewer typed."""
    return stale_save(
        _("Somebody else has changed the level"),
        (_("Level"), _("Dates"), _("Reason")),
        seen=level_row(seen),
        now=level_row(now),
        typed=[_(LEVEL_NAMES[level]), span(start_date, None), reason],
    )
