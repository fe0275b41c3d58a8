"""The national tables: the sum of the areas with distinct people beside it, by area, by sex and by ethnicity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_return.domain.fields import RATE, added, row
from openmappa.oversight.annual_return.domain.national import Group, Return, groups
from openmappa.oversight.document.domain.blocks import Block, Cell, Chapter, Report, Row, Table, plain
from openmappa.oversight.statistics.domain.tables import LEVELS, PUBLISHED_CATEGORIES, cannot_be
from openmappa.statute.vocabulary.persons import ETHNIC_GROUPS, SEXES

NOT_AVAILABLE = "[x]"


def national_report(made: Return) -> Report:
    """Return the national tables as a document, of which every format is made."""
    return Report(
        title=_("Multi-Agency Public Protection Arrangements: England and Wales"),
        subtitle=_("National tables %(year)s") % {"year": made.year.title},
        area=_("England and Wales"),
        year=made.year.title,
        language=get_language() or "en-gb",
        date=str(made.counted_on),
        fictitious=made.fictitious,
        facts=(
            (_("Units counted"), str(len(made.units))),
            (_("Counted on"), day(made.counted_on)),
            (_("Population of the rate"), _("%(year)s, aged 10 and over") % {"year": made.population_year}),
        ),
        chapters=(Chapter("national_tables", _("National tables"), tuple(_blocks(made))),),
        warning=_("Fictitious people: no figure here is of anybody real") if made.fictitious else "",
    )


def _blocks(made: Return) -> Iterator[Block]:
    yield plain(
        _(
            "A figure of the year is the sum of what the units counted. Somebody counted by two of them is in it"
            " twice; distinct people stand beside it. Category 4 is in the national figures, and in none by area."
        )
    )
    total = added(iter(made.fields.values()))
    number = 0
    for group in groups():
        if all(name in total for name in group.fields):
            number += 1
            yield _group_table(group, number, made, total)
    yield _by_area(number + 1, made)
    yield _described(number + 2, "by_sex", _("sex"), _("Sex"), _words(SEXES), made.by_sex, made)
    yield _described(
        number + 3,
        "by_ethnicity",
        _("ethnicity"),
        _("Ethnicity"),
        _words(ETHNIC_GROUPS),
        made.by_ethnicity,
        made,
    )


def _group_table(group: Group, number: int, made: Return, total: Mapping[str, int]) -> Table:
    beside = not group.is_snapshot
    rows = [
        Row(
            _(title),
            (_cell(total[name]), *([_cell(made.distinct.get(name))] if beside else [])),
        )
        for title, name in group.rows
    ]
    if group.adds_up:
        sums = _cell(sum(total[name] for name in group.fields))
        rows.append(Row(_("Total"), (sums, *([Cell(NOT_AVAILABLE)] if beside else [])), is_total=True))
    notes = (_("%(mark)s: not available. One person may be in more than one row.") % {"mark": NOT_AVAILABLE},)
    return Table(
        number,
        group.key,
        _(group.title).format(snapshot=day(made.year.last_date), period=made.year.title),
        _("Measure"),
        (_("Sum of the units"), *([_("Distinct people")] if beside else [])),
        tuple(rows),
        notes if beside and group.adds_up else (),
    )


def _by_area(number: int, made: Return) -> Table:
    """Return each area's people of Categories 1 to 3, and its rate. The National Security Division has neither."""
    return Table(
        number,
        "by_area",
        _("MAPPA-eligible individuals on %(day)s, by area") % {"day": day(made.year.last_date)},
        _("Area"),
        (
            *(_("Category %(number)d") % {"number": each} for each in PUBLISHED_CATEGORIES),
            _("Categories 1 to 3"),
            _("Category 1 per 100,000"),
        ),
        tuple(_area_row(name, made, area) for area, name in made.units.items() if area in made.populations),
        (_("Category 4 is published for England and Wales only."),),
    )


def _area_row(name: str, made: Return, area: int) -> Row:
    found = row(made.fields[area], population=made.populations[area])
    totals = [found[f"CAT{each}TOT"] for each in PUBLISHED_CATEGORIES]
    whole = None if None in totals else sum(each or 0 for each in totals)
    return Row(name, tuple(_cell(each) for each in (*totals, whole, found[RATE])))


def _described(
    number: int,
    key: str,
    by: str,
    header: str,
    titles: Mapping[str, str],
    found: Mapping[str, Mapping[str, int]],
    made: Return,
) -> Table:
    columns = [_total_of(category) for category in (1, 2, 3, 4)]
    rows = [
        Row(_(titles[code]), tuple(_of(fields, names) for names in columns)) for code, fields in found.items()
    ]
    total = added(iter(found.values()))
    rows.append(Row(_("Total"), tuple(_of(total, names) for names in columns), is_total=True))
    return Table(
        number,
        key,
        _("MAPPA-eligible individuals on %(day)s, by %(what)s")
        % {"day": day(made.year.last_date), "what": by},
        header,
        (*(_("Category %(number)d") % {"number": each} for each in (1, 2, 3, 4)), _("Total")),
        tuple(
            Row(
                each.title,
                (*each.cells, _cell(sum(int(one.value or 0) for one in each.cells))),
                each.is_total,
            )
            for each in rows
        ),
    )


def _words(vocabulary: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): words for code, words in vocabulary.items()}


def _total_of(category: int) -> list[str]:
    return [f"CAT{category}L{level}" for level in LEVELS if not cannot_be(category, level)]


def _of(fields: Mapping[str, int], names: Sequence[str]) -> Cell:
    return _cell(sum(fields.get(name, 0) for name in names))


def _cell(value: int | None) -> Cell:
    return Cell(NOT_AVAILABLE) if value is None else Cell(f"{value:,}", value)
