"""Access in words: who has it, who asks for it, what was opened in an emergency, and who is told of what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.casework.need_to_know.domain import ANSWERED, OUTCOMES
from openmappa.foundation.access.domain import (
    LEVELS,
    SECTIONS,
    SOURCES,
    Level,
    Outcome,
    Permission,
    Section,
    Viewer,
)
from openmappa.foundation.access.queries import (
    emergency_accesses,
    open_emergency,
    own_requests,
    requests_to_answer,
)
from openmappa.foundation.ui.words import day
from openmappa.record.people.queries import names_of

TOLD_FOR = timedelta(days=14)
"""How long the first page tells of what is settled."""


def moment(value: datetime) -> str:
    """Return a moment in words, `3 March 2024 at 14:05`."""
    return date_format(localtime(value), r"j F Y \a\t H:i")


def holder(row: Any) -> str:
    """Return who holds sight."""
    if row.user:
        return str(row.user.name)
    return _("Team: %(name)s") % {"name": row.team} if row.team else str(row.agency)


def how_much(row: Any) -> str:
    """Return how much sight opens."""
    level = _(LEVELS[Level(row.level)])
    return f"{level} ({_(SECTIONS[Section(row.section)])})" if row.section else level


def sight_rows(rows: Iterable[Any], viewer: Viewer) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of the tables of sight that holds, or will, and of sight that has ended."""
    holding: list[list[str]] = []
    ended: list[list[str]] = []
    for row in rows:
        why = ". ".join(filter(None, (_(SOURCES.get(row.source, "Given by the system")), row.reason)))
        if row.end_reason:
            why = _("%(why)s. Ended by %(who)s: %(reason)s") % {
                "why": why, "who": row.ended_by, "reason": row.end_reason,
            }  # fmt: skip
        cells = [holder(row), how_much(row), why, str(row.given_by or _("By the record")), when(row)]
        (ended if _is_over(row, viewer) else holding).append(cells)
    return holding, ended


def holding_rows(rows: Iterable[Any], viewer: Viewer) -> list[Any]:
    """Return the sight that holds, or will."""
    return [row for row in rows if not _is_over(row, viewer)]


def _is_over(row: Any, viewer: Viewer) -> bool:
    if row.until_at is not None and row.until_at <= viewer.now:
        return True
    return row.until_date is not None and row.until_date <= viewer.as_at


def when(row: Any) -> str:
    """Return from when sight holds, and until when."""
    start = day(row.start_date)
    if row.until_at:
        return _("%(start)s until %(end)s") % {"start": start, "end": moment(row.until_at)}
    if row.until_date:
        return _("%(start)s until %(end)s") % {"start": start, "end": day(row.until_date)}
    return _("From %(start)s, no end") % {"start": start}


