"""For each address whose form decides about something: who opens it, what they type, what somebody else does first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openmappa.casework.reviews.domain.application import FACTORS
from openmappa.casework.reviews.models import BodyAsked
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight
from openmappa.foundation.accounts.models import Condition, Membership, Proposal, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.models import Event
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.statistics.domain.settings import AreaSettings
from openmappa.oversight.statistics.forms import entered
from tests.journeys.people import AGAINST_THE_LAW, OPEN_FACT, SECOND_OFFICER, reference
from tests.sent import as_sent

ROBIN, CHARLIE, HARPER = (
    reference("Robin Fictitious"),
    reference("Charlie Unlevelled"),
    reference("Harper Placeholder"),
)
HARPER_NOTREAL, DEVON, CASEY = (
    reference(AGAINST_THE_LAW),
    reference("Devon Invented"),
    reference("Casey Placeholder"),
)
MINE, THEIRS = "My own words, typed at length", "What somebody else wrote"
GOVERNANCE, CO_ORDINATOR = "information_governance_officer", "co_ordinator"
MANAGER, OTHER_MANAGER = "system_manager", "second_manager"
OFFENDER_MANAGER = "police_offender_manager"
CONDITIONS_MET = "fact-2020-02-03-CJ88115-1-schedule_3_conditions_met"
REPORT = "/reports/21/2023-24/"
Typed = Mapping[str, object]


def client_of(who: str) -> Client:
    """Return a browser of the user's."""
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@example.test"))
    return client


def sends(who: str, page: str, typed: Typed, *, action: str = "") -> None:
    """Send a form in time, as somebody else does meanwhile; fail if it is not taken."""
    client = client_of(who)
    answer = client.post(action or page, as_sent(client, page, typed, action=action))
    assert answer.status_code == 302 or "One-time link" in answer.content.decode(), answer.content.decode()


def day(name: str, date: str) -> dict[str, str]:
    """Return the three boxes of a date that is written as 27 3 2024."""
    return {f"{name}-{part}": each for part, each in zip(("day", "month", "year"), date.split(), strict=True)}


@dataclass(frozen=True)
class Case:
    """A form: `page` shows it and `action` takes it, if that is another address.

    `first` is done before it is opened, `meanwhile` by somebody else while it is open. `shows` is what the answer
    must show of that. `over` says that nothing is left to save then. `mine` is, of what is typed, what must be found again.
    """

    who: str
    page: Callable[[], str]
    typed: Callable[[], Typed]
    meanwhile: Callable[[], object]
    shows: str
    first: Callable[[], object] = lambda: None
    action: Callable[[], str] = lambda: ""
    over: bool = False
    mine: str = MINE


def of(name: str, **parts: Any) -> Callable[[], str]:
    return lambda: reverse(name, kwargs=parts)


def newcomer() -> User:
    return User.objects.get(email="newcomer@example.test")


def account(word: str, **parts: Any) -> Callable[[], str]:
    return lambda: reverse(f"administration:{word}", kwargs={"user_id": newcomer().pk, **parts})


def role(reason: str, name: str = "co_ordinator") -> dict[str, object]:
    agency = Agency.objects.get(code="probation-london").pk
    return {"role": name, "area": 21, "agency": agency, "reason": reason, **day("start_date", "1 3 2024")}


def proposed(reason: str = "Takes over") -> None:
    sends(MANAGER, account("give_role")(), role(reason))


def held() -> None:
    Membership.objects.create(
        user=newcomer(),
        agency=Agency.objects.get(code="probation-london"),
        area_id=21,
        role="board_member",
        start_date="2024-01-01",
    )


def ends_role(reason: str) -> dict[str, object]:
    return {
        "membership": Membership.objects.get(user=newcomer()).pk,
        "reason": reason,
        **day("until_date", "1 3 2099"),
    }


def registers(evidence: str, kind: str = "training:1") -> dict[str, object]:
    days = {**day("start_date", "1 3 2024"), **day("last_date", "1 3 2099")}
    return {"kind": kind, "evidence": evidence, **days}


def asked() -> None:
    page = reverse("need_to_know:access_ask", kwargs={"subject_id": CHARLIE})
    until = day("wanted_until", _soon())
    sends("police_offender_manager", page, {"reason": "Seen near a school", **until})


def _soon(days: int = 30) -> str:
    found = timezone.localdate() + timedelta(days=days)
    return f"{found.day} {found.month} {found.year}"


def _today() -> str:
    return _soon(0)


