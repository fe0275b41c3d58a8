"""Nobody's edit is lost: a form says which state it was opened on, and a stale save shows both versions.

A form that changes a record takes on `Versioned`, its view `requires_version`, its template the macros
`version_field` and `stale_save`. The service compares the token with the record, under a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

VERSION = "expected"
LONGEST_VERSION = 100
View = TypeVar("View", bound=Callable[..., HttpResponse])


class Versioned(forms.Form):
    """A form that changes a record and says which state of it was seen: an opaque token, 100 characters at most."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields[VERSION] = forms.CharField(max_length=LONGEST_VERSION)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a record in a comparison: as it was seen, as it is recorded now, as it was typed.

    `changed` says that somebody else changed it; `conflicts` that what was typed would undo that.
    """

    name: str
    seen: str
    now: str
    typed: str

    @property
    def changed(self) -> bool:
        """Return whether the part was changed since it was seen."""
        return self.seen != self.now

    @property
    def conflicts(self) -> bool:
        """Return whether somebody else changed the part, and to something else than was typed."""
        return self.changed and self.now != self.typed


@dataclass(frozen=True, slots=True)
class StaleSave:
    """A save that came too late: what happened, in words, and both versions part by part."""

    title: str
    parts: tuple[Part, ...]


def stale_save(
    title: str, names: Sequence[str], *, seen: Sequence[str], now: Sequence[str], typed: Sequence[str]
) -> StaleSave:
    """
    Return the comparison of three states of the same parts, each in words.

    :raises ValueError: if a state has not as many parts as there are names
    """
    parts = (Part(*each) for each in zip(names, seen, now, typed, strict=True))
    return StaleSave(title, tuple(parts))


def requires_version(view: View) -> View:
    """Make a view refuse a POST that does not say which state of the record its sender saw.

    A view that stores without that would overwrite what somebody else entered in the meantime. A test reads
    this mark: every POST of the addresses has it, or stands on a list with the reason why not.
    """

    @wraps(view)
    def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method == "POST" and not request.POST.get(VERSION, "").strip():
            raise BadRequest("the form does not say which state of the record was seen")
        return view(request, *arguments, **named)

    checked.requires_version = True  # type: ignore[attr-defined]
    return cast(View, checked)