def endings(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Return the sight that can be ended, as key and words."""
    return [(str(row.pk), f"{holder(row)}: {how_much(row)}. {when(row)}") for row in rows]


def restriction_facts(found: Any) -> list[tuple[str, str]]:
    """Return why a record is restricted; nothing where that came with the extract."""
    if found is None:
        return []
    return [
        (_("Reason"), found.reason),
        (_("Restricted by"), found.marked_by.name),
        (_("Since"), moment(found.marked_at)),
    ]


def request_rows(found: Iterable[Any], viewer: Viewer) -> list[dict[str, str]]:
    """Return the requests that wait for the viewer, each with whose record it is, which the viewer sees."""
    found = list(found)
    names = names_of(viewer=viewer, subjects={each.subject_id for each in found})
    return [
        {
            "href": reverse("need_to_know:request_answer", kwargs={"request_id": each.id}),
            "who": each.user.name,
            "whose": names.get(each.subject_id) or _("Name not known"),
            "asked": moment(each.asked_at),
            "until": day(each.wanted_until),
        }
        for each in found
    ]


def request_facts(asked: Any, viewer: Viewer, roles: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is asked for, by whom, and why."""
    name = names_of(viewer=viewer, subjects=[asked.subject_id]).get(asked.subject_id)
    return [
        (_("Record of"), name or _("Name not known")),
        (_("Asked by"), asked.user.name),
        (_("Roles"), ", ".join(roles) or _("None today")),
        (_("Asked on"), moment(asked.asked_at)),
        (_("Needed until"), day(asked.wanted_until)),
        (_("What for"), asked.reason),
    ]


def asked_before(found: Iterable[Any], subject_id: UUID) -> list[tuple[str, str]]:
    """Return the viewer's last request for this record and how it was answered; nothing without one."""
    for each in found:
        if each.subject_id == subject_id:
            facts = [(_("You asked on"), moment(each.asked_at)), (_("What for"), each.reason)]
            if each.answered_at is None:
                return [*facts, (_("Answer"), _("You are waiting for one"))]
            answer = _(ANSWERED[each.answer])
            return [*facts, (_("Answer"), answer), (_("Reason"), each.answer_reason)]
    return []


def emergency_rows(found: Iterable[Any], viewer: Viewer) -> list[dict[str, str]]:
    """Return the emergency accesses of which the viewer is told."""
    return [
        {
            "href": reverse("need_to_know:emergency_detail", kwargs={"access_id": each.id}),
            "who": each.user.name,
            "opened": moment(each.opened_at),
            "area": each.area.name,
            "state": state_of(each, viewer),
        }
        for each in found
    ]


def state_of(found: Any, viewer: Viewer) -> str:
    """Return whether an emergency access is open, waits for review, or what the review found."""
    if found.outcome:
        return _(OUTCOMES[Outcome(found.outcome)])
    if found.until_at > viewer.now:
        return _("Open until %(moment)s") % {"moment": moment(found.until_at)}
    return _("Waiting for review")


def emergency_facts(found: Any, viewer: Viewer) -> list[tuple[str, str]]:
    """Return what is told of an emergency access: the reference, and never whose record it is."""
    facts = [
        (_("Reference of the record"), str(found.subject_id)),
        (_("Area"), found.area.name),
        (_("Opened by"), found.user.name),
        (_("Opened on"), moment(found.opened_at)),
        (_("Closes") if found.until_at > viewer.now else _("Closed"), moment(found.until_at)),
        (
            _("Special sections"),
            ", ".join(_(SECTIONS[Section(each)]) for each in found.sections) or _("None"),
        ),
        (_("The emergency"), found.reason),
    ]
    if found.outcome and found.reviewed_by and found.reviewed_at:
        facts += [
            (_("Review"), _(OUTCOMES[Outcome(found.outcome)])),
            (_("Reviewed by"), found.reviewed_by.name),
            (_("Reviewed on"), moment(found.reviewed_at)),
            (_("How the reviewer came to this"), found.review),
        ]
    return facts


def emergency_notice(viewer: Viewer, subject_id: UUID) -> dict[str, str]:
    """Return what stands on each page of a record that the viewer has open in an emergency; nothing if not so."""
    if not viewer.areas_where(Permission.OPEN_IN_EMERGENCY):
        return {}
    found = open_emergency(viewer=viewer, subject_id=subject_id)
    if found is None:
        return {}
    return {
        "text": _(
            "You opened this record in an emergency. It closes on %(moment)s."
            " Those who answer for the person have been told, and somebody will review why you opened it."
        )
        % {"moment": moment(found.until_at)},
        "href": reverse("need_to_know:emergency_detail", kwargs={"access_id": found.id}),
        "link": _("End this access now"),
    }


def notices(viewer: Viewer) -> list[dict[str, str]]:
    """Return what the first page tells the viewer: requests to answer, answers, emergencies. No personal data."""
    return [*_to_answer(viewer), *_answers(viewer), *_emergencies(viewer)]


def _to_answer(viewer: Viewer) -> list[dict[str, str]]:
    number = len(requests_to_answer(viewer=viewer))
    if not number:
        return []
    words = ngettext("%(number)d request for access waits", "%(number)d requests for access wait", number)
    return [
        {
            "title": words % {"number": number},
            "text": _("Somebody asks to see a record that you may give access to."),
            "href": reverse("need_to_know:request_list"),
        }
    ]


def _answers(viewer: Viewer) -> list[dict[str, str]]:
    if not viewer.works_on_cases:
        return []
    words = {
        None: _("Your request for access waits for an answer"),
        "given": _("You were given access to a record"),
        "refused": _("Your request for access was refused"),
    }
    return [
        {
            "title": words[each.answer],
            "text": _("You asked on %(moment)s.") % {"moment": moment(each.asked_at)},
            "href": reverse("need_to_know:access_ask", kwargs={"subject_id": each.subject_id}),
        }
        for each in own_requests(viewer=viewer, since=viewer.now - TOLD_FOR)
    ]


def _emergencies(viewer: Viewer) -> list[dict[str, str]]:
    reviews = viewer.areas_where(Permission.REVIEW_EMERGENCY)
    if not (viewer.works_on_cases or reviews):
        return []
    found = emergency_accesses(viewer=viewer, since=viewer.now - TOLD_FOR)
    told = [each for each in found if each.user_id != viewer.user_id]
    to_review = [each for each in told if each.outcome is None and each.area_id in reviews]
    if to_review:
        number = len(to_review)
        words = ngettext(
            "%(number)d emergency access to review", "%(number)d emergency accesses to review", number
        )
        text = _("A record was opened in an emergency. Review it once it is closed again.")
    elif told:
        number = len(told)
        words = ngettext(
            "%(number)d record was opened in an emergency",
            "%(number)d records were opened in an emergency",
            number,
        )
        text = _("You answer for it or see it in full. Read who opened it and why.")
    else:
        return []
    return [
        {"title": words % {"number": number}, "text": text, "href": reverse("need_to_know:emergency_list")}
    ]
