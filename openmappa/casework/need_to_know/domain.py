"""What can be answered to a request for access, and found by the review of an emergency. Pure Python."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.foundation.access.domain import Answer, Outcome

ANSWERS: Mapping[Answer, str] = {Answer.GIVEN: "Give access", Answer.REFUSED: "Refuse"}
ANSWERED: Mapping[str, str] = {Answer.GIVEN: "Access given", Answer.REFUSED: "Refused"}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.JUSTIFIED: "Justified",
    Outcome.NOT_JUSTIFIED: "Not justified",
    Outcome.REFERRED: "Referred for investigation",
}
