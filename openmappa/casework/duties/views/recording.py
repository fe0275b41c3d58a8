"""The pages on which is recorded what closes a duty, begins one, or stops a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from openmappa.casework.duties import forms
from openmappa.casework.duties.presenters import recording as words
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import add_refusal, entered_in, errors_of
from openmappa.foundation.ui.stale import VERSION, StaleSave, Versioned, requires_version, stale_save
from openmappa.record.custody import queries as custody_queries
from openmappa.record.custody import services as custody_services
from openmappa.record.notification import queries as notification_queries
from openmappa.record.notification.services import recording as notification_services
from openmappa.record.people import queries as people_queries
from openmappa.record.people.services import addresses

PAGE = "duties:person_duties"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is recorded on a page of its own: its words, its form, and the room that keeps it.

    `compared` are the fields that stand under `names` when somebody else was faster. `is_over` says of what is recorded
    then that nothing is left to record; `became` finds what was on the page and is no longer the present one.
    """

    title: Any
    button: Any
    done: Any
    explains: Any
    form: type[Versioned]
    names: tuple[Any, ...]
    compared: tuple[str, ...]
    may: Callable[[Viewer, UUID], bool]
    now: Callable[[Viewer, UUID], Any]
    seen: Callable[..., Any]
    is_over: Callable[[Any], bool]
    in_words: Callable[[Any], list[str]]
    typed: Callable[[dict[str, Any]], Sequence[str | None]]
    save: Callable[[Viewer, UUID, dict[str, Any]], None]
    refusal: type[ValueError]
    stale: type[Exception]
    today: str
    became: Callable[..., Any] | None = None


def _may_record(permission: Permission) -> Callable[[Viewer, UUID], bool]:
    return lambda viewer, key: notification_services.may_record(
        viewer=viewer, subject_id=key, permission=permission
    )


def _save_notification(viewer: Viewer, key: UUID, data: dict[str, Any]) -> None:
    given = {name: value for name, value in data.items() if name != "expected"}
    made = notification_services.Made(**given | {"given": tuple(given["given"])})
    notification_services.record_notification(
        by=viewer, subject_id=key, made=made, expected=data["expected"], as_at=viewer.as_at
    )


def _save_by(service: Callable[..., None]) -> Callable[[Viewer, UUID, dict[str, Any]], None]:
    return lambda viewer, key, data: service(by=viewer, subject_id=key, as_at=viewer.as_at, **data)


