"""The offences of the vocabulary, and that they restate their sources in full."""

import csv
from pathlib import Path

import pytest

from openmappa.statute.vocabulary.offences import (
    OffenceCodeSet,
    UnknownOffence,
    offence,
    offences,
)

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "offences"

beside_the_reference = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the published lists are not beside the checkout"
)


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_rape_is_in_both_schedules() -> None:
    rape = offence("SX03001")
    assert rape.schedule_15_part == 2
    assert rape.schedule_15_paragraph == "102"
    assert rape.schedule_3
    assert not rape.is_murder
    assert rape.description == "Rape (s.1 of the Sexual Offences Act 2003)"


def test_violent_offence_is_in_part_1_only() -> None:
    wounding = offence("OF61131")
    assert (wounding.schedule_15_part, wounding.schedule_15_paragraph) == (1, "7")
    assert not wounding.schedule_3


def test_terrorist_offence_is_in_part_3() -> None:
    assert offence("TR06007").schedule_15_part == 3


@pytest.mark.parametrize("code", ["COML025", "COML026", "00100", "00101", "00102"])
def test_murder_is_present_and_not_in_the_schedules(code: str) -> None:
    murder = offence(code)
    assert murder.is_murder
    assert murder.schedule_15_part is None
    assert murder.schedule_15_paragraph is None
    assert not murder.schedule_3


def test_only_murder_is_murder() -> None:
    assert {each.code for each in offences().values() if each.is_murder} == {
        *("COML025", "COML026", "00100", "00101", "00102")
    }
    assert offence("COML025A").schedule_15_part == 1


def test_trafficking_keeps_both_paragraphs() -> None:
    assert offence("MS15003").schedule_15_part == 1
    assert offence("MS15003").schedule_15_paragraph == "63H or 152A"


def test_home_office_code_says_nothing_of_the_schedules() -> None:
    burglary = offence("02801")
    assert burglary.code_set is OffenceCodeSet.HOME_OFFICE
    assert not burglary.is_schedule_known
    assert offence("SX03001").is_schedule_known


def test_code_sets_cannot_collide() -> None:
    for code, each in offences().items():
        assert code.isdigit() == (each.code_set is OffenceCodeSet.HOME_OFFICE)


def test_every_offence_is_described_in_tidy_words() -> None:
    for each in offences().values():
        assert 4 <= len(each.description) <= 200
        assert each.description == " ".join(each.description.split())
        assert "contrary to" not in each.description.lower() or not each.is_schedule_known


def test_part_and_paragraph_go_together() -> None:
    for each in offences().values():
        assert (each.schedule_15_part is None) == (each.schedule_15_paragraph is None)
        assert each.schedule_15_part in (None, 1, 2, 3)


def test_unknown_offence_is_refused_without_its_code() -> None:
    with pytest.raises(UnknownOffence) as refused:
        offence("XX99999")
    assert "XX99999" not in str(refused.value)


@beside_the_reference
def test_schedule_15_is_restated_in_full() -> None:
    listed: dict[str, set[str]] = {}
    parts: dict[str, set[int]] = {}
    for row in rows("schedule15_cja2003_offence_codes.csv"):
        code = row["cjs_offence_code"].strip()
        listed.setdefault(code, set()).add(row["paragraph_number"])
        parts.setdefault(code, set()).add(int(row["part"]))
    restated = {
        each.code: set(each.schedule_15_paragraph.split(" or "))
        for each in offences().values()
        if each.schedule_15_paragraph
    }
    assert restated == listed
    assert all(offence(code).schedule_15_part == min(each) for code, each in parts.items())


@beside_the_reference
def test_schedule_3_is_restated_in_full() -> None:
    listed = {row["cjs_offence_code"].strip() for row in rows("schedule3_soa2003_offence_codes.csv")}
    assert {each.code for each in offences().values() if each.schedule_3} == listed


@beside_the_reference
def test_home_office_codes_are_restated_in_full() -> None:
    listed = {row["ho_code"] for row in rows("home_office_offence_codes.csv")} - {"00000"}
    home_office = OffenceCodeSet.HOME_OFFICE
    assert {each.code for each in offences().values() if each.code_set is home_office} == listed
