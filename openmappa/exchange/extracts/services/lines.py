"""Whether a file is lines of the right number of values in UTF-8: the checks that need its bytes."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import file_of
from openmappa.foundation.changes.extract import Table

_CHUNK = 1 << 22
_VALUE = rb'(?:"(?:[^"\r\n]++|"")*+"|[^",\r\n]*+)'
_ANY_LINE = re.compile(_VALUE + rb"(?:," + _VALUE + rb")*+\r?\n")


@dataclass(slots=True)
class Lines:
    """What the bytes of a table's file told.

    `columns` is its header in file order. `broken` are the lines that cannot be read. `digest` is the
    SHA-256 of the file, in hexadecimal. `absent` says that an optional file is not there.
    """

    table: Table
    path: Path
    columns: tuple[str, ...] = ()
    digest: str = ""
    records: int = 0
    returns: bool = False
    absent: bool = False
    broken: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Return whether the header is as the format says, so that the values can be read."""
        return bool(self.columns)

    def refuse(self, line: int | None, column: str, rule: str, expected: str) -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(file_of(self.table), line, column, rule, expected))


def read_lines(table: Table, path: Path) -> Lines:
    """Read a file's bytes once and return its header, its digest and the lines that cannot be read."""
    found = Lines(table, path)
    try:
        with path.open("rb") as file:
            _read(file, found)
    except FileNotFoundError:
        if table.optional:
            found.absent, found.columns = True, tuple(each.name for each in table.all_fields)
            return found
        found.refuse(None, "", "file_missing", "the file, with its header even if it has no rows")
    except OSError:
        found.columns = ()
        found.refuse(None, "", "file_unreadable", "a file that may be read")
    return found


def mended(found: Lines, folder: Path) -> Path:
    """Return the file, or a copy in `folder` with plain line ends in which broken lines are blank.

    Of an absent file it is the header.
    """
    if not found.broken and not found.returns and not found.absent:
        return found.path
    copy = folder / file_of(found.table)
    if found.absent:
        copy.write_text(",".join(found.columns) + "\n", encoding="utf-8")
        return copy
    blank = b"," * (len(found.columns) - 1) + b"\n"
    with found.path.open("rb") as file, copy.open("wb") as out:
        for number, line in enumerate(file, 1):
            out.write(blank if number in found.broken else line.rstrip(b"\r\n") + b"\n")
    return copy


def _read(file: BinaryIO, found: Lines) -> None:
    digest = hashlib.sha256()
    first = file.readline()
    digest.update(first)
    _read_header(first, found)
    width = len(found.table.all_fields)
    lines = re.compile(rb"(?:(?:" + _VALUE + rb",){%d}" % (width - 1) + _VALUE + rb"\r?\n)*+")
    number = 2
    for chunk in _whole_lines(file):
        digest.update(chunk)
        if found.readable:
            number = _read_chunk(chunk, number, lines, found)
    found.records = number - 2
    found.digest = digest.hexdigest()


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk if chunk.endswith(b"\n") else chunk + file.readline()


def _read_header(first: bytes, found: Lines) -> None:
    found.returns = first.endswith(b"\r\n")
    try:
        text = first.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        names = next(csv.reader([text], strict=True), [])
    except UnicodeDecodeError:
        found.refuse(1, "", "not_utf8", "text in UTF-8, with or without a byte order mark")
        return
    except csv.Error:
        names = []
    _check_names(names, found)


def _check_names(names: list[str], found: Lines) -> None:
    # A file without a header has a person's data in its first line, so an unknown name is not repeated.
    wanted = [each.name for each in found.table.all_fields]
    for name in wanted:
        if name not in names:
            found.refuse(1, name, "column_missing", "a column of this name, even if it is blank in every row")
    for place, name in enumerate(names, 1):
        if name not in wanted:
            found.refuse(1, f"column {place}", "column_unknown", "no column but those of the format")
        elif name in names[: place - 1]:
            found.refuse(1, name, "column_repeated", "each column once")
    if not found.faults:
        found.columns = tuple(names)


def _read_chunk(chunk: bytes, number: int, lines: re.Pattern[bytes], found: Lines) -> int:
    """Check the lines of a chunk, the first of which is line `number`; return the number after the last."""
    if not chunk.endswith(b"\n"):
        chunk += b"\n"
    found.returns = found.returns or b"\r" in chunk
    _check_encoding(chunk, number, found)
    count = chunk.count(b"\n")
    place, at = 0, number
    while True:
        matched = lines.match(chunk, place)
        end = matched.end() if matched else place
        if end == len(chunk):
            return number + count
        at += chunk.count(b"\n", place, end)
        place = chunk.index(b"\n", end) + 1
        _refuse_line(chunk[end:place], at, found)
        at += 1


def _check_encoding(chunk: bytes, number: int, found: Lines) -> None:
    if chunk.isascii() or _is_utf8(chunk):
        return
    for at, line in enumerate(chunk.split(b"\n"), number):
        if not _is_utf8(line):
            found.broken.add(at)
            found.refuse(at, "", "not_utf8", "text in UTF-8, with or without a byte order mark")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_line(line: bytes, number: int, found: Lines) -> None:
    if number in found.broken:
        return
    found.broken.add(number)
    width = len(found.table.all_fields)
    if not line.strip(b"\r\n"):
        found.refuse(number, "", "line_blank", "no blank lines")
    elif _ANY_LINE.fullmatch(line):
        found.refuse(number, "", "wrong_number_of_values", f"{width} values, as in the header")
    elif line.count(b'"') % 2:
        found.refuse(
            number,
            "",
            "quotation_open",
            "a closing quotation mark on the same line: no value has a line break",
        )
    elif b"\r" in line.removesuffix(b"\n").removesuffix(b"\r"):
        found.refuse(number, "", "line_break_in_value", "no line break inside a value")
    else:
        found.refuse(
            number, "", "quotation_misplaced", "quotation marks around the whole value, doubled within it"
        )
