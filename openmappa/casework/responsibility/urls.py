"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.responsibility import views

app_name = "responsibility"
urlpatterns = [
    path("people/<uuid:subject_id>/responsibility/", views.responsibility_list, name="responsibility_list"),
]
