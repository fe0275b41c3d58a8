"""How long a sentence counts: whole terms, detention, consecutive and partly concurrent terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from openmappa.statute.facts.offending import Runs, Sentence
from openmappa.statute.provisions.dates import Length, later
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal

ADDING = frozenset({Runs.CONSECUTIVE, Runs.PARTLY_CONCURRENT})
"""How a term runs that counts together with the one that it runs against."""


@dataclass(frozen=True, slots=True)
class Counted:
    """
    A term of imprisonment as it counts from a day. `length` is None where it is not known, or there is none.

    `members` are the references of the sentences in it, and `words` say how it was put together.
    """

    start: date
    length: Length | None
    is_indeterminate: bool
    members: tuple[str, ...]
    words: str

    @property
    def is_known(self) -> bool:
        """Return whether its length is known, or that it has none."""
        return self.is_indeterminate or self.length is not None

    def is_at_least(self, months: int) -> bool:
        """Return whether it is for so many months or more. Of a length that is not known: no."""
        return self.is_indeterminate or (
            self.length is not None and later(self.start, self.length) >= later(self.start, Length(months))
        )

    def is_more_than(self, months: int) -> bool:
        """Return whether it is for more than so many months. Of a length that is not known: no."""
        return self.is_indeterminate or (
            self.length is not None and later(self.start, self.length) > later(self.start, Length(months))
        )


def counted_length(sentence: Sentence) -> Length | None:
    """
    Return the length by which a sentence counts for notification; None if not known.

    Law: Sexual Offences Act 2003 s.131 (a detention and training order counts by the detention to be served).
    """
    if sentence.kind is Disposal.DETENTION_AND_TRAINING_ORDER:
        if sentence.detention is not None:
            return sentence.detention.length
        return sentence.term.length.half() if sentence.term else None
    return sentence.term.length if sentence.term else None


def alone(sentence: Sentence) -> Counted:
    """Return a sentence of imprisonment by itself."""
    length, reference = counted_length(sentence), (sentence.reference,)
    if DISPOSALS[sentence.kind].is_indeterminate:
        return Counted(sentence.imposed_date, None, True, reference, "no fixed term")
    return Counted(sentence.imposed_date, length, False, reference, _alone_in_words(sentence, length))


def together(sentences: Iterable[Sentence]) -> Mapping[str, Counted]:
    """
    Return how each sentence counts together with those that run after it or partly with it, by reference.

    Only terms among these sentences are put together, and only those that are consecutive or partly concurrent.

    Law: Sexual Offences Act 2003 s.82(3) and (4).
    """
    known = {each.reference: each for each in sentences}
    by_root: dict[str, list[tuple[Sentence, Length | None]]] = {}
    for each in known.values():
        root, end = _end(each, known)
        by_root.setdefault(root, []).append((each, end))
    found = {}
    for root, members in by_root.items():
        if len(members) > 1:
            counted = _sum(known[root], members)
            found.update({each.reference: counted for each, _ in members})
    return found


def _sum(root: Sentence, members: list[tuple[Sentence, Length | None]]) -> Counted:
    references = tuple(sorted(each.reference for each, _ in members))
    start = root.imposed_date
    if any(DISPOSALS[each.kind].is_indeterminate for each, _ in members):
        return Counted(start, None, True, references, "terms of which one has no fixed length")
    ends = [end for _, end in members if end is not None]
    if len(ends) < len(members):
        return Counted(start, None, False, references, "terms of which one is not known")
    total = max(ends, key=lambda end: later(start, end))
    return Counted(start, total, False, references, f"{' with '.join(references)}: together {total}")


def _end(sentence: Sentence, known: Mapping[str, Sentence]) -> tuple[str, Length | None]:
    """Return the first sentence of the chain, and the end of this one, counted from the chain's beginning."""
    own, before = counted_length(sentence), known.get(sentence.runs_against or "")
    if before is None or sentence.runs not in ADDING:
        return sentence.reference, own
    root, end = _end(before, known)
    if own is None or end is None:
        return root, None
    overlap = sentence.overlap.length if sentence.overlap else Length()
    return root, end + own - overlap


def _alone_in_words(sentence: Sentence, length: Length | None) -> str:
    if length is None:
        return "a term that is not known"
    if sentence.kind is Disposal.DETENTION_AND_TRAINING_ORDER:
        source = "as given" if sentence.detention else "half of the order"
        return f"{length} of detention, {source}"
    return str(length)
