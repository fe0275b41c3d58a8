"""The worklists of what is due, one person's duties, and calendars."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.duties import presenters, queries
from openmappa.casework.duties.domain.calendar import Entry
from openmappa.casework.duties.domain.calendar import calendar as calendar_of
from openmappa.casework.duties.forms import Filters, chosen_of, code_of
from openmappa.casework.duties.services import feeds
from openmappa.casework.responsibility.queries import (
    areas_answering,
    officers_of,
    responsible_for,
    teams_answering,
)
from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.services import day_of, set_viewer, viewer_of
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.words import day
from openmappa.record.custody.queries import spell_now
from openmappa.record.custody.services import may_record_release
from openmappa.record.notification.queries import missing_among, missing_now
from openmappa.record.people.queries import names_of

PAGE = "duties:person_duties"


@never_cache
@require_safe
def worklist(request: ViewedRequest) -> HttpResponse:
    """Show what is due from those whom the viewer sees, the overdue first; write down whom it showed."""
    viewer = request.viewer
    if not viewer.works_on_cases:
        raise PermissionDenied
    form = Filters(request.GET)
    filters = form.chosen()
    teams = teams_answering(viewer=viewer)
    officers = officers_of(viewer=viewer, team=int(filters["team"])) if "team" in filters else []
    found = queries.worklist(
        viewer=viewer, when=form.worklist, chosen=chosen_of(filters, officers), number=form.number
    )
    subjects = list(dict.fromkeys(each.subject_id for each in found.rows))
    consulted(
        "worklist of duties shown",
        by=viewer,
        subjects=subjects,
        detail={"filters": filters, "when": found.when.value, "page": found.number},
    )
    context = {
        "tabs": presenters.tabs(found, filters),
        "rows": presenters.rows(
            found,
            names=names_of(viewer=viewer, subjects=subjects),
            responsible=responsible_for(viewer=viewer, subjects=subjects),
            missing=missing_among(viewer=viewer, subjects=subjects),
            as_at=viewer.as_at,
        ),
        "when": found.when.value,
        "title": presenters.when_in_words(found.when),
        "number": found.number,
        "number_of_pages": found.pages,
        "filters": presenters.filter_groups(
            filters,
            areas=areas_answering(viewer=viewer),
            teams=teams,
            officers={code_of(each): each for each in officers},
        ),
        "chosen": filters,
        "pages": presenters.pages(found, filters),
    }
    return render(request, "duties/worklist.jinja", context)


@require_safe
@case_page(PAGE)
def person_duties(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show every duty of the person, past and to come, each with its rule and how its day is worked out."""
    viewer, key = request.viewer, case.subject_id
    context: dict[str, object] = {"case": case}
    if case.seen["breaches"]:
        found = queries.duties_of(viewer=viewer, subject_id=key)
        missing = missing_now(viewer=viewer, subject_id=key)
        inside = spell_now(viewer=viewer, subject_id=key) if case.seen["custody"] else None
        whereabouts = viewer.may(Permission.RECORD_WHEREABOUTS, area=case.area)
        context |= presenters.of_person(found, as_at=case.as_at)
        context |= {
            "missing": presenters.missing_words(missing),
            "is_worked_out": bool(found) or queries.is_worked_out(viewer=viewer, subject_id=key),
            # What is seen in full is recorded by who has the permission, as the services ask once more.
            "may_record_notification": viewer.may(Permission.RECORD_NOTIFICATION, area=case.area),
            "may_record_missing": whereabouts,
            "may_record_address": whereabouts and case.seen["identity"],
            "may_record_release": inside is not None and may_record_release(viewer=viewer, subject_id=key),
        }
    return render(request, "duties/person_duties.jinja", context)


@never_cache
@require_safe
def open_duty(request: ViewedRequest, duty_id: int) -> HttpResponse:
    """Lead from an entry of a calendar to the duties of the person, for who may see them."""
    subject_id = queries.subject_of_duty(viewer=request.viewer, duty_id=duty_id)
    if subject_id is None:
        raise Http404
    return redirect(PAGE, subject_id=subject_id)


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_variables("secret")
def calendars(request: ViewedRequest) -> HttpResponse:
    """Make a calendar of one's worklist, see one's calendars, and stop one."""
    viewer = request.viewer
    if not viewer.works_on_cases:
        raise PermissionDenied
    address, refusal = "", ""
    if request.method == "POST" and "stop" in request.POST:
        if _stopped(request):
            messages.success(request, _("The calendar is stopped"))
        return redirect("duties:calendars")
    filters = Filters(request.POST if request.method == "POST" else request.GET).chosen()
    if request.method == "POST":
        try:
            secret = feeds.make_feed(by=viewer, chosen=filters)
        except feeds.UnableToMakeFeed as problem:
            refusal = str(problem)
        else:
            address = request.build_absolute_uri(reverse("duties:calendar", kwargs={"secret": secret}))
    teams, areas = teams_answering(viewer=viewer), areas_answering(viewer=viewer)

    def words(chosen: dict[str, str]) -> str:
        officer = _("One officer") if "officer" in chosen else ""
        given = chosen_of({name: value for name, value in chosen.items() if name != "officer"}, [])
        return presenters.filters_in_words(given, areas=areas, teams=teams, officer=officer)

    context = {
        "address": address,
        "errors": [{"text": refusal}] if refusal else [],
        "chosen": filters,
        "words": words(filters),
        "feeds": [
            {"id": each.id, "words": words(each.chosen), "made": day(timezone.localdate(each.made_at))}
            for each in queries.feeds_of(viewer=viewer)
        ],
    }
    return render(request, "duties/calendars.jinja", context)


@login_not_required
@never_cache
@sensitive_variables("secret")
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar that the secret opens: kinds of duty and days, and of whom nothing."""
    opened = feeds.opened_by(secret)
    if opened is None:
        raise Http404
    user, filters = opened
    now = timezone.now()
    viewer = viewer_of(user, as_at=day_of(now), now=now)
    set_viewer(transaction.get_connection(), viewer)
    officers = officers_of(viewer=viewer, team=int(filters["team"])) if "officer" in filters else []
    found = queries.for_calendar(viewer=viewer, chosen=chosen_of(filters, officers))
    consulted("calendar of duties fetched", by=viewer, detail={"entries": len(found)})
    entries = [
        Entry(
            f"duty-{key}@openmappa",
            presenters.title_in_calendar(kind),
            due,
            request.build_absolute_uri(reverse("duties:open_duty", kwargs={"duty_id": key})),
            stamp,
        )
        for key, kind, due, stamp in found
    ]
    text = calendar_of(_("What is due"), entries)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="duties.ics"'
    return response


def _stopped(request: ViewedRequest) -> bool:
    try:
        feed_id = UUID(request.POST["stop"])
    except ValueError:
        return False
    return feeds.stop_feed(by=request.viewer, feed_id=feed_id, now=timezone.now())
