"""The rules of the review of indefinite notification requirements."""

from __future__ import annotations

from openmappa.statute.provisions.citation import soa
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import commencement

_FIRST = commencement("review_2012")
_SECOND_HAND = "Read in a report of the Joint Committee on Human Rights; the section was not read."

WHO = Rule(
    key="s91a",
    title="Who may apply for a review",
    citation=soa("s.91A"),
    says="Somebody subject to the requirements for an indefinite period by a conviction, finding or caution, a notification "
    "order or a notice to notify, and to none of these: a sexual harm prevention order, a sexual offences prevention order, "
    "or an interim one, under this Act or the Sentencing Code.",
    start_date=_FIRST,
)
QUALIFYING = Rule(
    key="s91b",
    title="The qualifying date",
    citation=soa("s.91B(1) and (2)"),
    says="An application may be made, in writing, on or after the day after 15 years beginning with the day of the relevant "
    "notification; after 8 years, if the person was under 18 on the relevant date. The relevant notification is the first, "
    "after release if the person was in custody.",
    arithmetic="15 years that begin on 10 May 2010 end on 9 May 2025; the qualifying date is 10 May 2025.",
    start_date=_FIRST,
    unverified="Subsection (7), to which this is subject, was not read.",
)
FURTHER = Rule(
    key="s91b_further",
    title="A further application",
    citation=soa("s.91B(3) to (6)"),
    says="After a determination that the person remains subject: the day after 8 years beginning with it, or longer if the "
    "chief officer has set that.",
    arithmetic="As for the qualifying date.",
    start_date=_FIRST,
    unverified="That a longer time may be 15 years at most was not seen in a source.",
)
STAGES = Rule(
    key="s91c",
    title="The stages of a review",
    citation=soa("ss.91A to 91F"),
    says="The police acknowledge the application within 14 days; responsible bodies reply within 28 days; the determination "
    "follows within 6 weeks of the latest day for that. A Superintendent decides.",
    arithmetic="Days are counted after the day of the step before: 14 days after the 1st are the 15th.",
    start_date=_FIRST,
    unverified=_SECOND_HAND,
)
APPEAL = Rule(
    key="s91e",
    title="Appeal",
    citation=soa("ss.91A to 91F"),
    says="To a magistrates' court, within 21 days of the notice.",
    arithmetic="21 days after the day of the notice.",
    start_date=_FIRST,
    unverified="The 21 days were not seen in a source.",
)
FACTORS = Rule(
    key="s91d",
    title="What is considered",
    citation=soa("s.91D(1) and (2)"),
    says="The seriousness of the offence and the other factors listed in the section.",
    start_date=_FIRST,
    unverified="The last three factors were not seen in a source.",
)

RULES = (WHO, QUALIFYING, FURTHER, STAGES, APPEAL, FACTORS)
