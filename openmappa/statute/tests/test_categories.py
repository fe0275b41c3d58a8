"""Every limb of sections 327 and 325(2)(b), both sides of each boundary, and the category reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from openmappa.statute.categories.eligibility import Eligibility, Stretch, eligibility
from openmappa.statute.facts.binding import HarmDecision, LevelHeld, Span, TerrorismRiskDecision
from openmappa.statute.facts.offending import Runs
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.tests.builders import (
    CHILD_ABDUCTION,
    MURDER,
    RAPE,
    TERRORIST,
    WOUNDING,
    conviction,
    day,
    facts,
    inside,
    order,
    sentence,
)
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb
from openmappa.statute.vocabulary.results import ConvictionResult

MET, NOT_MET, NEEDS_FACT = Outcome.MET, Outcome.NOT_MET, Outcome.NEEDS_FACT
AS_AT = "2023-01-01"
LAST = day("2024-06-30")
UNLISTED = "SX56014"


def ask(
    *convictions: Any, as_at: str = AS_AT, settings: LawSettings | None = None, **others: Any
) -> Eligibility:
    return eligibility(facts(*convictions, **others), as_at=day(as_at), settings=settings or LawSettings())


def limb(found: Eligibility, which: Limb) -> Outcome:
    return next(each.outcome for each in found.limbs if each.limb is which)


def violent(disposal: Any, **others: Any) -> Any:
    return conviction(replace(disposal, last_date=LAST), offence=WOUNDING, **others)


DISPOSALS: list[tuple[str, Any, Outcome]] = [
    ("(i) imprisonment of 12 months exactly", sentence(months=12), MET),
    ("(i) imprisonment of a day less", sentence(months=11, days=27), NOT_MET),
    ("(i) 52 weeks are less than 12 months", sentence(weeks=52), NOT_MET),
    ("(i) life", sentence(Disposal.IMPRISONMENT_LIFE), MET),
    ("(i) public protection", sentence(Disposal.IMPRISONMENT_PUBLIC_PROTECTION), MET),
    ("(i) extended sentence", sentence(Disposal.EXTENDED_SENTENCE, months=12), MET),
    ("(i) suspended, 12 months", sentence(Disposal.SUSPENDED_SENTENCE, months=12), MET),
    ("(i) suspended, less", sentence(Disposal.SUSPENDED_SENTENCE, months=11), NOT_MET),
    ("(ii) young offender institution, 12", sentence(Disposal.YOUNG_OFFENDER_DETENTION, months=12), MET),
    ("(ii) young offender institution, 11", sentence(Disposal.YOUNG_OFFENDER_DETENTION, months=11), NOT_MET),
    ("(iii) His Majesty's pleasure", sentence(Disposal.DETENTION_HIS_MAJESTYS_PLEASURE), MET),
    ("(iv) public protection, detention", sentence(Disposal.DETENTION_PUBLIC_PROTECTION), MET),
    ("(v) section 91 or 250, 12", sentence(Disposal.DETENTION_SECTION_91, months=12), MET),
    ("(v) section 91 or 250, 11", sentence(Disposal.DETENTION_SECTION_91, months=11), NOT_MET),
    ("(v) section 252A, 12", sentence(Disposal.DETENTION_SECTION_252A, months=12), MET),
    ("(vi) extended detention", sentence(Disposal.EXTENDED_DETENTION, months=6), MET),
    ("(vii) detention and training, 12", sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=12), MET),
    ("(vii) detention and training, 11", sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=11), NOT_MET),
    ("(viii) hospital order", sentence(Disposal.HOSPITAL_ORDER), MET),
    ("(viii) hospital order, restricted", sentence(Disposal.HOSPITAL_ORDER_WITH_RESTRICTION), MET),
    ("(viii) guardianship order", sentence(Disposal.GUARDIANSHIP_ORDER), MET),
    ("custody for life", sentence(Disposal.DETENTION_LIFE), MET),
    ("community order", sentence(Disposal.COMMUNITY_ORDER, months=24), NOT_MET),
    ("fine", sentence(Disposal.FINE), NOT_MET),
    ("a term that is not known", sentence(), NEEDS_FACT),
]


@pytest.mark.parametrize(
    ("disposal", "expected"),
    [each[1:] for each in DISPOSALS],
    ids=[f"s.327(3)(b){each[0]}" for each in DISPOSALS],
)
def test_section_327_3_b(disposal: Any, expected: Outcome) -> None:
    assert limb(ask(violent(disposal)), Limb.CATEGORY_2_CONVICTION) is expected


@pytest.mark.parametrize(
    ("offence", "expected"),
    [
        (MURDER, MET),
        (WOUNDING, MET),
        (RAPE, MET),
        (UNLISTED, NOT_MET),
        ("02801", NEEDS_FACT),
        ("00100", MET),
    ],
    ids=[
        "murder by name",
        "Part 1",
        "Part 2",
        "in neither",
        "Home Office code",
        "murder by Home Office code",
    ],
)
def test_section_327_3_a(offence: str, expected: Outcome) -> None:
    found = ask(conviction(sentence(years=4, last_date=LAST), offence=offence))
    assert limb(found, Limb.CATEGORY_2_CONVICTION) is expected


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [("2020-03-01", NOT_MET), ("2020-03-02", MET), ("2024-06-30", MET), ("2024-07-01", NOT_MET)],
)
def test_category_2_lasts_from_the_sentence_to_the_end_of_the_licence(as_at: str, expected: Outcome) -> None:
    assert limb(ask(violent(sentence(years=4)), as_at=as_at), Limb.CATEGORY_2_CONVICTION) is expected


def test_category_2_begins_with_the_sentence_and_not_with_the_conviction() -> None:
    waiting = violent(sentence(years=4, imposed="2020-05-01"))
    assert limb(ask(waiting, as_at="2020-04-30"), Limb.CATEGORY_2_CONVICTION) is NOT_MET
    assert limb(ask(waiting, as_at="2020-05-01"), Limb.CATEGORY_2_CONVICTION) is MET
    assert ask(waiting).grounds[0].finding.start_date == day("2020-05-01")
    unknown = conviction(offence=WOUNDING, sentences=None)
    assert limb(ask(unknown), Limb.CATEGORY_2_CONVICTION) is NEEDS_FACT


def test_last_day_that_is_not_known_is_asked_for_unless_the_person_is_inside() -> None:
    given = conviction(sentence(years=4), offence=WOUNDING)
    for spells, expected in (
        ((), NEEDS_FACT),
        ((inside("2020-03-02"),), MET),
        ((inside("2020-03-02", "2023-01-02"),), MET),
        ((inside("2020-03-02", "2023-01-01"),), NEEDS_FACT),
        ((inside("2023-01-02"),), NEEDS_FACT),
        ((inside("2020-03-02", kind=SpellKind.REMAND),), NEEDS_FACT),
    ):
        assert limb(ask(given, custody=spells), Limb.CATEGORY_2_CONVICTION) is expected


def test_a_life_sentence_has_no_last_day() -> None:
    life = conviction(sentence(Disposal.IMPRISONMENT_LIFE), offence=MURDER)
    found = ask(life)
    assert found.grounds[0].finding.last_date == NO_LAST_DATE


@pytest.mark.parametrize(
    ("counts", "licence", "as_at", "expected"),
    [
        (False, LAST, "2025-06-30", NOT_MET),
        (True, LAST, "2025-06-30", MET),
        (True, LAST, "2025-07-01", NOT_MET),
        (True, None, "2025-06-30", MET),
        (False, None, "2025-06-30", NEEDS_FACT),
    ],
)
def test_supervision_after_the_sentence_is_a_setting(
    counts: bool, licence: Any, as_at: str, expected: Outcome
) -> None:
    given = conviction(
        sentence(years=4, last_date=licence, supervision_last_date=day("2025-06-30")), offence=WOUNDING
    )
    settings = LawSettings(post_sentence_supervision_counts=counts)
    assert limb(ask(given, as_at=as_at, settings=settings), Limb.CATEGORY_2_CONVICTION) is expected


@pytest.mark.parametrize(
    ("adds", "second", "expected"), [(False, 6, NOT_MET), (True, 6, MET), (True, 5, NOT_MET)]
)
def test_consecutive_terms_for_category_2_are_a_setting(adds: bool, second: int, expected: Outcome) -> None:
    first = violent(sentence(months=6, runs=Runs.ALONE))
    then = violent(
        sentence(months=second, reference="T", runs=Runs.CONSECUTIVE, runs_against="S"), reference="B"
    )
    settings = LawSettings(category_2_adds_consecutive_terms=adds)
    assert limb(ask(first, then, settings=settings), Limb.CATEGORY_2_CONVICTION) is expected


@pytest.mark.parametrize(
    "result", [ConvictionResult.NOT_GUILTY_BY_INSANITY, ConvictionResult.UNDER_DISABILITY_DID_ACT]
)
@pytest.mark.parametrize(
    ("disposal", "expected"),
    [
        (Disposal.HOSPITAL_ORDER, MET),
        (Disposal.GUARDIANSHIP_ORDER, MET),
        (Disposal.ABSOLUTE_DISCHARGE, NOT_MET),
    ],
)
def test_section_327_4(result: ConvictionResult, disposal: Disposal, expected: Outcome) -> None:
    found = ask(violent(sentence(disposal), result=result))
    assert limb(found, Limb.CATEGORY_2_NOT_GUILTY) is expected
    assert limb(found, Limb.CATEGORY_2_CONVICTION) is NOT_MET
    assert limb(ask(violent(sentence(disposal))), Limb.CATEGORY_2_NOT_GUILTY) is NOT_MET


@pytest.mark.parametrize(
    ("offence", "disposal", "looked_up", "expected"),
    [
        (UNLISTED, sentence(months=12), None, NEEDS_FACT),
        (UNLISTED, sentence(months=12), True, MET),
        (UNLISTED, sentence(months=12), False, NOT_MET),
        (UNLISTED, sentence(months=11), None, NOT_MET),
        (WOUNDING, sentence(months=12), None, NOT_MET),
        (CHILD_ABDUCTION, sentence(months=12), None, MET),
        (CHILD_ABDUCTION, sentence(months=12), False, NOT_MET),
    ],
)
def test_section_327_4a_answers_that_its_list_is_not_verified(
    offence: str, disposal: Any, looked_up: bool | None, expected: Outcome
) -> None:
    given = conviction(replace(disposal, last_date=LAST), offence=offence, section_327_4a_lists_it=looked_up)
    found = ask(given)
    assert limb(found, Limb.CATEGORY_2_CHILD_OFFENCE) is expected
    if expected is NEEDS_FACT:
        reasons = next(each for each in found.limbs if each.limb is Limb.CATEGORY_2_CHILD_OFFENCE).reasons
        assert any("not verified" in each.words for each in reasons)


def test_section_327_4a_begins_with_the_repeal_of_disqualification() -> None:
    given = conviction(
        sentence(years=4, imposed="2010-01-04", last_date=NO_LAST_DATE),
        offence=CHILD_ABDUCTION,
        on="2010-01-04",
    )
    assert limb(ask(given, as_at="2012-12-02"), Limb.CATEGORY_2_CHILD_OFFENCE) is NOT_MET
    assert limb(ask(given, as_at="2012-12-03"), Limb.CATEGORY_2_CHILD_OFFENCE) is MET


@pytest.mark.parametrize(
    ("as_at", "spans", "expected"),
    [
        ("2012-12-02", (Span(start_date=day("2008-01-01")),), MET),
        ("2012-12-03", (Span(start_date=day("2008-01-01")),), NOT_MET),
        ("2012-12-02", (Span(start_date=day("2008-01-01"), last_date=day("2012-12-01")),), NOT_MET),
        ("2007-12-31", (Span(start_date=day("2008-01-01")),), NOT_MET),
        ("2012-12-02", (), NOT_MET),
        ("2012-12-02", None, NEEDS_FACT),
        ("2012-12-03", None, NOT_MET),
    ],
)
def test_section_327_5_disqualification_ended_in_2012(as_at: str, spans: Any, expected: Outcome) -> None:
    assert limb(ask(as_at=as_at, disqualification=spans), Limb.LEGACY_DISQUALIFICATION) is expected


DECIDED = HarmDecision(decided_date=day("2022-01-10"), may_cause_serious_harm=True)
LEVEL_2 = LevelHeld(level=2, start_date=day("2022-01-12"))
BAD = conviction(sentence(months=6), offence=WOUNDING, indicates_serious_harm=True)


@pytest.mark.parametrize(
    ("convictions", "others", "expected"),
    [
        ((BAD,), {}, MET),
        ((replace(BAD, result=ConvictionResult.CAUTIONED, sentences=()),), {}, MET),
        ((replace(BAD, indicates_serious_harm=False),), {}, NOT_MET),
        ((replace(BAD, indicates_serious_harm=None),), {}, NEEDS_FACT),
        ((), {}, NOT_MET),
        ((BAD,), {"harm_decisions": None}, NEEDS_FACT),
        ((BAD,), {"harm_decisions": ()}, NOT_MET),
        ((BAD,), {"harm_decisions": (replace(DECIDED, may_cause_serious_harm=False),)}, NOT_MET),
        ((BAD,), {"harm_decisions": (replace(DECIDED, until_date=day(AS_AT)),)}, NOT_MET),
        ((BAD,), {"harm_decisions": (replace(DECIDED, until_date=day("2023-01-02")),)}, MET),
        ((BAD,), {"harm_decisions": (replace(DECIDED, decided_date=day("2023-01-02")),)}, NOT_MET),
        ((BAD,), {"levels": None}, NEEDS_FACT),
        ((BAD,), {"levels": (replace(LEVEL_2, level=1),)}, NOT_MET),
        ((BAD,), {"levels": (replace(LEVEL_2, level=3),)}, MET),
        ((BAD,), {"levels": (replace(LEVEL_2, until_date=day(AS_AT)),)}, NOT_MET),
        ((BAD,), {"levels": (replace(LEVEL_2, until_date=day("2023-01-02")),)}, MET),
        ((BAD,), {"orders": (order(last_date=NO_LAST_DATE),)}, NOT_MET),
        ((BAD,), {"orders": (order(),)}, NEEDS_FACT),
    ],
)
def test_section_325_2_b(convictions: Any, others: Any, expected: Outcome) -> None:
    given = {"harm_decisions": (DECIDED,), "levels": (LEVEL_2,), **others}
    found = ask(*convictions, **given)
    assert limb(found, Limb.CATEGORY_3) is expected
    assert (found.category == 3) == (expected is MET)


def test_section_325_2_b_convictions_that_are_not_known() -> None:
    assert limb(ask(convictions=None), Limb.CATEGORY_3) is NOT_MET
    given = {"harm_decisions": (DECIDED,), "levels": (LEVEL_2,)}
    assert limb(ask(convictions=None, **given), Limb.CATEGORY_3) is NEEDS_FACT


def terrorist(disposal: Any = None, **others: Any) -> Any:
    others.setdefault("offence", TERRORIST)
    return conviction(replace(disposal or sentence(years=4), last_date=LAST), **others)


@pytest.mark.parametrize(
    ("as_at", "second", "fourth"),
    [("2022-06-27", MET, NOT_MET), ("2022-06-28", NOT_MET, MET)],
    ids=["the day before Category 4", "the first day of Category 4"],
)
def test_terrorism_moved_from_category_2_to_4(as_at: str, second: Outcome, fourth: Outcome) -> None:
    found = ask(terrorist(terrorism_notification_applies=False), as_at=as_at)
    assert limb(found, Limb.CATEGORY_2_CONVICTION) is second
    assert limb(found, Limb.CATEGORY_4_CONVICTION) is fourth
    unended = conviction(sentence(years=4), offence=TERRORIST)
    assert limb(ask(unended, as_at="2022-06-27"), Limb.CATEGORY_2_CONVICTION) is MET


@pytest.mark.parametrize(
    ("disposal", "expected"),
    [
        (sentence(months=12), MET),
        (sentence(months=11), NOT_MET),
        (sentence(Disposal.HOSPITAL_ORDER), MET),
        (sentence(Disposal.GUARDIANSHIP_ORDER), NOT_MET),
        (sentence(), NEEDS_FACT),
    ],
)
def test_category_4_by_conviction(disposal: Any, expected: Outcome) -> None:
    found = ask(terrorist(disposal, terrorism_notification_applies=False))
    assert limb(found, Limb.CATEGORY_4_CONVICTION) is expected


@pytest.mark.parametrize(
    ("connected", "assumed_none", "expected"),
    [
        (True, True, MET),
        (False, False, NOT_MET),
        (None, True, NOT_MET),
        (None, False, NEEDS_FACT),
    ],
)
def test_terrorist_connection(connected: bool | None, assumed_none: bool, expected: Outcome) -> None:
    settings = LawSettings(unrecorded_terrorist_connection_is_none=assumed_none)
    given = terrorist(offence=WOUNDING, terrorist_connection=connected)
    found = ask(given, settings=settings, terrorism_notification=None)
    assert limb(found, Limb.CATEGORY_4_CONVICTION) is expected
    notification = NOT_MET if expected is NOT_MET else NEEDS_FACT
    assert limb(found, Limb.CATEGORY_4_NOTIFICATION) is notification


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((Span(start_date=day("2020-01-01"), last_date=day(AS_AT)),), MET),
        ((Span(start_date=day("2020-01-01"), last_date=day("2022-12-31")),), NOT_MET),
        ((Span(start_date=day("2020-01-01")),), NEEDS_FACT),
        ((), NOT_MET),
    ],
)
def test_category_4_by_notification_as_recorded(spans: Any, expected: Outcome) -> None:
    assert limb(ask(terrorism_notification=spans), Limb.CATEGORY_4_NOTIFICATION) is expected


def test_category_4_by_notification_worked_out() -> None:
    given = {"terrorism_notification": None}
    applies = terrorist(terrorism_notification_applies=True)
    assert limb(ask(applies, **given), Limb.CATEGORY_4_NOTIFICATION) is MET
    assert limb(ask(applies, as_at="2022-06-27", **given), Limb.CATEGORY_4_NOTIFICATION) is NOT_MET
    assert limb(ask(terrorist(), **given), Limb.CATEGORY_4_NOTIFICATION) is NEEDS_FACT
    spells = {"custody": (inside("2020-03-02"),), **given}
    assert limb(ask(applies, **spells), Limb.CATEGORY_4_NOTIFICATION) is MET
    assert limb(ask(applies, custody=None, **given), Limb.CATEGORY_4_NOTIFICATION) is NEEDS_FACT
    for other in (
        terrorist(terrorism_notification_applies=False),
        terrorist(result=ConvictionResult.CAUTIONED),
    ):
        assert limb(ask(other, **given), Limb.CATEGORY_4_NOTIFICATION) is NOT_MET


@pytest.mark.parametrize(
    ("convictions", "decisions", "expected"),
    [
        ((BAD,), (TerrorismRiskDecision(decided_date=day("2022-08-01"), at_risk=True),), MET),
        ((BAD,), (TerrorismRiskDecision(decided_date=day("2022-08-01"), at_risk=False),), NOT_MET),
        (
            (BAD,),
            (TerrorismRiskDecision(decided_date=day("2022-08-01"), at_risk=True, until_date=day(AS_AT)),),
            NOT_MET,
        ),
        (
            (BAD,),
            (
                TerrorismRiskDecision(
                    decided_date=day("2022-08-01"), at_risk=True, until_date=day("2023-01-02")
                ),
            ),
            MET,
        ),
        ((BAD,), (), NOT_MET),
        ((BAD,), None, NEEDS_FACT),
        ((), None, NOT_MET),
        (None, (TerrorismRiskDecision(decided_date=day("2022-08-01"), at_risk=True),), NEEDS_FACT),
    ],
)
def test_category_4_by_risk(convictions: Any, decisions: Any, expected: Outcome) -> None:
    found = ask(convictions=convictions, terrorism_risk_decisions=decisions)
    assert limb(found, Limb.CATEGORY_4_RISK) is expected


def test_nobody_is_eligible_without_facts_that_make_them_so() -> None:
    found = ask()
    assert (found.outcome, found.category, found.undecided) == (NOT_MET, None, ())
    assert found.coming == (Stretch(None, day(AS_AT), NO_LAST_DATE),)
    unknown = ask(convictions=None, orders=None)
    assert (unknown.outcome, unknown.category) == (NEEDS_FACT, None)
    assert set(unknown.undecided) == {1, 2, 4}


@pytest.mark.parametrize(("headline", "expected"), [((4, 1, 2, 3), 4), ((1, 4, 2, 3), 1), ((2, 1, 4, 3), 2)])
def test_headline_order_is_a_setting_and_all_limbs_are_kept(headline: Any, expected: int) -> None:
    risk = TerrorismRiskDecision(decided_date=day("2022-08-01"), at_risk=True)
    found = ask(
        conviction(sentence(years=4, last_date=LAST)),
        terrorism_risk_decisions=(risk,),
        settings=LawSettings(headline_order=headline),
    )
    assert found.category == expected
    assert {each.category for each in found.grounds} == {1, 2, 4}


def test_when_one_limb_lapses_the_next_takes_over() -> None:
    """A fine brings five years of Category 1, the licence on wounding is longer, then Category 3 waits."""
    found = ask(
        conviction(sentence(Disposal.FINE)),
        conviction(
            sentence(years=8, reference="T", last_date=day("2028-03-01")),
            offence=WOUNDING,
            reference="B",
            indicates_serious_harm=True,
        ),
        harm_decisions=(DECIDED,),
        levels=(replace(LEVEL_2, until_date=day("2030-01-01")),),
    )
    assert found.coming == (
        Stretch(1, day(AS_AT), day("2025-03-01")),
        Stretch(2, day("2025-03-02"), day("2028-03-01")),
        Stretch(3, day("2028-03-02"), day("2029-12-31")),
        Stretch(None, day("2030-01-01"), NO_LAST_DATE),
    )


def test_what_could_go_before_the_headline_is_named() -> None:
    found = ask(violent(sentence(years=4)), orders=None)
    assert found.category == 2
    assert found.undecided == (1,)
    uncertain = ask(conviction(sentence(years=4), offence=WOUNDING), custody=(inside("2020-03-02"),))
    assert not uncertain.coming[-1].is_certain


def test_the_category_reported_is_since_the_first_of_its_limbs_that_hold() -> None:
    earlier = conviction(
        sentence(years=2, imposed="2010-05-04", last_date=day("2012-05-03")),
        on="2010-05-04",
        offence=WOUNDING,
        reference="B",
    )
    found = ask(conviction(sentence(years=8, last_date=day("2028-03-01"))), earlier)
    assert (found.category, found.since) == (1, day("2020-03-02"))
    assert ask(earlier).since is None


def test_limb_says_from_when_to_when_it_holds() -> None:
    found = ask(
        violent(sentence(years=4)),
        conviction(sentence(Disposal.IMPRISONMENT_LIFE, reference="L"), offence=MURDER, reference="B"),
    )
    second = next(each for each in found.limbs if each.limb is Limb.CATEGORY_2_CONVICTION)
    assert (second.start_date, second.last_date) == (day("2020-03-02"), NO_LAST_DATE)
    one = next(
        each for each in ask(violent(sentence(years=4))).limbs if each.limb is Limb.CATEGORY_2_CONVICTION
    )
    assert one.last_date == LAST
    none = next(each for each in ask().limbs if each.limb is Limb.CATEGORY_2_CONVICTION)
    assert (none.start_date, none.last_date) == (None, None)


def test_category_1_says_when_it_begins_and_ended() -> None:
    fine = conviction(sentence(Disposal.FINE))
    assert limb(ask(fine, as_at="2025-03-01"), Limb.CATEGORY_1_NOTIFICATION) is MET
    assert limb(ask(fine, as_at="2025-03-02"), Limb.CATEGORY_1_NOTIFICATION) is NOT_MET
    served = order(made="2022-12-01", served_date=day("2023-01-02"), last_date=NO_LAST_DATE)
    assert limb(ask(orders=(served,)), Limb.CATEGORY_1_NOTIFICATION) is NOT_MET
    awaiting = conviction(on="2022-12-01")
    assert limb(ask(awaiting), Limb.CATEGORY_1_NOTIFICATION) is MET
    open_one = conviction(sentence(Disposal.FINE), offence="SX03224")
    assert limb(ask(open_one), Limb.CATEGORY_1_NOTIFICATION) is NEEDS_FACT