def request() -> str:
    return reverse("need_to_know:request_answer", kwargs={"request_id": AccessRequest.objects.get().id})


def opened() -> None:
    page = reverse("need_to_know:emergency_open")
    sends("police_offender_manager", page, {"reference": HARPER, "reason": "A child may be at risk"})


def closed() -> None:
    opened()
    sends("police_offender_manager", emergency(), {"end": "yes"})


def emergency() -> str:
    return reverse("need_to_know:emergency_detail", kwargs={"access_id": EmergencyAccess.objects.get().id})


def found() -> str:
    entry = Event.objects.get(what="record opened in an emergency").id
    return reverse("log_review:found", kwargs={"kind": "emergencies", "entry": entry})


def gives(reason: str, email: str) -> dict[str, object]:
    until = day("until_date", _soon())
    return {"to": "user", "email": email, "level": "2", "reason": reason, **until}


def given() -> None:
    sends(CO_ORDINATOR, SIGHT_GIVE(), gives("First", "co_operating_member@example.test"))


def ends_sight(reason: str) -> dict[str, object]:
    return {"sight": Sight.objects.get(source="given").pk, "reason": reason}


def settings(reason: str, below: int) -> dict[str, object]:
    return {**entered(AreaSettings()), "suppress_below": below, "reason": reason}


def chapter(words: str) -> dict[str, object]:
    agency = Agency.objects.get(code="police-metropolitan").pk
    return {"title": "", "markdown": words, "author": "A. Chair", "agency": agency}


def written() -> None:
    sends(CO_ORDINATOR, f"{REPORT}chapters/foreword/1/write/", chapter("We thank all."))


def approves(kind: str, name: str) -> None:
    sends(CO_ORDINATOR, REPORT, {"agency": kind, "on_behalf_of": name}, action=f"{REPORT}approve/")


def approved() -> None:
    store()
    for kind in ("police", "probation", "prison"):
        approves(kind, "A. Head")


def conditioned() -> None:
    typed = {"area": 21, "role": "board_member", "kind": "training:1", "source": "The area's policy"}
    sends(MANAGER, reverse("administration:conditions"), typed)


def condition() -> Typed:
    return {"condition": Condition.objects.get().pk}


def entered_agency() -> None:
    typed = {"name": "Anytown Trust", "area": 21, "part": "associate", "kind": "health"}
    sends(MANAGER, reverse("administration:agency_new"), typed)


def agency() -> Typed:
    return {"agency": Agency.objects.get(name="Anytown Trust").pk}


def notified(made: str, place: str) -> dict[str, object]:
    return {"kind": "periodic", "place": place, **day("made_date", made)}


def lives(start: str, lines: str) -> dict[str, object]:
    return {"kind": "main", "lines": lines, **day("start_date", start)}


def released(until: str) -> dict[str, object]:
    return {"ended_by": "released", **day("until_date", until)}


def missing(start: str, reported_by: str) -> dict[str, object]:
    return {"kind": "absconded", "reported_by": reported_by, **day("start_date", start)}


def decides(reason: str, **more: object) -> dict[str, object]:
    return {"reason": reason, **more, **day("start_date", _today())}


def decided(subject_id: object, reason: str) -> None:
    sends(CO_ORDINATOR, reverse("eligibility:decide", kwargs={"subject_id": subject_id}), decides(reason))


def overridden() -> None:
    sends(CO_ORDINATOR, OVERRIDE(), decides("Advice of counsel", limb="category_3"))


AUTHORISED = {"authorised_by": "A Commander", "rank": "superintendent"}


def dangerous(reason: str) -> dict[str, object]:
    days = {**day("start_date", _today()), **day("review_date", _soon())}
    return {"reason": reason, **AUTHORISED, **days}


def was_dangerous() -> None:
    decided(DEVON, "No sentence is left")
    sends(CO_ORDINATOR, DANGEROUS(), dangerous("Threats recorded"))


def reviewed(reason: str, outcome: str = "continues") -> dict[str, object]:
    days = {**day("review_date", _today()), **day("next_review_date", _soon())}
    return {"outcome": outcome, "reason": reason, **AUTHORISED, **days}


def of_review(step: str) -> Callable[[], str]:
    return of("reviews:step_take", subject_id=CASEY, step=step)


def steps(step: str, typed: Typed) -> None:
    sends(OFFENDER_MANAGER, of_review(step)(), typed)


def received() -> None:
    steps("receive", {"way": "post", **day("received_date", "1 3 2024")})


