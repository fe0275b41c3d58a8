"""How pages write days, spans of days and where a record came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def day(value: date | None) -> str:
    """Return a day in words, `3 March 2024`; "Not known" without one."""
    return date_format(value, "j F Y") if value else _("Not known")


def moment(value: datetime, *, today: date) -> str:
    """Return a moment in words: the time alone if it is of today, `14:05`, else with its day."""
    local = localtime(value)
    clock = time_format(local, "H:i")
    return (
        clock
        if local.date() == today
        else _("%(time)s on %(day)s") % {"time": clock, "day": day(local.date())}
    )


def span(start: date | None, until: date | None, *, inside: bool = False) -> str:
    """Return the days of something that was so from `start` and no longer on `until`.

    `inside` is for the middle of a sentence, where it begins with a small letter.
    """
    if until is None:
        words = _("from %(start)s") if inside else _("From %(start)s")
        return words % {"start": day(start)}
    words = _("from %(start)s until %(until)s") if inside else _("From %(start)s until %(until)s")
    return words % {"start": day(start), "until": day(until)}


def inclusive_span(start: date | None, last: date | None, *, inside: bool = False) -> str:
    """Return the days of something whose last day is `last` itself. `inside` as in span."""
    if last is None:
        return span(start, None, inside=inside)
    return _("%(start)s to %(last)s, both included") % {"start": day(start), "last": day(last)}


def in_words(code: str | None, vocabulary: Mapping[Any, str]) -> str:
    """Return a code of a vocabulary in words, "Not known" without one."""
    return _(vocabulary[code]) if code else _("Not known")


def source_of(row: Any) -> str:
    """Return where a row about a subject came from: the area's system, or a change made in OpenMAPPA."""
    if row.changed_here or row.source_system_id is None:
        return _("Recorded in OpenMAPPA")
    return _("From %(system)s") % {"system": row.source_system.name}


def known_before(row: Any, words: Callable[[Any], str]) -> tuple[str, ...]:
    """Return what the row said before it was changed, latest first, each with the day of the change.

    The row's history is read from its prefetched `history`. States that read the same are told once.
    """
    told: list[str] = []
    last = words(row)
    for former in sorted(row.history.all(), key=lambda each: each.pgh_id, reverse=True):
        said = words(former)
        if said != last:
            changed = day(localtime(former.pgh_created_at).date())
            told.append(_("%(said)s (changed on %(day)s)") % {"said": said, "day": changed})
        last = said
    return tuple(told)
