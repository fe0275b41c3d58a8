"""The rules of orders: their terms, travel, proof, and what they bring."""

from __future__ import annotations

from openmappa.statute.provisions.citation import Act, Citation, soa
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import commencement

_SHPO = commencement("shpo_2015")
_NOT_SEEN = "The term was not seen in a source."

SHPO_TERM = Rule(
    key="shpo_term",
    title="Term of a sexual harm prevention order",
    citation=soa("ss.103A to 103K"),
    says="At least 5 years, or until further order. An interim order is for a fixed period and ends when the main "
    "application is determined.",
    arithmetic="5 years begin with the day on which the order was made.",
    start_date=_SHPO,
)
SOPO_TERM = Rule(
    key="sopo_term",
    title="Term of a sexual offences prevention order",
    citation=soa("ss.107 and 108(6)"),
    says="At least 5 years, or until further order. It may not be discharged before 5 years without the consent of the "
    "person and the police.",
    last_date=None,
)
SRO_TERM = Rule(
    key="sro_term",
    title="Term of a sexual risk order",
    citation=soa("s.122A"),
    says="At least 2 years, or until further order; there is no longest term.",
    start_date=_SHPO,
)
TRAVEL = Rule(
    key="travel_prohibition",
    title="Prohibition on foreign travel",
    citation=soa("ss.103D and 122C"),
    says="For a fixed period of 5 years at most, which may be extended for 5 years at most each time. One of all "
    "countries must require all passports to be surrendered.",
    arithmetic="5 years begin with the first day of the prohibition. Passports are to be surrendered on or before it, or "
    "within the time that the order names.",
    start_date=_SHPO,
)
STALKING_TERM = Rule(
    key="stalking_term",
    title="Term of a stalking protection order",
    citation=Citation(Act.STALKING_PROTECTION_ACT_2019, "s.3"),
    says="For a fixed period of 2 years or more, or until further order.",
    start_date=commencement("stalking_2020"),
)
VIOLENT_TERM = Rule(
    key="violent_offender_term",
    title="Term of a violent offender order",
    citation=Citation(Act.CRIMINAL_JUSTICE_AND_IMMIGRATION_ACT_2008, "ss.98 to 117"),
    says="2 to 5 years.",
    unverified=_NOT_SEEN,
)
SVRO_TERM = Rule(
    key="svro_term",
    title="Term of a serious violence reduction order",
    citation=Citation(Act.SENTENCING_ACT_2020, "ss.342A to 342L"),
    says="6 months to 2 years.",
    unverified=_NOT_SEEN,
)
NO_TERM = Rule(
    key="no_term_rule",
    title="Orders without a rule of term here",
    citation=Citation(Act.ANNUAL_REPORT_NOTES),
    says="For a domestic abuse protection order there is no longest term. For the other orders no rule of term was read.",
    unverified="No rule of term was read for older orders.",
)
WHEN = Rule(
    key="when_orders_could_be_made",
    title="When an order could be made",
    citation=soa("ss.103A to 103K and 122A"),
    says="Since 8 March 2015 sexual harm prevention orders and sexual risk orders have taken the place of sexual offences "
    "prevention orders, risk of sexual harm orders and foreign travel orders. Stalking protection orders can be made since "
    "20 January 2020. An older order keeps its effect.",
    arithmetic="By the day on which the order was made.",
    start_date=_SHPO,
)
PROOF = Rule(
    key="standard_of_proof",
    title="Standard of proof",
    citation=Citation(Act.ANNUAL_REPORT_NOTES, "notes (g) and (i)"),
    says="A sexual harm prevention order is made on the balance of probabilities. For a sexual risk order the notes say "
    "the criminal standard; from the day of the setting on, the balance of probabilities.",
    unverified="The change for sexual risk orders by the Act of 2022 was not read; for other orders nothing was read.",
)
EFFECT = Rule(
    key="effect_of_orders",
    title="What an order brings",
    citation=soa("ss.103G, 107 and 122A"),
    says="A sexual harm prevention order makes the person subject to the notification requirements, and so Category 1. A "
    "sexual risk order asks for name and home address only and does not make anybody eligible, until it is broken.",
)

RULES = (
    SHPO_TERM,
    SOPO_TERM,
    SRO_TERM,
    TRAVEL,
    STALKING_TERM,
    VIOLENT_TERM,
    SVRO_TERM,
    NO_TERM,
    WHEN,
    PROOF,
    EFFECT,
)
