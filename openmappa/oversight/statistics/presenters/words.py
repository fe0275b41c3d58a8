"""Words and addresses that every page of figures shares."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.tables import NATIONAL_CATEGORY, Place


def table_address(area: int, year: str) -> str:
    """Return where the tables of an area and year are."""
    return reverse("statistics:figure_table", kwargs={"area": area, "year": year})


def people_address(figures: Figures, rule: CountingRule, place: Place) -> str:
    """Return where the people behind a figure are listed; "" for those who may not open it."""
    if not figures.may_open or place.category == NATIONAL_CATEGORY:
        return ""
    named = {
        "area": figures.area,
        "year": figures.year.name,
        "category": place.category_word,
        "level": place.level_word,
    }
    if rule is ELIGIBLE_ON_31_MARCH:
        return reverse("statistics:figure_people", kwargs=named)
    return reverse("statistics:rule_people", kwargs=named | {"rule": rule.word})


def title_of(figures: Figures) -> str:
    """Return area and year, such as `London, 2023/24`."""
    return _("%(area)s, %(year)s") % {"area": figures.area_name, "year": figures.year.title}


def why_not_whole(of: Figures) -> str:
    """Return why the figures of the year are not whole, "" if they are as far as the records say."""
    if of.begins_before_the_records:
        return _(
            "The records are whole from %(day)s on. People whose eligibility had ended before are missing, so every"
            " figure of the year is too low."
        ) % {"day": day(of.records_from)}
    if of.outlasts_the_records:
        return _("The records are as at %(day)s, before the year ended, so its figures are not final.") % {
            "day": day(of.data_as_at)
        }
    return ""


def population_choice(known: Collection[str], chosen: str) -> list[dict[str, object]]:
    """Return the years of the stored populations as items of a select, the chosen one selected."""
    return [{"value": each, "text": each, "selected": each == chosen} for each in known]


def category_words(category: int | None) -> str:
    """Return a category as tables head it; None is the sum."""
    return _("Total") if category is None else _("Category %(number)d") % {"number": category}


def level_words(level: int | None) -> str:
    """Return a level as tables head it; None is the sum."""
    return _("Total") if level is None else _("Level %(number)d") % {"number": level}


def place_in_words(place: Place) -> str:
    """Return what a figure is of, such as `Category 1, Level 2` or `All categories, no level recorded`."""
    category = _("All categories") if place.category is None else category_words(place.category)
    if place.without_level:
        level = _("no level recorded")
    else:
        level = _("all levels") if place.level is None else level_words(place.level)
    return f"{category}, {level}"
