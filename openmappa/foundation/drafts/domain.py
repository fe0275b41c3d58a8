"""A draft: what was typed into a form that is not saved yet, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

TOKEN = "draft"  # noqa: S105  the name of a field
# The token of the page, the draft's own, and whatever is secret are no part of what was typed.
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", TOKEN})
SECRET = frozenset({"password", "secret", "token", "code", "key"})
"""Words of a field's name that make it secret: whole words, since a postcode is none."""
LARGEST = 100_000
"""The most characters that a draft holds: names and values of all fields together."""

Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose draft it is and of which form: the user, the form's address, and the subject if it is about one."""

    user_id: UUID
    place: str
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and when it was last kept."""

    saved_at: datetime
    typed: Typed


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form's page says of drafts: its own token, the draft that there is, since when, and if it is in use."""

    token: str
    draft: Draft | None = None
    kept_at: str = ""
    in_use: bool = False


def worth_keeping(sent: Iterable[tuple[str, list[str]]]) -> Typed:
    """Return what of a form is kept: everything but tokens and secrets; nothing if it is larger than LARGEST."""
    kept = {
        name: values
        for name, values in sent
        if name not in NEVER_KEPT and SECRET.isdisjoint(re.split("[^a-z]+", name.lower()))
    }
    size = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    return kept if size <= LARGEST else {}
