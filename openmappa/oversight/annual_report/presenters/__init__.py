"""What the pages of the annual report say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.oversight.annual_report.domain.editions import APPROVERS, REASONS, KeptEdition, Revision
from openmappa.oversight.annual_report.domain.layout import LAYOUTS
from openmappa.oversight.annual_report.queries import may_read
from openmappa.oversight.annual_report.services.editions import Edition, Preview
from openmappa.oversight.annual_report.services.tables import caption
from openmappa.oversight.statistics.domain.years import ReportingYear

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
        "digest": ready.digest,
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
