"""The figures in the shape of a published report's file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.domain.editions import KeptEdition
from openmappa.oversight.annual_report.domain.layout import LAYOUTS, RATE_KEY, TOTAL, Figure, Layout
from openmappa.oversight.annual_report.domain.masks import hidden_figures, hides, hides_the_rate
from openmappa.oversight.annual_report.domain.rates import printed_rate
from openmappa.oversight.annual_report.services.tables import HIDDEN, RATE_TABLE
from openmappa.oversight.document.domain.blocks import Report, Table, texts
from openmappa.oversight.statistics.domain.rate import rate_per_100_000

NOTE = (
    "Category 4 is not in an area's report, because the numbers are low. It is published nationally. People in"
    " prison or detained under the Mental Health Act 1983 are not counted."
)
Hidden = Mapping[Layout, Collection[Figure]]


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate as the file holds it, with the words of its footnotes. The number of people is None where it is hidden."""

    rate: int
    people: int | None
    population: int
    population_year: str
    footnote: str
    comparability: str


def figures_json(source: Source, made: Report) -> bytes:
    """Return the figures as JSON, in the shape in which published reports are restated, sums checked."""
    fields = source.counted.fields
    hidden = {
        each: hidden_figures(each, fields, below=source.suppress_below)
        for each in LAYOUTS
        if each.is_counted(fields)
    }
    return _file(_source(source), fields, hidden, _rate(source), made)


def edition_json(edition: KeptEdition) -> bytes:
    """Return a published edition's figures in the same shape, with what its document hides left out."""
    tables = {each.key: each for each in edition.document.tables()}
    hidden = {
        each: _hidden_in(tables[each.key], each)
        for each in LAYOUTS
        if each.is_counted(edition.fields) and each.key in tables and _holds(tables[each.key], each)
    }
    rate = tables.get(RATE_TABLE)
    said = _kept_rate(rate, edition.population_year) if rate else None
    return _file(_edition_source(edition), edition.fields, hidden, said, edition.document)


def _file(
    source: Mapping[str, object],
    fields: Mapping[str, int],
    hidden: Hidden,
    rate: _Rate | None,
    made: Report,
) -> bytes:
    """Return what the file holds. What has not been counted is left out."""
    said: dict[str, object] = {"source": source}
    checks: list[dict[str, object]] = []
    for layout, masks in hidden.items():
        said[layout.key] = layout.as_json(fields, masks)
        checks += [] if masks else _checks(layout, fields)
    if rate is not None:
        said[RATE_KEY] = rate.rate
        said["footnote_population"] = rate.footnote
        said["footnote_comparability"] = rate.comparability
        checks.append(_rate_check(rate))
    if made.own_chapters():
        said["chapters"] = [
            {"title": each.title, "written_by": each.byline, "text": list(texts(each))}
            for each in made.own_chapters()
        ]
    said["arithmetic_checks"] = checks
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _source(source: Source) -> dict[str, object]:
    counted = source.counted
    year, below = counted.year, source.suppress_below
    return {
        "title": f"{counted.area_name}: Multi-Agency Public Protection Arrangements, Annual Report {year.title}",
        "area": counted.area_name,
        "period": f"{year.start_date}/{year.last_date}",
        "snapshot": str(year.last_date),
        "note": NOTE,
        "rules": {each.name: each.version for each in counted.rules},
        "loads": list(counted.loads),
        "data_as_at": counted.data_as_at and str(counted.data_as_at),
        "counted_at": counted.counted_at.isoformat(timespec="seconds"),
        "without_level": None if hides(counted.without_level, below=below) else counted.without_level,
        "suppressed_below": below,
        "settings": source.settings.as_json(),
        "fictitious": counted.fictitious,
    }


