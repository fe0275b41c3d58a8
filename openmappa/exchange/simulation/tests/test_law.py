"""The offences and sentences really put people in their category, and the dates follow from them."""

from datetime import date, timedelta

import pytest

from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.tests.recount import Person
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.limbs import LIMBS
from openmappa.statute.vocabulary.offences import offence

INDEFINITE = {"imprisonment_life", "hospital_order_with_restriction"}
BEGAN = "2001-04-01"


@pytest.fixture(scope="module")
def lawful(london: Summary, londoners: dict[str, Person]) -> dict[str, Person]:
    """Return those whose recorded category is meant to follow from their facts."""
    planted = {key for keys in london.differences.values() for key in keys}
    return {key: person for key, person in londoners.items() if key not in planted}


def of_category(people: dict[str, Person], category: str) -> list[Person]:
    return [
        person
        for person in people.values()
        if [row["category"] for row in person.tables["standings"]] == [category]
        and not person.row["date_of_death"]
    ]


def index(person: Person) -> tuple[dict[str, str], dict[str, str]]:
    """Return the conviction and sentence that the first ground rests on: always the first row sent."""
    return person.tables["convictions"][0], person.tables["disposals"][0]


def notification_months(person: Person) -> int:
    """Return the months of SOA 2003 s.82(1), the Table, 0 for indefinite; half of 10, 7, 5 and 2 years under 18."""
    conviction, disposal = index(person)
    kind, months = (
        disposal["kind"],
        int(disposal["term_months"] or 0) + int(disposal["extension_months"] or 0),
    )
    if kind in INDEFINITE or (DISPOSALS[kind].is_custodial and months >= 30):
        return 0
    if kind == "conditional_discharge":
        return months
    if DISPOSALS[kind].is_custodial:
        full = 84 if months <= 6 else 120
    else:
        full = {"hospital_order": 84, "caution": 24}.get(kind, 60)
    born = date.fromisoformat(person.row["date_of_birth"])
    convicted = date.fromisoformat(conviction["conviction_date"])
    is_minor = (convicted.year - born.year, convicted.month, convicted.day) < (18, born.month, born.day)
    return full // 2 if is_minor else full


def last_day(first: str, months: int) -> str:
    start = date.fromisoformat(first)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            moved = date(year, month + 1, day)
        except ValueError:
            continue
        return str(moved if day != start.day else moved - timedelta(days=1))
    return str(date(year, month + 1, start.day) - timedelta(days=1))


def test_category_1_notifies_for_as_long_as_the_act_says(lawful: dict[str, Person]) -> None:
    people = of_category(lawful, "1")
    seen = set()
    for person in people:
        conviction, _ = index(person)
        assert offence(conviction["offence_code"]).schedule_3
        months = notification_months(person)
        seen.add(months)
        ground = person.tables["grounds"][0]
        standing = person.tables["standings"][0]
        assert ground["start_date"] == standing["start_date"] == max(conviction["conviction_date"], BEGAN)
        expected = last_day(conviction["conviction_date"], months) if months else ""
        if person.standing() or standing["recorded_in_error"] or months:
            # Revoked on review: the ground ended before its time.
            assert ground["last_date"] == expected or ground["last_date"] < min(expected or "9", "2024-04-02")
        if standing["last_date"]:
            assert standing["last_date"] == ground["last_date"]
    assert {0, 24, 30, 60, 84, 120} <= seen


def test_category_2_has_a_scheduled_offence_and_a_long_enough_sentence(lawful: dict[str, Person]) -> None:
    people = of_category(lawful, "2")
    for person in people:
        conviction, disposal = index(person)
        listed = offence(conviction["offence_code"])
        assert listed.is_murder or listed.schedule_15_part == 1
        words = DISPOSALS[disposal["kind"]]
        assert (
            (words.is_custodial and int(disposal["term_months"] or 0) >= 12)
            or words.is_indeterminate
            or words.is_hospital_or_guardianship
        )
        if conviction["result"] != "convicted":
            assert words.is_hospital_or_guardianship
            assert person.tables["grounds"][0]["limb"] == "category_2_not_guilty"
        if disposal["last_date"] and person.standing():
            assert disposal["last_date"] >= "2024-03-31"
    assert len(people) > 4_000


