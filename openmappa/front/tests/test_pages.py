"""Every page, by role: what it shows, what it withholds, what it refuses, and what is written down."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openmappa.foundation.audit.models import Event
from tests.journeys.people import reference

ROBIN = reference("Robin Fictitious")
PAGES = ("people:person_detail", "people:person_timeline", "people:person_offences", "people:person_custody",
         "standing:standing_detail", "responsibility:responsibility_list")


@pytest.mark.parametrize("page", PAGES)
def test_co_ordinator_opens_every_page_of_a_case_and_each_is_written_down(signed_in, page) -> None:
    response = signed_in("co_ordinator").get(reverse(page, kwargs={"subject_id": ROBIN}))
    assert response.status_code == 200
    assert b"Robin Fictitious" in response.content
    event = Event.objects.get(what="case file opened")
    assert (event.subjects, event.area, event.detail["page"]) == ([ROBIN], 21, page)
