"""Recorded convictions and disposals as facts for the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from openmappa.statute.facts.offending import Conviction, Runs, Sentence, Term
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.results import ConvictionResult


class ConvictionRow(NamedTuple):
    """What the law asks of a recorded conviction, by the names of its columns. None is not known."""

    id: int
    offence_code: str
    result: str
    offence_date: date | None
    conviction_date: date
    victim_age: int | None
    schedule_3_conditions_met: bool | None
    section_327_4a_lists_it: bool | None
    indicates_serious_harm: bool | None
    terrorist_connection: bool | None
    terrorism_notification_applies: bool | None


class DisposalRow(NamedTuple):
    """What the law asks of a recorded disposal, by the names of its columns."""

    id: int
    conviction_id: int
    kind: str
    imposed_date: date
    term_months: int | None
    term_days: int | None
    extension_months: int | None
    detention_months: int | None
    detention_days: int | None
    runs: str | None
    runs_against_id: int | None
    overlap_months: int | None
    overlap_days: int | None
    last_date: date | None


def convictions(rows: Iterable[ConvictionRow], disposals: Iterable[DisposalRow]) -> tuple[Conviction, ...]:
    """
    Return a person's convictions as facts. Both kinds are numbered by their days, so that equal records are equal facts.

    A conviction or finding without a disposal is one whose sentence is not known: an extract does not say whether none
    was passed yet. A caution needs none.
    """
    passed = sorted(disposals, key=lambda each: (each.imposed_date, each.kind, each.id))
    named = {each.id: str(number) for number, each in enumerate(passed, 1)}
    by_conviction: dict[int, list[Sentence]] = defaultdict(list)
    for each in passed:
        by_conviction[each.conviction_id].append(_sentence(each, named))
    found = sorted(rows, key=lambda each: (each.conviction_date, each.offence_code, each.id))
    return tuple(
        _conviction(str(number), each, by_conviction.get(each.id)) for number, each in enumerate(found, 1)
    )


def _conviction(reference: str, row: ConvictionRow, sentences: list[Sentence] | None) -> Conviction:
    result = ConvictionResult(row.result)
    if sentences is None and result is ConvictionResult.CAUTIONED:
        sentences = []
    return Conviction(
        reference=reference,
        offence_code=row.offence_code,
        result=result,
        conviction_date=row.conviction_date,
        offence_date=row.offence_date,
        victim_age=row.victim_age,
        sentences=None if sentences is None else tuple(sentences),
        schedule_3_conditions_met=row.schedule_3_conditions_met,
        section_327_4a_lists_it=row.section_327_4a_lists_it,
        indicates_serious_harm=row.indicates_serious_harm,
        terrorist_connection=row.terrorist_connection,
        terrorism_notification_applies=row.terrorism_notification_applies,
    )


def _sentence(row: DisposalRow, named: Mapping[int, str]) -> Sentence:
    kind = Disposal(row.kind)
    whole = (row.term_months or 0) + (row.extension_months or 0)
    overlap = _term(row.overlap_months, row.overlap_days)
    runs, against = _runs(row, overlap, named)
    return Sentence(
        reference=named[row.id],
        kind=kind,
        imposed_date=row.imposed_date,
        term=_term(whole, row.term_days) if DISPOSALS[kind].carries_term else None,
        detention=_term(row.detention_months, row.detention_days)
        if kind is Disposal.DETENTION_AND_TRAINING_ORDER
        else None,
        runs=runs,
        runs_against=against,
        overlap=overlap if runs is Runs.PARTLY_CONCURRENT else None,
        last_date=row.last_date,
    )


def _runs(row: DisposalRow, overlap: Term | None, named: Mapping[int, str]) -> tuple[Runs | None, str | None]:
    """Return how it runs and against what; not known where the other sentence or the overlap is not recorded."""
    runs = Runs(row.runs) if row.runs else Runs.ALONE
    if runs is Runs.ALONE:
        return runs, None
    against = named.get(row.runs_against_id or 0)
    if against is None or (runs is Runs.PARTLY_CONCURRENT and overlap is None):
        return None, None
    return runs, against


def _term(months: int | None, days: int | None) -> Term | None:
    return Term(months=months or 0, days=days or 0) if months or days else None
