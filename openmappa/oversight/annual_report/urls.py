"""Addresses of the annual report."""

from django.urls import path

from openmappa.oversight.annual_report import views

app_name = "annual_report"
urlpatterns = [
    path("reports/<int:area>/<str:year>/", views.report_detail, name="report_detail"),
    path("reports/<int:area>/<str:year>/approve/", views.report_approve, name="report_approve"),
    path("reports/<int:area>/<str:year>/publish/", views.report_publish, name="report_publish"),
    path(
        "reports/<int:area>/<str:year>/editions/<int:number>/revisions/",
        views.report_revisions,
        name="report_revisions",
    ),
]
