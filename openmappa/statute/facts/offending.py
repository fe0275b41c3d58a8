"""Facts about convictions, findings, cautions and what followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from openmappa.statute.facts.saying import says
from openmappa.statute.provisions.dates import Length
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.results import ConvictionResult


class Runs(StrEnum):
    """How a term runs against another."""

    ALONE = "alone"
    CONCURRENT = "concurrent"
    CONSECUTIVE = "consecutive"
    PARTLY_CONCURRENT = "partly_concurrent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A length as it was pronounced. Weeks and days are counted in days, years and months in calendar months."""

    years: Annotated[int, says("Years.", least=0, most=100)] = 0
    months: Annotated[int, says("Months.", least=0, most=1200)] = 0
    weeks: Annotated[int, says("Weeks.", least=0, most=520)] = 0
    days: Annotated[int, says("Days.", least=0, most=3650)] = 0

    @property
    def length(self) -> Length:
        """Return the term in calendar months, and days beyond them."""
        return Length(self.years * 12 + self.months, self.weeks * 7 + self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, order or other disposal on a conviction. A caution is a disposal of its own."""

    reference: Annotated[str, says("Your own name for it, used once.")]
    kind: Annotated[Disposal, says("What the court ordered.")]
    imposed_date: Annotated[date, says("The day on which it was imposed.")]
    term: Annotated[
        Term | None,
        says("The whole term, of an extended sentence with its extension. Without it, not known."),
    ] = None
    detention: Annotated[
        Term | None,
        says(
            "Of a detention and training order: the detention that the person is liable to serve. "
            "Without it, half of the term."
        ),
    ] = None
    runs: Annotated[Runs | None, says("How it runs against another sentence. Without it, not known.")] = None
    runs_against: Annotated[
        str | None, says("The reference of the sentence that it follows or overlaps.")
    ] = None
    overlap: Annotated[
        Term | None, says("Of a partly concurrent term: how long both run at the same time.")
    ] = None
    last_date: Annotated[
        date | None,
        says(
            'The last day of the sentence with its licence, or of the order, inclusive; "none" if it has no last day. '
            "Without it, not known.",
            endless=True,
        ),
    ] = None
    supervision_last_date: Annotated[
        date | None, says("The last day of supervision after the sentence, inclusive.")
    ] = None

    @property
    def is_custodial(self) -> bool:
        """Return whether it is imprisonment or detention, served at once or suspended."""
        return DISPOSALS[self.kind].is_custodial


@dataclass(frozen=True, slots=True, kw_only=True)
class Conviction:
    """A conviction, a finding or a caution, and what followed."""

    reference: Annotated[str, says("Your own name for it, used once.")]
    offence_code: Annotated[str, says("A CJS code such as SX03001, or a Home Office code of five figures.")]
    result: Annotated[ConvictionResult, says("What was found.")]
    conviction_date: Annotated[date, says("The day of the conviction, finding or caution.")]
    offence_date: Annotated[date | None, says("The day of the offence, the first if there were several.")] = (
        None
    )
    victim_age: Annotated[
        int | None,
        says(
            "The age of the youngest victim or other party at the time of the offence, or of the child in a photograph.",
            least=0,
            most=120,
        ),
    ] = None
    sentences: Annotated[
        tuple[Sentence, ...] | None,
        says("What followed. An empty list: nothing yet. Without it, not known."),
    ] = None
    schedule_3_conditions_met: Annotated[
        bool | None,
        says(
            "Whether the conditions are met under which Schedule 3 lists the offence, where somebody has decided it. "
            "It goes before what would be worked out here."
        ),
    ] = None
    section_327_4a_lists_it: Annotated[
        bool | None,
        says(
            "Whether section 327(4A) of the Criminal Justice Act 2003 lists the offence, where somebody has looked. "
            "The list is not held here."
        ),
    ] = None
    indicates_serious_harm: Annotated[
        bool | None,
        says("Whether the offence indicates that the person is capable of causing serious harm."),
    ] = None
    terrorist_connection: Annotated[
        bool | None, says("Whether the court determined that the offence had a terrorist connection.")
    ] = None
    terrorism_notification_applies: Annotated[
        bool | None,
        says("Whether Part 4 of the Counter-Terrorism Act 2008 applies to the offence."),
    ] = None
