"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.duties.views import recording, worklists

app_name = "duties"
urlpatterns = [
    path("duties/", worklists.worklist, name="worklist"),
    path("duties/calendars/", worklists.calendars, name="calendars"),
    path("duties/calendar/<str:secret>/duties.ics", worklists.calendar, name="calendar"),
    path("duties/<int:duty_id>/", worklists.open_duty, name="open_duty"),
    path("people/<uuid:subject_id>/duties/", worklists.person_duties, name="person_duties"),
    path(
        "people/<uuid:subject_id>/notifications/record/", recording.notification, name="record_notification"
    ),
    path("people/<uuid:subject_id>/address/record/", recording.address, name="record_address"),
    path("people/<uuid:subject_id>/release/record/", recording.release, name="record_release"),
    path("people/<uuid:subject_id>/missing/record/", recording.missing, name="record_missing"),
    path("people/<uuid:subject_id>/found/record/", recording.found, name="record_found"),
]