def withdraws(reason: str) -> dict[str, object]:
    return {"reason": reason, **day("withdrawn_date", "2 4 2024")}


def asked_bodies() -> None:
    received()
    steps("validity", {"validity": "valid", "reason": "The paper file shows it"})
    agency = Agency.objects.get(code="probation-london").pk
    steps("bodies", {"agencies": agency, **day("bodies_asked_date", "4 3 2024")})


def assesses(words: str) -> dict[str, object]:
    return {**{f"factor_{each}": words for each in FACTORS}, **day("assessed_date", "6 3 2024")}


def answers(words: str) -> dict[str, object]:
    return {"body": BodyAsked.objects.get().pk, "answer": words, **day("answered_date", "5 3 2024")}


NOTIFICATION, ADDRESS, MISSING, FOUND = (
    of(f"duties:record_{each}", subject_id=ROBIN) for each in ("notification", "address", "missing", "found")
)
RELEASE = of("duties:record_release", subject_id=reference("Avery Madeup"))
OVERRIDE, ANSWER = (of(f"eligibility:{each}", subject_id=HARPER_NOTREAL) for each in ("override", "answer"))
FACTS = of("eligibility:record_facts", subject_id=reference(OPEN_FACT))
DANGEROUS = of("eligibility:dangerous_start", subject_id=DEVON)
DANGEROUS_REVIEW = of("eligibility:dangerous_review", subject_id=DEVON)
SIGHT_GIVE = of("need_to_know:sight_give", subject_id=ROBIN)
SIGHT_END = of("need_to_know:sight_end", subject_id=ROBIN)
RESTRICT = of("need_to_know:restriction_change", subject_id=CHARLIE)
LEVEL = of("standing:level_change", subject_id=ROBIN)
SETTINGS = of("statistics:settings_change", area=21)
FOREWORD = f"{REPORT}chapters/foreword/1/"
CONDITIONS, CONDITION_END = of("administration:conditions"), of("administration:condition_end")
AGENCIES, AGENCY_END = of("administration:agencies"), of("administration:agency_end")


def proposal() -> str:
    return reverse("administration:proposal", kwargs={"proposal_id": Proposal.objects.get().pk})


def level(number: int, reason: str, date: str) -> dict[str, object]:
    return {"level": number, "reason": reason, **day("start_date", date)}


