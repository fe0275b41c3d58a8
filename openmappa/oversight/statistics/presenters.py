"""What the pages of figures say, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day
from openmappa.oversight.statistics.domain.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.rules import CountedRow
from openmappa.oversight.statistics.domain.tables import (
    LEVELS,
    NATIONAL_CATEGORY,
    PUBLISHED_CATEGORIES,
    Place,
    cannot_be,
)
from openmappa.oversight.statistics.queries import CountedArea, OpenedFigure, PageOfRows

DASH = "-"
NEAR = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table: as printed, what it is of, and where its people are listed ("" if nowhere)."""

    printed: str
    words: str
    href: str


def choice(areas: Iterable[CountedArea]) -> dict[str, object]:
    """Return the areas, each with its counted years and where their tables are."""
    return {
        "areas": [
            {
                "name": each.name,
                "years": [
                    {"title": year.replace("-", "/"), "href": _table_address(each.number, year)}
                    for year in each.years
                ],
            }
            for each in areas
        ]
    }


def table_page(figures: Figures) -> dict[str, object]:
    """Return the page of an area's table: sums are the last row and the last column."""
    columns = (*PUBLISHED_CATEGORIES, None)
    return {
        "title": _title(figures),
        "area": figures.area_name,
        "caption": _caption(figures),
        "columns": [_category(each) for each in columns],
        "rows": [
            (_level(level), [_cell(figures, Place(category, level)) for category in columns])
            for level in (*LEVELS, None)
        ],
        "counted": list(_counted(figures)),
        "has_changed": figures.facts_have_changed,
        "fictitious": figures.fictitious,
        "may_open": figures.may_open,
        "without_level": _without_level(figures),
        "category_4": _category_4(figures),
        "description": _(ELIGIBLE_ON_31_MARCH.description),
        "choices": [
            (_(each.question), _(each.setting), _(each.why)) for each in ELIGIBLE_ON_31_MARCH.choices
        ],
    }


def people_page(figures: Figures, place: Place, opened: OpenedFigure, shown: PageOfRows) -> dict[str, object]:
    """Return the page of the people behind a figure."""
    return {
        "title": place_in_words(place),
        "caption": _("People counted"),
        "of_table": _title(figures),
        "table_href": _table_address(figures.area, figures.year.name),
        "seen": _seen(figures, opened),
        "why_fewer": len(opened.rows) < opened.counted,
        "has_changed": figures.facts_have_changed,
        "rows": [_person(row, name) for row, name in shown.rows],
        "pagination": pagination(shown.number, shown.pages),
    }


def place_in_words(place: Place) -> str:
    """Return what a figure is of, such as `Category 1, Level 2` or `All categories, no level recorded`."""
    category = _("All categories") if place.category is None else _category(place.category)
    if place.without_level:
        level = _("no level recorded")
    else:
        level = _("all levels") if place.level is None else _level(place.level)
    return f"{category}, {level}"


def pagination(number: int, pages: int) -> dict[str, object] | None:
    """Return the options of the pagination component: the first, the last and the near pages; None for one page."""
    if pages < 2:
        return None
    items: list[dict[str, object]] = []
    for each in range(1, pages + 1):
        if each in (1, pages) or abs(each - number) <= NEAR:
            items.append({"number": each, "href": f"?page={each}", "current": each == number})
        elif "ellipsis" not in items[-1]:
            items.append({"ellipsis": True})
    options: dict[str, object] = {"items": items}
    if number > 1:
        options["previous"] = {"href": f"?page={number - 1}"}
    if number < pages:
        options["next"] = {"href": f"?page={number + 1}"}
    return options


def _table_address(area: int, year: str) -> str:
    return reverse("statistics:figure_table", kwargs={"area": area, "year": year})


def _title(figures: Figures) -> str:
    return _("%(area)s, %(year)s") % {"area": figures.area_name, "year": figures.year.title}


def _caption(figures: Figures) -> str:
    return _("MAPPA-eligible individuals on %(day)s") % {"day": day(figures.year.last_date)}


def _category(category: int | None) -> str:
    return _("Total") if category is None else _("Category %(number)d") % {"number": category}


def _level(level: int | None) -> str:
    return _("Total") if level is None else _("Level %(number)d") % {"number": level}


def _cell(figures: Figures, place: Place) -> Cell:
    words = place_in_words(place)
    if not place.without_level and cannot_be(place.category, place.level):
        return Cell(DASH, words, "")
    count = figures.table.at(place)
    return Cell(f"{count:,}", words, _people_address(figures, place) if count else "")


def _people_address(figures: Figures, place: Place) -> str:
    if not figures.may_open or place.category == NATIONAL_CATEGORY:
        return ""
    return reverse(
        "statistics:figure_people",
        kwargs={
            "area": figures.area,
            "year": figures.year.name,
            "category": place.category_word,
            "level": place.level_word,
        },
    )


def _counted(figures: Figures) -> Iterator[tuple[str, str]]:
    yield _("Counted"), date_format(localtime(figures.counted_at), "j F Y, H:i")
    yield _("From data as at"), day(figures.data_as_at)
    if figures.loads:
        yield (
            ngettext("Load", "Loads", len(figures.loads)),
            ", ".join(str(each) for each in figures.loads),
        )
    yield (
        _("Counting rule"),
        _("%(title)s, version %(version)d of the rule")
        % {"title": _(ELIGIBLE_ON_31_MARCH.title), "version": figures.rule_version},
    )


def _without_level(figures: Figures) -> Cell | None:
    missing = figures.table.without_level
    if not missing:
        return None
    words = ngettext(
        "%(count)s person is eligible and in the community but has no level recorded, so is in no figure.",
        "%(count)s people are eligible and in the community but have no level recorded, so are in no figure.",
        missing,
    )
    place = Place(None, None, without_level=True)
    return Cell(f"{missing:,}", words % {"count": f"{missing:,}"}, _people_address(figures, place))


def _category_4(figures: Figures) -> list[tuple[str, str]]:
    found = figures.table.category_4
    return [(_level(level), f"{count:,}") for level, count in found.items()] if found else []


def _seen(figures: Figures, opened: OpenedFigure) -> str:
    counted = day(localtime(figures.counted_at).date())
    return ngettext(
        "You may see %(seen)s of the %(counted)s person counted on %(day)s.",
        "You may see %(seen)s of the %(counted)s people counted on %(day)s.",
        opened.counted,
    ) % {"seen": f"{len(opened.rows):,}", "counted": f"{opened.counted:,}", "day": counted}


def _person(row: CountedRow, name: str) -> dict[str, str]:
    return {
        "name": name or _("Name not known"),
        "href": reverse("people:person_detail", kwargs={"subject_id": row.subject_id}),
        "category": _category(row.category),
        "level": _("No level recorded") if row.level is None else _level(row.level),
    }
