"""All addresses."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from openmappa.front.case_file import views as case_file
from openmappa.front.home import views as home
from openmappa.front.people_list import views as people_list
from openmappa.front.search import views as search

_front = [path("", home.home, name="home")]

_people = [
    path("people/", people_list.person_list, name="person_list"),
    path("search/", search.person_search, name="person_search"),
    path("search/<uuid:search_id>/", search.search_results, name="search_results"),
    path("people/<uuid:subject_id>/", case_file.overview, name="person_detail"),
    path("people/<uuid:subject_id>/timeline/", case_file.timeline, name="person_timeline"),
    path("people/<uuid:subject_id>/offences/", case_file.offences, name="person_offences"),
    path("people/<uuid:subject_id>/orders/", case_file.orders, name="person_orders"),
    path("people/<uuid:subject_id>/custody/", case_file.custody, name="person_custody"),
]

_rooms = [
    name
    for name in (
        "openmappa.foundation.signing_in",
        "openmappa.foundation.administration",
        "openmappa.foundation.drafts",
        "openmappa.casework.need_to_know",
        "openmappa.casework.reviews",
        "openmappa.casework.duties",
        "openmappa.casework.standing",
        "openmappa.casework.eligibility",
        "openmappa.casework.responsibility",
        "openmappa.oversight.statistics",
        "openmappa.oversight.annual_report",
        "openmappa.oversight.data_quality",
        "openmappa.oversight.log_review",
        "openmappa.oversight.de_identified",
    )
    if find_spec(f"{name}.urls")
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_front, "front"))),
    path("", include((_people, "people"))),
    *(path("", include(f"{name}.urls")) for name in _rooms),
]

handler400 = "openmappa.front.views.bad_request"
handler403 = "openmappa.front.views.refused"
handler404 = "openmappa.front.views.not_found"
handler500 = "openmappa.front.views.failed"
