"""The links under the header: what the viewer's roles open."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.ui.domain import Link, NavigationBar

FIGURES = "statistics:figure_list"


def sees_people(viewer: Viewer) -> bool:
    """Return whether some role of the viewer's sees records at all."""
    return viewer.works_on_cases


def figures_address() -> str | None:
    """Return the address of the figures' first page; None while there is no such page."""
    try:
        return reverse(FIGURES)
    except NoReverseMatch:
        return None


def navigation(request: HttpRequest) -> NavigationBar:
    """Return the links for who is signed in; none for nobody."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not request.user.is_authenticated:
        return NavigationBar()
    pages = [(_("Home"), "front:home")]
    if sees_people(viewer):
        pages.append((_("People"), "people:person_list"))
        pages.append((_("Duties"), "duties:worklist"))
    if viewer.may(Permission.SEARCH_PEOPLE):
        pages.append((_("Search"), "people:person_search"))
    if viewer.may(Permission.RECORD_REVIEW) or viewer.may(Permission.DETERMINE_REVIEW):
        pages.append((_("Reviews"), "reviews:review_list"))
    if viewer.may(Permission.READ_FIGURES) and figures_address():
        pages.append((_("Figures"), FIGURES))
    if viewer.may(Permission.MANAGE_ACCOUNTS):
        pages.append((_("Accounts"), "administration:accounts"))
    if viewer.areas_where(Permission.READ_LOG):
        pages.append((_("Unusual looking"), "log_review:review_list"))
    here = request.resolver_match.view_name if request.resolver_match else ""
    links = tuple(Link(text, reverse(name), name == here) for text, name in pages)
    return NavigationBar(viewer.name, links)
