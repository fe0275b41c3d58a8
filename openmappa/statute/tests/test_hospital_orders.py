"""How long a hospital order brings Category 2, where its last day is not recorded."""

from __future__ import annotations

import pytest

from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import WOUNDING, conviction, inside, sentence
from openmappa.statute.tests.test_categories import ask, limb
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb

MET, NEEDS_FACT = Outcome.MET, Outcome.NEEDS_FACT


@pytest.mark.parametrize(
    ("disposal", "ended_by", "start", "expected"),
    [
        (Disposal.HOSPITAL_ORDER, SpellEnd.COMMUNITY_TREATMENT_ORDER, "2020-03-02", MET),
        (
            Disposal.HOSPITAL_ORDER_WITH_RESTRICTION,
            SpellEnd.CONDITIONAL_DISCHARGE_FROM_HOSPITAL,
            "2020-03-02",
            MET,
        ),
        (Disposal.HOSPITAL_ORDER, SpellEnd.RELEASED, "2020-03-02", NEEDS_FACT),
        (Disposal.HOSPITAL_ORDER, SpellEnd.COMMUNITY_TREATMENT_ORDER, "2020-03-01", NEEDS_FACT),
        (Disposal.GUARDIANSHIP_ORDER, SpellEnd.COMMUNITY_TREATMENT_ORDER, "2020-03-02", NEEDS_FACT),
        (Disposal.EXTENDED_SENTENCE, SpellEnd.COMMUNITY_TREATMENT_ORDER, "2020-03-02", NEEDS_FACT),
    ],
)
def test_a_hospital_order_goes_on_while_the_person_is_out_of_hospital_under_it(
    disposal: Disposal, ended_by: SpellEnd, start: str, expected: Outcome
) -> None:
    given = conviction(sentence(disposal, years=4), offence=WOUNDING)
    spells = (
        inside(start, "2021-03-02", kind=SpellKind.HOSPITAL, ended_by=ended_by),
        inside("2021-04-01", "2021-05-01"),
    )
    assert limb(ask(given, custody=spells), Limb.CATEGORY_2_CONVICTION) is expected
    again = inside("2022-02-01", "2022-05-01", kind=SpellKind.HOSPITAL, ended_by=SpellEnd.RELEASED)
    assert limb(ask(given, custody=(*spells, again)), Limb.CATEGORY_2_CONVICTION) is NEEDS_FACT
