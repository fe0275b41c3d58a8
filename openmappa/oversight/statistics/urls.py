"""Addresses of the figures."""

from django.urls import path

from openmappa.oversight.statistics import views

app_name = "statistics"
urlpatterns = [
    path("figures/", views.figure_list, name="figure_list"),
    path("figures/<int:area>/years/", views.figures_over_years, name="figures_by_year"),
    path("figures/<int:area>/settings/", views.settings, name="settings"),
    path("figures/<int:area>/settings/change/", views.settings_change, name="settings_change"),
    path("figures/<int:area>/<str:year>/", views.figure_table, name="figure_table"),
    path(
        "figures/<int:area>/<str:year>/<str:category>/<str:level>/", views.figure_people, name="figure_people"
    ),
    path(
        "figures/<int:area>/<str:year>/<slug:rule>/<str:category>/<str:level>/",
        views.figure_people,
        name="rule_people",
    ),
]