def test_category_3_has_no_sentence_that_would_bring_another(lawful: dict[str, Person]) -> None:
    people = of_category(lawful, "3")
    for person in people:
        conviction, disposal = index(person)
        assert not offence(conviction["offence_code"]).schedule_3
        assert int(disposal["term_months"] or 0) < 12 or not DISPOSALS[disposal["kind"]].is_custodial
        assert {row["level"] for row in person.tables["levels"]} <= {"2", "3"}
    assert people


def test_some_of_category_3_were_of_category_2_until_the_day_before(londoners: dict[str, Person]) -> None:
    found = 0
    for person in londoners.values():
        rows = sorted(person.tables["standings"], key=lambda row: row["start_date"])
        if [row["category"] for row in rows] == ["2", "3"]:
            found += 1
            ended = date.fromisoformat(rows[0]["last_date"])
            assert str(ended + timedelta(days=1)) == rows[1]["start_date"]
    assert found


def test_category_4_is_restricted_and_for_terrorism(londoners: dict[str, Person]) -> None:
    people = of_category(londoners, "4")
    assert {person.row["restricted"] for person in people} == {"true"}
    assert all(offence(index(person)[0]["offence_code"]).schedule_15_part == 3 for person in people)
    others = [p for p in londoners.values() if p.tables["standings"][-1]["category"] != "4"]
    assert not any(person.row["restricted"] for person in others)


def test_the_category_recorded_is_the_first_of_those_that_the_grounds_bring(
    lawful: dict[str, Person],
) -> None:
    for person in lawful.values():
        for standing in person.tables["standings"]:
            found = {
                str(LIMBS[row["limb"]].category)
                for row in person.tables["grounds"]
                if row["standing_id"] == standing["source_id"]
            }
            assert not found or min(found, key="4123".index) == standing["category"]


def test_grounds_end_in_order_and_begin_within_their_standing(londoners: dict[str, Person]) -> None:
    for person in londoners.values():
        starts = {row["source_id"]: row["start_date"] for row in person.tables["standings"]}
        for ground in person.tables["grounds"]:
            assert starts[ground["standing_id"]] <= ground["start_date"] <= (ground["last_date"] or "9")


def test_time_inside_starts_with_the_sentence_and_remand_is_before_it(londoners: dict[str, Person]) -> None:
    for person in londoners.values():
        _, disposal = index(person)
        for spell in person.tables["custody_spells"]:
            if spell["kind"] in ("sentenced", "hospital"):
                assert spell["start_date"] == disposal["imposed_date"]
            if spell["kind"] == "remand" and spell["ended_by"] == "transferred":
                assert spell["until_date"] == disposal["imposed_date"]


def test_nobody_offends_under_ten_or_too_early_for_the_act(londoners: dict[str, Person]) -> None:
    for person in londoners.values():
        born = date.fromisoformat(person.row["date_of_birth"])
        for row in person.tables["convictions"]:
            offended = date.fromisoformat(row["offence_date"])
            assert (offended.year - born.year, offended.month, offended.day) >= (10, born.month, born.day)
            if row["offence_code"].startswith("SX03"):
                assert row["offence_date"] >= "2004-05-01"


def test_those_under_18_are_with_a_youth_offending_team(londoners: dict[str, Person]) -> None:
    young = [
        person
        for person in londoners.values()
        if person.row["date_of_birth"] > "2006-04-01"
        and person.tables["standings"][0]["category"] in ("1", "2")
    ]
    leads = {row["lead_agency"] for person in young for row in person.during("responsibilities")}
    assert leads == {"youth_offending_team"}
