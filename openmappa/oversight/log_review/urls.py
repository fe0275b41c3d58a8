"""Addresses of the log."""

from django.urls import path

from openmappa.oversight.log_review import views

app_name = "log_review"
urlpatterns = [
    path("people/<uuid:subject_id>/who-has-looked/", views.who_looked, name="who_looked"),
    path("log/", views.review_list, name="review_list"),
    path("log/find/", views.find, name="find"),
    path("log/records/<uuid:subject_id>/", views.record, name="record"),
    path("log/<str:kind>/<int:entry>/", views.found, name="found"),
]
