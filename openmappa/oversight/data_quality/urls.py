"""Addresses of the findings."""

from django.urls import path

from openmappa.oversight.data_quality import views

app_name = "data_quality"
urlpatterns = [
    path("data-quality/<int:area>/", views.check, name="check"),
    path("data-quality/<int:area>/<str:finding>/", views.finding, name="finding"),
]
