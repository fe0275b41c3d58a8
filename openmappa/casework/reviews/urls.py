"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.reviews import views

app_name = "reviews"
_REVIEW = "people/<uuid:subject_id>/review-of-notification/"
urlpatterns = [
    path("reviews/", views.review_list, name="review_list"),
    path(_REVIEW, views.review_detail, name="review_detail"),
    path(f"{_REVIEW}notice/<int:application>/", views.notice, name="notice"),
    path(f"{_REVIEW}<slug:step>/", views.step_take, name="step_take"),
]
