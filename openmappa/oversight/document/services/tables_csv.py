"""Each table as CSV, with a description beside it that software reads (CSV on the Web)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from openmappa.foundation.ui.spreadsheet import Value, csv_file
from openmappa.oversight.document.domain.blocks import Report, texts

CHAPTERS = "chapters.csv"


def tables_csv(report: Report) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file: `<table>.csv`, and `<table>.csv-metadata.json` beside it.

    `chapters.csv` holds what the area's agencies wrote, if they wrote anything.
    """
    if report.own_chapters():
        yield from _chapters(report)
    for table in report.tables():
        name = f"{table.key}.csv"
        header = (table.row_header, *table.columns)
        rows = [
            (row.title, *(each.printed if each.value is None else each.value for each in row.cells))
            for row in table.rows
        ]
        yield name, csv_file(header, rows)
        notes = (*table.notes, *([report.warning] if report.warning else []))
        yield (
            f"{name}-metadata.json",
            metadata(name, table.title, header, rows, notes=notes, facts=report.facts, language="en"),
        )


def _chapters(report: Report) -> Iterator[tuple[str, bytes]]:
    header = ("Chapter", "Written by", "Text")
    rows = [
        (chapter.title, chapter.byline, text) for chapter in report.own_chapters() for text in texts(chapter)
    ]
    yield CHAPTERS, csv_file(header, rows)
    notes = (
        "A row for each heading, paragraph, list item and quotation.",
        "An apostrophe stands before a text that a spreadsheet would take for a formula.",
    )
    title = "What the agencies of the area wrote"
    yield (
        f"{CHAPTERS}-metadata.json",
        metadata(CHAPTERS, title, header, rows, notes=notes, facts=report.facts, language="en", key=False),
    )


def metadata(
    name: str,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    notes: Sequence[str],
    facts: Sequence[tuple[str, str]],
    language: str,
    key: bool = True,
) -> bytes:
    """Return the description of a CSV file: title, notes, and the name and type of each column.

    A column is of whole numbers if all of its values are; a dash or a hidden figure makes it text, and names
    what stands for no number. `key` says that the first column tells the rows apart.
    Source: W3C, Metadata Vocabulary for Tabular Data.
    """
    described: dict[str, object] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": name,
        "dc:title": title,
        "dc:description": " ".join(notes),
        "dc:source": "; ".join(f"{fact}: {value}" for fact, value in facts),
        "tableSchema": {
            "columns": [_column(number, each, rows) for number, each in enumerate(header)],
            **({"primaryKey": _key(header[0])} if key else {}),
        },
    }
    return (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _column(number: int, title: str, rows: Sequence[Sequence[Value]]) -> dict[str, object]:
    values = [row[number] for row in rows]
    column: dict[str, object] = {"name": _key(title), "titles": title}
    numbers = [each for each in values if isinstance(each, int | float)]
    if numbers:
        marks = sorted({str(each) for each in values if not isinstance(each, int | float)})
        kind = "integer" if all(isinstance(each, int) for each in numbers) else "number"
        return column | {"datatype": kind} | ({"null": marks} if marks else {})
    return column | {"datatype": "string"}


def _key(title: str) -> str:
    words = "".join(each if each.isalnum() else " " for each in title).split()
    return "_".join(words).lower()
