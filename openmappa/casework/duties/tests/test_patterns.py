"""What is due by a pattern is what is due by the facts, whatever they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from openmappa.casework.duties.domain.patterns import OF_NOBODY, pattern_of
from openmappa.statute.duties.worklist import duties
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.tests.builders import WOUNDING, conviction, facts, order, sentence
from openmappa.statute.tests.lives import AS_AT, lives
from openmappa.statute.vocabulary.orders import Order


@settings(deadline=None, max_examples=300)
@given(lives())
def test_pattern_brings_the_same_duties(life: PersonFacts) -> None:
    assert duties(pattern_of(life), as_at=AS_AT) == duties(life, as_at=AS_AT)


def test_people_who_never_were_subject_are_of_one_pattern() -> None:
    one = facts(conviction(sentence(), offence=WOUNDING))
    other = facts(conviction(sentence(), offence=WOUNDING, on="2011-05-06"), birth_date=None)
    assert pattern_of(one) == pattern_of(other) == OF_NOBODY
    assert duties(OF_NOBODY, as_at=AS_AT) == ()


@pytest.mark.parametrize(
    "given",
    [
        facts(conviction(sentence())),
        facts(conviction(sentence(), offence=WOUNDING), orders=(order(Order.SHPO),)),
        facts(conviction(sentence(), offence="01301")),
        replace(facts(conviction(sentence(), offence=WOUNDING)), convictions=None),
        replace(facts(conviction(sentence(), offence=WOUNDING)), orders=None),
    ],
)
def test_what_brings_requirements_or_could_is_never_left_out(given: PersonFacts) -> None:
    assert pattern_of(given) != OF_NOBODY
    assert duties(pattern_of(given), as_at=AS_AT) == duties(given, as_at=AS_AT)
