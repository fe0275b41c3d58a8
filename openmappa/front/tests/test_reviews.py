"""Reviews of indefinite notification on the pages: every step, who is refused, what is counted, how many queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openmappa.casework.reviews.domain.application import FACTORS
from openmappa.casework.reviews.models import ReviewApplication
from openmappa.foundation.access.models import Sight
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredCell
from openmappa.oversight.statistics.services import count
from openmappa.record.notification.models import NotificationRequirement
from tests.journeys.people import reference

LONDON = 21
CASEY = reference("Casey Placeholder")
ROBIN = reference("Robin Fictitious")
OFFICER, SUPERINTENDENT = "police_offender_manager", "police_superintendent"
MOST_QUERIES = 25


def page(subject: Any = CASEY, step: str = "") -> str:
    return f"/people/{subject}/review-of-notification/" + (f"{step}/" if step else "")


def said(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def token(subject: Any = CASEY) -> str:
    found = (
        ReviewApplication.objects.filter(subject_id=subject)
        .exclude(validity="invalid")
        .order_by("-id")
        .first()
    )
    return f"{found.pk}.{found.version}" if found else "none"


def on(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def posts(client: Client, step: str, *, subject: Any = CASEY, **typed: Any) -> Any:
    return client.post(page(subject, step), {"expected": token(subject), **typed})


def saved(answer: Any) -> None:
    assert answer.status_code == 302, unescape(answer.content.decode())


def up_to_assessment(officer: Client, day: date) -> None:
    """Take every step from receipt to the assessment; the law lacks the day of the first notification."""
    saved(posts(officer, "receive", way="post", **on("received_date", day)))
    saved(
        posts(officer, "validity", validity="valid", reason="The paper file of 2010 shows the notification")
    )
    saved(posts(officer, "acknowledge", **on("acknowledged_date", day)))
    agencies = User.objects.get(email="co_ordinator@example.test").memberships.values_list(
        "agency_id", flat=True
    )
    saved(posts(officer, "bodies", agencies=list(agencies), **on("bodies_asked_date", day)))
    body = ReviewApplication.objects.get(subject_id=CASEY).bodies.get()
    saved(posts(officer, "answer", body=body.pk, answer="Nothing known", **on("answered_date", day)))
    findings = {f"factor_{code}": "Nothing of note" for code in FACTORS}
    saved(posts(officer, "assess", **findings, **on("assessed_date", day)))


def determines(superintendent: Client, day: date, decision: str, **typed: Any) -> None:
    typed = {"rank": "superintendent", "reasons": "The risk has fallen", "further_years": "", **typed}
    saved(posts(superintendent, "determine", decision=decision, **typed, **on("determined_date", day)))


def year_of(day: date) -> ReportingYear:
    first = day.year if day.month >= 4 else day.year - 1
    return ReportingYear(f"{first}-{(first + 1) % 100:02}")


def revoked_in(year: ReportingYear) -> int:
    count(year, [LONDON], loads={})
    cells = StoredCell.objects.filter(run__rule="notification_revoked", run__year=year.name).order_by(
        "-run_id"
    )
    return cells[0].count


def test_from_application_to_revocation_and_the_next_count_counts_it(signed_in) -> None:
    officer, superintendent = signed_in(OFFICER), signed_in(SUPERINTENDENT)
    today = timezone.localdate()
    year = year_of(today)
    assert revoked_in(year) == 0
    up_to_assessment(officer, today)
    assert revoked_in(year) == 0
    determines(superintendent, today, "no_longer_subject")
    requirement = NotificationRequirement.objects.get(subject_id=CASEY)
    assert (requirement.revoked_date, requirement.last_date) == (today, today)
    assert revoked_in(year) == 1
    assert "Indefinite; revoked on" in said(officer, f"/people/{CASEY}/orders/")
    assert "No longer subject to the requirements" in said(officer, page())
    saved(posts(officer, "notice", notice_way="post", **on("notice_date", today)))
    assert "You are no longer subject" not in said(officer, page())


def test_appeal_allowed_is_counted_in_the_year_of_the_decision(signed_in) -> None:
    officer, superintendent = signed_in(OFFICER), signed_in(SUPERINTENDENT)
    today = timezone.localdate()
    up_to_assessment(officer, today)
    determines(superintendent, today, "remains_subject")
    saved(posts(officer, "notice", notice_way="post", **on("notice_date", today)))
    saved(posts(officer, "appeal", appeal_court="Anytown Magistrates' Court", **on("appeal_date", today)))
    assert revoked_in(year_of(today)) == 0
    saved(posts(officer, "outcome", appeal_outcome="allowed", **on("appeal_outcome_date", today)))
    assert revoked_in(year_of(today)) == 1


def test_letter_says_what_was_determined_why_and_what_can_be_done(signed_in) -> None:
    officer, superintendent = signed_in(OFFICER), signed_in(SUPERINTENDENT)
    today = timezone.localdate()
    up_to_assessment(officer, today)
    determines(superintendent, today, "remains_subject", reasons="The risk has not fallen", further_years="9")
    letter = said(officer, page(step=f"notice/{ReviewApplication.objects.get().pk}"))
    for words in (
        "Casey Placeholder",
        "Superintendent Su Superintendent determined that you remain subject",
        "The risk has not fallen",
        "appeal to a magistrates' court within 21 days of this notice",
        "were not verified",
    ):
        assert words in letter
    saved(posts(officer, "notice", notice_way="post", **on("notice_date", today)))
    last = today + timedelta(days=21)
    letter = said(officer, page(step=f"notice/{ReviewApplication.objects.get().pk}"))
    assert f"The last day for an appeal is {last.day} {last:%B %Y}" in letter


def test_person_under_an_order_may_not_apply_and_the_application_is_kept(signed_in) -> None:
    officer = signed_in(OFFICER)
    before = said(officer, page(ROBIN))
    assert "The person may not apply" in before
    assert "Sexual Offences Act 2003 s.91A" in before
    saved(posts(officer, "receive", subject=ROBIN, way="post", **on("received_date", timezone.localdate())))
    kept = ReviewApplication.objects.get(subject_id=ROBIN)
    assert kept.validity == "invalid"
    assert kept.validity_words in said(officer, page(ROBIN))
    assert "cannot be considered" in said(officer, page(ROBIN, f"notice/{kept.pk}"))


def test_missing_fact_is_named(signed_in) -> None:
    text = said(signed_in(OFFICER), page())
    assert "is not known: a fact is missing" in text
    assert "What would decide it: notifications (the initial one)" in text


@pytest.mark.parametrize(
    ("role", "step", "status"),
    [
        (OFFICER, "receive", 200),
        (OFFICER, "determine", 403),
        (SUPERINTENDENT, "receive", 403),
        (SUPERINTENDENT, "determine", 302),
        ("co_ordinator", "receive", 403),
        ("co_ordinator", "determine", 403),
        ("co_ordinator", "no-such-step", 404),
        ("lay_adviser", "receive", 404),
    ],
)
def test_who_may_take_which_step(signed_in, role: str, step: str, status: int) -> None:
    assert signed_in(role).get(page(step=step)).status_code == status


def test_sight_of_part_of_the_record_gives_no_answer_of_law(signed_in) -> None:
    user = User.objects.get(email="co_operating_member@example.test")
    given = {"subject_id": CASEY, "user": user, "source": "test", "start_date": "2022-01-01"}
    Sight.objects.create(level=1, reference=1, **given)
    Sight.objects.create(level=3, section="notification", reference=2, **given)
    client = signed_in("co_operating_member")
    assert "Withheld: your role does not open this part" in said(client, page())
    assert client.get(page(step="notice/1")).status_code == 403


def test_slower_save_shows_both_versions_and_keeps_what_was_typed(signed_in) -> None:
    officer, today = signed_in(OFFICER), timezone.localdate()
    saved(posts(officer, "receive", way="post", **on("received_date", today)))
    saved(posts(officer, "validity", validity="valid", reason="The paper file shows it"))
    seen = token()
    saved(posts(officer, "acknowledge", **on("acknowledged_date", today)))
    late = posts(officer, "withdraw", expected=seen, reason="By letter", **on("withdrawn_date", today))
    text = unescape(late.content.decode())
    assert "Somebody else has taken a step on this review" in text
    assert "Acknowledged" in text
    assert "By letter" in text
    assert f'name="expected" value="{token()}"' in text


def test_errors_of_a_form_are_beside_its_fields(signed_in) -> None:
    officer = signed_in(OFFICER)
    tomorrow = timezone.localdate() + timedelta(days=1)
    text = unescape(posts(officer, "receive", way="post", **on("received_date", tomorrow)).content.decode())
    assert '<a href="#received_date-day">The date must be today or in the past</a>' in text
    text = unescape(posts(officer, "receive").content.decode())
    assert "Enter the day on which it was received" in text
    assert "Select how the application came" in text


def test_worklist_is_by_area_and_written_down_with_whom_it_showed(signed_in) -> None:
    officer, today = signed_in(OFFICER), timezone.localdate()
    assert "No review waits for a step" in said(officer, "/reviews/")
    saved(posts(officer, "receive", way="post", **on("received_date", today - timedelta(days=20))))
    saved(posts(officer, "validity", validity="valid", reason="The paper file shows it"))
    text = said(officer, "/reviews/")
    assert "Casey Placeholder" in text
    assert "Overdue by 6 days" in text
    event = Event.objects.filter(what="reviews of notification shown").latest("id")
    assert event.subjects == [CASEY]
    assert signed_in("co_ordinator").get("/reviews/").status_code == 403


def test_no_page_takes_many_queries(signed_in) -> None:
    officer, superintendent = signed_in(OFFICER), signed_in(SUPERINTENDENT)
    today = timezone.localdate()
    up_to_assessment(officer, today)
    asked: list[tuple[Callable[..., Any], str]] = [
        (officer.get, page()),
        (officer.get, page(step="assess")),
        (superintendent.get, page(step="determine")),
        (officer.get, "/reviews/"),
    ]
    for get, address in asked:
        _within(get, address)
    determines(superintendent, today, "remains_subject")
    _within(officer.get, page(step=f"notice/{ReviewApplication.objects.get().pk}"))
    _within(officer.get, page(step="receive"))


def _within(get: Callable[..., Any], address: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert get(address).status_code == 200
    # What opens, holds and closes a transaction asks nothing of the records.
    asked = [each["sql"] for each in queries if re.search(r"\b(FROM|INTO|UPDATE)\b", each["sql"])]
    assert 5 < len(asked) <= MOST_QUERIES, f"{address}: {len(asked)}"
