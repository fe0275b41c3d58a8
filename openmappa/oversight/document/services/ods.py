"""The report's figures as a spreadsheet: cover, contents, notes, and one table a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from openmappa.foundation.ui.spreadsheet import Sheet, spreadsheet
from openmappa.oversight.document.domain.blocks import (
    OF_NOTES,
    Heading,
    Paragraph,
    Report,
    Table,
    Terms,
    texts,
)


def ods(report: Report) -> bytes:
    """Return the spreadsheet, in the layout that government statisticians recommend for accessible tables.

    Source: Analysis Function, "Releasing statistics in spreadsheets".
    """
    title = f"{report.title}, {report.subtitle}"
    return spreadsheet(sheets(report), title=title, created=report.date)


def sheets(report: Report) -> list[Sheet]:
    """Return the sheets: cover, contents, notes, what the area's agencies wrote, and one table each."""
    tables, own = list(report.tables()), [_chapters(report)] if report.own_chapters() else []
    written = [(each.name, each.title) for each in own]
    return [
        _cover(report),
        _contents(tables, written),
        _notes(report),
        *own,
        *(_table(each) for each in tables),
    ]


def name_of(table: Table) -> str:
    """Return the name of a table's sheet."""
    return f"Table_{table.number}"


def _cover(report: Report) -> Sheet:
    return Sheet(
        _("Cover"),
        report.title,
        (report.subtitle, *([report.warning] if report.warning else [])),
        (_("What"), _("Value")),
        report.facts,
        all_text=True,
    )


def _contents(tables: list[Table], written: list[tuple[str, str]]) -> Sheet:
    return Sheet(
        _("Contents"),
        _("Contents"),
        (_("One table on each sheet."),),
        (_("Sheet"), _("Table")),
        ((_("Notes"), _("Notes on the tables")), *written, *((name_of(each), each.title) for each in tables)),
        all_text=True,
    )


def _notes(report: Report) -> Sheet:
    return Sheet(
        _("Notes"),
        _("Notes on the tables"),
        (
            _(
                "A dash: nobody can be there. [c]: a small number, or one that would give it away. [x]: not available."
            ),
        ),
        (_("Subject"), _("Note")),
        tuple(_explained(report)),
        all_text=True,
    )


def _chapters(report: Report) -> Sheet:
    return Sheet(
        _("Chapters"),
        _("What the agencies of the area wrote"),
        (),
        (_("Chapter"), _("Written by"), _("Text")),
        tuple(
            (chapter.title, chapter.byline, text)
            for chapter in report.own_chapters()
            for text in texts(chapter)
        ),
        all_text=True,
    )


def _explained(report: Report) -> Iterator[tuple[str, str]]:
    for chapter in report.chapters:
        if chapter.key not in OF_NOTES:
            continue
        heading = chapter.title
        for block in chapter.blocks:
            if isinstance(block, Heading):
                heading = block.text
            elif isinstance(block, Paragraph):
                yield heading, "".join(each.text for each in block.spans)
            elif isinstance(block, Terms):
                yield from block.entries


def _table(table: Table) -> Sheet:
    return Sheet(
        name_of(table),
        _("Table %(number)d: %(title)s") % {"number": table.number, "title": table.title},
        table.notes,
        (table.row_header, *table.columns),
        tuple(
            (row.title, *(each.printed if each.value is None else each.value for each in row.cells))
            for row in table.rows
        ),
        frozenset(number for number, row in enumerate(table.rows) if row.is_total),
    )
