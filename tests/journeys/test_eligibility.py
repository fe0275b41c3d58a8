"""Deciding who is eligible: with a fact that is not known, and against the law with a second officer."""

from __future__ import annotations

from tests.journeys.people import (
    AGAINST_THE_LAW,
    NOT_ELIGIBLE,
    OPEN_FACT,
    SECOND_OFFICER,
    reference,
)
from tests.journeys.visitor import Visitor

CONDITIONS = "fact-2020-02-03-CJ88115-1-schedule_3_conditions_met"


def page_of(name: str, more: str = "") -> str:
    return f"/people/{reference(name)}/eligibility/{more}"


def test_a_standing_is_decided_with_a_fact_that_is_not_known(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(page_of(OPEN_FACT))
    said = visitor.reads()
    assert "Not known" in said
    assert "age of the victim or other party" in said
    assert "Sexual Offences Act 2003 Sch 3" in said
    visitor.looks("eligibility-open")

    visitor.page.get_by_role("button", name="Decide", exact=True).click()
    assert "Category 1 cannot be ruled out until more is known" in visitor.reads()
    visitor.looks("eligibility-decide-open")
    visitor.page.get_by_role("link", name="Record what decides it").click()
    visitor.page.get_by_role("button", name="Record", exact=True).click()
    assert "Enter how you know" in visitor.reads()
    visitor.looks("eligibility-facts")
    visitor.page.check(f"input[name={CONDITIONS}][value=yes]")
    visitor.page.fill("#reason", "Certificate of conviction of 3 February 2020: the child was 9")
    visitor.page.get_by_role("button", name="Record", exact=True).click()
    said = visitor.reads()
    assert "What the law says was worked out again" in said
    assert "The conditions of Schedule 3 were decided to be met" in said
    assert "Category 1: subject to sexual offender notification requirements" in said
    visitor.looks("eligibility-decided-fact")

    visitor.page.get_by_role("button", name="Decide", exact=True).click()
    visitor.page.get_by_role("button", name="Confirm the decision").click()
    assert "The decision is recorded" in visitor.reads()
    visitor.looks("eligibility-decided")
    visitor.page.get_by_role("link", name="Decision 1: confirmed").click()
    assert "It never changes" in visitor.reads()
    visitor.looks("eligibility-decision")


def test_the_list_of_standings_to_decide_leads_to_each_person(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.page.get_by_role("link", name="Decide standings").click()
    said = visitor.reads()
    assert "people whose standing is to decide" in said
    assert "Recorded otherwise than the law says" in said
    assert "Alex Restricted" not in said
    visitor.looks("eligibility-to-decide")
    visitor.page.get_by_role("link", name="Casey Notreal").click()
    assert "The standing that is recorded is not what the law says of the record" in visitor.reads()


def test_a_decision_is_taken_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(page_of(NOT_ELIGIBLE))
    visitor.tabs_to(f"a[href='{page_of(NOT_ELIGIBLE, 'decide/')}']", most=120)
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    assert "leaves the arrangements" in visitor.reads()
    visitor.tabs_to("#reason")
    visitor.page.keyboard.type("No sentence or order is left")
    visitor.tabs_to("main form button[type=submit]")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    said = visitor.reads()
    assert "The decision is recorded" in said
    assert "Considered on" in said
    assert "No fact on which it rests has changed since" in said
    visitor.looks("eligibility-considered")


def test_a_decision_against_the_law_waits_for_a_second_officer(
    visitor: Visitor, second_visitor: Visitor
) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(page_of(AGAINST_THE_LAW, "decide-otherwise/"))
    visitor.page.check("input[name=limb][value=category_3]")
    visitor.page.fill("#reason", "Caution of 2021 seen on paper; the Responsible Authority agreed on 1 April")
    visitor.looks("eligibility-override")
    visitor.page.get_by_role("button", name="Put it to a second officer").click()
    assert "Nothing has changed yet" in visitor.reads()
    assert "Category 2" in visitor.page.inner_text(".openmappa-identity")
    visitor.looks("eligibility-waiting")
    visitor.opens(page_of(AGAINST_THE_LAW, "second-officer/"))
    assert "somebody else must be the second officer" in visitor.reads()
    visitor.looks("eligibility-withdraw")

    second_visitor.signs_in(SECOND_OFFICER)
    second_visitor.opens(page_of(AGAINST_THE_LAW, "second-officer/"))
    assert "Caution of 2021 seen on paper" in second_visitor.reads()
    second_visitor.page.get_by_role("button", name="Record the answer").click()
    assert "Select your answer" in second_visitor.reads()
    second_visitor.looks("eligibility-answer")
    second_visitor.page.check("input[name=answer][value=agreed]")
    second_visitor.page.get_by_role("button", name="Record the answer").click()
    assert "You agreed. The standing is changed." in second_visitor.reads()
    assert "Category 3" in second_visitor.page.inner_text(".openmappa-identity")
    assert "Terry Practitioner" in second_visitor.reads()
    second_visitor.looks("eligibility-agreed")


def test_who_was_slower_sees_what_has_changed(visitor: Visitor, second_visitor: Visitor) -> None:
    name = "Blair Invented"
    for each in (visitor, second_visitor):
        each.signs_in("co_ordinator")
        each.opens(page_of(name, "decide/"))
        each.page.fill("#reason", "No sentence is left")
    visitor.page.get_by_role("button", name="Confirm the decision").click()
    assert "The decision is recorded" in visitor.reads()
    second_visitor.page.get_by_role("button", name="Confirm the decision").click()
    said = second_visitor.reads()
    assert "Something has changed since you opened this page" in said
    assert second_visitor.page.input_value("#reason") == "No sentence is left"
    second_visitor.looks("eligibility-stale")


def test_a_dangerous_person_is_recorded_and_reviewed_without_javascript(
    visitor_without_javascript: Visitor,
) -> None:
    visitor, name = visitor_without_javascript, "Devon Invented"
    visitor.signs_in("co_ordinator")
    visitor.opens(page_of(name, "decide/"))
    visitor.page.fill("#reason", "No sentence is left")
    visitor.page.get_by_role("button", name="Confirm the decision").click()
    visitor.page.get_by_role("button", name="Record the status").click()
    visitor.page.fill("#reason", "Threats recorded by two agencies")
    visitor.page.fill("#authorised_by", "A Commander")
    visitor.page.select_option("#rank", "chief_superintendent")
    visitor.looks("dangerous-start")
    visitor.page.get_by_role("button", name="Record the status").click()
    assert "The status is recorded" in visitor.reads()
    assert "Potentially dangerous person" in visitor.page.inner_text(".openmappa-identity")
    visitor.page.get_by_role("button", name="Record a review").click()
    visitor.page.check("input[name=outcome][value=continues]")
    visitor.page.fill("#reason", "Nothing has changed")
    visitor.page.fill("#authorised_by", "A Commander")
    visitor.page.select_option("#rank", "superintendent")
    visitor.looks("dangerous-review")
    visitor.page.get_by_role("button", name="Record the review").click()
    assert "The review is recorded" in visitor.reads()
    visitor.looks("dangerous-reviewed")
