"""What is wrong with a chain, found in one pass that holds one seal at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openmappa.foundation.audit.domain.chain import START, Seal, following
from openmappa.foundation.audit.domain.heads import Head


class Kind(StrEnum):
    """The kinds of fault."""

    ALTERED = "altered"
    REMOVED = "removed"
    SEAL_REMOVED = "seal_removed"
    SEAL_FORGED = "seal_forged"
    CUT_OFF = "cut_off"
    MADE_ANEW = "made_anew"
    HEAD_FORGED = "head_forged"
    UNSEALED = "unsealed"
    UNPROTECTED = "unprotected"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, in words that name the entry or the place in the chain."""

    kind: Kind
    words: str
    event_id: int | None = None
    position: int | None = None


def faults(chain: Iterable[tuple[Seal, bytes | None]], heads: Sequence[Head]) -> Iterator[Fault]:
    """Yield what is wrong with a chain, read in order of position, and with heads whose signatures hold.

    With each seal comes the digest of its entry's content as it is now, or None if there is no such entry.
    """
    signed: dict[int, set[bytes]] = {}
    for head in heads:
        signed.setdefault(head.position, set()).add(head.digest)
    previous, position = START, 0
    for seal, content in chain:
        gap = seal.position != position + 1
        if gap:
            yield _gap(position + 1, seal.position - 1)
        elif following(previous, seal.content) != seal.digest:
            yield Fault(
                Kind.SEAL_FORGED,
                f"the seal at place {seal.position}, of entry {seal.event_id}, does not follow from the one"
                " before it: it was forged, or seals were put in another order",
                seal.event_id,
                seal.position,
            )
        yield from _entry(seal, content)
        if any(digest != seal.digest for digest in signed.get(seal.position, ())):
            yield Fault(
                Kind.MADE_ANEW,
                f"the chain at place {seal.position}, of entry {seal.event_id}, is not the one that was"
                " signed: seals up to there were made anew",
                seal.event_id,
                seal.position,
            )
        previous, position = seal.digest, seal.position
    furthest = max(signed, default=0)
    if furthest > position:
        yield Fault(
            Kind.CUT_OFF,
            f"the chain ends at place {position}, but a head was signed at place {furthest}:"
            " its end was cut off",
            position=position + 1,
        )


def _gap(first: int, last: int) -> Fault:
    places = f"place {first}" if first == last else f"places {first} to {last}"
    return Fault(Kind.SEAL_REMOVED, f"seals are missing at {places}", position=first)


def _entry(seal: Seal, content: bytes | None) -> Iterator[Fault]:
    if content is None:
        yield Fault(Kind.REMOVED, f"entry {seal.event_id} was removed", seal.event_id, seal.position)
    elif content != seal.content:
        yield Fault(
            Kind.ALTERED,
            f"entry {seal.event_id} is not what was sealed: it was altered, or exchanged for another",
            seal.event_id,
            seal.position,
        )
