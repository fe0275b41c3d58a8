"""What cannot be true of facts together, though each can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from itertools import chain
from types import SimpleNamespace
from typing import Any

from openmappa.statute.facts.binding import OrderMade, ReviewApplication
from openmappa.statute.facts.mistakes import Mistake
from openmappa.statute.facts.offending import Conviction, Runs, Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.offences import offences

_SPANS = (
    "custody",
    "abroad",
    "addresses",
    "stays",
    "absences_from_home",
    "levels",
    "harm_decisions",
    "terrorism_risk_decisions",
    "terrorism_notification",
    "disqualification",
)


def mistakes_in(facts: PersonFacts, given: Mapping[str, Any] | None = None) -> list[Mistake]:
    """
    Return what is wrong with the facts taken together, by place.

    `given` holds the lists in the order in which they were given, by which places are numbered.
    """
    as_given = SimpleNamespace(
        **{each.name: getattr(facts, each.name) for each in fields(facts)} | dict(given or {})
    )
    return [
        *_of_references(facts),
        *_of_birth(facts),
        *chain.from_iterable(_of_conviction(each) for each in facts.convictions or ()),
        *_of_runs(facts),
        *chain.from_iterable(_of_order(each, facts) for each in facts.orders or ()),
        *_of_spans(as_given),
        *_of_release(facts, as_given),
        *chain.from_iterable(
            _of_review(f"review_applications[{n}]", each)
            for n, each in enumerate(as_given.review_applications or ())
        ),
        *(
            Mistake(f"journeys[{n}].return_date", "is before the departure", "a day on or after it")
            for n, each in enumerate(as_given.journeys or ())
            if each.return_date and each.return_date < each.departure_date
        ),
    ]


def sentences_of(facts: PersonFacts) -> Iterator[tuple[Conviction, Sentence]]:
    """Yield every sentence with its conviction."""
    for conviction in facts.convictions or ():
        for sentence in conviction.sentences or ():
            yield conviction, sentence


def _of_references(facts: PersonFacts) -> Iterator[Mistake]:
    named = {
        "convictions": [each.reference for each in facts.convictions or ()],
        "sentences": [sentence.reference for _, sentence in sentences_of(facts)],
        "orders": [each.reference for each in facts.orders or ()],
    }
    for what, references in named.items():
        for reference, number in Counter(references).items():
            if number > 1:
                yield Mistake(f"{what}[{reference}].reference", "is used twice", "a name of its own for each")


def _of_birth(facts: PersonFacts) -> Iterator[Mistake]:
    for each in facts.convictions or ():
        if facts.birth_date and each.conviction_date <= facts.birth_date:
            yield Mistake(
                f"convictions[{each.reference}].conviction_date",
                "is not after the birth",
                "a day after birth_date",
            )


def _of_conviction(conviction: Conviction) -> Iterator[Mistake]:
    path = f"convictions[{conviction.reference}]"
    if conviction.offence_code not in offences():
        yield Mistake(
            f"{path}.offence_code",
            "is not in the vocabulary",
            "a CJS code such as SX03001, or a Home Office code of five figures",
        )
    if conviction.offence_date and conviction.offence_date > conviction.conviction_date:
        yield Mistake(f"{path}.conviction_date", "is before the offence", "a day on or after offence_date")
    for sentence in conviction.sentences or ():
        yield from _of_sentence(f"{path}.sentences[{sentence.reference}]", sentence, conviction)


def _of_sentence(path: str, sentence: Sentence, conviction: Conviction) -> Iterator[Mistake]:
    if sentence.imposed_date < conviction.conviction_date:
        yield Mistake(f"{path}.imposed_date", "is before the conviction", "a day on or after conviction_date")
    yield from _in_order(f"{path}.last_date", sentence.imposed_date, sentence.last_date, "imposed_date")
    words = DISPOSALS[sentence.kind]
    if sentence.term and not words.carries_term:
        yield Mistake(f"{path}.term", "is given for a disposal without a term", "no term")
    if sentence.term and not (sentence.term.length.months or sentence.term.length.days):
        yield Mistake(f"{path}.term", "is empty", "years, months, weeks or days")
    if sentence.detention and sentence.kind is not Disposal.DETENTION_AND_TRAINING_ORDER:
        yield Mistake(f"{path}.detention", "is given for another disposal", "a detention and training order")


def _of_runs(facts: PersonFacts) -> Iterator[Mistake]:
    all_sentences = {sentence.reference: sentence for _, sentence in sentences_of(facts)}
    for conviction, sentence in sentences_of(facts):
        path = f"convictions[{conviction.reference}].sentences[{sentence.reference}]"
        stands_alone = sentence.runs in (None, Runs.ALONE)
        if stands_alone and sentence.runs_against:
            yield Mistake(f"{path}.runs", "is missing", "how it runs against the other sentence")
        if not stands_alone and sentence.runs_against not in all_sentences:
            yield Mistake(f"{path}.runs_against", "names no sentence", "the reference of another sentence")
        elif not stands_alone and _runs_in_a_circle(sentence, all_sentences):
            yield Mistake(f"{path}.runs_against", "leads back to itself", "a sentence that stands before it")
        if (sentence.runs is Runs.PARTLY_CONCURRENT) != (sentence.overlap is not None):
            yield Mistake(
                f"{path}.overlap", "and runs do not fit", "an overlap for a partly concurrent term only"
            )


def _runs_in_a_circle(sentence: Sentence, all_sentences: dict[str, Sentence]) -> bool:
    seen = {sentence.reference}
    following = sentence.runs_against
    while following in all_sentences:
        if following in seen:
            return True
        seen.add(following)
        following = all_sentences[following].runs_against
    return False


def _of_order(order: OrderMade, facts: PersonFacts) -> Iterator[Mistake]:
    path = f"orders[{order.reference}]"
    yield from _in_order(f"{path}.served_date", order.made_date, order.served_date, "made_date")
    yield from _in_order(f"{path}.last_date", order.made_date, order.last_date, "made_date")
    yield from _in_order(f"{path}.discharged_date", order.made_date, order.discharged_date, "made_date")
    for decided in order.breach_decided_dates:
        yield from _in_order(f"{path}.breach_decided_dates", order.made_date, decided, "made_date")
    if order.foreign_matter:
        yield from _in_order(
            f"{path}.made_date", order.foreign_matter.conviction_date, order.made_date, "the matter abroad"
        )
    if order.travel_prohibition:
        travel = order.travel_prohibition
        yield from _in_order(
            f"{path}.travel_prohibition.last_date", travel.start_date, travel.last_date, "start_date"
        )
    known = {each.reference for each in facts.orders or ()} - {order.reference}
    if order.replaces_interim is not None and order.replaces_interim not in known:
        yield Mistake(f"{path}.replaces_interim", "names no order", "the reference of another order")


def _of_spans(given: SimpleNamespace) -> Iterator[Mistake]:
    for name in _SPANS:
        for number, span in enumerate(getattr(given, name) or ()):
            start = getattr(span, "start_date", None) or span.decided_date
            until = getattr(span, "until_date", None)
            if until and until <= start:
                yield Mistake(f"{name}[{number}].until_date", "is not after the first day", "a later day")
            yield from _in_order(
                f"{name}[{number}].last_date", start, getattr(span, "last_date", None), "start_date"
            )


def _of_release(facts: PersonFacts, given: SimpleNamespace) -> Iterator[Mistake]:
    """Yield spells of a sentence that ended before anything was imposed that could hold the person."""
    imposed = [sentence.imposed_date for _, sentence in sentences_of(facts) if sentence.is_custodial]
    complete = all(each.sentences is not None for each in facts.convictions or ())
    for number, spell in enumerate(given.custody or ()):
        serves = spell.kind in (SpellKind.SENTENCED, SpellKind.RECALLED)
        if serves and spell.until_date and imposed and complete and spell.until_date < min(imposed):
            yield Mistake(
                f"custody[{number}].until_date",
                "is a release before any sentence",
                "a day on or after the day on which the sentence was imposed",
            )


def _of_review(path: str, review: ReviewApplication) -> Iterator[Mistake]:
    yield from _in_order(
        f"{path}.determined_date", review.received_date, review.determined_date, "received_date"
    )
    if (review.determined_date is None) != (review.decision is None):
        yield Mistake(f"{path}.decision", "and determined_date do not fit", "both or neither")


def _in_order(path: str, first: date, second: date | None, what: str) -> Iterable[Mistake]:
    if second is not None and second is not NO_LAST_DATE and second < first:
        yield Mistake(path, f"is before {what}", f"a day on or after {what}")
