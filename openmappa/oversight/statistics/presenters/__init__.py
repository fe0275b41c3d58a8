"""What the pages of figures say, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.rules import CountedRow, CountingRule
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.tables import Place
from openmappa.oversight.statistics.presenters.tables import (
    caption_of,
    single_choices,
    single_figures,
    split_tables,
)
from openmappa.oversight.statistics.presenters.words import (
    category_words,
    level_words,
    place_in_words,
    table_address,
    title_of,
    why_not_whole,
)
from openmappa.oversight.statistics.queries import CountedArea, OpenedFigure, PageOfRows
from openmappa.oversight.statistics.services.population import WITHOUT_POPULATION

NEAR = 2


def choice(areas: Iterable[CountedArea]) -> dict[str, object]:
    """Return the areas, each with its counted years and where their tables are."""
    return {
        "areas": [
            {
                "name": each.name,
                "years": [
                    {"title": year.replace("-", "/"), "href": table_address(each.number, year)}
                    for year in each.years
                ],
            }
            for each in areas
        ]
    }


def table_page(figures: Figures) -> dict[str, object]:
    """Return the page of an area's tables: the first, then those of the year."""
    first, *others = split_tables(figures)
    return {
        "title": title_of(figures),
        "first": first,
        "others": others,
        "single": single_figures(figures),
        "single_choices": single_choices(figures),
        "counted": list(_counted(figures)),
        "has_changed": figures.facts_have_changed,
        "may_open": figures.may_open,
        "report": _report(figures),
        "not_whole": why_not_whole(figures),
        "years": reverse("statistics:figures_by_year", kwargs={"area": figures.area}),
        "settings": reverse("statistics:settings", kwargs={"area": figures.area}),
    }


def _report(figures: Figures) -> str:
    """Return the address of the annual report that is made from the figures; "" if no area reports them."""
    if figures.area == WITHOUT_POPULATION:
        return ""
    return reverse("annual_report:report_detail", kwargs={"area": figures.area, "year": figures.year.name})


def people_page(
    figures: Figures, rule: CountingRule, place: Place, opened: OpenedFigure, shown: PageOfRows
) -> dict[str, object]:
    """Return the page of the people behind a figure."""
    return {
        "title": place_in_words(place) if rule.is_split else caption_of(figures, rule),
        "caption": _("People counted"),
        "of_table": f"{title_of(figures)}: {caption_of(figures, rule)}"
        if rule.is_split
        else title_of(figures),
        "table_href": table_address(figures.area, figures.year.name),
        "seen": _seen(figures, rule, opened),
        "why_fewer": len(opened.rows) < opened.counted,
        "has_changed": figures.facts_have_changed,
        "is_split": rule.is_split,
        "has_days": not rule.is_snapshot,
        "rows": [_person(row, name) for row, name in shown.rows],
        "pagination": pagination(shown.number, shown.pages),
    }


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


def _seen(figures: Figures, rule: CountingRule, opened: OpenedFigure) -> str:
    if rule.is_snapshot:
        words = ngettext(
            "You may see %(seen)s of the %(counted)s person counted on %(day)s.",
            "You may see %(seen)s of the %(counted)s people counted on %(day)s.",
            opened.counted,
        )
    else:
        words = _("You may see %(seen)s of the %(counted)s counted on %(day)s.")
    counted = day(localtime(figures.counted_at).date())
    return words % {"seen": f"{len(opened.rows):,}", "counted": f"{opened.counted:,}", "day": counted}


def _person(row: CountedRow, name: str) -> dict[str, str]:
    return {
        "name": name or _("Name not known"),
        "href": reverse("people:person_detail", kwargs={"subject_id": row.subject_id}),
        "category": category_words(row.category),
        "level": _("No level recorded") if row.level is None else level_words(row.level),
        "day": day(row.counted_date),
    }
