"""An area's figures year by year, in words: a chart and a table for each rule, and which years do not compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _

from openmappa.foundation.ui import charts
from openmappa.oversight.statistics.domain.comparing import (
    compares,
    has_new_version,
    settled_otherwise,
    whole_years,
)
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.population import Population
from openmappa.oversight.statistics.domain.rate import rate_per_100_000
from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.rules.registered import REGISTERED_IN_CATEGORY_4
from openmappa.oversight.statistics.domain.tables import LEVELS, PUBLISHED_CATEGORIES, Place, cannot_be
from openmappa.oversight.statistics.presenters.words import (
    people_address,
    place_in_words,
    population_choice,
    table_address,
    why_not_whole,
)

FEW = 4
"""With so many figures or fewer, a chart shows all of a rule's."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of one year: as printed, in words, and where its people are listed ("" if nowhere)."""

    printed: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """A rule's figures over the years: its chart, its table, and what is to be said of the years.

    The chart is of the sums; the table has every figure. For one year, or where nobody was counted in any, there
    is no chart.
    """

    key: str
    title: str
    chart: str
    rows: list[tuple[str, list[Number]]]
    notes: list[str]


def years_page(
    found: Sequence[Figures], population: Population | None, known: Sequence[str]
) -> dict[str, object]:
    """Return the page of an area's figures year by year. Years whose records are not whole are named, not shown.

    `population` is the one over which every year's rate is worked out, and `known` are the years of others.
    """
    shown = whole_years(found)
    return {
        "area": found[0].area_name,
        "back": reverse("statistics:figure_list"),
        "years": [
            {"title": each.year.title, "href": table_address(each.area, each.year.name)} for each in shown
        ],
        "missing": [
            _("%(year)s is counted, but not shown. %(why)s")
            % {"year": each.year.title, "why": why_not_whole(each)}
            for each in found
            if not each.is_whole
        ],
        "changed": [each.year.title for each in shown if each.facts_have_changed],
        "may_open": found[0].may_open,
        "series": list(_series(shown)) if shown else [],
        "rate": _rate(shown, population) if shown and population else None,
        "populations": population_choice(known, population.year if population else ""),
    }


def _series(shown: Sequence[Figures]) -> Iterator[Series]:
    for rule in RULES:
        if rule.is_split and rule is not REGISTERED_IN_CATEGORY_4:
            yield _of_rule(rule, shown)
    singles = [each for each in RULES if not each.is_split]
    rows = [(_(each.title), _numbers(each, Place(None, None), shown)) for each in singles]
    notes = [note for each in singles for note in _notes(each, shown, title=_(each.title))]
    title = _("Orders and notification requirements")
    breaks = {place for each in singles for place in _breaks(each, shown)}
    yield Series("single", title, _chart("single", title, shown, rows, breaks), rows, notes)


def _of_rule(rule: CountingRule, shown: Sequence[Figures]) -> Series:
    rows = [(place_in_words(each), _numbers(rule, each, shown)) for each in _places(rule)]
    title = _("MAPPA-eligible individuals on 31 March") if rule.is_snapshot else _(rule.title)
    summed = [
        row for place, row in zip(_places(rule), rows, strict=True) if place.level is None or len(rows) <= FEW
    ]
    chart = _chart(rule.word, title, shown, summed, _breaks(rule, shown))
    return Series(rule.word, title, chart, rows, list(_notes(rule, shown)))


def _places(rule: CountingRule) -> Iterator[Place]:
    """Yield each figure of the rule's published table: the sum of all, then each category's sum and its levels."""
    held = [each for each in PUBLISHED_CATEGORIES if any(cell[0] == each for cell in rule.cells)]
    levels = [each for each in LEVELS if any(cell[1] == each for cell in rule.cells)]
    for category in [None, *held] if len(held) > 1 else held:
        for level in (None, *levels):
            if not cannot_be(category, level):
                yield Place(category, level)


def _numbers(rule: CountingRule, place: Place, shown: Sequence[Figures]) -> list[Number]:
    return [_number(rule, place, each) for each in shown]


def _number(rule: CountingRule, place: Place, of: Figures) -> Number:
    table = of.tables.get(rule.name)
    if table is None:
        return Number(_("Not counted"), "", "")
    count = table.at(place)
    what = f"{_(rule.title)}, {place_in_words(place)}" if rule.is_split else _(rule.title)
    words = f"{of.year.title}, {what}"
    return Number(f"{count:,}", words, people_address(of, rule, place) if count else "")


def _breaks(rule: CountingRule, shown: Sequence[Figures]) -> set[int]:
    return {place for place, (a, b) in enumerate(pairwise(shown), start=1) if not compares(rule, a, b)}


def _notes(rule: CountingRule, shown: Sequence[Figures], *, title: str = "") -> Iterator[str]:
    of = f"{title}: " if title else ""
    for before, now in pairwise(shown):
        years = {"now": now.year.title, "before": before.year.title}
        if has_new_version(rule, before, now):
            yield (
                of
                + _("%(now)s does not compare with %(before)s: the counting rule has a new version.") % years
            )
        for question, was, is_now in settled_otherwise(rule, before, now):
            yield of + _(
                "%(now)s does not compare with %(before)s, because of a setting. %(question)s: %(was)s Now: %(is_now)s"
            ) % {**years, "question": _(question), "was": _(was), "is_now": _(is_now)}


def _chart(
    key: str,
    title: str,
    shown: Sequence[Figures],
    rows: Sequence[tuple[str, Sequence[Number]]],
    breaks: set[int],
) -> str:
    strips = [charts.Strip(words, [_value(each) for each in numbers]) for words, numbers in rows]
    strips = [each for each in strips if any(each.values)]
    if len(shown) < 2 or not strips:
        return ""
    years = [each.year.title for each in shown]
    said = _("A column for each year, %(years)s. All numbers stand in the table below.") % {
        "years": ", ".join(years)
    }
    if breaks:
        said += " " + _("A dashed line stands before a year that does not compare with the one before.")
    return charts.columns(key, title, said, years, strips, breaks)


def _value(of: Number) -> int | None:
    return int(of.printed.replace(",", "")) if of.printed[:1].isdigit() else None


def _rate(shown: Sequence[Figures], population: Population) -> Series:
    title = _("Category 1 individuals per 100,000 of population aged 10 and over")
    rows = [
        (title, [_rate_of(each, population) for each in shown]),
        (
            _("Category 1 individuals in the community on 31 March"),
            [_number(ELIGIBLE_ON_31_MARCH, Place(1, None), each) for each in shown],
        ),
    ]
    notes = [
        _(
            "Every year is over the same population, %(population)s (%(people)s people), so that the years compare. A"
            " report of an earlier year may rest on another population."
        )
        % {"population": population.year, "people": f"{population.aged_10_and_over:,}"}
    ]
    if any(each.choices.rate_holds_registered_in_category_4 for each in shown):
        notes.append(
            _(
                "Where the area's setting holds registered persons of Category 4 in the rate, it stands in the annual"
                " report only, and does not compare with other years."
            )
        )
    return Series(
        "rate",
        title,
        _chart("rate", title, shown, rows[:1], _breaks(ELIGIBLE_ON_31_MARCH, shown)),
        rows,
        notes,
    )


def _rate_of(of: Figures, population: Population) -> Number:
    if of.choices.rate_holds_registered_in_category_4:
        # An area's readers do not see cells of Category 4, from which it could be worked out.
        return Number(_("In the report"), "", "")
    return Number(f"{rate_per_100_000(of.people_of_the_rate, population.aged_10_and_over):,}", "", "")