CASES: Mapping[str, Case] = {
    "standing:level_change": Case(
        CO_ORDINATOR, LEVEL, lambda: level(3, MINE, "2 3 2024"),
        lambda: sends(CO_ORDINATOR, LEVEL(), level(2, THEIRS, "1 3 2024")), THEIRS,
    ),
    "statistics:settings_change": Case(
        CO_ORDINATOR, SETTINGS, lambda: settings(MINE, 7),
        lambda: sends(CO_ORDINATOR, SETTINGS(), settings(THEIRS, 5)), THEIRS,
    ),
    "annual_report:chapter_write": Case(
        CO_ORDINATOR, lambda: f"{FOREWORD}write/", lambda: chapter(MINE),
        lambda: sends(CO_ORDINATOR, f"{FOREWORD}write/", chapter(THEIRS)), THEIRS, first=written,
    ),
    "annual_report:chapter_detail": Case(
        CO_ORDINATOR, lambda: f"{FOREWORD}1/", lambda: {"approved_for": MINE},
        lambda: sends(CO_ORDINATOR, f"{FOREWORD}1/", {"approved_for": THEIRS}), THEIRS, first=written, over=True,
    ),
    "annual_report:report_approve": Case(
        CO_ORDINATOR, lambda: REPORT, lambda: {"agency": "police", "on_behalf_of": MINE},
        lambda: approves("probation", THEIRS), "Not yet approved", first=store, action=lambda: f"{REPORT}approve/",
    ),
    "annual_report:report_publish": Case(
        CO_ORDINATOR, lambda: REPORT, dict,
        lambda: sends(CO_ORDINATOR, REPORT, {}, action=f"{REPORT}publish/"), "Editions",
        first=approved, action=lambda: f"{REPORT}publish/", over=True,
    ),
    "need_to_know:sight_give": Case(
        CO_ORDINATOR, SIGHT_GIVE, lambda: gives(MINE, "co_operating_member@example.test"),
        lambda: sends(CO_ORDINATOR, SIGHT_GIVE(), gives(THEIRS, "new_manager@example.test")), "Nik Manager",
    ),
    "need_to_know:sight_end": Case(
        CO_ORDINATOR, SIGHT_END, lambda: ends_sight(MINE),
        lambda: sends(CO_ORDINATOR, SIGHT_END(), ends_sight(THEIRS)), "Cleo Partner", first=given, over=True,
    ),
    "need_to_know:restriction_change": Case(
        CO_ORDINATOR, RESTRICT, lambda: {"reason": MINE},
        lambda: sends(CO_ORDINATOR, RESTRICT(), {"reason": THEIRS}), THEIRS, over=True,
    ),
    "need_to_know:request_answer": Case(
        CO_ORDINATOR, request, lambda: {"answer": "refused", "reason": MINE},
        lambda: sends(CO_ORDINATOR, request(), {"answer": "refused", "reason": THEIRS}), THEIRS,
        first=asked, over=True,
    ),
    "need_to_know:emergency_detail": Case(
        GOVERNANCE, emergency, lambda: {"outcome": "justified", "review": MINE},
        lambda: sends(GOVERNANCE, emergency(), {"outcome": "referred", "review": THEIRS}), THEIRS,
        first=closed, over=True,
    ),
    "log_review:found": Case(
        GOVERNANCE, found, lambda: {"outcome": "usual", "note": MINE},
        lambda: sends(GOVERNANCE, found(), {"outcome": "breach", "note": THEIRS}), THEIRS, first=opened,
    ),
    "administration:account_action": Case(
        MANAGER, account("account_action", action="close"), lambda: {"reason": MINE},
        lambda: sends(OTHER_MANAGER, account("account_action", action="close")(), {"reason": THEIRS}), "Closed",
        over=True,
    ),
    "administration:new_link": Case(
        MANAGER, account("account"), dict,
        lambda: sends(OTHER_MANAGER, account("account")(), {}, action=account("new_link")()), "Made on",
        action=account("new_link"),
    ),
    "administration:give_role": Case(
        MANAGER, account("give_role"), lambda: role(MINE),
        lambda: sends(OTHER_MANAGER, account("give_role")(), role(THEIRS, "board_member")), "Board",
    ),
    "administration:proposal": Case(
        OTHER_MANAGER, proposal, lambda: {"decision": "agree", "reason": MINE},
        lambda: sends(MANAGER, proposal(), {"decision": "decline", "reason": THEIRS}), THEIRS,
        first=proposed, over=True,
    ),
    "administration:end_role": Case(
        MANAGER, account("end_role"), lambda: ends_role(MINE),
        lambda: sends(OTHER_MANAGER, account("give_role")(), role(THEIRS)), "Proposed roles", first=held,
    ),
    "administration:register": Case(
        MANAGER, account("register"), lambda: registers(MINE),
        lambda: sends(OTHER_MANAGER, account("register")(), registers(THEIRS)), "Vetting and training",
    ),
    "administration:condition_end": Case(
        MANAGER, CONDITIONS, condition,
        lambda: sends(OTHER_MANAGER, CONDITIONS(), condition(), action=CONDITION_END()), "Ended on",
        first=conditioned, action=CONDITION_END, over=True,
    ),
    "administration:agency_end": Case(
        MANAGER, AGENCIES, agency,
        lambda: sends(OTHER_MANAGER, AGENCIES(), agency(), action=AGENCY_END()), "Ended on",
        first=entered_agency, action=AGENCY_END, over=True,
    ),
    "duties:record_notification": Case(
        CO_ORDINATOR, NOTIFICATION, lambda: notified("2 3 2024", MINE),
        lambda: sends(CO_ORDINATOR, NOTIFICATION(), notified("1 3 2024", THEIRS)), "1 March 2024",
    ),
    "duties:record_address": Case(
        CO_ORDINATOR, ADDRESS, lambda: lives("2 3 2024", MINE),
        lambda: sends(CO_ORDINATOR, ADDRESS(), lives("1 3 2024", THEIRS)), THEIRS,
    ),
    "duties:record_release": Case(
        CO_ORDINATOR, RELEASE, lambda: released("2 4 2025"),
        lambda: sends(CO_ORDINATOR, RELEASE(), released("6 7 2023")), "6 July 2023", over=True, mine="2025",
    ),
    "duties:record_missing": Case(
        CO_ORDINATOR, MISSING, lambda: missing("2 3 2024", MINE),
        lambda: sends(CO_ORDINATOR, MISSING(), missing("1 3 2024", THEIRS)), THEIRS, over=True,
    ),
    "duties:record_found": Case(
        CO_ORDINATOR, FOUND, lambda: day("until_date", "2 4 2025"),
        lambda: sends(CO_ORDINATOR, FOUND(), day("until_date", "5 3 2024")), "5 March 2024",
        first=lambda: sends(CO_ORDINATOR, MISSING(), missing("1 3 2024", THEIRS)), over=True, mine="2025",
    ),
    "eligibility:decide": Case(
        CO_ORDINATOR, of("eligibility:decide", subject_id=ROBIN), lambda: decides(MINE),
        lambda: decided(ROBIN, THEIRS), THEIRS,
    ),
    "eligibility:override": Case(
        CO_ORDINATOR, OVERRIDE, lambda: decides(MINE, limb="category_3"),
        lambda: decided(HARPER_NOTREAL, THEIRS), THEIRS,
    ),
    "eligibility:answer": Case(
        SECOND_OFFICER, ANSWER, lambda: {"answer": "declined", "reason": MINE},
        lambda: sends(CO_ORDINATOR, ANSWER(), {"answer": "withdrawn", "reason": THEIRS}), THEIRS,
        first=overridden, over=True,
    ),
    "eligibility:record_facts": Case(
        CO_ORDINATOR, FACTS, lambda: {CONDITIONS_MET: "yes", "reason": MINE},
        lambda: sends(CO_ORDINATOR, FACTS(), {CONDITIONS_MET: "no", "reason": THEIRS}),
        "not known Recorded now no What you entered yes", over=True,
    ),
    "eligibility:dangerous_start": Case(
        CO_ORDINATOR, DANGEROUS, lambda: dangerous(MINE),
        lambda: sends(CO_ORDINATOR, DANGEROUS(), dangerous(THEIRS)), "Potentially dangerous person",
        first=lambda: decided(DEVON, "No sentence is left"), over=True,
    ),
    "eligibility:dangerous_review": Case(
        CO_ORDINATOR, DANGEROUS_REVIEW, lambda: reviewed(MINE),
        lambda: sends(CO_ORDINATOR, DANGEROUS_REVIEW(), reviewed(THEIRS)), THEIRS, first=was_dangerous,
    ),
    "reviews:step_take": Case(
        OFFENDER_MANAGER, of_review("withdraw"), lambda: withdraws(MINE),
        lambda: steps("validity", {"validity": "valid", "reason": THEIRS}), "Not decided", first=received,
    ),
}  # fmt: skip
"""Every address that says which state was seen. A new one without a case here fails the test."""

