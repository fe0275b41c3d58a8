"""Addresses of the room's pages."""

from django.urls import path

from openmappa.casework.eligibility.views import dangerous, deciding, reading

app_name = "eligibility"
_person = "people/<uuid:subject_id>"
urlpatterns = [
    path("eligibility/", reading.to_decide, name="to_decide"),
    path(f"{_person}/eligibility/", reading.eligibility_detail, name="eligibility_detail"),
    path(f"{_person}/eligibility/decisions/<int:number>/", reading.decision_detail, name="decision_detail"),
    path(f"{_person}/eligibility/decide/", deciding.decide, name="decide"),
    path(f"{_person}/eligibility/decide-otherwise/", deciding.override, name="override"),
    path(f"{_person}/eligibility/second-officer/", deciding.answer, name="answer"),
    path(f"{_person}/eligibility/facts/", deciding.record_facts, name="record_facts"),
    path(f"{_person}/potentially-dangerous/", dangerous.start, name="dangerous_start"),
    path(f"{_person}/potentially-dangerous/review/", dangerous.review, name="dangerous_review"),
]
