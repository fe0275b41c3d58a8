"""What is open, and which of it an officer can record: the facts of a conviction that decide a limb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """A fact of one conviction that is not known and would decide a limb. `conviction` is the facts' reference."""

    conviction: str
    fact: str

    @property
    def name(self) -> str:
        """Return what the question is called in a form."""
        return f"fact-{self.conviction}-{self.fact}"


def questions(proposal: Proposal) -> tuple[Question, ...]:
    """Return what an officer can record to decide the limbs that are open, by conviction."""
    known = {each["reference"]: each for each in proposal.facts.get("convictions") or ()}
    found = {
        question
        for limb in proposal.findings["limbs"]
        if limb["outcome"] == NEEDS_FACT
        for reason in limb["reasons"]
        if reason["outcome"] == NEEDS_FACT
        for question in _asked(reason)
        if question.conviction in known and question.fact not in known[question.conviction]
    }
    places = {reference: place for place, reference in enumerate(known)}
    return tuple(sorted(found, key=lambda each: (places[each.conviction], RECORDED.index(each.fact))))


def _asked(reason: Mapping[str, Any]) -> Iterator[Question]:
    needs = reason["needs"] or ""
    asked = {each for each in RECORDED if each in needs}
    if "Sch 3" in reason["citation"] or SCHEDULE_3 in needs or VICTIM_AGE in needs:
        # Whoever knows the certificate of conviction can say whether the conditions are met, without each of them.
        asked.add(SCHEDULE_3)
    for reference in dict.fromkeys(CONVICTION.findall(" ".join((needs, *reason["facts"])))):
        for each in asked:
            yield Question(reference, each)