ALSO: Mapping[str, Case] = {
    "a review of the status that has ended": Case(
        CO_ORDINATOR, DANGEROUS_REVIEW, lambda: reviewed(MINE),
        lambda: sends(CO_ORDINATOR, DANGEROUS_REVIEW(), reviewed(THEIRS, "ends")), THEIRS,
        first=was_dangerous, over=True,
    ),
    "an answer that another recorded of the same body": Case(
        OFFENDER_MANAGER, of_review("answer"), lambda: answers(MINE),
        lambda: steps("answer", answers(THEIRS)), THEIRS, first=asked_bodies, over=True,
    ),
    "an assessment that another recorded": Case(
        OFFENDER_MANAGER, of_review("assess"), lambda: assesses(MINE),
        lambda: steps("assess", assesses(THEIRS)), THEIRS, first=asked_bodies,
    ),
}  # fmt: skip
"""What else can happen meanwhile on these pages."""

ADDS: Mapping[str, tuple[str, Callable[[], str], Callable[[], Typed]]] = {
    "need_to_know:access_ask": (
        "police_offender_manager", of("need_to_know:access_ask", subject_id=CHARLIE), lambda: {"reason": MINE},
    ),
    "need_to_know:emergency_open": (
        "police_offender_manager", of("need_to_know:emergency_open"), lambda: {"reason": MINE},
    ),
    "need_to_know:emergency_open_of": (
        "police_offender_manager", of("need_to_know:emergency_open_of", reference=CHARLIE), lambda: {"reason": MINE},
    ),
    "administration:account_new": (MANAGER, of("administration:account_new"), lambda: {"name": MINE}),
    "administration:conditions": (MANAGER, CONDITIONS, lambda: {"source": MINE}),
    "administration:agency_new": (MANAGER, of("administration:agency_new"), lambda: {"name": MINE}),
    "administration:team_new": (MANAGER, of("administration:team_new"), lambda: {"name": MINE}),
}  # fmt: skip
"""The forms that only add something, and keep what is typed as a draft."""
