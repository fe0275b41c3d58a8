"""Every address of the product, made from the URLconf: an address that this file cannot fill in fails the test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOWHERE = UUID("5d0f0c51-1f0e-4f57-9f1e-0d9a4f5b7c20")
FILLED: Mapping[str, object] = {
    "area": 21,
    "year": "2023-24",
    "category": "all",
    "level": "all",
    "finding": "no_level",
    "number": 1,
    "version": 1,
    "step": "receive",
    "rule": "shpo-made",
    "kind": "foreword",
    "entry": 1,
    "action": "close",
    "secret": "nobodys-link",
}
"""What stands in an address, by the name of the part. An id of somebody's own is one that does not exist here."""

# Ids of what is the user's own or is made on the way: here nobody's, so that the answer must be "not found".
NOBODYS = {"search_id", "user_id", "proposal_id", "session_id", "factor_id", "draft_id", "code"}
ABOUT_A_PERSON = {"subject_id", "reference", "request_id", "access_id", "application", "duty_id"}


@dataclass(frozen=True, slots=True)
class Route:
    """A named address; `about_person` says that a part of it leads to one person."""

    name: str
    parts: tuple[str, ...]

    @property
    def about_person(self) -> bool:
        return bool(ABOUT_A_PERSON.intersection(self.parts))

    def address(self, ids: Mapping[str, UUID | int]) -> str:
        """Return the address with every part filled in; `ids` are the person's."""
        filled: dict[str, object] = {}
        for part in self.parts:
            if part in ABOUT_A_PERSON:
                filled[part] = ids[part]
            elif part in NOBODYS:
                filled[part] = uuid5(NOWHERE, part)
            elif part in FILLED:
                filled[part] = FILLED[part]
            else:
                raise AssertionError(f"{self.name}: say in tests/matrix/routes.py what stands for {part}")
        return reverse(self.name, kwargs=filled)


def routes() -> list[Route]:
    """Return every named address, in order of names."""
    found = sorted(_walk(get_resolver()), key=lambda each: (each.name, each.parts))
    assert len(found) == len(set(found)), "two addresses have the same name and parts"
    return found


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield Route(prefix + entry.name, tuple(sorted(entry.pattern.converters)))
