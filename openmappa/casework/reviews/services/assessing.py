"""Notify the responsible bodies, record their answers, and record what was found of each factor."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import FACTORS
from openmappa.casework.reviews.models import BodyAsked, FactorConsidered
from openmappa.casework.reviews.queries import agencies_to_ask
from openmappa.casework.reviews.services.changing import (
    Held,
    UnableToRecord,
    carried,
    change,
    hold,
    refuse_day,
    refuse_text,
    store,
)
from openmappa.foundation.access.domain import Viewer


def ask_bodies(
    *, by: Viewer, subject_id: UUID, expected: str, bodies_asked_date: date, agencies: Collection[str]
) -> None:
    """
    Record that these agencies, by their keys, were notified of the application and asked for information.

    :raises UnableToRecord: if none is chosen, or the day is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="bodies", expected=expected)
        offered = dict(agencies_to_ask(viewer=by, area=held.subject.area))
        if not agencies or not set(agencies) <= set(offered):
            raise UnableToRecord(_("Select the responsible bodies that were notified"), field="agencies")
        since, what = held.application.received_date, _("when the application was received")
        refuse_day(bodies_asked_date, field="bodies_asked_date", by=by, since=since, what=what)
        rows = [
            BodyAsked(application_id=held.application.id, agency_id=int(key), **carried(held.subject))
            for key in sorted(set(agencies), key=int)
        ]
        change(held, "responsible bodies notified of a review", bodies_asked_date=bodies_asked_date)
        store(lambda: BodyAsked.objects.bulk_create(rows))


def record_answer(
    *, by: Viewer, subject_id: UUID, expected: str, body: str, answered_date: date, answer: str
) -> None:
    """
    Record what one of the bodies answered. `body` is the key of the row that says it was asked.

    :raises UnableToRecord: if it was not asked or has answered, or the day or answer is not as it must be; and as
        changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="answer", expected=expected)
        waiting = {str(each.id): each for each in held.application.unanswered}
        if body not in waiting:
            raise UnableToRecord(_("Select the body that answered"), field="body")
        text = refuse_text(answer, field="answer", most=2000, missing=_("Enter what the body answered"))
        since, what = held.application.bodies_asked_date, _("when the responsible bodies were notified")
        refuse_day(answered_date, field="answered_date", by=by, since=since, what=what)
        given = {"answered_date": answered_date, "answer": text, "version": F("version") + 1}
        store(lambda: BodyAsked.objects.filter(id=int(body)).update(**given, changed_here=True))
        change(held, "answer of a responsible body recorded")


def record_assessment(
    *, by: Viewer, subject_id: UUID, expected: str, assessed_date: date, findings: Mapping[str, str]
) -> None:
    """
    Record what was found of each factor; until the determination it may be recorded anew.

    Who records it cannot determine the application. Law: Sexual Offences Act 2003 s.91D.

    :raises UnableToRecord: if a factor has no finding, or the day is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="assess", expected=expected)
        since, what = held.application.bodies_asked_date, _("when the responsible bodies were notified")
        refuse_day(assessed_date, field="assessed_date", by=by, since=since, what=what)
        found = {code: _finding(code, findings) for code in FACTORS}
        _write(held, found)
        change(
            held, "assessment of a review recorded", assessed_date=assessed_date, assessed_by_id=by.user_id
        )


def _finding(code: str, findings: Mapping[str, str]) -> str:
    missing = _("Enter what was found, or that there is nothing: %(factor)s") % {"factor": _(FACTORS[code])}
    return refuse_text(findings.get(code, ""), field=f"factor_{code}", most=2000, missing=missing)


def _write(held: Held, found: Mapping[str, str]) -> None:
    before, application = held.application.findings or {}, held.application.id
    new = [
        FactorConsidered(application_id=application, factor=code, finding=text, **carried(held.subject))
        for code, text in found.items()
        if code not in before
    ]
    store(lambda: FactorConsidered.objects.bulk_create(new))
    for code, text in found.items():
        if code in before and before[code] != text:
            row = FactorConsidered.objects.filter(application_id=application, factor=code)
            row.update(finding=text, version=F("version") + 1)
