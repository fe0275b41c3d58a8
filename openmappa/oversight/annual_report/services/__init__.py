"""Read a published report, and write an area's own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.template.loader import render_to_string

from openmappa.oversight.annual_report.domain import layout
from openmappa.oversight.annual_report.domain.published import Published, PublishedRefused, published
from openmappa.oversight.annual_report.services.page import page
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import stored_figures

PACKAGED = ("london-2023-24",)


class UnableToWriteReport(OSError):
    """The report cannot be written to where it was asked for. The message says where."""


def read_published(name: str) -> Published:
    """
    Return a published report: one that the package carries, by its name, or a file, by its path.

    :raises PublishedRefused: if there is no such file, it is not JSON, or a field holds what it cannot
    """
    shown = Path(name).name
    try:
        if name in PACKAGED:
            folder = files("openmappa.oversight.statistics") / "data" / "published"
            text = (folder / f"{name}.json").read_text(encoding="utf-8")
        else:
            text = Path(name).read_text(encoding="utf-8-sig")
        document = json.loads(text)
    except OSError:
        known = " or ".join(PACKAGED)
        raise PublishedRefused(shown, "", f"a file that can be read, or the name {known}") from None
    except UnicodeDecodeError:
        raise PublishedRefused(shown, "", "text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise PublishedRefused(f"{shown}, line {error.lineno}", "", "valid JSON") from None
    except (ValueError, RecursionError):
        raise PublishedRefused(shown, "", "valid JSON") from None
    return published(document, file=shown)


def write_report(area: int, year: ReportingYear, *, formats: Collection[str], out: Path) -> list[Path]:
    """
    Write the newest stored count of the area and year as `report.html` and `report.json`, and return the paths.

    A file appears whole or not at all.

    :raises NotCounted: if no count of the area and year is stored
    :raises ValueError: if a format is not one of FORMATS
    :raises UnableToWriteReport: if a file cannot be written
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ValueError(f"A report's format is one of {', '.join(FORMATS)}.")
    figures = stored_figures(year, area)
    return [
        _written(out / f"report.{each}", make(figures)) for each, make in FORMATS.items() if each in formats
    ]


def report_document(figures: Figures) -> dict[str, object]:
    """Return the figures as report.json holds them: the shape of a published report, with what is counted."""
    year = figures.year
    source: dict[str, object] = {
        "title": f"{figures.area_name}: Multi-Agency Public Protection Arrangements, {year.title}",
        "area": figures.area_name,
        "period": f"{year.start_date}/{year.last_date}",
        "snapshot": str(year.last_date),
        "note": " ".join(layout.NOTES[:2]),
        "rule": figures.rule,
        "rule_version": figures.rule_version,
        "data_as_at": figures.data_as_at and str(figures.data_as_at),
        "counted_at": figures.counted_at.isoformat(timespec="seconds"),
        "without_level": figures.table.without_level,
        "fictitious": figures.fictitious,
    }
    return {
        "source": source,
        layout.KEY: {
            "columns": [each.key for each in layout.COLUMNS],
            "rows": layout.counted_rows(figures.table),
            "printed_dash": layout.DASH_NOTE,
        },
    }


def _html(figures: Figures) -> str:
    return render_to_string("annual_report/report.jinja", {"page": page(figures)})


def _json(figures: Figures) -> str:
    return json.dumps(report_document(figures), indent=1, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Figures], str]] = {"html": _html, "json": _json}


def _written(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(text)
        try:
            Path(file.name).chmod(0o644)
            os.replace(file.name, path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnableToWriteReport(f"The report cannot be written to {path}: {error.strerror}.") from None
    return path
