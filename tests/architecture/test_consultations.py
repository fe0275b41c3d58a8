"""No page that shows somebody's data escapes the log: every address of the URLconf, asked for in every role.

Data Protection Act 2018 s.62(1)(c): consultation is logged. A page is one entry, with everybody whom it showed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.services.feeds import make_feed
from openmappa.casework.reviews.models import ReviewApplication
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Subject
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.models import Proposal, User
from openmappa.foundation.accounts.services import invite
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.models import ReportChapter
from openmappa.oversight.data_quality.services import check
from openmappa.oversight.log_review.domain import PAGES
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import count
from openmappa.record.people.models import Address, Identifier, Name
from tests.journeys import people
from tests.journeys.people import reference
from tests.matrix.routes import routes

pytestmark = pytest.mark.django_db

YEAR = ReportingYear("2023-24")
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# A value for each name in an address, tried on every page; an address that needs another has it below.
VALUES: Mapping[str, object] = {
    "subject_id": reference("Robin Fictitious"),
    "area": people.LONDON,
    "year": YEAR.name,
    "category": "1",
    "level": "all",
    "rule": "eligible-on-31-march",
    "finding": "no_level",
    "step": "receive",
    "number": 1,
    "kind": "foreword",
    "version": 1,
    "action": "close",
    "reference": reference("Robin Fictitious"),
}


def _search(client: Client) -> Mapping[str, object] | None:
    """Search, and return where the results are; None for who may not search.

    The name is not quite the recorded one: the page repeats what was typed, whoever is found.
    """
    led = client.post("/search/", {"name": "Robin Fictitius"})
    return {"search_id": led.url.rstrip("/").rpartition("/")[2]} if led.status_code == 302 else None


def _unusual(client: Client) -> Mapping[str, object]:
    """Let somebody open a record in the middle of the night, and return where that is listed."""
    looker = User.objects.get(email="police_offender_manager@example.test")
    event = Event.objects.create(
        operation="consultation",
        what="record opened in an emergency",
        actor=looker.id,
        subjects=[reference("Robin Fictitious")],
        area=people.LONDON,
    )
    return {"kind": "emergencies", "entry": event.id}


def _user(role: str) -> User:
    return User.objects.get(email=f"{role}@example.test")


def _account(client: Client) -> Mapping[str, object]:
    return {"user_id": _user("analyst").id}


def _link(client: Client) -> Mapping[str, object]:
    return {"secret": invite(_user("analyst"), by=None, now=timezone.now())}


def _proposal(client: Client) -> Mapping[str, object]:
    """Propose a role that nobody has decided on."""
    manager = _user("system_manager")
    held = manager.memberships.get()
    proposed = Proposal.objects.create(
        user=_user("analyst"), agency=held.agency, area=held.area, role="board_member",
        start_date=YEAR.last_date, reason="Joins the board", proposed_by=manager,
    )  # fmt: skip
    return {"proposal_id": proposed.id}


def _chapter(client: Client) -> Mapping[str, object]:
    """Write the first version of a chapter."""
    writer = _user("co_ordinator")
    ReportChapter.objects.create(
        area_id=people.LONDON, year=YEAR.name, kind="foreword", version=1, markdown="We thank all.",
        author="A. Chair", agency=writer.memberships.get().agency, written_by=writer.id,
    )  # fmt: skip
    return {}


def _known_to_exist(client: Client) -> Mapping[str, object]:
    """Return somebody of whom a police offender manager knows only that there is a record."""
    return {"subject_id": reference("Charlie Unlevelled")}


def _request(client: Client) -> Mapping[str, object]:
    """Ask for access to a record; it is listed from then on, too."""
    now = timezone.now()
    asked = AccessRequest.objects.create(
        subject_id=reference("Charlie Unlevelled"), user=_user("police_offender_manager"),
        reason="Seen near a school", wanted_until=now.date() + timedelta(days=9), asked_at=now,
    )  # fmt: skip
    return {"request_id": asked.id}


def _emergency(client: Client) -> Mapping[str, object]:
    """Open a record in an emergency; it is listed from then on, too, without saying whose."""
    now = timezone.now()
    opened = EmergencyAccess.objects.create(
        subject_id=reference("Robin Fictitious"), area_id=people.LONDON, user=_user("police_offender_manager"),
        reason="A child may be with him", opened_at=now, until_at=now + timedelta(hours=4),
    )  # fmt: skip
    return {"access_id": opened.id}


def _duty(client: Client) -> Mapping[str, object]:
    """Keep that something is due from somebody, and return the key of the duty."""
    subject = Subject.objects.get(id=reference("Robin Fictitious"))
    carried = {"responsible_area_id": subject.responsible_area_id, "restricted": subject.restricted}
    row = Duty.objects.create(
        subject=subject, kind="periodic", trigger_date=YEAR.last_date, source="test", trigger="Notified",
        rule="s85", due_date=YEAR.last_date, arithmetic="A year after.", state="open", **carried,
    )  # fmt: skip
    return {"duty_id": row.pk}


def _inside(client: Client) -> Mapping[str, object]:
    """Return somebody who is inside."""
    return {"subject_id": reference("Avery Madeup")}


def _calendar(client: Client) -> Mapping[str, object]:
    """Make a calendar, and return its secret."""
    viewer = viewer_of(_user("co_ordinator"), as_at=timezone.localdate())
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        return {"secret": make_feed(by=viewer, chosen={})}


def _application(client: Client) -> Mapping[str, object]:
    """Receive an application that is invalid, about which there is a letter."""
    applied = ReviewApplication.objects.create(
        subject_id=reference("Robin Fictitious"), responsible_area_id=people.LONDON, restricted=False,
        received_date=YEAR.last_date, way="post", recorded_by=_user("police_offender_manager"), validity="invalid",
    )  # fmt: skip
    return {"application": applied.pk}


NEEDS: Mapping[str, Callable[[Client], Mapping[str, object] | None]] = {
    "accounts:first_password": _link,
    "administration:account": _account,
    "administration:account_action": _account,
    "administration:end_role": _account,
    "administration:give_role": _account,
    "administration:home": _account,
    "administration:proposal": _proposal,
    "administration:register": _account,
    "annual_report:chapter_detail": _chapter,
    "duties:calendar": _calendar,
    "duties:open_duty": _duty,
    "duties:record_release": _inside,
    "log_review:found": _unusual,
    "need_to_know:access_ask": _known_to_exist,
    "need_to_know:emergency_detail": _emergency,
    "need_to_know:request_answer": _request,
    "people:search_results": _search,
    "reviews:notice": _application,
}
# The form repeats the reference in its address and asks nothing of the record: a test below holds it to that.
REPEATS = {"need_to_know:emergency_open_of": VALUES["reference"]}
# Addresses that answer to POST alone: the table of what they change is not of what they show.
ONLY_POSTED = {
    "accounts:end_sessions",
    "accounts:new_codes",
    "accounts:remove_factor",
    "accounts:sign_out",
    "administration:agency_end",
    "administration:condition_end",
    "administration:new_link",
    "annual_report:report_approve",
    "annual_report:report_publish",
    "drafts:discard",
    "drafts:save",
    "log_review:find",
}


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


ROUTES = sorted(_routes(get_resolver()), key=lambda each: (each[0], str(each[1].pattern)))


@pytest.fixture
def caseload(db: None) -> None:
    people.build(using="default")
    count(YEAR, loads={})
    check([people.LONDON], day=YEAR.last_date)


def _addresses(client: Client) -> Iterator[tuple[str, str]]:
    """Yield each address that answers to GET, filled in; fail for one that nobody said how to fill in."""
    for name, pattern in ROUTES:
        if name in ONLY_POSTED:
            continue
        needed = NEEDS[name](client) if name in NEEDS else {}
        if needed is None:
            continue
        wanted = pattern.pattern.converters.keys()
        missing = [each for each in wanted if each not in VALUES and each not in needed]
        assert not missing, f"{name}: say in VALUES or NEEDS of this test what {missing} may be"
        yield name, reverse(name, kwargs={each: needed.get(each, VALUES.get(each)) for each in wanted})


def _shown(page: str) -> set[UUID]:
    """Return everybody whose name, number, address or reference stands on a page."""
    found = {UUID(each) for each in UUIDS.findall(page)}
    shown = set(Subject.objects.filter(id__in=found).values_list("id", flat=True))
    for name in Name.objects.all():
        if str(name) in page:
            shown.add(name.subject_id)
    for model, column in ((Identifier, "value"), (Address, "lines")):
        shown |= {row.subject_id for row in model.objects.all() if getattr(row, column) in page}
    return shown


def _said(response) -> str:  # type: ignore[no-untyped-def]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(body.decode("utf-8", "replace"))


ROLES = [role.value for role in people.NAMES]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_shows_somebody_writes_one_consultation(caseload: None, role: str) -> None:
    client = Client()
    client.force_login(User.objects.get(email=f"{role}@example.test"))
    personal = set()
    for name, address in _addresses(client):
        last = Event.objects.latest("id").id
        response = client.get(address)
        shown = _shown(_said(response)) if response.status_code == 200 else set()
        shown -= {REPEATS.get(name)}
        events = Event.objects.filter(id__gt=last, operation="consultation").exclude(what="refused")
        if not shown:
            continue
        personal.add(name)
        assert len(events) == 1, f"{name} shows {len(shown)} people and wrote {len(events)} entries"
        [event] = events
        assert shown <= set(event.subjects), f"{name} shows people who are not in its entry"
        assert event.justification, name
        assert "no-store" in response.get("Cache-Control", ""), f"{name} may stay in the browser's memory"
    assert len(personal) >= LEAST.get(role, 0), personal
    assert personal >= SEEN.get(role, set())


# Addresses that must be among those that show somebody, so that what they need is really there.
SEEN = {
    "co_ordinator": {
        "need_to_know:emergency_detail", "need_to_know:request_answer",
        "need_to_know:request_list", "need_to_know:sight_list", "people:search_results",
    },
    "police_offender_manager": {"need_to_know:access_ask", "need_to_know:emergency_detail"},
    "information_governance_officer": {"log_review:found", "log_review:record", "need_to_know:emergency_detail"},
}  # fmt: skip
# How many addresses show somebody, at least, so that this test cannot pass by seeing nothing.
LEAST = {"co_ordinator": 12, "police_offender_manager": 9, "information_governance_officer": 2}


def test_addresses_that_answer_to_post_alone_do_so(caseload: None) -> None:
    for name, pattern in ROUTES:
        if name in ONLY_POSTED:
            client = Client()
            client.force_login(
                _user("system_manager" if name.startswith("administration:") else "co_ordinator")
            )
            known = {**VALUES, **_account(client)}
            values = {each: known[each] for each in pattern.pattern.converters}
            assert client.get(reverse(name, kwargs=values)).status_code == 405, name


def test_form_that_repeats_a_reference_is_the_same_for_one_of_nobody(caseload: None) -> None:
    client = Client()
    client.force_login(_user("police_offender_manager"))
    for name, key in REPEATS.items():
        pages = [
            _said(client.get(reverse(name, kwargs={"reference": each}))).replace(str(each), "")
            for each in (key, uuid4())
        ]
        tokenless = {re.sub(r'name="(csrfmiddlewaretoken|draft)" value="[^"]+"', "", page) for page in pages}
        assert len(tokenless) == 1, name


def test_log_calls_every_page_of_a_case_file_by_its_words() -> None:
    # The log itself is no page of a case file: a reader of it may not see whose record it is.
    found = {each.name for each in routes() if "subject_id" in each.parts} - {"log_review:record"}
    assert found - set(PAGES) == set()
    assert set(PAGES) - {each.name for each in routes()} == set()
