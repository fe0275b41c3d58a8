"""What the database refuses, in words. The value that it names is personal and is left out."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from django.db import DatabaseError

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import file_of
from openmappa.exchange.extracts.services.targets import TARGETS

_WORDS: Mapping[str, str] = {
    "standing_level_inside_standing": "levels that lie inside their standing, of the extract and of records entered here",
    "standing_level_category_of_standing": "levels of the same person and category as their standing",
    "standing_level_category_3_not_level_1": "level 2 or 3 for Category 3",
    "people_identifier_one_person": "numbers that no other record has",
    "agencies_team_one_name": "a team's name that no other team of the area has",
}
_BY_KIND: tuple[tuple[type[psycopg.Error], str], ...] = (
    (
        psycopg.errors.ExclusionViolation,
        "spans of days that do not overlap those recorded of the same person",
    ),
    (psycopg.errors.UniqueViolation, "rows that are not recorded already"),
    (psycopg.errors.ForeignKeyViolation, "rows that refer to recorded rows of the same person"),
    (psycopg.errors.CheckViolation, "rows that do not contradict what is recorded"),
    (psycopg.errors.NotNullViolation, "rows that do not contradict what is recorded"),
)


def refusal(error: DatabaseError | psycopg.Error) -> Fault | None:
    """Return a refused constraint as a fault of the file as a whole; None if the error is of another kind.

    What COPY meets comes from the driver as it is; all else comes wrapped by the framework.
    """
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    constraint = cause.diag.constraint_name or ""
    files = {target.model._meta.db_table: file_of(target.table) for target in TARGETS}
    file = files.get(cause.diag.table_name or "", "")
    for kind, words in _BY_KIND:
        if isinstance(cause, kind):
            expected = _WORDS.get(constraint, words)
            return Fault(
                file or _file_of(constraint),
                None,
                "",
                "refused_by_the_database",
                f"{expected} ({constraint})",
            )
    return None


def _file_of(constraint: str) -> str:
    return "levels.csv" if constraint.startswith("standing_level") else "the extract"
