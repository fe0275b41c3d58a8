"""The pages of a case file that are composed from several rooms."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openmappa.casework.case_reviews import presenters as review_words
from openmappa.casework.case_reviews.queries import reviews_of
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.front.case_file import presenters
from openmappa.record.convictions import presenters as convictions_words
from openmappa.record.convictions.queries import convictions_of, further_offences_of
from openmappa.record.custody import presenters as custody_words
from openmappa.record.custody.queries import absences_of, returns_of, spells_of


@require_safe
@case_page("people:person_detail")
def overview(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show who the person is and how they are managed."""
    context = {"case": case, **presenters.overview(request.viewer, case)}
    return render(request, "case_file/overview.jinja", context)


@require_safe
@case_page("people:person_timeline")
def timeline(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show everything known, newest first."""
    context = {
        "case": case,
        "entries": presenters.timeline(request.viewer, case.subject_id),
        "parts_withheld": presenters.parts_withheld(case),
    }
    return render(request, "case_file/timeline.jinja", context)


@require_safe
@case_page("people:person_offences")
def offences(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show offences with the sentences on them, serious further offences and serious case reviews."""
    found = convictions_of(viewer=request.viewer, subject_id=case.subject_id)
    further = further_offences_of(viewer=request.viewer, subject_id=case.subject_id)
    reviews = reviews_of(viewer=request.viewer, subject_id=case.subject_id)
    context = {
        "case": case,
        "offences": convictions_words.offences(found),
        "further_offences": convictions_words.further_offences(further),
        "reviews": review_words.reviews(reviews),
    }
    return render(request, "case_file/offences.jinja", context)


@require_safe
@case_page("people:person_orders")
def orders(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show orders with what happened to them, and the notification requirements with breaches of them."""
    context = {"case": case, **presenters.orders(request.viewer, case)}
    return render(request, "case_file/orders.jinja", context)


@require_safe
@case_page("people:person_custody")
def custody(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show custody, returns to it, leave from it, and time abroad."""
    spells = spells_of(viewer=request.viewer, subject_id=case.subject_id)
    returns = returns_of(viewer=request.viewer, subject_id=case.subject_id)
    absences = absences_of(viewer=request.viewer, subject_id=case.subject_id)
    context = {
        "case": case,
        "spells": custody_words.spells(spells),
        "returns": custody_words.returns(returns),
        "leaves": custody_words.leaves(spells),
        "absences": custody_words.absences(absences),
    }
    return render(request, "case_file/custody.jinja", context)
