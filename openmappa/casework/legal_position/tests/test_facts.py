"""A record as facts for the law: every column in its place, and what is blank not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openmappa.casework.legal_position.queries import FactsWithheld, facts_of, position_of
from openmappa.casework.legal_position.tests.conftest import BORN, CONVICTED, IMPOSED, TODAY, Recorded
from openmappa.casework.standing.models import Ground
from openmappa.foundation.access.domain import Level, Viewer
from openmappa.foundation.access.models import Sight
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    NotifiableChange,
    NotificationMade,
    NotificationSupply,
    PremisesStay,
)
from openmappa.statute.facts import binding, living, offending
from openmappa.statute.facts.checks import mistakes_in
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import Order
from openmappa.statute.vocabulary.persons import AddressKind
from openmappa.statute.vocabulary.results import ConvictionResult

pytestmark = pytest.mark.django_db
Make = Callable[..., Recorded]


def seen_by(viewer: Viewer, person: Recorded) -> PersonFacts:
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        return facts_of(viewer=viewer, subject_id=person.id)


def test_an_empty_record_says_that_there_is_nothing_but_knows_no_birth(
    recorded: Make, co_ordinator: Viewer
) -> None:
    facts = seen_by(co_ordinator, recorded(born=None))
    assert facts == PersonFacts(
        convictions=(),
        orders=(),
        custody=(),
        abroad=(),
        addresses=(),
        levels=(),
        harm_decisions=(),
        terrorism_risk_decisions=(),
        review_applications=(),
    )


def test_every_column_reaches_its_fact(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    conviction = person.convicted(
        offence_date=date(2014, 8, 2),
        victim_age=12,
        schedule_3_conditions_met=True,
        section_327_4a_lists_it=False,
        indicates_serious_harm=True,
        terrorist_connection=False,
        terrorism_notification_applies=False,
    )
    person.sentenced(
        conviction, "extended_sentence", term_months=60, extension_months=24, last_date=date(2022, 3, 31)
    )
    facts = seen_by(co_ordinator, person)
    assert facts.birth_date == BORN
    assert facts.convictions == (
        offending.Conviction(
            reference="1",
            offence_code="SX03001",
            result=ConvictionResult.CONVICTED,
            conviction_date=CONVICTED,
            offence_date=date(2014, 8, 2),
            victim_age=12,
            sentences=(
                offending.Sentence(
                    reference="1",
                    kind=Disposal.EXTENDED_SENTENCE,
                    imposed_date=IMPOSED,
                    term=offending.Term(months=84),
                    runs=offending.Runs.ALONE,
                    last_date=date(2022, 3, 31),
                ),
            ),
            schedule_3_conditions_met=True,
            section_327_4a_lists_it=False,
            indicates_serious_harm=True,
            terrorist_connection=False,
            terrorism_notification_applies=False,
        ),
    )
    assert mistakes_in(facts) == []


def test_where_the_person_was_reaches_its_facts(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    person.inside(IMPOSED, date(2019, 4, 1))
    person.abroad(date(2021, 1, 1), date(2021, 6, 1))
    person.lived(date(2019, 4, 1))
    facts = seen_by(co_ordinator, person)
    assert facts.custody == (
        living.Spell(
            kind=SpellKind.SENTENCED,
            start_date=IMPOSED,
            until_date=date(2019, 4, 1),
            ended_by=SpellEnd.RELEASED,
        ),
    )
    assert facts.abroad == (living.Absence(start_date=date(2021, 1, 1), until_date=date(2021, 6, 1)),)
    assert facts.addresses == (living.HomeAddress(kind=AddressKind.MAIN, start_date=date(2019, 4, 1)),)


@pytest.mark.parametrize(
    ("result", "sentences"),
    [("convicted", None), ("not_guilty_by_insanity", None), ("cautioned", ())],
)
def test_a_conviction_without_a_disposal_has_a_sentence_that_is_not_known(
    recorded: Make, co_ordinator: Viewer, result: str, sentences: tuple[()] | None
) -> None:
    person = recorded()
    person.convicted(result=result)
    (found,) = seen_by(co_ordinator, person).convictions or ()
    assert found.sentences == sentences


def test_how_terms_run_is_known_only_with_the_other_term_and_the_overlap(
    recorded: Make, co_ordinator: Viewer
) -> None:
    person = recorded()
    conviction = person.convicted()
    first = person.sentenced(conviction, term_months=12)
    gone = person.sentenced(conviction, "community_order", recorded_in_error=True)
    given = {"imposed_date": date(2015, 5, 1), "term_months": 6}
    person.sentenced(conviction, runs="consecutive", runs_against=first, **given)
    person.sentenced(conviction, runs="consecutive", runs_against=gone, **given)
    person.sentenced(conviction, runs="partly_concurrent", runs_against=first, **given)
    person.sentenced(
        conviction, runs="partly_concurrent", runs_against=first, overlap_months=2, overlap_days=3, **given
    )
    facts = seen_by(co_ordinator, person)
    sentences = sorted((facts.convictions or ())[0].sentences or (), key=lambda each: each.reference)
    overlap = offending.Term(months=2, days=3)
    assert [(each.runs, each.runs_against, each.overlap) for each in sentences] == [
        (offending.Runs.ALONE, None, None),
        (offending.Runs.CONSECUTIVE, "1", None),
        (None, None, None),
        (None, None, None),
        (offending.Runs.PARTLY_CONCURRENT, "1", overlap),
    ]
    assert mistakes_in(facts) == []


def test_detention_of_a_detention_and_training_order_is_its_own_length(
    recorded: Make, co_ordinator: Viewer
) -> None:
    person = recorded()
    person.sentenced(
        person.convicted(),
        "detention_and_training_order",
        term_months=24,
        detention_months=11,
        detention_days=5,
    )
    person.sentenced(person.convicted(on=date(2016, 1, 1)), "imprisonment_life", term_months=200)
    found = [each.sentences or () for each in seen_by(co_ordinator, person).convictions or ()]
    assert found[0][0].term == offending.Term(months=24)
    assert found[0][0].detention == offending.Term(months=11, days=5)
    assert found[1][0].term is None


def test_orders_bring_their_ends_breaches_and_what_they_rest_on(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    interim = person.ordered("interim_sro")
    full = person.ordered(
        "sro",
        made_date=date(2016, 1, 1),
        start_date=date(2016, 1, 4),
        last_date=date(2020, 12, 31),
        replaces_interim=interim,
        prohibits_foreign_travel=True,
        travel_last_date=date(2018, 1, 1),
    )
    person.ordered(
        "notification_order",
        made_date=date(2017, 1, 1),
        start_date=date(2017, 1, 1),
        foreign_date=date(2010, 2, 3),
        foreign_disposal="imprisonment",
        foreign_term_months=18,
        foreign_term_days=2,
    )
    decided = {"outcome": "convicted", "outcome_date": date(2017, 2, 2)}
    person.happened(full, "breached", date(2016, 9, 9), **decided)
    person.happened(full, "breached", date(2016, 9, 10), outcome="pending")
    let_go = {"outcome": "no_further_action", "outcome_date": date(2017, 3, 3)}
    person.happened(full, "breached", date(2016, 9, 12), **let_go)
    person.happened(
        full, "breached", date(2016, 9, 11), recorded_in_error=True, outcome="cautioned", outcome_date=TODAY
    )
    person.happened(full, "discharged", date(2019, 6, 1))
    found = {each.reference: each for each in seen_by(co_ordinator, person).orders or ()}
    assert found["1"].kind is Order.INTERIM_SRO
    assert found["1"].last_date is NO_LAST_DATE
    assert found["2"].served_date == date(2016, 1, 4)
    assert found["2"].last_date == date(2020, 12, 31)
    assert found["2"].discharged_date == date(2019, 6, 1)
    assert found["2"].breach_decided_dates == (date(2017, 2, 2),)
    assert found["2"].replaces_interim == "1"
    assert found["2"].travel_prohibition == binding.TravelProhibition(
        start_date=date(2016, 1, 4), last_date=date(2018, 1, 1)
    )
    assert found["3"].foreign_matter == binding.ForeignMatter(
        conviction_date=date(2010, 2, 3), kind=Disposal.IMPRISONMENT, term=offending.Term(months=18, days=2)
    )


def test_grounds_are_facts_only_where_they_record_a_decision(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    standing = person.standing(3, "category_3")
    person.held(standing, 2)
    more = {"standing": standing, "last_date": date(2023, 6, 30), **person.carried}
    for limb in (
        "category_4_risk",
        "category_4_notification",
        "category_1_notification",
        "category_2_conviction",
    ):
        Ground.objects.create(limb=limb, start_date=date(2022, 7, 1), **more)
    facts = seen_by(co_ordinator, person)
    assert facts.harm_decisions == (binding.HarmDecision(decided_date=IMPOSED, may_cause_serious_harm=True),)
    assert facts.terrorism_risk_decisions == (
        binding.TerrorismRiskDecision(
            decided_date=date(2022, 7, 1), at_risk=True, until_date=date(2023, 7, 1)
        ),
    )
    assert facts.terrorism_notification == (
        binding.Span(start_date=date(2022, 7, 1), last_date=date(2023, 6, 30)),
    )
    assert facts.levels == (binding.LevelHeld(level=2, start_date=IMPOSED),)
    assert facts.convictions == ()


def test_a_revocation_is_a_determination(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    person.required(is_indefinite=True, revoked_date=date(2023, 5, 5), last_date=date(2023, 5, 5))
    (found,) = seen_by(co_ordinator, person).review_applications or ()
    assert (found.determined_date, found.decision) == (date(2023, 5, 5), "no_longer_subject")


def test_what_was_recorded_in_error_is_no_fact(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    person.convicted(recorded_in_error=True)
    person.ordered(recorded_in_error=True)
    person.inside(IMPOSED, recorded_in_error=True)
    person.standing(3, "category_3", recorded_in_error=True)
    facts = seen_by(co_ordinator, person)
    assert (facts.convictions, facts.orders, facts.custody, facts.harm_decisions) == ((), (), (), ())


def test_equal_records_of_two_people_are_equal_facts(recorded: Make, co_ordinator: Viewer) -> None:
    def life() -> Recorded:
        person = recorded()
        first = person.convicted()
        person.sentenced(first, term_months=18)
        person.sentenced(person.convicted("TH68009"), term_months=6)
        person.ordered(last_date=date(2025, 1, 1))
        return person

    one, other = (seen_by(co_ordinator, life()) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


def test_reading_the_facts_asks_seven_questions(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    for on in (date(2015, 3, 3), date(2017, 3, 3), date(2019, 3, 3)):
        person.sentenced(person.convicted(on=on), imposed_date=on, term_months=18)
        person.happened(person.ordered(made_date=on, start_date=on), "varied", on)
        person.inside(on, on.replace(year=on.year + 1))
        person.lived(on, "secondary")
    with acting_as(Role.WEB) as web:
        set_viewer(web, co_ordinator)
        with CaptureQueriesContext(connection) as asked:
            position_of(viewer=co_ordinator, subject_id=person.id, as_at=TODAY)
    assert len(asked) == 7


def test_nobody_reads_the_facts_of_whom_they_may_not_know(
    recorded: Make, viewer_with: Callable[..., Viewer]
) -> None:
    person, stranger = recorded(), viewer_with("co_ordinator", area=17)
    with pytest.raises(NotVisible):
        seen_by(stranger, person)


def test_a_record_seen_in_part_gives_no_answer(
    recorded: Make, co_ordinator: Viewer, viewer_with: Callable[..., Viewer]
) -> None:
    person, other = recorded(), viewer_with("co_ordinator", area=17)
    person.convicted()
    Sight.objects.create(
        subject=person.subject,
        user_id=other.user_id,
        level=Level.SUMMARY,
        source="given",
        reason="A test",
        start_date=date(2024, 1, 1),
        until_date=date(2025, 1, 1),
        given_by_id=co_ordinator.user_id,
    )
    with pytest.raises(FactsWithheld) as refused:
        seen_by(other, person)
    assert refused.value.parts == ("identity", "offending")


def test_the_law_answers_from_the_record(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    person.sentenced(person.convicted(), term_months=36, last_date=date(2018, 3, 31))
    with acting_as(Role.WEB) as web:
        set_viewer(web, co_ordinator)
        answer = position_of(viewer=co_ordinator, subject_id=person.id, as_at=TODAY)
    assert answer.eligibility.category == 1
    assert answer.requirements.last_date is NO_LAST_DATE


def test_what_was_lived_and_notified_reaches_the_law(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    day, later = date(2024, 2, 1), date(2024, 2, 9)
    NotificationMade.objects.create(
        kind="advance", made_date=day, of_date=later, of_change="name", of_premises="A", **person.carried
    )
    NotificationMade.objects.create(
        kind="initial", made_date=day, home_address_given="place_regularly_found", **person.carried
    )
    NotifiableChange.objects.create(kind="account_or_card", change_date=day, **person.carried)
    PremisesStay.objects.create(premises="A", start_date=day, until_date=later, **person.carried)
    ChildHouseholdStay.objects.create(
        premises="B", start_date=day, start_time=time(18, 5), hours=14, **person.carried
    )
    Journey.objects.create(state="made", departure_date=day, return_date=later, **person.carried)
    AbsenceFromHome.objects.create(start_date=day, until_date=later, **person.carried)
    Journey.objects.create(state="made", departure_date=day, recorded_in_error=True, **person.carried)
    found = seen_by(co_ordinator, person)
    initial, advance = found.notifications or ()
    if initial.kind == "advance":
        initial, advance = advance, initial
    assert (initial.kind, initial.made_date, initial.without_residence) == ("initial", day, True)
    assert (advance.of_date, advance.of_change, advance.of_premises) == (later, "name", "A")
    assert found.notifications_from == day
    assert found.changes == (living.Change(kind=living.ChangeKind.ACCOUNT_OR_CARD, change_date=day),)
    assert found.stays == (living.Stay(premises="A", start_date=day, until_date=later),)
    assert found.child_household_stays == (
        living.ChildHouseholdStay(premises="B", started_at=datetime.combine(day, time(18, 5)), hours=14),
    )
    assert found.journeys == (living.Journey(departure_date=day, return_date=later),)
    assert found.abroad == (living.Absence(start_date=day, until_date=later),)
    assert found.absences_from_home == (living.Absence(start_date=day, until_date=later),)


def test_an_area_that_sends_notifications_makes_silence_speak(recorded: Make, co_ordinator: Viewer) -> None:
    person = recorded()
    assert seen_by(co_ordinator, person).notifications is None
    NotificationSupply.objects.create(area_id=21, from_date=date(2020, 1, 1), load_number=1)
    found = seen_by(co_ordinator, person)
    assert (found.notifications, found.notifications_from) == ((), date(2020, 1, 1))
