"""What is recorded of notification, as far as the viewer's sight reaches."""

from openmappa.record.notification.queries.as_facts import facts_of
from openmappa.record.notification.queries.recorded import (
    breaches_of,
    latest_made,
    made_as_seen,
    made_by,
    missing_among,
    missing_as_it_became,
    missing_as_seen,
    missing_now,
    requirements_of,
    with_history,
)
from openmappa.record.notification.queries.told import Told, told_of

__all__ = (
    "Told",
    "breaches_of",
    "facts_of",
    "latest_made",
    "made_as_seen",
    "made_by",
    "missing_among",
    "missing_as_it_became",
    "missing_as_seen",
    "missing_now",
    "requirements_of",
    "told_of",
    "with_history",
)
