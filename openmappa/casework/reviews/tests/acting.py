"""Steps of a review taken in the web role, each from what is recorded then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from openmappa.casework.reviews.domain.application import FACTORS, ApplicationSeen, token_of
from openmappa.casework.reviews.queries import agencies_to_ask, latest_application
from openmappa.casework.reviews.services import assessing, determining, receiving
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

RECEIVED = date(2025, 6, 2)
ASKED = date(2025, 6, 10)
ASSESSED = date(2025, 7, 20)
DETERMINED = date(2025, 8, 1)
NOTICE = date(2025, 8, 4)
APPEALED = date(2025, 8, 20)
FINDINGS: Mapping[str, str] = dict.fromkeys(FACTORS, "Nothing of note")


def latest(by: Viewer, subject_id: UUID) -> ApplicationSeen:
    """Return the latest application, as the viewer sees it."""
    with acting_as(Role.WEB) as connection:
        set_viewer(connection, by)
        found = latest_application(viewer=by, subject_id=subject_id)
        assert found is not None
        return found


def take(step: Callable[..., Any], by: Viewer, subject_id: UUID, **values: Any) -> Any:
    """Take a step in the web role; `expected` is what is recorded now unless it is given."""
    with acting_as(Role.WEB) as connection:
        set_viewer(connection, by)
        if "expected" not in values:
            values["expected"] = token_of(latest_application(viewer=by, subject_id=subject_id))
        return step(by=by, subject_id=subject_id, **values)


def receive(by: Viewer, subject_id: UUID, **values: Any) -> Any:
    return take(
        receiving.receive_application, by, subject_id, **{"received_date": RECEIVED, "way": "post", **values}
    )


def bodies(by: Viewer, subject_id: UUID, **values: Any) -> None:
    agencies = [key for key, _ in agencies_to_ask(viewer=by, area=21)][:2]
    take(assessing.ask_bodies, by, subject_id, **{"bodies_asked_date": ASKED, "agencies": agencies, **values})


def assess(by: Viewer, subject_id: UUID, **values: Any) -> None:
    take(
        assessing.record_assessment,
        by,
        subject_id,
        **{"assessed_date": ASSESSED, "findings": FINDINGS, **values},
    )


def determine(by: Viewer, subject_id: UUID, **values: Any) -> None:
    given = {
        "decision": "remains_subject",
        "determined_date": DETERMINED,
        "rank": "superintendent",
        "reasons": "The risk has not fallen",
        "further_years": None,
        **values,
    }
    take(determining.determine, by, subject_id, **given)


def notice(by: Viewer, subject_id: UUID, **values: Any) -> None:
    take(determining.record_notice, by, subject_id, **{"notice_date": NOTICE, "notice_way": "post", **values})


def appeal(by: Viewer, subject_id: UUID, **values: Any) -> None:
    given = {"appeal_date": APPEALED, "appeal_court": "Anytown Magistrates' Court", **values}
    take(determining.record_appeal, by, subject_id, **given)


def decide_appeal(by: Viewer, subject_id: UUID, **values: Any) -> None:
    given = {"appeal_outcome": "allowed", "appeal_outcome_date": date(2025, 10, 1), **values}
    take(determining.record_appeal_outcome, by, subject_id, **given)


def assessed(by: Viewer, subject_id: UUID) -> None:
    """Take every step up to the assessment."""
    receive(by, subject_id)
    bodies(by, subject_id)
    assess(by, subject_id)
