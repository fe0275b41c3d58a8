"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.standing import views

app_name = "standing"
urlpatterns = [
    path("people/<uuid:subject_id>/standing/", views.standing_detail, name="standing_detail"),
    path("people/<uuid:subject_id>/level/change/", views.level_change, name="level_change"),
]
