"""The page that tells those who prepare extracts how one is made, written from the tables' descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openmappa.exchange.extracts.domain.package import (
    EARLIEST_YEAR,
    FILE,
    LATEST_YEAR,
    file_of,
    longest,
    read_package,
    write_package,
)
from openmappa.exchange.extracts.domain.tables import TABLES, VERSION
from openmappa.exchange.extracts.services.identifiers import WRITTEN
from openmappa.foundation.changes.extract import Field, Kind, Table
from openmappa.statute.vocabulary.persons import IDENTIFIER_KINDS

EXAMPLE = "docs/extract-example"

_OPENING = f"""\
# Extract format, version {VERSION}

An extract is a folder of CSV files with a file `{FILE}`, a [Data Package](https://specs.frictionlessdata.io/data-package/)
with a Table Schema for every file. It holds the records of one area. A small one of fictitious people is in
[{EXAMPLE}](extract-example/).

- `openmappa extracts check DIR` finds every fault and names its file, line, column and rule, and never the value.
- `openmappa extracts load DIR` loads all of it or nothing. With `--accept-partial` it loads the people without a
  fault and lists the others; a fault that cannot be laid to one person still stops the load.

## What is in an extract
An extract is whole, not a list of changes: everybody for whom the area answers or ever answered, with one row for each
thing known. Every person has at least one row of the area's own in `responsibilities.csv`; further rows may name the
area that answered before or afterwards.

`{FILE}` says of what day it is:

```json
"name": "anytown-2024-04-10",
"openmappa": {{"format_version": "{VERSION}", "area": 21, "data_as_at": "2024-04-10", "fictitious": false}}
```

`area` is the area's number in the annual return, 1 to 42, or 43 for the National Security Division. `data_as_at` is the
day at whose end the area's systems said so. `fictitious` is true only if no real person is in the extract. Where the
area's systems do not reach back for ever, `records_from` (such as `"2023-04-01"`) says from which day on everybody is in
the extract: figures of a year that begins before it are then shown as not whole.

`notifications_from` (such as `"2023-04-01"`) says from which day on every notification made is in `notifications.csv`. From
that day on, silence there means that nothing was notified, and what fell due is overdue; of what fell due before, it is not
known. Without it silence means nothing: nobody is overdue because an area's systems do not hold notifications.

## How the files are written
- UTF-8, with or without a byte order mark. Commas between values; line ends LF or CRLF.
- The first line is the header: every column of the table once, in any order, and no other column.
- A value that has a comma or a quotation mark stands in quotation marks, with quotation marks inside doubled (RFC 4180).
  No value has a line break or another control character, nor a space before or after it.
- Blank means not known, or not so. Dates are written `2024-03-31`, from {EARLIEST_YEAR} to {LATEST_YEAR}. Yes or no is
  `true` or `false`; blank is `false`.
- Every file is there, if only with its header; those marked "may be left out" need not be.

## Days
`start_date` is the first day. `until_date` is the first day **no longer** so: the day of release, of a transfer, of the
next level. `last_date` is the last day, **inclusive**: of a standing, a ground, a sentence. Blank means open. An end may be
planned and lie after `data_as_at`, and so may days of what is announced or intended; every other date may not.

## Keys, updates and corrections
- `source_system` and `source_id` are the row's key in the area's own system. OpenMAPPA knows a row again by the area and
  these two. A key never changes and is never given to another row. `source_id` is unique in its file.
- A column whose name ends in `_id` names the `source_id` of a row in another file (or the same one).
- Loading the same extract again changes nothing. In a later extract a row with a known key updates the record; what the
  record said before is kept. A row with a new key is a new record.
- If the update corrects what was wrong before, `is_correction` is `true`; if it tells of something new, it is blank.
- A row that should never have been recorded is sent with `recorded_in_error` set to `true`. It is kept, marked, and no
  longer counts. Rules about overlaps leave it out.
- A row that was sent before and is not sent now is listed as "no longer sent". It is **not** ended or deleted: end it by its
  end date, or mark it as recorded in error.
- A record that somebody changed in OpenMAPPA and that the extract then sends with other content stops the load, so that
  nobody's change is lost.
"""


def format_page() -> str:
    """Return the page in Markdown."""
    return "\n".join(
        [_OPENING, "## The files", *_contents(), "", *(line for each in TABLES for line in _table(each))]
    )


def _contents() -> Iterator[str]:
    yield "| file | what it holds |"
    yield "|---|---|"
    for table in TABLES:
        left_out = " May be left out." if table.optional else ""
        yield f"| [{file_of(table)}](#{table.name}csv) | {table.description}{left_out} |"


def _table(table: Table) -> Iterator[str]:
    yield f"### {file_of(table)}"
    yield f"{table.title}. {table.description}" + (" The file may be left out." if table.optional else "")
    yield ""
    yield "| column | type | needed | meaning | example |"
    yield "|---|---|---|---|---|"
    for field in table.all_fields:
        needed = "yes" if field.required else ""
        example = f"`{field.example}`" if field.example else ""
        yield f"| `{field.name}` | {_type(field)} | {needed} | {field.description} | {example} |"
    yield ""
    yield from _rules(table)
    if table.name == "identifiers":
        yield from _identifiers()
    for field in table.fields:
        if field.codes:
            yield from _codes(field)


def _type(field: Field) -> str:
    if field.codes:
        return "code"
    if field.references:
        return f"key of {field.references}.csv"
    if field.kind is Kind.INTEGER:
        return f"whole number, {field.least} to {field.most}"
    if field.kind is Kind.TEXT:
        return field.expected or f"text, at most {longest(field)}"
    return {Kind.DATE: "date", Kind.BOOLEAN: "true or false"}[field.kind]


def _rules(table: Table) -> Iterator[str]:
    lines = [
        f"- `not_unique`: no two rows have the same {' and '.join(columns)}." for columns in table.unique
    ]
    for period in table.periods:
        order = "on or after" if period.inclusive else "after"
        lines.append(f"- `end_before_start`: `{period.end}` is {order} `{period.start}`.")
        if period.alone_in:
            lines.append(f"- `overlap`: {period.words}.")
    lines += [f"- `{rule.name}` (`{rule.column}`): {rule.expected}." for rule in table.rules]
    if table.name == "people":
        lines.append(
            "- `no_responsibility_here` (`source_id`): a row in responsibilities.csv of the extract's area."
        )
    if lines:
        yield "Rules:"
        yield ""
        yield from lines
        yield ""


def _identifiers() -> Iterator[str]:
    yield "How each `value` is written (`not_such_a_number`); a PNC or CRO number is kept in its full form:"
    yield ""
    for kind, written in WRITTEN.items():
        yield f"- {IDENTIFIER_KINDS[kind]}: {written}."
    yield ""


def _codes(field: Field) -> Iterator[str]:
    yield f"Codes of `{field.name}`:"
    yield ""
    yield "| code | meaning |"
    yield "|---|---|"
    for code in field.codes:
        yield f"| `{code.value}` | {code.words} |"
    yield ""


def write_example_package(example: Path) -> None:
    """Bring the example's datapackage.json up to this version of the format."""
    said = read_package(example)
    write_package(
        example,
        area=said.area,
        data_as_at=said.data_as_at,
        fictitious=True,
        name=said.name,
        notifications_from=said.notifications_from,
    )
