"""The tables of an area and year, in words: the first, then every other rule's."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.rules import CountingRule, chosen
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.rules.registered import REGISTERED_IN_CATEGORY_4
from openmappa.oversight.statistics.domain.tables import (
    LEVELS,
    NATIONAL_CATEGORY,
    PUBLISHED_CATEGORIES,
    EligibleTable,
    Place,
    cannot_be,
)
from openmappa.oversight.statistics.presenters.words import (
    category_words,
    level_words,
    people_address,
    place_in_words,
)

DASH = "-"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a table: as printed, what it is of, and where its people are listed ("" if nowhere)."""

    printed: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """A rule's table: columns are categories, rows levels, sums last; and what is beside it and how it is counted."""

    caption: str
    columns: list[str]
    rows: list[tuple[str, list[Shown]]]
    without_level: Shown | None
    category_4: list[tuple[str, str]]
    description: str
    choices: list[tuple[str, str, str]]


def split_tables(figures: Figures) -> list[Table]:
    """Return the tables of the rules that are split by category and level, the first table first."""
    rules = [each for each in RULES if each.is_split and each is not REGISTERED_IN_CATEGORY_4]
    return [_table(figures, each) for each in rules if each.name in figures.tables]


def single_figures(figures: Figures) -> list[tuple[str, Shown]]:
    """Return the figures that are not split, each with its title."""
    found = [each for each in RULES if not each.is_split and each.name in figures.tables]
    return [(_(each.title), _shown(figures, each, Place(None, None))) for each in found]


def single_choices(figures: Figures) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return title, description and choices of each figure that is not split."""
    return [
        (_(each.title), _(each.description), choices_in_words(figures, each))
        for each in RULES
        if not each.is_split and each.name in figures.tables
    ]


def choices_in_words(figures: Figures, rule: CountingRule) -> list[tuple[str, str, str]]:
    """Return the rule's choices as they stood at the count: question, setting and why."""
    return [(_(each.question), _(each.setting), _(each.why)) for each in chosen(rule, figures.choices)]


def caption_of(figures: Figures, rule: CountingRule) -> str:
    """Return what a rule's table is called: the first names its day."""
    if rule is ELIGIBLE_ON_31_MARCH:
        return _("MAPPA-eligible individuals on %(day)s") % {"day": day(figures.year.last_date)}
    return _(rule.title)


def _table(figures: Figures, rule: CountingRule) -> Table:
    categories = [each for each in PUBLISHED_CATEGORIES if any(each == cell[0] for cell in rule.cells)]
    columns: list[int | None] = [*categories, None] if len(categories) > 1 else [*categories]
    levels = [each for each in LEVELS if any(each == cell[1] for cell in rule.cells)]
    return Table(
        caption=caption_of(figures, rule),
        columns=[category_words(each) for each in columns],
        rows=[
            (level_words(level), [_shown(figures, rule, Place(category, level)) for category in columns])
            for level in (*levels, None)
        ],
        without_level=_without_level(figures, rule),
        category_4=_category_4(figures.tables[rule.name], levels),
        description=_(rule.description),
        choices=choices_in_words(figures, rule),
    )


def _shown(figures: Figures, rule: CountingRule, place: Place) -> Shown:
    caption = caption_of(figures, rule)
    words = f"{place_in_words(place)}: {caption}" if rule.is_split else caption
    if rule.is_split and cannot_be(place.category, place.level):
        return Shown(DASH, words, "")
    count = figures.tables[rule.name].at(place)
    return Shown(f"{count:,}", words, people_address(figures, rule, place) if count else "")


def _without_level(figures: Figures, rule: CountingRule) -> Shown | None:
    missing = figures.tables[rule.name].without_level
    if not missing:
        return None
    if rule is ELIGIBLE_ON_31_MARCH:
        words = ngettext(
            "%(count)s person is eligible and in the community but has no level recorded, so is in no figure.",
            "%(count)s people are eligible and in the community but have no level recorded, so are in no figure.",
            missing,
        )
    else:
        words = ngettext(
            "%(count)s more has no level recorded on that day, so is in no figure.",
            "%(count)s more have no level recorded on that day, so are in no figure.",
            missing,
        )
    place = Place(None, None, without_level=True)
    return Shown(f"{missing:,}", words % {"count": f"{missing:,}"}, people_address(figures, rule, place))


def _category_4(table: EligibleTable, levels: list[int]) -> list[tuple[str, str]]:
    cells = {each: table.cells.get((NATIONAL_CATEGORY, each)) for each in levels}
    return [(level_words(level), f"{count:,}") for level, count in cells.items() if count is not None]
