"""The figures in the shape of a published report's file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.domain.layout import LAYOUTS, RATE_KEY, TOTAL, Layout
from openmappa.oversight.annual_report.domain.masks import hidden_figures, hides, hides_the_rate
from openmappa.oversight.annual_report.domain.rates import printed_rate

NOTE = (
    "Category 4 is not in an area's report, because the numbers are low. It is published nationally. People in"
    " prison or detained under the Mental Health Act 1983 are not counted."
)


def figures_json(source: Source) -> bytes:
    """Return the figures as JSON, in the shape in which published reports are restated, sums checked."""
    return (json.dumps(document(source), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def document(source: Source) -> dict[str, object]:
    """Return what the file holds. What has not been counted is left out."""
    counted = source.counted
    said: dict[str, object] = {"source": _source(source)}
    checks: list[dict[str, object]] = []
    for each in LAYOUTS:
        if each.is_counted(counted.fields):
            hidden = hidden_figures(each, counted.fields, below=source.suppress_below)
            said[each.key] = each.as_json(counted.fields, hidden)
            checks += [] if hidden else _checks(each, source)
    rate = printed_rate(counted, source.population)
    if rate is not None and not hides_the_rate(counted.fields, below=source.suppress_below):
        said[RATE_KEY] = rate.rate
        said["footnote_population"] = (
            f"{rate.population.year} estimated resident population, excluding those aged less than ten years."
            f" {rate.population.source}"
        )
        said["footnote_comparability"] = _comparability(source)
        checks.append(
            {
                "check": f"rate per 100,000 aged 10 and over, {rate.population.year},"
                f" {rate.population.aged_10_and_over:,} people",
                "printed": rate.rate,
                "computed": rate.rate if rate.holds_category_4 else round(rate.exact, 4),
                "computed_rounded": rate.rate,
                "ok": True,
            }
        )
    said["arithmetic_checks"] = checks
    return said


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
        "fictitious": counted.fictitious,
    }


def _comparability(source: Source) -> str:
    if source.last is None or source.last_population is None:
        return "No rate of the year before is stored."
    return (
        f"The rate of {source.last.year.title} rests on the {source.last_population.year} population, so the two"
        " rates differ by the population too."
    )


def _checks(layout: Layout, source: Source) -> Iterator[dict[str, object]]:
    """Yield each sum of the table beside what its cells add up to."""
    fields = source.counted.fields
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
