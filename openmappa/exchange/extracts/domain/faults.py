"""What is wrong with an extract, and where, without the value: values are personal."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an extract that is not as the format says.

    `line` is the line of the file, the header being line 1; None if the fault is of the file as a whole.
    `person` is the key of the person whom the fault touches, empty if it cannot be laid to one person. It
    serves to load the others' rows and is never shown.
    """

    file: str
    line: int | None
    column: str
    rule: str
    expected: str
    person: str = field(default="", repr=False)

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file} line {self.line}"
        column = f", {self.column}" if self.column else ""
        return f"{where}{column}: {self.rule}: expected {self.expected}"
