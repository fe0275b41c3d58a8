"""Loading an extract: all of it in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import psycopg
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.services.of_many import Summary, work_out_area
from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import Package
from openmappa.exchange.extracts.domain.progress import Progress
from openmappa.exchange.extracts.services import matching, writing
from openmappa.exchange.extracts.services.check import Checked, check
from openmappa.exchange.extracts.services.refusals import refusal
from openmappa.exchange.extracts.services.targets import NEWS, TARGETS
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed_by_load
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

_ONE_AT_A_TIME = 7_400_000


class UnableToLoad(Exception):
    """The extract cannot be loaded, and nothing of it was. `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"The extract has {len(faults)} faults.")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load that was done.

    `counts` are the rows new, changed, unchanged and not sent by table. `again` says that the area's last load
    was of the same extract, so that nothing was done and `number` is that load's. `faults` are those of the
    people left out. `positions` says how many people's legal positions were worked out.
    """

    number: int
    area: int
    counts: Mapping[str, Mapping[str, int]]
    again: bool = False
    people_left_out: int = 0
    faults: tuple[Fault, ...] = field(default=(), repr=False)
    positions: Summary = field(default=Summary())


def load(folder: Path, *, as_at: date, accept_partial: bool, by: str, report: Progress) -> Loaded:
    """
    Load the extract in a folder, as `by`, and return what was done.

    With `accept_partial` people with a fault are left out, if every fault can be laid to a person.

    :raises UnableToLoad: if it has a fault, or contradicts what is recorded
    """
    with check(folder, as_at=as_at, report=report) as checked:
        return load_checked(checked, accept_partial=accept_partial, by=by, report=report)


def load_checked(checked: Checked, *, accept_partial: bool, by: str, report: Progress) -> Loaded:
    """
    Load an extract that was checked.

    :raises UnableToLoad: if it has a fault, or contradicts what is recorded
    """
    package = checked.package
    _refuse_faults(checked, accept_partial)
    if package is None or not checked.related:
        raise UnableToLoad(tuple(checked.faults))
    try:
        with acting_as(Role.LOADER) as connection:
            return _load(checked, package, connection, accept_partial=accept_partial, by=by, report=report)
    except (DatabaseError, psycopg.Error) as error:
        fault = refusal(error)
        if fault is None:
            raise
        raise UnableToLoad((fault,)) from None


def _refuse_faults(checked: Checked, accept_partial: bool) -> None:
    if checked.faults.count() and not (accept_partial and checked.related and not checked.faults.of_nobody()):
        raise UnableToLoad(tuple(checked.faults))


def _load(
    checked: Checked,
    package: Package,
    connection: BaseDatabaseWrapper,
    *,
    accept_partial: bool,
    by: str,
    report: Progress,
) -> Loaded:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME + package.area])
        if checked.sound and (last := _same_as_last(cursor, package, checked.digest)):
            return last
        _match(checked, package, cursor)
        _refuse_faults(checked, accept_partial)
        left_out = matching.leave_out_unsound(checked.connection)
        cursor.execute("SELECT nextval(pg_get_serial_sequence('extracts_load', 'number'))")
        number = int(cursor.fetchone()[0])
        counts = _write(checked, package, cursor, number, report)
        for target in TARGETS:
            counts[target.table.name]["not_sent"] = writing.write_not_sent(
                checked.connection, cursor, target, number=number, space=checked.space
            )
        _keep_load(cursor, checked, package, number=number, counts=counts, left_out=left_out, by=by)
        _settle(cursor, number, counts)
    positions = work_out_area(connection, area=package.area, as_at=package.data_as_at)
    _tell(
        connection,
        checked,
        package,
        number=number,
        counts=counts,
        left_out=left_out,
        by=by,
        positions=positions,
    )
    faults = tuple(checked.faults) if left_out else ()
    return Loaded(number, package.area, counts, people_left_out=left_out, faults=faults, positions=positions)


def _same_as_last(cursor: CursorWrapper, package: Package, digest: str) -> Loaded | None:
    cursor.execute(
        "SELECT number, digest, partial, counts::text FROM extracts_load WHERE area_id = %s"
        " ORDER BY number DESC LIMIT 1",
        [package.area],
    )
    row = cursor.fetchone()
    if row is None or row[1] != digest or row[2]:
        return None
    return Loaded(row[0], package.area, json.loads(row[3]), again=True)


def _match(checked: Checked, package: Package, cursor: CursorWrapper) -> None:
    duck, path = checked.connection, checked.space / "known.csv"
    names = " UNION ".join(f"SELECT DISTINCT source_system FROM {each.table.name}" for each in TARGETS)
    given = [row[0] for row in duck.execute(names).fetchall() if row[0]]
    cursor.execute(
        "INSERT INTO agencies_sourcesystem (area_id, name) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        [package.area, given],
    )
    cursor.execute("SELECT id, name FROM agencies_sourcesystem WHERE area_id = %s", [package.area])
    systems = cursor.fetchall()
    duck.execute("CREATE TABLE _system (id INTEGER, name VARCHAR)")
    duck.executemany("INSERT INTO _system VALUES (?, ?)", systems)
    known: dict[str, object] = {"systems": [each[0] for each in systems]}
    writing.export(cursor, matching.KNOWN_SUBJECTS, known, path)
    matching.take_in(duck, "_was_subject", matching.SUBJECT_TYPES, path)
    matching.match_subjects(duck, area=package.area, data_as_at=package.data_as_at.isoformat())
    for target in TARGETS:
        query, types = matching.known_rows(target)
        writing.export(cursor, query, known, path)
        matching.take_in(duck, f"_was_{target.table.name}", types, path)
        matching.match_rows(duck, target)
        matching.find_contradictions(duck, checked.faults, target)
    writing.find_numbers_of_others(duck, cursor, checked.faults, space=checked.space)


def _write(
    checked: Checked, package: Package, cursor: CursorWrapper, number: int, report: Progress
) -> dict[str, dict[str, int]]:
    cursor.execute(
        "SELECT set_config('openmappa.load', %s, true), set_config('openmappa.loading', 'yes', true),"
        " set_config('openmappa.day', %s, true)",
        [str(number), package.data_as_at.isoformat()],
    )
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    report.begin("Loading", sum(checked.rows.values()), "row")
    writing.write_subjects(checked.connection, cursor, number=number, space=checked.space)
    counts = {}
    for target in TARGETS:
        counts[target.table.name] = writing.write_rows(
            checked.connection, cursor, target, area=package.area, number=number, space=checked.space
        )
        report.advance(checked.rows[target.table.name])
    return counts


def _keep_load(
    cursor: CursorWrapper,
    checked: Checked,
    package: Package,
    *,
    number: int,
    counts: Mapping[str, Mapping[str, int]],
    left_out: int,
    by: str,
) -> None:
    cursor.execute(
        "INSERT INTO extracts_load (number, area_id, digest, data_as_at, records_from, fictitious, partial,"
        " people_left_out, counts, loaded_by) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
        [
            number,
            package.area,
            checked.digest,
            package.data_as_at,
            package.records_from,
            package.fictitious,
            left_out > 0,
            left_out,
            json.dumps(counts),
            by,
        ],
    )


def _settle(cursor: CursorWrapper, number: int, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Have everything checked that waited for the end, and bring along what hangs on the rows."""
    written = [each for each in TARGETS if _written(counts[each.table.name])]
    rows = {each.model._meta.db_table: _written(counts[each.table.name]) for each in written}
    rows["access_subject"] = _written(counts["people"])
    cursor.execute("SELECT extracts_analyse(%s, %s)", [list(rows), list(rows.values())])
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for target in TARGETS:
        for statement in target.verified_by:
            cursor.execute(statement)
    for target in written:
        for statement in target.followed_by:
            cursor.execute(statement)


def _tell(
    connection: BaseDatabaseWrapper,
    checked: Checked,
    package: Package,
    *,
    number: int,
    counts: Mapping[str, Mapping[str, int]],
    left_out: int,
    by: str,
    positions: Summary,
) -> None:
    told = {NEWS[name] for name, each in counts.items() if _written(each)}
    if positions.other:
        told.add(What.LEGAL_POSITION)
    record_event(
        connection,
        Entry(
            Operation.COLLECTION,
            "extract loaded",
            acting=by,
            area=package.area,
            detail={
                "load": number,
                "sha256": checked.digest,
                "people_left_out": left_out,
                "rows": counts,
                "positions": asdict(positions),
            },
        ),
    )
    changed_by_load(connection, area=package.area, what=told)


def _written(counts: Mapping[str, int]) -> int:
    return counts["new"] + counts["changed"]
