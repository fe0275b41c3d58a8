"""What the pages of the annual report say, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.ui.stale import State, Words
from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_report.domain.editions import APPROVERS, REASONS, KeptEdition, Revision
from openmappa.oversight.annual_report.domain.layout import LAYOUTS
from openmappa.oversight.annual_report.queries import may_read
from openmappa.oversight.annual_report.services.editions import Edition, Preview
from openmappa.oversight.annual_report.services.tables import caption
from openmappa.oversight.data_quality.queries import latest_check
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.presenters.words import population_choice

AGENCIES: Mapping[str, str] = {
    "police": "Police",
    "probation": "Probation Service",
    "prison": "Prison Service",
}


def report_page(
    viewer: Viewer, area: int, ready: Preview, published: tuple[Edition, ...]
) -> dict[str, object]:
    """Return the page of the report: its document, approvals with what the viewer may do, and editions."""
    of = {"area": area, "year": ready.source.counted.year.name}
    may_publish = viewer.may(Permission.PUBLISH_REPORT, area=area)
    is_published = bool(published) and published[0].digest == ready.digest
    return {
        "report": ready.document,
        "expected": state_of(ready, published).token,
        "agencies": [
            {"code": each, "name": _(AGENCIES[each]), "approved": each in ready.approved}
            for each in APPROVERS
        ],
        "may_approve": viewer.may(Permission.APPROVE_REPORT, area=area) and bool(ready.missing),
        "names_others": may_publish,
        "may_publish": may_publish and not ready.missing and not is_published,
        "missing": [{"value": each, "text": _(AGENCIES[each])} for each in ready.missing],
        "is_published": is_published,
        "approve": reverse("annual_report:report_approve", kwargs=of),
        "publish": reverse("annual_report:report_publish", kwargs=of),
        "chapters": reverse("annual_report:chapter_list", kwargs=of) if may_read(viewer, area) else "",
        "editions": [
            {
                "title": _("Edition %(number)d") % {"number": each.number},
                "published": date_format(localtime(each.published_at), "j F Y, H:i"),
                "digest": each.digest,
                "read": reverse("annual_report:report_edition", kwargs={**of, "number": each.number}),
                "href": reverse("annual_report:report_revisions", kwargs={**of, "number": each.number}),
            }
            for each in published
        ],
    }


def state_of(ready: Preview, published: tuple[Edition, ...]) -> State:
    """Return what approving and publishing decide about: the very document, who has approved it, and the editions."""
    of = ready.source.counted
    parts = [
        (_("Document"), ready.digest[:16]),
        (_("Counted"), _moment(of.counted_at)),
        (_("Population of the rate"), ready.source.settings.used.population_year),
        (
            _("Chapters that the area writes"),
            "\n".join(f"{each.title or each.kind}, {each.author}" for each in ready.source.chapters)
            or _("None"),
        ),
        *(
            (_(AGENCIES[each]), _("Approved") if each in ready.approved else _("Not yet approved"))
            for each in APPROVERS
        ),
        (_("Editions"), str(published[0].number) if published else _("None")),
    ]
    return State(
        f"report {of.area} {of.year.name}", _("The report has changed since you read it"), tuple(parts)
    )


def approval_typed(viewer: Viewer, agency: str, name: str) -> Words:
    """Return what was typed to approve the report: for which agency, and who."""
    words = _("Approved by %(name)s") % {"name": name.strip() or viewer.name}
    return [(_(AGENCIES[agency]) if agency in AGENCIES else _("Approval"), words)]


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i:s")


def edition_page(area: int, kept: KeptEdition) -> dict[str, object]:
    """Return the page of a published edition: its document, and what tells it from others."""
    of = {"area": area, "year": kept.year.name}
    return {
        "report": kept.document,
        "title": _("Edition %(number)d") % {"number": kept.number},
        "revisions": reverse("annual_report:report_revisions", kwargs={**of, "number": kept.number}),
        "back": reverse("annual_report:report_detail", kwargs=of),
    }


def revisions_page(
    area: int, year: ReportingYear, number: int, found: tuple[Revision, ...]
) -> dict[str, object]:
    """Return the revisions note of an edition: each changed figure, as published, as counted now, and why."""
    captions = {each.key: caption(each, year) for each in LAYOUTS}
    return {
        "title": _("Revisions since edition %(number)d") % {"number": number},
        "year": year.title,
        "back": reverse("annual_report:report_detail", kwargs={"area": area, "year": year.name}),
        "rows": [
            {
                "table": captions[each.table],
                "words": _(each.words),
                "was": f"{each.was:,}",
                "now": f"{each.now:,}",
                "why": " ".join(_(REASONS[reason]) for reason in each.reasons),
            }
            for each in found
        ],
    }


def what_it_rests_on(viewer: Viewer, area: int, ready: Preview, known: Sequence[str]) -> dict[str, object]:
    """Return which settings the report shows, the populations that a reader may choose, and the records' findings.

    A report over another population than the area's is for reading only: it can be neither approved nor
    published.
    """
    settings = ready.source.settings
    chosen, settled = settings.used.population_year, settings.of_area.settings.population_year
    of = {"area": area, "year": ready.source.counted.year.name}
    is_for_reading = chosen != settled
    page: dict[str, object] = {
        "populations": population_choice(known, chosen),
        "for_reading": _(
            "This is read with the population %(chosen)s. What is approved and published has %(settled)s."
        )
        % {"chosen": chosen, "settled": settled}
        if is_for_reading
        else "",
        "as_settled": reverse("annual_report:report_detail", kwargs=of),
        "counted_otherwise": not settings.counted_as_settled,
        "settings": reverse("statistics:settings", kwargs={"area": area}),
        "years": reverse("statistics:figures_by_year", kwargs={"area": area}),
        "findings": _findings(viewer, area),
    }
    return page | ({"may_approve": False, "may_publish": False} if is_for_reading else {})


def _findings(viewer: Viewer, area: int) -> dict[str, str] | None:
    """Return what a check of the records found, for those who approve the report; None for others."""
    if not viewer.may(Permission.APPROVE_REPORT, area=area):
        return None
    check = latest_check(viewer=viewer, area=area)
    found = {name: count for name, count in check.counts.items() if count}
    if check.checked_at is None:
        words = _("The area's records have not been checked yet.")
    elif found:
        words = ngettext(
            "The check of the records on %(day)s asks about %(findings)s matter.",
            "The check of the records on %(day)s asks about %(findings)s matters.",
            len(found),
        ) % {"day": day(localtime(check.checked_at).date()), "findings": len(found)}
    else:
        words = _("The check of the records on %(day)s found nothing.") % {
            "day": day(localtime(check.checked_at).date())
        }
    return {"words": words, "href": reverse("data_quality:check", kwargs={"area": area})}
