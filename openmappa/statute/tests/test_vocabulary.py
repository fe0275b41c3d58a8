"""Every code of the vocabulary has its words, and the law's properties of disposals and grounds hold."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES, LeadAgency
from openmappa.statute.vocabulary.custody import (
    ABROAD_KINDS,
    LEAVE_KINDS,
    SPELL_ENDS,
    SPELL_KINDS,
    AbroadKind,
    LeaveKind,
    SpellEnd,
    SpellKind,
)
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.limbs import LIMBS, Limb
from openmappa.statute.vocabulary.orders import ORDERS, Order
from openmappa.statute.vocabulary.persons import (
    ADDRESS_KINDS,
    ETHNIC_GROUPS,
    ETHNICITIES,
    IDENTIFIER_KINDS,
    NAME_KINDS,
    SEXES,
    AddressKind,
    EthnicGroup,
    Ethnicity,
    IdentifierKind,
    NameKind,
    Sex,
)
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS, ConvictionResult

RETURN_FIELDS = (
    Path(__file__).parents[4] / "shared" / "reference" / "published" / "moj_annual_return_fields.json"
)


def words(meaning: object) -> str:
    return meaning if isinstance(meaning, str) else str(getattr(meaning, "name", ""))


@pytest.mark.parametrize(
    ("codes", "meanings"),
    [
        (LeadAgency, LEAD_AGENCIES),
        (AbroadKind, ABROAD_KINDS),
        (LeaveKind, LEAVE_KINDS),
        (SpellEnd, SPELL_ENDS),
        (SpellKind, SPELL_KINDS),
        (Disposal, DISPOSALS),
        (Limb, LIMBS),
        (Order, ORDERS),
        (AddressKind, ADDRESS_KINDS),
        (EthnicGroup, ETHNIC_GROUPS),
        (Ethnicity, ETHNICITIES),
        (IdentifierKind, IDENTIFIER_KINDS),
        (NameKind, NAME_KINDS),
        (Sex, SEXES),
        (ConvictionResult, CONVICTION_RESULTS),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_code_has_words_of_its_own(codes: type[StrEnum], meanings: Mapping[StrEnum, object]) -> None:
    assert list(meanings) == list(codes)
    names = [words(meaning) for meaning in meanings.values()]
    assert all(names)
    assert len(set(names)) == len(names)


def test_codes_are_plain() -> None:
    for codes in (Disposal, Limb, Order, Ethnicity, SpellEnd):
        assert all(code.value == code.value.lower() and " " not in code.value for code in codes)


def test_disposal_has_a_term_or_no_end_but_not_both() -> None:
    assert not [code for code, each in DISPOSALS.items() if each.carries_term and each.is_indeterminate]


def test_custodial_disposal_has_a_term_or_no_end() -> None:
    assert not [
        code
        for code, each in DISPOSALS.items()
        if each.is_custodial and not each.carries_term and not each.is_indeterminate
    ]


def test_hospital_and_guardianship_orders_are_not_custodial() -> None:
    orders = {code for code, each in DISPOSALS.items() if each.is_hospital_or_guardianship}
    assert orders == {
        Disposal.HOSPITAL_ORDER,
        Disposal.HOSPITAL_ORDER_WITH_RESTRICTION,
        Disposal.GUARDIANSHIP_ORDER,
    }
    assert not any(DISPOSALS[code].is_custodial for code in orders)


def test_suspended_sentence_is_a_sentence_of_imprisonment() -> None:
    assert DISPOSALS[Disposal.SUSPENDED_SENTENCE].is_custodial
    assert DISPOSALS[Disposal.SUSPENDED_SENTENCE].carries_term


def test_limb_belongs_to_the_category_of_its_code() -> None:
    for code, each in LIMBS.items():
        expected = 2 if code is Limb.LEGACY_DISQUALIFICATION else int(code.split("_")[1])
        assert each.category == expected


def test_verified_limb_cites_the_law() -> None:
    assert all(each.citation for each in LIMBS.values() if each.verified)
    assert not any(each.verified for each in LIMBS.values() if each.category == 4)


def test_orders_that_bring_notification() -> None:
    assert {code for code, each in ORDERS.items() if each.brings_notification} == {
        Order.SHPO,
        Order.INTERIM_SHPO,
        Order.SHPO_FOREIGN_TRAVEL,
        Order.NOTIFICATION_ORDER,
        Order.INTERIM_NOTIFICATION_ORDER,
        Order.SECTION_96ZA_NOTICE,
        Order.SOPO,
        Order.INTERIM_SOPO,
    }


def test_ethnicities_are_those_of_the_census() -> None:
    groups = [each.group for each in ETHNICITIES.values()]
    sizes = {group: groups.count(group) for group in EthnicGroup}
    assert sizes == {
        "asian": 5,
        "black": 3,
        "mixed": 4,
        "white": 5,
        "other": 2,
        "not_stated": 1,
        "unknown": 1,
    }


@pytest.mark.skipif(
    not RETURN_FIELDS.exists(),
    reason="the fields of the return are not beside the checkout",
)
def test_ethnic_groups_are_those_printed() -> None:
    printed = json.loads(RETURN_FIELDS.read_text(encoding="utf-8"))["ethnicity_groups_printed"]
    assert list(ETHNIC_GROUPS.values()) == printed
