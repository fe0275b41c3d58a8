"""What can happen to orders, notification requirements and people under them."""

from collections.abc import Mapping
from enum import StrEnum


class OrderRoute(StrEnum):
    """How an order was made. A police notice is one under the Sexual Offences Act 2003 s.96ZA."""

    CONVICTION = "conviction"
    APPLICATION = "application"
    POLICE_NOTICE = "police_notice"


class OrderEvent(StrEnum):
    """What happened to an order after it was made."""

    VARIED = "varied"
    RENEWED = "renewed"
    DISCHARGED = "discharged"
    BREACHED = "breached"


class Outcome(StrEnum):
    """What came of a breach."""

    PENDING = "pending"
    CAUTIONED = "cautioned"
    CONVICTED = "convicted"
    NO_FURTHER_ACTION = "no_further_action"


class RequirementBasis(StrEnum):
    """Why a person is subject to the notification requirements. Law: Sexual Offences Act 2003 ss.80, 97 and 103G."""

    CONVICTION = "conviction"
    FINDING = "finding"
    CAUTION = "caution"
    ORDER = "order"
    POLICE_NOTICE = "police_notice"
    BREACH_OF_SRO = "breach_of_sro"


class ReturnReason(StrEnum):
    """Why a person was returned to custody."""

    BREACH_OF_LICENCE = "breach_of_licence"
    BREACH_OF_ORDER = "breach_of_order"
    OTHER = "other"


class FurtherOffenceOutcome(StrEnum):
    """What came of a charge for a serious further offence. Source: fields of the annual return."""

    STILL_CHARGED = "still_charged"
    CONVICTED = "convicted"
    OTHER = "other"


ORDER_ROUTES: Mapping[OrderRoute, str] = {
    OrderRoute.CONVICTION: "By the court, on conviction or finding",
    OrderRoute.APPLICATION: "By the court, on application",
    OrderRoute.POLICE_NOTICE: "By police notice",
}
"""Every route in words."""

ORDER_EVENTS: Mapping[OrderEvent, str] = {
    OrderEvent.VARIED: "Varied",
    OrderEvent.RENEWED: "Renewed",
    OrderEvent.DISCHARGED: "Discharged",
    OrderEvent.BREACHED: "Breached",
}
"""Every event in words."""

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.PENDING: "Not yet decided",
    Outcome.CAUTIONED: "Cautioned",
    Outcome.CONVICTED: "Convicted",
    Outcome.NO_FURTHER_ACTION: "No further action",
}
"""Every outcome in words."""

REQUIREMENT_BASES: Mapping[RequirementBasis, str] = {
    RequirementBasis.CONVICTION: "Conviction for a listed offence",
    RequirementBasis.FINDING: "Finding of insanity, or of disability and having done the act",
    RequirementBasis.CAUTION: "Caution for a listed offence",
    RequirementBasis.ORDER: "Order that brings the requirements",
    RequirementBasis.POLICE_NOTICE: "Police notice after a conviction abroad",
    RequirementBasis.BREACH_OF_SRO: "Breach of a Sexual Risk Order",
}
"""Every basis in words."""

RETURN_REASONS: Mapping[ReturnReason, str] = {
    ReturnReason.BREACH_OF_LICENCE: "Breach of licence",
    ReturnReason.BREACH_OF_ORDER: "Breach of an order",
    ReturnReason.OTHER: "Another reason",
}
"""Every reason in words."""

FURTHER_OFFENCE_OUTCOMES: Mapping[FurtherOffenceOutcome, str] = {
    FurtherOffenceOutcome.STILL_CHARGED: "Still charged",
    FurtherOffenceOutcome.CONVICTED: "Convicted",
    FurtherOffenceOutcome.OTHER: "Ended in another way",
}
"""Every outcome in words."""
