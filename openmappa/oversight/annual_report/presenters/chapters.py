"""What the pages of an area's own chapters say, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.fields import error_of, errors_of
from openmappa.foundation.ui.stale import StaleSave, State, Words, stale_save
from openmappa.oversight.annual_report.domain.chapters import MOST_PARTNERS, OWN, TITLES, Kind
from openmappa.oversight.annual_report.forms import WriteChapter
from openmappa.oversight.annual_report.queries import ChapterVersion
from openmappa.oversight.annual_report.services.chapters import (
    LONGEST,
    approves_as_own,
    may_approve,
    may_write,
)
from openmappa.oversight.document.domain import markdown
from openmappa.oversight.statistics.domain.years import ReportingYear

Versions = Sequence[ChapterVersion]


@dataclass(frozen=True, slots=True)
class Place:
    """Which chapter of which report a page is about."""

    area: int
    area_name: str
    year: ReportingYear
    kind: Kind
    number: int

    @property
    def caption(self) -> str:
        """Return what stands above the page's heading."""
        return _("%(area)s, annual report %(year)s") % {"area": self.area_name, "year": self.year.title}


def name_of(kind: Kind, number: int) -> str:
    """Return what a chapter is called on pages."""
    if kind is Kind.PARTNER:
        return _("Partner chapter %(number)d") % {"number": number}
    return _(TITLES[kind])


def list_page(viewer: Viewer, place: Place, versions: Versions) -> dict[str, object]:
    """Return the page of all own chapters, those not written yet among them."""
    written = {key: list(of) for key, of in groupby(versions, key=lambda each: (each.kind, each.number))}
    partners = [number for kind, number in written if kind is Kind.PARTNER]
    rows = [
        _row(viewer, place, kind, number, written.get((kind, number), []))
        for kind in OWN
        for number in (partners if kind is Kind.PARTNER else [1])
    ]
    following = max(partners, default=0) + 1
    may_add = may_write(viewer, place.area) and following <= MOST_PARTNERS
    return {
        "caption": place.caption,
        "rows": rows,
        "may_write": may_write(viewer, place.area),
        "add": _write(place, Kind.PARTNER, following) if may_add else "",
        "back": _report(place),
    }


def _row(viewer: Viewer, place: Place, kind: Kind, number: int, versions: Versions) -> dict[str, object]:
    newest = versions[0] if versions else None
    name = name_of(kind, number)
    return {
        "name": f"{name}: {newest.title}" if newest and newest.title else name,
        "version": _("Version %(number)d") % {"number": newest.version} if newest else "",
        "href": _version(place, newest) if newest else "",
        "by": byline(newest) if newest else _("Not written yet"),
        "state": _state(versions),
        "write": _write(place, kind, number) if may_write(viewer, place.area) else "",
        "write_words": _("Change") if newest else _("Write"),
    }


def byline(of: ChapterVersion) -> str:
    """Return who wrote it, as it is printed."""
    return _("%(author)s, %(agency)s") % {"author": of.author, "agency": of.agency}


def _state(versions: Versions) -> str:
    """Return whether the newest version is approved, and what is printed until it is."""
    if not versions:
        return _("Not in the report")
    newest, *older = versions
    if newest.approved_at:
        approved = _approved(newest)
        return (
            approved
            if newest.markdown
            else _("Left out of the report. %(approved)s") % {"approved": approved}
        )
    printed = next((each for each in older if each.approved_at), None)
    if printed is None or not printed.markdown:
        return _("Not approved, so not in the report")
    return _("Not approved. The report prints version %(number)d.") % {"number": printed.version}


def _approved(of: ChapterVersion) -> str:
    return _("Approved by %(name)s on %(day)s") % {"name": of.approved_for, "day": _moment(of.approved_at)}


def detail_page(
    viewer: Viewer, place: Place, shown: ChapterVersion, versions: Versions, *, error: str = ""
) -> dict[str, object]:
    """Return the page of one version: as it is printed, who approved it, and what the viewer may do."""
    approves = not shown.approved_at and may_approve(viewer, place.area, shown.agency_id)
    name = name_of(place.kind, place.number)
    return {
        "caption": place.caption,
        "title": _("%(chapter)s, version %(number)d") % {"chapter": name, "number": shown.version},
        "facts": [
            (_("Written by"), byline(shown)),
            (_("Saved"), _moment(shown.written_at, "j F Y, H:i")),
            (_("Approval"), _approved(shown) if shown.approved_at else _("Not approved")),
        ],
        "may_approve": approves,
        "names_other": approves and not approves_as_own(viewer, place.area, shown.agency_id),
        "agency": shown.agency,
        "error": {"text": error} if error else None,
        "write": _write(place, place.kind, place.number) if may_write(viewer, place.area) else "",
        "others": [
            {
                "text": _("Version %(number)d") % {"number": each.version},
                "href": _version(place, each),
                "state": _approved(each) if each.approved_at else _("Not approved"),
            }
            for each in versions
            if each.version != shown.version
        ],
        "printed": _printed(place, shown.title, shown.markdown, byline(shown)),
        "back": reverse("annual_report:chapter_list", kwargs=_report_address(place)),
    }


