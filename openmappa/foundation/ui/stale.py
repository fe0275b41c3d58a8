"""Nobody's edit is lost: a form says which state it was opened on, and a stale save shows both versions.

A form that changes a versioned record takes on `Versioned`; its service compares the token with the record,
under a lock. A form that decides about something carries what its page showed of it, signed (`State`): its view
takes its turn (`take_turns`), reads the state and asks `late_save`. Every such view has `requires_version`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.core import signing
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

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

    `seen` and `now` are None for what is only typed, `typed` for what the form leaves as it is. `changed` says
    that somebody else changed it; `conflicts` that what was typed would undo that.
    """

    name: str
    seen: str | None
    now: str | None
    typed: str | None

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
    """A save that came too late: what happened, in words, and both versions part by part.

    `is_over` says that nothing is left to decide: what was typed is shown, and cannot be saved any more.
    """

    title: str
    parts: tuple[Part, ...]
    is_over: bool = False


Words = Sequence[tuple[str, str]]
"""Parts of something, each a name and what is recorded of it, in words."""


@dataclass(frozen=True, slots=True)
class State:
    """What a form decides about, as its page shows it. `key` names it and never a person; `title` says that it changed.

    The token holds the words themselves, signed: what was seen is shown again without having been kept.
    """

    key: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def token(self) -> str:
        """Return what the form carries: the parts as they are now."""
        return signing.dumps(self.parts, salt=self._salt, compress=True)

    def since(self, token: str, *, typed: Words, is_over: bool = False) -> StaleSave | None:
        """
        Return both versions with what was typed, if the state is no longer that of the token; else None.

        A token that is not one of this very thing's tells nothing of what was seen: everything counts as changed.
        """
        seen, now, entered = self._read(token), dict(self.parts), dict(typed)
        if seen == now:
            return None
        missing = _("None") if seen is not None else _("Not known")
        parts = [
            Part(name, (seen or {}).get(name, missing), now.get(name, _("None")), entered.get(name))
            for name in dict.fromkeys([*(seen or {}), *now])
        ]
        only_typed = [each for each in typed if each[0] not in now and each[0] not in (seen or {})]
        parts += _besides(only_typed)
        return StaleSave(
            self.title, tuple(each for each in parts if each.changed or each.typed is not None), is_over
        )

    @property
    def _salt(self) -> str:
        return f"openmappa.stale.{self.key}"

    def _read(self, token: str) -> dict[str, str] | None:
        try:
            return {str(name): str(words) for name, words in signing.loads(token, salt=self._salt)}
        except (signing.BadSignature, ValueError):
            return None


def take_turns(request: HttpRequest, key: str) -> None:
    """Wait, before a save, for whoever saves the same thing just now. What is read afterwards is what they left."""
    if request.method == "POST":
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def late_save(
    request: HttpRequest, state: State, *, typed: Words = (), is_over: bool = False
) -> StaleSave | None:
    """Return both versions if the form was opened on another state than is recorded now; None for no save, or one in time."""
    if request.method != "POST":
        return None
    return state.since(request.POST.get(VERSION, ""), typed=typed, is_over=is_over)


def stale_save(
    title: str,
    names: Sequence[str],
    *,
    seen: Sequence[str],
    now: Sequence[str],
    typed: Sequence[str | None],
    also: Words = (),
    is_over: bool = False,
) -> StaleSave:
    """
    Return the comparison of three states of the same parts, each in words.

    What was typed is None for a part that the form leaves as it is; `also` is what was typed besides, and is of no part.

    :raises ValueError: if a state has not as many parts as there are names
    """
    parts = [Part(*each) for each in zip(names, seen, now, typed, strict=True)]
    return StaleSave(title, (*parts, *_besides(also)), is_over)


def _besides(typed: Words) -> list[Part]:
    words = "\n".join(f"{name}: {said}" for name, said in typed)
    return [Part(_("Your change"), None, None, words)] if words else []


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
