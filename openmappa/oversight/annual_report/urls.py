"""Addresses of the annual report."""

from django.urls import path

from openmappa.oversight.annual_report import views
from openmappa.oversight.annual_report.views import chapters

app_name = "annual_report"
_CHAPTERS = "reports/<int:area>/<str:year>/chapters/"
_CHAPTER = f"{_CHAPTERS}<slug:kind>/<int:number>/"
urlpatterns = [
    path("reports/<int:area>/<str:year>/", views.report_detail, name="report_detail"),
    path("reports/<int:area>/<str:year>/approve/", views.report_approve, name="report_approve"),
    path("reports/<int:area>/<str:year>/publish/", views.report_publish, name="report_publish"),
    path(_CHAPTERS, chapters.chapter_list, name="chapter_list"),
    path(f"{_CHAPTER}write/", chapters.chapter_write, name="chapter_write"),
    path(f"{_CHAPTER}<int:version>/", chapters.chapter_detail, name="chapter_detail"),
    path(
        "reports/<int:area>/<str:year>/editions/<int:number>/",
        views.report_edition,
        name="report_edition",
    ),
    path(
        "reports/<int:area>/<str:year>/editions/<int:number>/revisions/",
        views.report_revisions,
        name="report_revisions",
    ),
]