def approval_state(place: Place, shown: ChapterVersion, versions: Versions) -> State:
    """Return what an approval decides about: whether it is there already, and whether there is a newer version."""
    newest = versions[0]
    words = _("Version %(number)d, %(author)s") % {"number": newest.version, "author": byline(newest)}
    parts = (
        (_("Approval"), _approved(shown) if shown.approved_at else _("Not approved")),
        (_("Newest version"), words),
    )
    return State(f"chapter {shown.id}", _("Somebody else has changed the chapter"), parts)


def approval_typed(viewer: Viewer, named: str) -> Words:
    """Return what was typed to approve a version: who approves it."""
    words = _("Approve this version: %(name)s")
    return [(_("Approval"), words % {"name": named.strip() or viewer.name})]


def write_page(
    place: Place, versions: Versions, form: WriteChapter, *, preview: bool, stale: bool
) -> dict[str, object]:
    """Return the page that writes a chapter, with what was typed, and with both versions if it was stale."""
    newest = versions[0] if versions else None
    typed = {name: str(form[name].value() or "") for name in form.fields}
    agencies = {str(number): name for number, name in form.fields["agency"].choices}  # type: ignore[attr-defined]
    page: dict[str, object] = {
        "caption": place.caption,
        "title": name_of(place.kind, place.number),
        "words": _("Change a chapter") if newest else _("Write a chapter"),
        "is_new": newest is None,
        "usual_title": _(TITLES[place.kind]),
        "longest": LONGEST,
        "typed": typed,
        "agencies": [
            {"value": "", "text": _("Select an agency")},
            *(
                {"value": number, "text": name, "selected": number == typed["agency"]}
                for number, name in agencies.items()
            ),
        ],
        "errors": [] if preview else errors_of(form),
        "error_of": {name: None if preview else error_of(form, name) for name in form.fields},
        "expected": typed["expected"] or "0",
        "back": reverse("annual_report:chapter_list", kwargs=_report_address(place)),
        "preview": None,
        "stale": None,
    }
    if preview:
        written_by = ", ".join(each for each in (typed["author"], agencies.get(typed["agency"])) if each)
        page["preview"] = _printed(place, typed["title"], typed["markdown"], written_by)
    if stale and newest:
        former = next((each for each in versions if str(each.version) == typed["expected"]), None)
        page["stale"] = _comparison(place, former, newest, typed, agencies)
        # Saving again is then a decision taken with the present version in view.
        page["expected"] = str(newest.version)
    return page


def as_typed(of: ChapterVersion) -> dict[str, object]:
    """Return a version as the form shows it, to begin the next one from it."""
    return {
        "title": of.title,
        "markdown": of.markdown,
        "author": of.author,
        "agency": str(of.agency_id),
        "expected": of.version,
    }


def _comparison(
    place: Place,
    former: ChapterVersion | None,
    newest: ChapterVersion,
    typed: dict[str, str],
    agencies: dict[str, str],
) -> StaleSave:
    """Return each part of the chapter: as it was when the form was opened, as saved now, and as typed."""

    def of(version: ChapterVersion | None) -> tuple[str, ...]:
        if version is None:
            return (_("Not written yet"),) * 4
        return _title(place, version.title), version.markdown, version.author, version.agency

    title, agency = _title(place, typed["title"]), agencies.get(typed["agency"], "")
    mine = (title, typed["markdown"], typed["author"], agency)
    parts = (_("Title"), _("Text"), _("Author"), _("Agency"))
    return stale_save(
        _("Somebody else has changed the chapter"), parts, seen=of(former), now=of(newest), typed=mine
    )


def _printed(place: Place, title: str, text: str, written_by: str) -> dict[str, object]:
    return {
        "title": _title(place, title),
        "byline": written_by,
        "blocks": markdown.blocks(text),
    }


def _title(place: Place, title: str) -> str:
    """Return the title as it is printed: the usual one if none is given."""
    return title.strip() or _(TITLES[place.kind])


def _report_address(place: Place) -> dict[str, object]:
    return {"area": place.area, "year": place.year.name}


def _report(place: Place) -> str:
    return reverse("annual_report:report_detail", kwargs=_report_address(place))


def _write(place: Place, kind: Kind, number: int) -> str:
    of = {**_report_address(place), "kind": kind.value, "number": number}
    return reverse("annual_report:chapter_write", kwargs=of)


def version_address(place: Place, version: int) -> str:
    """Return the address of a version of the chapter."""
    return _detail(place, place.kind, place.number, version)


def _version(place: Place, of: ChapterVersion) -> str:
    return _detail(place, of.kind, of.number, of.version)


def _detail(place: Place, kind: Kind, number: int, version: int) -> str:
    at = {**_report_address(place), "kind": kind.value, "number": number, "version": version}
    return reverse("annual_report:chapter_detail", kwargs=at)


def _moment(at: datetime | None, form: str = "j F Y") -> str:
    return date_format(localtime(at), form) if at else ""
