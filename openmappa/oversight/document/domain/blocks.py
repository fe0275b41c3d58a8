"""A document as data: chapters of paragraphs, lists, tables and charts. Every format is made from this."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

OF_NOTES = ("explanatory_notes", "counting_rules")
"""The keys of chapters whose text explains the tables: a spreadsheet holds it among its notes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. `href` makes it a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter: level 3 or 4, since a chapter's title is level 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    ordered: bool
    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage quoted."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with what it means or how it was settled."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is printed, and the number, if it is one."""

    printed: str
    value: int | float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table under its own header. A total is set apart from what it sums."""

    title: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its number in the document, its key in files, a header for every row and every column."""

    number: int
    key: str
    title: str
    row_header: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart whose figures all stand in a table of the document. `description` says what it shows, in words."""

    key: str
    title: str
    description: str
    svg: str


Block = Paragraph | Heading | Listing | Quotation | Terms | Table | Chart


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter. `byline` says who wrote it, for chapters that an agency writes."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `facts` are what a reader needs of how it came about, by name.

    What is not `for_publication` is for the area's own eyes, says so in `warning`, and is never an edition.
    """

    title: str
    subtitle: str
    area: str
    year: str
    language: str
    date: str
    fictitious: bool
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    warning: str = ""
    tables_title: str = field(default="Tables")
    for_publication: bool = True

    def tables(self) -> Iterator[Table]:
        """Yield the tables in the order of the document."""
        for chapter in self.chapters:
            yield from (each for each in chapter.blocks if isinstance(each, Table))

    def own_chapters(self) -> tuple[Chapter, ...]:
        """Return the chapters that the area's agencies wrote."""
        return tuple(each for each in self.chapters if each.byline)


def texts(chapter: Chapter) -> Iterator[str]:
    """Yield what a chapter says in words, one text for each heading, paragraph, list item and quotation."""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph | Quotation):
            yield "".join(each.text for each in block.spans)
        elif isinstance(block, Listing):
            yield from ("".join(each.text for each in item) for item in block.items)


def plain(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph((Span(text),))


def as_data(value: object) -> object:
    """Return a part of a document as lists and dictionaries, each part with its `kind`."""
    if is_dataclass(value) and not isinstance(value, type):
        said: dict[str, object] = {"kind": type(value).__name__.lower()}
        return said | {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    return value


def from_data(data: object) -> object:
    """Return the part of a document that `as_data` wrote as lists and dictionaries.

    :raises KeyError: if a part is of a kind that is not known
    :raises TypeError: if a part has other fields than its kind
    """
    if isinstance(data, dict):
        return _KINDS[data["kind"]](
            **{name: from_data(part) for name, part in data.items() if name != "kind"}
        )
    return tuple(from_data(each) for each in data) if isinstance(data, list) else data


def digest(report: Report) -> str:
    """Return the SHA-256 of the document, in hexadecimal: equal if and only if the document is the same."""
    return digest_of(as_data(report))


def digest_of(data: object) -> str:
    """Return the digest of a document that is kept as data."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


_KINDS: Mapping[str, Callable[..., object]] = {
    each.__name__.lower(): each
    for each in (
        Span,
        Paragraph,
        Heading,
        Listing,
        Quotation,
        Terms,
        Cell,
        Row,
        Table,
        Chart,
        Chapter,
        Report,
    )
}
