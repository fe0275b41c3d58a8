"""The forms of a system manager."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from openmappa.foundation.accounts.models import Condition, Membership, Proposal, User
from openmappa.foundation.agencies.models import Agency
from tests.late_saves.case import MANAGER, MINE, OTHER_MANAGER, THEIRS, Case, Typed, day, of, sends

CONDITIONS, CONDITION_END = of("administration:conditions"), of("administration:condition_end")
AGENCIES, AGENCY_END = of("administration:agencies"), of("administration:agency_end")


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


def proposal() -> str:
    return reverse("administration:proposal", kwargs={"proposal_id": Proposal.objects.get().pk})


CASES: Mapping[str, Case] = {
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
    "administration:home": Case(
        MANAGER, account("home"), lambda: {"postcode": "zz11aa"},
        lambda: sends(OTHER_MANAGER, account("home")(), {"postcode": "ZZ2 2BB"}), "ZZ2 2BB", mine="zz11aa",
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
}  # fmt: skip

ADDS: Mapping[str, tuple[str, Callable[[], str], Callable[[], Typed]]] = {
    "administration:account_new": (MANAGER, of("administration:account_new"), lambda: {"name": MINE}),
    "administration:conditions": (MANAGER, CONDITIONS, lambda: {"source": MINE}),
    "administration:agency_new": (MANAGER, of("administration:agency_new"), lambda: {"name": MINE}),
    "administration:team_new": (MANAGER, of("administration:team_new"), lambda: {"name": MINE}),
}
