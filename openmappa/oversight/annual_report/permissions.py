"""What changed in an area's records since a moment, as counts: done past the policies, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import DateField, Model

from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.statute.vocabulary.events import FurtherOffenceOutcome, Outcome

FUNCTION = "annual_report_changes(smallint, date, timestamptz)"

OPEN: Mapping[str, tuple[str, ...]] = {
    "outcome": (Outcome.PENDING.value, FurtherOffenceOutcome.STILL_CHARGED.value),
}
"""By column, the values that say that something is still to come: another in their place is news of it."""

_RESPONSIBILITY = "responsibility_responsibility"
_KEYS = ("id", "subject_id")


@dataclass(frozen=True, slots=True)
class _Read:
    """A table that the counting rules read: its names, its key, and the columns of facts that they read."""

    table: str
    history: str
    key: str
    facts: tuple[str, ...]
    days: tuple[str, ...]


def wall() -> list[str]:
    """Return the statements that set up the count of changed records anew. Twice changes nothing.

    It belongs to a role that bypasses the policies and cannot log in, returns numbers only, and only the
    statistics role may ask it.
    """
    read = _tables()
    return [
        *(grant for each in read for grant in _grants(each)),
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        "DROP FUNCTION IF EXISTS annual_report_changes(smallint, timestamptz)",
        _function(read),
        f"REVOKE ALL ON FUNCTION {FUNCTION} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {FUNCTION} TO {Role.STATISTICS.database_name}",
        f"ALTER FUNCTION {FUNCTION} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]


def _tables() -> list[_Read]:
    """Return the tables about people that the counting rules read, with those of their history."""
    columns: dict[str, set[str]] = {}
    for rule in RULES:
        for table, names in rule.tables.items():
            columns.setdefault(table, set()).update(names)
    models = {each._meta.db_table: each for each in apps.get_models() if issubclass(each, AboutSubject)}
    histories = {
        tracked: each for each in apps.get_models() if (tracked := getattr(each, "pgh_tracked_model", None))
    }
    return [_read(models[table], histories[models[table]], names) for table, names in sorted(columns.items())]


def _read(model: type[Model], history: type[Model], names: set[str]) -> _Read:
    key = str(model._meta.pk.column)
    days = {each.column for each in model._meta.fields if isinstance(each, DateField)}
    return _Read(
        model._meta.db_table,
        history._meta.db_table,
        key,
        tuple(sorted(names - set(_KEYS))),
        tuple(sorted(names & days)),
    )


def _grants(read: _Read) -> list[str]:
    facts = {*read.facts, "subject_id"}
    now = sorted({*facts, read.key, "recorded_at", "is_correction"})
    was = sorted({*facts, "pgh_id", "pgh_obj_id", "pgh_created_at"})
    return [
        f"GRANT SELECT ({', '.join(now)}) ON public.{read.table} TO {DEFINER}",
        f"GRANT SELECT ({', '.join(was)}) ON public.{read.history} TO {DEFINER}",
    ]


def _function(read: list[_Read]) -> str:
    history = next(each.history for each in read if each.table == _RESPONSIBILITY)
    counts = " UNION ALL ".join(_counts(each) for each in read)
    return (
        "CREATE OR REPLACE FUNCTION annual_report_changes(of_area smallint, last_day date, since timestamptz)"
        " RETURNS TABLE (table_name text, late bigint, corrected bigint)"
        " LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"
        # Somebody transferred since counts for the area on the days on which it answered.
        f"WITH mine AS (SELECT subject_id FROM {_RESPONSIBILITY} WHERE area_id = of_area"
        f" UNION SELECT subject_id FROM {history} WHERE area_id = of_area) {counts}$$"
    )


def _counts(read: _Read) -> str:
    return (
        f"SELECT '{read.table}', count(*) FILTER (WHERE NOT corrects), count(*) FILTER (WHERE corrects)"
        f" FROM ({_added(read)} UNION ALL {_changed(read)}) {read.table}_since"
    )


def _added(read: _Read) -> str:
    """Return the query of the rows that came in since: one that says of itself that it corrects is a correction."""
    return (
        f"SELECT is_correction AS corrects FROM {read.table} now"
        " WHERE recorded_at > since AND NOT recorded_in_error"
        f" AND subject_id IN (SELECT subject_id FROM mine) AND {_in_time(read, 'now')}"
    )


def _changed(read: _Read) -> str:
    """Return the query of the rows that say another thing than they did.

    One that only says what it left open before tells of something new: a spell that ended, an outcome. One
    that says otherwise what it said before, or was recorded in error, is a correction, marked as one or not.
    """
    kept = ", ".join(("pgh_obj_id", *read.facts))
    told = " AND ".join(_told(each) for each in read.facts)
    return (
        f"SELECT now.is_correction OR NOT ({told}) FROM (SELECT DISTINCT ON (pgh_obj_id) {kept}"
        f" FROM {read.history} WHERE pgh_created_at > since ORDER BY pgh_obj_id, pgh_created_at, pgh_id) was"
        f" JOIN {read.table} now ON now.{read.key} = was.pgh_obj_id WHERE now.recorded_at <= since"
        " AND NOT (now.recorded_in_error AND was.recorded_in_error)"
        " AND now.subject_id IN (SELECT subject_id FROM mine)"
        f" AND ({_in_time(read, 'now')} OR {_in_time(read, 'was')}) AND {_news_in_time(read)}"
    )


def _told(column: str) -> str:
    """Return the condition that a column says what it said, or what it left open."""
    same = f"now.{column} IS NOT DISTINCT FROM was.{column} OR was.{column} IS NULL"
    if column in OPEN:
        same += f" OR was.{column} IN ({', '.join(repr(each) for each in OPEN[column])})"
    return f"({same})"


def _in_time(read: _Read, of: str) -> str:
    """Return the condition that the row begins by the last day of the year: what begins later changes nothing in it."""
    if not read.days:
        return "true"
    days = ", ".join(f"{of}.{each}" for each in read.days)
    return f"coalesce(least({days}) <= last_day, true)"


def _news_in_time(read: _Read) -> str:
    """Return the condition that a fact changed, and not only days after the year: an end in the year that follows."""
    others = [each for each in read.facts if each not in read.days]
    parts = [f"now.{each} IS DISTINCT FROM was.{each}" for each in others]
    parts += [
        f"now.{each} IS DISTINCT FROM was.{each} AND (now.{each} <= last_day OR was.{each} <= last_day)"
        for each in read.days
    ]
    return f"({' OR '.join(f'({each})' for each in parts)})"
