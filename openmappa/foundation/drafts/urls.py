"""Addresses of drafts. Which draft it is stands in the form, not in the address."""

from django.urls import path

from openmappa.foundation.drafts import views

app_name = "drafts"
urlpatterns = [
    path("drafts/", views.save, name="save"),
    path("drafts/discard/", views.discard, name="discard"),
]
