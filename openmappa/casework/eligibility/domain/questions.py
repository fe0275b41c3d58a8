"""What is open, and which of it an officer can record: the facts of a conviction that decide a limb."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openmappa.casework.eligibility.domain.deciding import NEEDS_FACT, Proposal

CONVICTION = re.compile(r"convictions\[(\w+)\]")
SCHEDULE_3, VICTIM_AGE = "schedule_3_conditions_met", "victim_age"
RECORDED = (
    SCHEDULE_3,
    VICTIM_AGE,
    "section_327_4a_lists_it",
    "indicates_serious_harm",
    "terrorist_connection",
    "terrorism_notification_applies",
)
"""The facts of a conviction that an officer can record where they are not known, in the order of the facts' format."""

OLDEST = 120
"""The highest age of a victim."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    A fact of one conviction that is not known and would decide a limb. `conviction` is the facts' reference.

    `of` says which conviction it is whatever others are entered meanwhile, which moves references.
    """

    conviction: str
    fact: str
    of: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """Return what the question is called in a form."""
        return f"fact-{self.of}-{self.fact}"


def questions(proposal: Proposal) -> tuple[Question, ...]:
    """Return what an officer can record to decide the limbs that are open, by conviction."""
    known = {each["reference"]: each for each in proposal.facts.get("convictions") or ()}
    names = names_of(known.values())
    found = {
        Question(question.conviction, question.fact, names[question.conviction])
        for limb in proposal.findings["limbs"]
        if limb["outcome"] == NEEDS_FACT
        for reason in limb["reasons"]
        if reason["outcome"] == NEEDS_FACT
        for question in _asked(reason)
        if question.conviction in known and question.fact not in known[question.conviction]
    }
    places = {reference: place for place, reference in enumerate(known)}
    return tuple(sorted(found, key=lambda each: (places[each.conviction], RECORDED.index(each.fact))))


def names_of(convictions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return each conviction's day and offence by reference, with a number where several have both in common."""
    alike: Counter[str] = Counter()
    names = {}
    for each in convictions:
        name = f"{each['conviction_date']}-{each['offence_code']}"
        alike[name] += 1
        names[each["reference"]] = f"{name}-{alike[name]}"
    return names


def _asked(reason: Mapping[str, Any]) -> Iterator[Question]:
    needs = reason["needs"] or ""
    asked = {each for each in RECORDED if each in needs}
    if "Sch 3" in reason["citation"] or SCHEDULE_3 in needs or VICTIM_AGE in needs:
        # Whoever knows the certificate of conviction can say whether the conditions are met, without each of them.
        asked.add(SCHEDULE_3)
    for reference in dict.fromkeys(CONVICTION.findall(" ".join((needs, *reason["facts"])))):
        for each in asked:
            yield Question(reference, each)
