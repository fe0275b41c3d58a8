"""Addresses of the rows without identity."""

from django.urls import path

from openmappa.oversight.de_identified import views

app_name = "de_identified"
urlpatterns = [
    path("de-identified/<int:area>/", views.row_list, name="row_list"),
    path("de-identified/<int:area>/rows.csv", views.row_file, name="row_file"),
]