def _edition_source(edition: KeptEdition) -> dict[str, object]:
    area, year = edition.document.area, edition.year
    return {
        "title": f"{area}: Multi-Agency Public Protection Arrangements, Annual Report {year.title}",
        "area": area,
        "period": f"{year.start_date}/{year.last_date}",
        "snapshot": str(year.last_date),
        "note": NOTE,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(timespec="seconds"),
        "document_sha256": edition.digest,
        "rules": {name: each["version"] for name, each in edition.rules.items()},
        "loads": list(edition.loads),
        "data_as_at": edition.data_as_at and str(edition.data_as_at),
        "counted_at": edition.counted_at.isoformat(timespec="seconds"),
        "fictitious": edition.document.fictitious,
    }


def _rate(source: Source) -> _Rate | None:
    rate = printed_rate(source.counted, source.population)
    if rate is None or hides_the_rate(source.counted.fields, below=source.suppress_below):
        return None
    return _Rate(
        rate=rate.rate,
        people=None if rate.holds_category_4 else rate.people,
        population=rate.population.aged_10_and_over,
        population_year=rate.population.year,
        footnote=f"{_footnote(rate.population.year)} {rate.population.source}",
        comparability=_comparability(source),
    )


def _kept_rate(table: Table, population_year: str) -> _Rate:
    """Return the rate of a frozen table: people, population and rate under each other, notes below."""
    people, population, rate = (row.cells[0].value for row in table.rows)
    _rounding, *notes = table.notes
    return _Rate(
        rate=int(rate or 0),
        people=None if people is None else int(people),
        population=int(population or 0),
        population_year=population_year,
        footnote=" ".join([_footnote(population_year), *notes[:1]]),
        comparability=" ".join(notes[1:]) or "No rate of the year before is printed.",
    )


def _footnote(population_year: str) -> str:
    return f"{population_year} estimated resident population, excluding those aged less than ten years."


def _comparability(source: Source) -> str:
    if source.last is None or source.last_population is None:
        return "No rate of the year before is stored."
    return (
        f"The rate of {source.last.year.title} rests on the {source.last_population.year} population, so the two"
        " rates differ by the population too."
    )


def _rate_check(rate: _Rate) -> dict[str, object]:
    computed = rate.rate if rate.people is None else rate_per_100_000(rate.people, rate.population)
    exact = rate.rate if rate.people is None else round(rate.people * 100_000 / rate.population, 4)
    return {
        "check": f"rate per 100,000 aged 10 and over, {rate.population_year}, {rate.population:,} people",
        "printed": rate.rate,
        "computed": exact,
        "computed_rounded": computed,
        "ok": rate.rate == computed,
    }


def _holds(table: Table, layout: Layout) -> bool:
    """Return whether a frozen table still has the rows of the layout, and its columns at least."""
    return len(table.rows) == len(layout.rows) and len(table.columns) >= len(layout.columns)


def _hidden_in(table: Table, layout: Layout) -> frozenset[Figure]:
    return frozenset(
        layout.at(row, column)
        for row, printed in zip(layout.rows, table.rows, strict=True)
        for column, cell in zip(layout.columns, printed.cells, strict=False)
        if cell.printed == HIDDEN
    )


def _checks(layout: Layout, fields: Mapping[str, int]) -> Iterator[dict[str, object]]:
    """Yield each sum of the table beside what its cells add up to."""
    for figure in layout.figures:
        rows = [each for each in layout.rows if each != TOTAL]
        columns = [each for each in layout.columns if each != TOTAL]
        sums = []
        if figure.row == TOTAL:
            sums.append(("column", [layout.at(each, figure.column) for each in rows]))
        if figure.column == TOTAL:
            sums.append(("row", [layout.at(figure.row, each) for each in columns]))
        for along, parts in sums:
            added = sum(each.value(fields) or 0 for each in parts)
            line = figure.column if along == "column" else figure.row
            printed = figure.value(fields)
            yield {
                "check": f"{layout.key} {along} {line.key}",
                "printed": printed,
                "computed": added,
                "ok": printed == added,
            }
