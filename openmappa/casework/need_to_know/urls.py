"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.need_to_know.views import emergencies, requests, sight

app_name = "need_to_know"
urlpatterns = [
    path("people/<uuid:subject_id>/access/", sight.sight_list, name="sight_list"),
    path("people/<uuid:subject_id>/access/give/", sight.sight_give, name="sight_give"),
    path("people/<uuid:subject_id>/access/end/", sight.sight_end, name="sight_end"),
    path("people/<uuid:subject_id>/access/restrict/", sight.restriction_change, name="restriction_change"),
    path("people/<uuid:subject_id>/access/ask/", requests.access_ask, name="access_ask"),
    path("access-requests/", requests.request_list, name="request_list"),
    path("access-requests/<uuid:request_id>/", requests.request_answer, name="request_answer"),
    path("emergency/open/", emergencies.emergency_open, name="emergency_open"),
    path("emergency/open/<uuid:reference>/", emergencies.emergency_open, name="emergency_open_of"),
    path("emergency/", emergencies.emergency_list, name="emergency_list"),
    path("emergency/<uuid:access_id>/", emergencies.emergency_detail, name="emergency_detail"),
]
