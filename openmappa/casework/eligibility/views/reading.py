"""The pages to read: every limb and why, one decision as it was taken, and whose standing is to decide."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openmappa.casework.eligibility import queries
from openmappa.casework.eligibility.presenters import dangerous, decisions, findings, worklist
from openmappa.casework.legal_position.queries import FactsWithheld
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case

PAGE = "eligibility:eligibility_detail"


def may_here(viewer: Viewer, case: Case, *permissions: Permission) -> bool:
    """Return whether to offer one of these: the role allows it here, and every part of the record is open.

    It asks nothing. The services ask for sight of the whole record before anything is written.
    """
    return all(case.seen.values()) and any(viewer.may(each, area=case.area) for each in permissions)


@require_safe
@case_page(PAGE)
def eligibility_detail(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show every limb: met, not met or not known, why, the section, the facts, and every decision."""
    viewer, subject_id = request.viewer, case.subject_id
    try:
        matter = queries.matter_of(viewer=viewer, subject_id=subject_id)
    except FactsWithheld:
        return render(request, "eligibility/eligibility_detail.jinja", {"case": case, "withheld": True})
    statuses = queries.statuses_of(viewer=viewer, subject_id=subject_id) if matter.was_dangerous else []
    context = {
        "case": case,
        "headline": findings.headline(matter.proposal),
        "recorded": decisions.standing(matter.present),
        "to_decide": decisions.why_to_decide(matter),
        "considered": decisions.considered(matter),
        "waiting": decisions.decision(matter.waiting) if matter.waiting else None,
        "limbs": findings.limbs(matter.proposal),
        "unverified": findings.unverified(matter.proposal),
        "settings": findings.settings_used(matter.proposal.findings["settings"]),
        "rules_version": matter.proposal.findings["rules_version"],
        "decisions": [decisions.decision(each) for each in matter.decisions],
        "statuses": dangerous.statuses(statuses, as_at=viewer.as_at),
        "may_decide": may_here(viewer, case, Permission.DECIDE_ELIGIBILITY),
        "may_record": may_here(viewer, case, Permission.RECORD_DANGEROUS),
        "may_start": dangerous.may_start(matter),
    }
    return render(request, "eligibility/eligibility_detail.jinja", context)


@require_safe
@case_page(PAGE)
def decision_detail(request: ViewedRequest, case: Case, *, number: int) -> HttpResponse:
    """Show one decision: what was decided, and every limb with the facts as they were then."""
    found = queries.decisions_of(viewer=request.viewer, subject_id=case.subject_id)
    seen = next((each for each in found if each.number == number), None)
    if seen is None:
        raise NotVisible
    context = {
        "case": case,
        "decision": decisions.decision(seen),
        "headline": findings.headline(seen.proposal),
        "limbs": findings.limbs(seen.proposal),
        "unverified": findings.unverified(seen.proposal),
        "settings": findings.settings_used(seen.settings),
        "rules_version": seen.proposal.findings["rules_version"],
    }
    return render(request, "eligibility/decision_detail.jinja", context)


@never_cache
@require_safe
def to_decide(request: ViewedRequest) -> HttpResponse:
    """List whose standing is to decide, as far as the viewer's sight reaches; write down whom it showed."""
    viewer = request.viewer
    if not viewer.areas_where(Permission.DECIDE_ELIGIBILITY):
        raise PermissionDenied
    asked = request.GET.get("page", "1")
    page = worklist.page(viewer, number=int(asked) if asked.isdecimal() and len(asked) < 7 else 1)
    consulted("standings to decide shown", by=viewer, subjects=page.subjects, detail={"page": page.number})
    return render(request, "eligibility/to_decide.jinja", {"page": page})
