"""What a system manager may do, and what another must agree to, in the web role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.domain import QualificationKind, Role
from openmappa.foundation.accounts.models import Membership, Proposal, Qualification, Session, User
from openmappa.foundation.accounts.services import invited
from openmappa.foundation.administration import queries, services
from openmappa.foundation.administration.tests.conftest import KENT, LONDON, TODAY
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role as DatabaseRole

NOW = datetime(2024, 4, 10, 9, 0, tzinfo=UTC)
TOMORROW = TODAY + timedelta(days=1)


@contextmanager
def acting(viewer: Viewer) -> Iterator[Viewer]:
    with acting_as(DatabaseRole.WEB) as web:
        set_viewer(web, viewer)
        yield viewer


def proposed(people: SimpleNamespace, **changed: Any) -> Proposal:
    given = {
        "user": people.new,
        "role": Role.CO_ORDINATOR,
        "area": LONDON,
        "agency": people.probation,
        "team": None,
        "start_date": TODAY,
        "until_date": None,
        "reason": "Takes over",
    }
    with acting(people.viewer.first) as by:
        return services.propose(by=by, **{**given, **changed})


def decide(viewer: Viewer, proposal: Proposal, *, agree: bool = True) -> None:
    with acting(viewer) as by:
        services.decide(by=by, proposal=proposal, agree=agree, reason="Known", now=NOW)


def test_role_holds_once_another_agrees(people: SimpleNamespace) -> None:
    proposal = proposed(people)
    assert viewer_of(people.new, as_at=TODAY).held == ()
    decide(people.viewer.second, proposal)
    (held,) = viewer_of(people.new, as_at=TODAY).held
    assert (held.role, held.area) == (Role.CO_ORDINATOR, LONDON)
    assert Membership.objects.get(user=people.new).proposal_id == proposal.pk
    assert list(Event.objects.values_list("what", "actor")) == [
        ("role proposed", people.first.pk),
        ("membership given", people.second.pk),
    ]


def test_declined_role_is_not_given(people: SimpleNamespace) -> None:
    decide(people.viewer.second, proposed(people), agree=False)
    assert not Membership.objects.filter(user=people.new).exists()


def test_nobody_agrees_to_their_own_proposal_or_role(people: SimpleNamespace) -> None:
    with pytest.raises(services.UnableToAdminister, match="You proposed"):
        decide(people.viewer.first, proposed(people))
    for_second = proposed(people, user=people.second)
    with pytest.raises(services.UnableToAdminister, match="for you"):
        decide(people.viewer.second, for_second)
    decide(people.viewer.first, for_second, agree=False)


def test_what_was_decided_is_not_decided_again(people: SimpleNamespace) -> None:
    proposal = proposed(people)
    decide(people.viewer.second, proposal, agree=False)
    with pytest.raises(services.UnableToAdminister, match="meanwhile"):
        decide(people.viewer.second, proposal)


def test_manager_of_another_area_does_nothing_here(people: SimpleNamespace) -> None:
    proposal = proposed(people)
    with pytest.raises(PermissionDenied):
        decide(people.viewer.of_kent, proposal)
    with acting(people.viewer.of_kent) as viewer:
        assert {each.name for each in queries.users(viewer=viewer)} == {"Of_Kent"}
        with pytest.raises(NotVisible):
            queries.user_for(people.new.pk, viewer=viewer)
        with pytest.raises(NotVisible):
            queries.proposal_for(proposal.pk, viewer=viewer)
        with pytest.raises(PermissionDenied):
            services.close_account(by=viewer, user=people.new, reason="No")
        with pytest.raises(PermissionDenied):
            services.register_home(by=viewer, user=people.new, postcode="ZZ1 1AA")
        assert queries.home_of(people.new, viewer=viewer) == ""


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": Role.POLICE_OFFENDER_MANAGER}, "role"),
        ({"role": Role.CO_OPERATING_MEMBER}, "role"),
        ({"until_date": TODAY}, "until_date"),
        ({"start_date": date(2024, 1, 1), "until_date": date(2024, 2, 1)}, "until_date"),
    ],
    ids=["probation has no police manager", "probation has the duty", "no day", "over already"],
)
def test_role_must_fit(people: SimpleNamespace, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(services.UnableToAdminister) as refused:
        proposed(people, **changed)
    assert refused.value.field == field


def test_team_must_be_of_the_agency(people: SimpleNamespace) -> None:
    of_police = Team.objects.create(area_id=LONDON, lead_agency="police", name="A police team")
    with pytest.raises(services.UnableToAdminister) as refused:
        proposed(people, team=of_police)
    assert refused.value.field == "team"
    proposed(people, role=Role.POLICE_OFFENDER_MANAGER, agency=people.police, team=of_police)


def test_role_of_all_areas_is_not_given_on_screen(people: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        proposed(people, role=Role.NATIONAL_STATISTICIAN)


def test_ended_role_ends_the_sessions(people: SimpleNamespace) -> None:
    decide(people.viewer.second, proposed(people))
    Session.objects.create(session_key="a", session_data="", expire_date=NOW, user=people.new)
    membership = Membership.objects.get(user=people.new)
    with acting(people.viewer.first) as by:
        services.end_membership(by=by, membership=membership, until_date=TOMORROW, reason="Leaves")
        assert Session.objects.exists(), "the role still holds today"
        membership.refresh_from_db()
        services.end_membership(by=by, membership=membership, until_date=TODAY, reason="Left")
    assert not Session.objects.exists()
    assert viewer_of(people.new, as_at=TODAY).held == ()
    membership.refresh_from_db()
    with acting(people.viewer.first) as by, pytest.raises(services.UnableToAdminister, match="sooner"):
        services.end_membership(by=by, membership=membership, until_date=TOMORROW, reason="Again")


def test_account_is_made_and_its_link_works_once(people: SimpleNamespace) -> None:
    with acting(people.viewer.first) as by:
        user, secret = services.create_account(
            by=by, email=" Kit@Example.test ", name="Kit", area=LONDON, now=NOW
        )
    assert user.email == "kit@example.test"
    found = invited(secret, now=NOW + timedelta(days=2))
    assert found is not None
    assert found.user == user
    assert invited(secret, now=NOW + timedelta(days=3)) is None
    with acting(people.viewer.first) as by:
        services.new_link(by=by, user=user, now=NOW)
    assert invited(secret, now=NOW) is None, "a new link ends the earlier one"
    with acting(people.viewer.first) as by, pytest.raises(services.UnableToAdminister) as refused:
        services.create_account(by=by, email="KIT@example.test", name="Kit", area=LONDON, now=NOW)
    assert refused.value.field == "email"


def test_closed_account_holds_nothing_until_it_is_opened(people: SimpleNamespace) -> None:
    decide(people.viewer.second, proposed(people))
    Session.objects.create(session_key="a", session_data="", expire_date=NOW, user=people.new)
    with acting(people.viewer.first) as by:
        services.close_account(by=by, user=people.new, reason="Suspended")
    assert viewer_of(people.new, as_at=TODAY).held == ()
    assert not Session.objects.exists()
    with acting(people.viewer.first) as by:
        services.open_account(by=by, user=people.new, reason="Returned")
    assert viewer_of(people.new, as_at=TODAY).held


def test_nobody_administers_themselves(people: SimpleNamespace) -> None:
    for change in (
        lambda by: services.close_account(by=by, user=people.first, reason="x"),
        lambda by: services.reset_second_factor(by=by, user=people.first, reason="x"),
        lambda by: services.new_link(by=by, user=people.first, now=NOW),
        lambda by: services.register_home(by=by, user=people.first, postcode="ZZ1 1AA"),
        lambda by: services.register_qualification(
            by=by,
            user=people.first,
            kind=QualificationKind.VETTING,
            level=1,
            start_date=TODAY,
            last_date=TODAY,
            evidence="",
        ),
    ):
        with acting(people.viewer.first) as by, pytest.raises(PermissionDenied):
            change(by)


def test_home_is_replaced_and_removed_and_the_log_never_holds_it(people: SimpleNamespace) -> None:
    for viewer, postcode in (("first", "ZZ1 1AA"), ("second", "ZZ2 2BB"), ("first", ""), ("first", "")):
        with acting(getattr(people.viewer, viewer)) as by:
            services.register_home(by=by, user=people.new, postcode=postcode)
            assert queries.home_of(people.new, viewer=by) == postcode
    written = [(each.operation, each.what, each.detail) for each in Event.objects.order_by("id")]
    about = {"account": str(people.new.pk)}
    assert written == [
        ("collection", "home postcode registered", about),
        ("collection", "home postcode registered", about),
        ("erasure", "home postcode removed", about),
    ]


def test_condition_stops_a_role_until_it_is_met(people: SimpleNamespace) -> None:
    decide(people.viewer.second, proposed(people))
    with acting(people.viewer.first) as by:
        services.set_condition(
            by=by,
            area=LONDON,
            role=Role.CO_ORDINATOR,
            kind=QualificationKind.VETTING,
            level=2,
            source="Local",
        )
    assert viewer_of(people.new, as_at=TODAY).held == ()
    with acting(people.viewer.second) as by:
        services.register_qualification(
            by=by,
            user=people.new,
            kind=QualificationKind.VETTING,
            level=2,
            start_date=TODAY,
            last_date=TOMORROW,
            evidence="",
        )
    assert viewer_of(people.new, as_at=TOMORROW).held
    assert viewer_of(people.new, as_at=TOMORROW + timedelta(days=1)).held == ()
    with acting(people.viewer.first) as by:
        services.end_condition(by=by, condition=queries.conditions(viewer=by)[0])
    assert viewer_of(people.new, as_at=TOMORROW + timedelta(days=1)).held


def test_system_managers_have_no_conditions(people: SimpleNamespace) -> None:
    with acting(people.viewer.first) as by, pytest.raises(services.UnableToAdminister):
        services.set_condition(
            by=by,
            area=LONDON,
            role=Role.SYSTEM_MANAGER,
            kind=QualificationKind.VETTING,
            level=1,
            source="Local",
        )


def test_qualification_of_another_area_is_not_seen(people: SimpleNamespace) -> None:
    Qualification.objects.create(
        user=people.new, kind="vetting", level=1, start_date=TODAY, last_date=TOMORROW
    )
    with acting(people.viewer.first) as viewer:
        assert [each.user for each in queries.running_out(viewer=viewer)] == [people.new]
    with acting(people.viewer.of_kent) as viewer:
        assert not queries.running_out(viewer=viewer)
        assert not Qualification.objects.exists()


def test_associate_and_its_team(people: SimpleNamespace) -> None:
    with acting(people.viewer.first) as by:
        made = services.add_agency(by=by, area=LONDON, name="Circles", kind="other", part=Part.ASSOCIATE)
        team = services.add_team(by=by, area=LONDON, name="Volunteers", agency=made)
        assert team.lead_agency == ""
        with pytest.raises(services.UnableToAdminister, match="has teams"):
            services.end_agency(by=by, agency=made)
    proposal = proposed(people, role=Role.CO_OPERATING_MEMBER, agency=made, team=team)
    decide(people.viewer.second, proposal)
    with acting(people.viewer.first) as by:
        with pytest.raises(services.UnableToAdminister, match="Somebody holds"):
            services.end_team(by=by, team=team)
        services.end_membership(
            by=by, membership=Membership.objects.get(user=people.new), until_date=TODAY, reason="Left"
        )
        services.end_team(by=by, team=team)
        services.end_agency(by=by, agency=made)
        assert made not in queries.agencies(viewer=by)


def test_responsible_authority_is_fixed_by_law(people: SimpleNamespace) -> None:
    with acting(people.viewer.first) as by:
        with pytest.raises(services.UnableToAdminister) as refused:
            services.add_agency(
                by=by, area=LONDON, name="Another police", kind="police", part=Part.RESPONSIBLE_AUTHORITY
            )
        assert refused.value.field == "part"
        with pytest.raises(services.UnableToAdminister, match="fixed by law"):
            services.end_agency(by=by, agency=people.police)
        with pytest.raises(PermissionDenied):
            services.end_agency(by=by, agency=Agency.objects.filter(area_id=KENT).first())


def test_parts_of_agencies_are_told_apart(people: SimpleNamespace) -> None:
    with acting(people.viewer.first) as viewer:
        parts = dict(queries.agencies(viewer=viewer).values_list("code", "part"))
    assert parts["police-metropolitan"] == parts["prison-service"] == Part.RESPONSIBLE_AUTHORITY
    assert Part.DUTY_TO_CO_OPERATE in parts.values()
    assert not any("kent" in code for code in parts)


def test_viewer_without_the_role_manages_nothing(people: SimpleNamespace) -> None:
    nobody = replace(people.viewer.first, held=())
    assert queries.managed_areas(viewer=nobody) == []
    assert not queries.users(viewer=nobody).exists()
    assert User.objects.exists()
