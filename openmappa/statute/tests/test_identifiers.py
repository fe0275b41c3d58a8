"""The forms and check letters of identifiers, and the block for fictitious people."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmappa.statute.vocabulary import fictitious
from openmappa.statute.vocabulary.identifiers import (
    CHECK_LETTERS,
    NotAnIdentifier,
    check_crn,
    check_cro,
    check_nomis,
    check_pnc,
    check_visor,
    cro_check_letter,
    pnc_check_letter,
)

AS_AT = date(2024, 3, 31)
SHARED = Path(__file__).parents[4] / "shared" / "matching" / "pnc_cro_test_vectors.json"

# From the tests of HMPPS's person record (Ministry of Justice, MIT, Crown copyright).
PNC_VALID = {
    "81/34U": "1981/0000034U",
    "02/73319Z": "2002/0073319Z",
    "00/223R": "2000/0000223R",
    "79/163001B": "1979/0163001B",
    "0273319Z": "2002/0073319Z",
    "79163001B": "1979/0163001B",
    "033Y": "2003/0000003Y",
    "67/9893091D": "1967/9893091D",
    "20020073319Z": "2002/0073319Z",
    "19790163001B": "1979/0163001B",
    "2002/0073319Z": "2002/0073319Z",
    "1979/0163001B": "1979/0163001B",
}
PNC_INVALID = [
    *(
        "",
        "01",
        "012",
        "0123",
        "01234",
        "012345",
        "0123567",
        "012345678",
        "0123456789",
        "01234567890",
    ),
    *(
        "01234567890123",
        "TOTALLYINVALID",
        "1X23/1234567A",
        "1923[1234567A",
        "1923/1Z34567A",
        "1923/1234567AA",
    ),
    *("20030011985Z", "20120052494O", "20230583843N", "2001/0171310S"),
]
CRO_VALID = {
    "SF05/482703J": "SF05/482703J",
    "SF83/50058Z": "SF83/50058Z",
    "65656/91H": "065656/91H",
}
CRO_INVALID = ["85227/65G", ""]


@pytest.mark.parametrize(("value", "canonical"), PNC_VALID.items())
def test_pnc_number_valid(value: str, canonical: str) -> None:
    assert check_pnc(value, as_at=AS_AT) == canonical


@pytest.mark.parametrize("value", PNC_INVALID)
def test_pnc_number_invalid(value: str) -> None:
    with pytest.raises(NotAnIdentifier):
        check_pnc(value, as_at=AS_AT)


@pytest.mark.parametrize(("value", "canonical"), CRO_VALID.items())
def test_cro_number_valid(value: str, canonical: str) -> None:
    assert check_cro(value) == canonical


@pytest.mark.parametrize("value", CRO_INVALID)
def test_cro_number_invalid(value: str) -> None:
    with pytest.raises(NotAnIdentifier):
        check_cro(value)


@pytest.mark.skipif(not SHARED.exists(), reason="the reference vectors are not beside the checkout")
def test_vectors_are_all_restated() -> None:
    vectors = json.loads(SHARED.read_text(encoding="utf-8"))
    assert {each["input"]: each["canonical"] for each in vectors["pnc_valid"]} == PNC_VALID
    assert {each["input"]: each["canonical"] for each in vectors["cro_valid"]} == CRO_VALID
    assert set(vectors["pnc_invalid"]) == set(PNC_INVALID)
    assert set(vectors["cro_invalid"]) == set(CRO_INVALID)


def test_pnc_year_of_two_figures_turns_on_the_year_asked() -> None:
    assert check_pnc(f"24/1{pnc_check_letter(24, 1)}", as_at=date(2024, 1, 1)).startswith("2024/")
    assert check_pnc(f"24/1{pnc_check_letter(24, 1)}", as_at=date(2023, 12, 31)).startswith("1924/")


def test_pnc_year_to_come_is_refused() -> None:
    with pytest.raises(NotAnIdentifier, match="future"):
        check_pnc(f"2025/0000001{pnc_check_letter(25, 1)}", as_at=AS_AT)


def test_identifiers_are_tidied() -> None:
    assert check_pnc(" 02/73319z ", as_at=AS_AT) == "2002/0073319Z"
    assert check_crn(" x320741") == "X320741"
    assert check_nomis("a1234bc ") == "A1234BC"
    assert check_visor(" fict/1 ") == "FICT/1"


@pytest.mark.parametrize("value", ["", "X32074", "X3207411", "3207411", "X32O741", "X٣٢٠٧٤١"])
def test_crn_invalid(value: str) -> None:
    with pytest.raises(NotAnIdentifier):
        check_crn(value)


@pytest.mark.parametrize("value", ["", "A1234B", "A1234BCD", "1234ABC", "A123BCD"])
def test_nomis_invalid(value: str) -> None:
    with pytest.raises(NotAnIdentifier):
        check_nomis(value)


@pytest.mark.parametrize("value", ["", "/1", "A B", "A;B", "A" * 21])
def test_visor_invalid(value: str) -> None:
    with pytest.raises(NotAnIdentifier):
        check_visor(value)


@given(st.text(min_size=4))
def test_error_never_repeats_the_value(value: str) -> None:
    secret = f"{value}Q7431-77"
    for check in (
        lambda text: check_pnc(text, as_at=AS_AT),
        check_cro,
        check_crn,
        check_nomis,
    ):
        with pytest.raises(NotAnIdentifier) as refused:
            check(secret)
        assert "Q7431" not in str(refused.value)


@given(
    st.integers(0, 99),
    st.integers(0, 9_999_999),
    st.sampled_from(CHECK_LETTERS + "IOS"),
)
def test_pnc_accepts_exactly_one_letter(year: int, serial: int, letter: str) -> None:
    is_right = letter == pnc_check_letter(year, serial)
    try:
        check_pnc(f"{year:02d}/{serial}{letter}", as_at=AS_AT)
    except NotAnIdentifier:
        assert not is_right
    else:
        assert is_right


@pytest.mark.parametrize(("year", "serial"), [(-1, 0), (100, 0), (0, -1), (0, 10_000_000)])
def test_check_letter_out_of_bounds(year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="year of two figures"):
        pnc_check_letter(year, serial)
    with pytest.raises(ValueError, match="year of two figures"):
        cro_check_letter(year, serial)


people = st.integers(0, fictitious.HOW_MANY - 1)


@given(people)
def test_fictitious_identifiers_pass_the_checks(n: int) -> None:
    assert check_pnc(fictitious.fictitious_pnc(n), as_at=AS_AT) == fictitious.fictitious_pnc(n)
    assert check_cro(fictitious.fictitious_cro(n)) == fictitious.fictitious_cro(n)
    assert check_crn(fictitious.fictitious_crn(n)) == fictitious.fictitious_crn(n)
    assert check_nomis(fictitious.fictitious_nomis(n)) == fictitious.fictitious_nomis(n)
    assert check_visor(fictitious.fictitious_visor(n)) == fictitious.fictitious_visor(n)


MAKERS = [
    fictitious.fictitious_pnc,
    fictitious.fictitious_cro,
    fictitious.fictitious_crn,
    fictitious.fictitious_nomis,
    fictitious.fictitious_visor,
]


@pytest.mark.parametrize("make", MAKERS)
def test_fictitious_identifiers_are_unique(make: Callable[[int], str]) -> None:
    sample = [*range(20_000), *range(480_000, 500_000), *range(980_000, 1_000_000)]
    assert len({make(n) for n in sample}) == len(sample)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_fictitious_identifier_outside_the_block(make: Callable[[int], str], n: int) -> None:
    with pytest.raises(ValueError, match="fictitious person"):
        make(n)


def test_fictitious_examples_are_those_of_the_page() -> None:
    for make in MAKERS:
        assert f"`{make(0)}`" in (fictitious.__doc__ or "")
