"""For each address whose form decides about something: who opens it, what they type, what somebody else does first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from openmappa.casework.reviews.domain.application import FACTORS
from openmappa.casework.reviews.models import BodyAsked
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.models import Event
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.statistics.domain.settings import AreaSettings
from openmappa.oversight.statistics.forms import entered
from tests.journeys.people import AGAINST_THE_LAW, OPEN_FACT, SECOND_OFFICER, reference
from tests.late_saves import of_administration
from tests.late_saves.case import MINE, THEIRS, Case, Typed, day, of, sends

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
GOVERNANCE, CO_ORDINATOR = "information_governance_officer", "co_ordinator"
OFFENDER_MANAGER = "police_offender_manager"
CONDITIONS_MET = "fact-2020-02-03-CJ88115-1-schedule_3_conditions_met"
REPORT = "/reports/21/2023-24/"


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


def level(number: int, reason: str, date: str) -> dict[str, object]:
    return {"level": number, "reason": reason, **day("start_date", date)}


CASES: Mapping[str, Case] = {
    **of_administration.CASES,
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
    **of_administration.ADDS,
    "need_to_know:access_ask": (
        "police_offender_manager", of("need_to_know:access_ask", subject_id=CHARLIE), lambda: {"reason": MINE},
    ),
    "need_to_know:emergency_open": (
        "police_offender_manager", of("need_to_know:emergency_open"), lambda: {"reason": MINE},
    ),
    "need_to_know:emergency_open_of": (
        "police_offender_manager", of("need_to_know:emergency_open_of", reference=CHARLIE), lambda: {"reason": MINE},
    ),
}  # fmt: skip
"""The forms that only add something, and keep what is typed as a draft."""
