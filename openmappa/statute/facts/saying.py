"""What each fact means, declared beside its field. The reader, the schema and the format page follow from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """
    The meaning of a fact and its bounds.

    `least` and `most` bound a number. `endless` allows the word "none" for a day: there is no last day.
    """

    words: str
    least: int | None = None
    most: int | None = None
    endless: bool = False


def says(words: str, *, least: int | None = None, most: int | None = None, endless: bool = False) -> Says:
    """Return the meaning of a fact."""
    return Says(words=words, least=least, most=most, endless=endless)
