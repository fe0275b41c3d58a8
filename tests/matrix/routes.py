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
    "rule": "returned-to-custody",
}
"""What stands in an address, by the name of the part. An id of somebody's own is one that does not exist here."""

# Of each, what is behind it is visited by a walk of its own (test_matrix.py), since its id is made by posting.
MADE_BY_POSTING = {"search_id"}


@dataclass(frozen=True, slots=True)
class Route:
    """A named address; `about_person` says that a part of it is a person's id."""

    name: str
    parts: tuple[str, ...]

    @property
    def about_person(self) -> bool:
        return "subject_id" in self.parts

    def address(self, subject: UUID | None) -> str:
        """Return the address with every part filled in."""
        filled: dict[str, object] = {}
        for part in self.parts:
            if part == "subject_id":
                filled[part] = subject
            elif part in MADE_BY_POSTING:
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
