"""Write what a decision makes of the standing: end it, start the next, carry the levels over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from openmappa.casework.eligibility.domain.deciding import LimbFound, Target
from openmappa.casework.eligibility.domain.effects import Effect
from openmappa.casework.eligibility.models import DangerousStatus
from openmappa.casework.standing.domain import LevelSeen, StandingSeen
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.queries import SubjectSeen

ONE_DAY = timedelta(days=1)


def carry_out(subject: SubjectSeen, effect: Effect, target: Target) -> int | None:
    """
    Write the effect of a decision in the present transaction; return the standing that then holds, None for none.

    :raises IntegrityError: if it contradicts what is recorded, as the database has it
    """
    if effect.keeps is not None:
        _keep_grounds(subject, effect.keeps, target, effect.start_date)
        return effect.keeps.id
    # For the length of this change two standings may hold on one day: levels move from the one to the other.
    _constraints("DEFERRED")
    started = _start(subject, effect) if effect.starts else None
    _move_levels(subject, effect, started)
    if effect.ends is not None:
        _end(effect.ends, effect)
    _constraints("IMMEDIATE")
    return started.pk if started else None


def _constraints(when: str) -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS standing_standing_one, standing_level_one {when}")


def _start(subject: SubjectSeen, effect: Effect) -> Standing:
    assert effect.starts is not None  # noqa: S101  asked by the caller
    standing = Standing.objects.create(
        kind=effect.starts.kind,
        category=effect.starts.category,
        start_date=effect.start_date,
        **_carried(subject),
    )
    for limb in effect.starts.limbs:
        _ground(subject, standing.pk, limb, effect.start_date)
    return standing


def _move_levels(subject: SubjectSeen, effect: Effect, started: Standing | None) -> None:
    for level in effect.ended:
        _cut(level, effect.start_date)
    for level in effect.moved:
        assert started is not None  # noqa: S101  a level moves only where a standing starts
        if level.start_date >= effect.start_date:
            _change(Level.objects.filter(pk=_key(level)), standing=started, category=started.category)
            continue
        _cut(level, effect.start_date)
        # An eligible standing, to which alone levels move, has a category.
        Level.objects.create(  # type: ignore[misc]
            standing=started,
            category=started.category,
            level=level.level,
            start_date=effect.start_date,
            until_date=level.until_date,
            reason=level.reason,
            **_carried(subject),
        )


def _cut(level: LevelSeen, day: date) -> None:
    """End a level on the day; one that began on that day or later never was so."""
    row = Level.objects.filter(pk=_key(level))
    if level.start_date >= day:
        _change(row, recorded_in_error=True)
    else:
        _change(row, until_date=day)


def _end(standing: StandingSeen, effect: Effect) -> None:
    row, grounds = Standing.objects.filter(pk=standing.id), Ground.objects.filter(standing_id=standing.id)
    status = DangerousStatus.objects.filter(standing_id=standing.id)
    if effect.was_in_error:
        for rows in (row, grounds, status):
            _change(rows, recorded_in_error=True)
        return
    last = effect.start_date - ONE_DAY
    reaching = Q(last_date__isnull=True) | Q(last_date__gt=last)
    _change(row, last_date=last)
    _change(grounds.filter(reaching, start_date__lte=last), last_date=last)
    _change(grounds.filter(start_date__gt=last), recorded_in_error=True)
    _change(status.filter(reaching, start_date__lte=last), last_date=last)


def _keep_grounds(subject: SubjectSeen, standing: StandingSeen, target: Target, day: date) -> None:
    """Add the limbs that are now met, and end the grounds of those that no longer are. What is not known stays."""
    rows = {
        each.limb: each for each in Ground.objects.filter(standing_id=standing.id, recorded_in_error=False)
    }
    wanted = {str(each.limb): each for each in target.limbs}
    left_open = {str(each) for each in target.left_open}
    for name, limb in wanted.items():
        if name not in rows:
            _ground(subject, standing.id, limb, day)
        elif rows[name].last_date != limb.last_date:
            _change(Ground.objects.filter(pk=rows[name].pk), last_date=limb.last_date)
    for name, row in rows.items():
        last = day - ONE_DAY
        reaches = row.start_date <= last and (row.last_date is None or row.last_date > last)
        if reaches and name not in wanted and name not in left_open:
            _change(Ground.objects.filter(pk=row.pk), last_date=last)


def _ground(subject: SubjectSeen, standing_id: int, limb: LimbFound, day: date) -> None:
    Ground.objects.create(
        standing_id=standing_id,
        limb=str(limb.limb),
        start_date=limb.start_date or day,
        last_date=limb.last_date,
        **_carried(subject),
    )


def _change(rows: Any, **values: object) -> None:
    rows.update(version=F("version") + 1, changed_here=True, **values)


def _key(level: LevelSeen) -> int:
    return int(level.token.partition(".")[0])


def _carried(subject: SubjectSeen) -> dict[str, Any]:
    return {
        "subject_id": subject.id,
        "responsible_area_id": subject.area,
        "restricted": subject.restricted,
        "changed_here": True,
    }