NOTIFICATION = Task(
    title=_("Record a notification"),
    button=_("Record the notification"),
    done=_("The notification is recorded, and what is due was worked out again"),
    explains=_(
        "Record it as it was given. Which duties it closes follows from the law, and is shown afterwards."
    ),
    form=forms.RecordNotification,
    names=(_("Last notification recorded"), _("Day")),
    compared=("kind", "made_date"),
    is_over=lambda present: False,
    may=_may_record(Permission.RECORD_NOTIFICATION),
    now=lambda viewer, key: notification_queries.latest_made(viewer=viewer, subject_id=key),
    seen=notification_queries.made_as_seen,
    in_words=words.notification,
    typed=words.typed_notification,
    save=_save_notification,
    refusal=notification_services.UnableToRecord,
    stale=notification_services.RecordHasChanged,
    today="made_date",
)
ADDRESS = Task(
    title=_("Record a change of address"),
    button=_("Record the address"),
    done=_("The address is recorded, and what is due was worked out again"),
    explains=_(
        "The present address ends on the first day at the new one. The change must be notified within 3 days."
    ),
    form=forms.RecordAddress,
    names=(_("Kind"), _("Address"), _("First day")),
    compared=("kind", "lines", "postcode", "start_date"),
    is_over=lambda present: False,
    may=lambda viewer, key: addresses.may_record_address(viewer=viewer, subject_id=key),
    now=lambda viewer, key: people_queries.home_of(viewer=viewer, subject_id=key),
    seen=people_queries.home_as_seen,
    in_words=words.home,
    typed=words.typed_home,
    save=_save_by(addresses.record_address),
    refusal=addresses.UnableToRecordAddress,
    stale=addresses.AddressHasChanged,
    today="start_date",
)
RELEASE = Task(
    title=_("Record a release"),
    button=_("Record the release"),
    done=_("The release is recorded. The clocks that custody had stopped run again."),
    explains=_(
        "Time in custody or detained in hospital stops the clocks of what must be notified. They run again from release."
    ),
    form=forms.RecordRelease,
    names=(_("Inside as"), _("First day inside"), _("Day of release")),
    compared=("until_date",),
    is_over=lambda present: present is None,
    became=custody_queries.spell_as_it_became,
    may=lambda viewer, key: custody_services.may_record_release(viewer=viewer, subject_id=key),
    now=lambda viewer, key: custody_queries.spell_now(viewer=viewer, subject_id=key),
    seen=custody_queries.spell_as_seen,
    in_words=words.spell,
    typed=words.typed_release,
    save=_save_by(custody_services.record_release),
    refusal=custody_services.UnableToRecordRelease,
    stale=custody_services.CustodyHasChanged,
    today="until_date",
)
_STOPS = _(
    "Missing or absconded stops nothing: every duty to notify stays due, and becomes overdue on its day. Only custody,"
    " detention in hospital and time outside the United Kingdom stop the clocks. The notification period runs on."
)
MISSING = Task(
    title=_("Record as missing or absconded"),
    button=_("Record as missing"),
    done=_("The person is recorded as missing"),
    explains=_STOPS,
    form=forms.RecordMissing,
    names=(_("Missing or absconded"), _("First day"), _("Reported by")),
    compared=("kind", "start_date", "reported_by"),
    is_over=lambda present: present is not None,
    may=_may_record(Permission.RECORD_WHEREABOUTS),
    now=lambda viewer, key: notification_queries.missing_now(viewer=viewer, subject_id=key),
    seen=notification_queries.missing_as_seen,
    in_words=words.missing,
    typed=words.typed_missing,
    save=_save_by(notification_services.record_missing),
    refusal=notification_services.UnableToRecord,
    stale=notification_services.RecordHasChanged,
    today="start_date",
)
FOUND = Task(
    title=_("Record as found"),
    button=_("Record as found"),
    done=_("The person is recorded as found"),
    explains=_STOPS,
    form=forms.RecordFound,
    names=(_("Missing or absconded"), _("First day"), _("Found on")),
    compared=("until_date",),
    is_over=lambda present: present is None,
    became=notification_queries.missing_as_it_became,
    may=_may_record(Permission.RECORD_WHEREABOUTS),
    now=lambda viewer, key: notification_queries.missing_now(viewer=viewer, subject_id=key),
    seen=notification_queries.missing_as_seen,
    in_words=words.missing_until,
    typed=words.typed_found,
    save=_save_by(notification_services.record_found),
    refusal=notification_services.UnableToRecord,
    stale=notification_services.RecordHasChanged,
    today="until_date",
)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def notification(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record a notification that the person gave to the police."""
    return _record(request, case, offer, NOTIFICATION)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def address(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record where the person lives now."""
    return _record(request, case, offer, ADDRESS)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def release(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record that the person was released."""
    return _record(request, case, offer, RELEASE)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def missing(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record that the person is missing or absconded."""
    return _record(request, case, offer, MISSING)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def found(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record that a missing person was found."""
    return _record(request, case, offer, FOUND)


def _record(request: ViewedRequest, case: Case, offer: Offer, task: Task) -> HttpResponse:
    viewer, key = request.viewer, case.subject_id
    if not task.may(viewer, key):
        raise PermissionDenied
    if request.method != "POST":
        present = task.now(viewer, key)
        initial = {task.today: viewer.as_at, "expected": present.token if present else "none"}
        return _page(request, case, offer, task, task.form(initial=initial | in_use(offer, task.form)))
    form = task.form(request.POST)
    if form.is_valid():
        try:
            task.save(viewer, key, form.cleaned_data)
        except task.refusal as problem:
            add_refusal(form, problem)  # type: ignore[arg-type]
        except task.stale:
            return _page(request, case, offer, task, form, stale=True)
        else:
            messages.success(request, str(task.done))
            return redirect(PAGE, subject_id=key)
    return _page(request, case, offer, task, form)


def _page(
    request: ViewedRequest, case: Case, offer: Offer, task: Task, form: Versioned, *, stale: bool = False
) -> HttpResponse:
    viewer, key = request.viewer, case.subject_id
    present = task.now(viewer, key)
    expected = str(form["expected"].value() or "")
    context: dict[str, object] = {
        "case": case,
        "offer": offer,
        "task": task,
        "error": bool(form.errors) or stale,
        "errors": errors_of(form, first=words.first_controls(form)),
        "controls": words.controls(form),
        "present": list(zip(map(str, task.names), task.in_words(present), strict=True)),
        "expected": expected,
    }
    if stale:
        context["stale"] = _both_versions(viewer, key, task, form, expected, present)
        # Saving again is then a decision taken with the present state in view.
        context["expected"] = present.token if present else "none"
    return render(request, "duties/recording.jinja", context)


def _both_versions(
    viewer: Viewer, key: UUID, task: Task, form: Versioned, expected: str, present: Any
) -> StaleSave:
    now = present
    if now is None and task.became:
        now = task.became(viewer=viewer, subject_id=key, token=expected)
    besides = [name for name in form.fields if name not in (*task.compared, VERSION)]
    return stale_save(
        str(_("Somebody else has recorded something meanwhile")),
        [str(each) for each in task.names],
        seen=task.in_words(task.seen(viewer=viewer, subject_id=key, token=expected)),
        now=task.in_words(now),
        typed=task.typed(form.cleaned_data),
        also=entered_in(form, besides),
        is_over=task.is_over(present),
    )
