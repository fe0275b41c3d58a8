"""Opening a figure: the rule under the reader's own sight."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from openmappa.casework.standing.models import Standing
from openmappa.foundation.access.domain import SPECIAL_SECTIONS, Level, Section, Viewer
from openmappa.foundation.access.models import Sight
from openmappa.foundation.accounts.domain import Role
from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.tables import Place
from openmappa.oversight.statistics.queries import (
    NotPermitted,
    OpenedFigure,
    latest_figures,
    open_figure,
    page_of_rows,
    rows_in_sight,
)
from openmappa.oversight.statistics.services import count
from openmappa.oversight.statistics.tests.a_world import (
    DERBYSHIRE,
    LOADS,
    LONDON,
    START,
    YEAR,
    person,
    seen_by,
    viewer,
)
from openmappa.record.people.models import Person


def opened(
    asking: Viewer, category: int | None, level: int | None, *, without_level: bool = False
) -> OpenedFigure:
    """Open a figure of London as the viewer."""
    with seen_by(asking):
        figures = latest_figures(viewer=asking, area=LONDON, year=YEAR)
        return open_figure(
            viewer=asking, figures=figures, place=Place(category, level, without_level=without_level)
        )


@pytest.mark.django_db
def test_co_ordinator_may_see_138_of_139() -> None:
    seen = {person(category=1, level=2) for _ in range(4)}
    person(category=1, level=2, restricted=True)
    count(YEAR, [LONDON], loads=LOADS)

    found = opened(viewer(Role.CO_ORDINATOR), 1, 2)

    assert {each.subject_id for each in found.rows} == seen
    assert (len(found.rows), found.counted) == (4, 5)


@pytest.mark.django_db
def test_restricted_person_is_seen_by_whom_it_names() -> None:
    hidden = person(restricted=True)
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.CO_ORDINATOR)
    Sight.objects.create(
        subject_id=hidden, user_id=asking.user_id, level=Level.FULL, source="named", start_date=START
    )
    assert [each.subject_id for each in opened(asking, 1, 1).rows] == [hidden]


@pytest.mark.django_db
def test_custody_that_is_hidden_never_reads_as_in_the_community() -> None:
    inside = person(inside=True, restricted=True)
    outside = person(restricted=True)
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.CO_ORDINATOR)
    for section in (Section.IDENTITY, Section.STANDING, Section.RESPONSIBILITY):
        for subject in (inside, outside):
            Sight.objects.create(
                subject_id=subject,
                user_id=asking.user_id,
                level=Level.FULL,
                section=section.value,
                source="named",
                start_date=START,
            )

    with seen_by(asking):
        assert Standing.objects.count() == 2
        assert Person.objects.count() == 2
    assert opened(asking, 1, 1).rows == ()


@pytest.mark.django_db
def test_sums_and_those_without_a_level_open_to_their_own_people() -> None:
    one, two = person(category=1, level=1), person(category=2, level=1)
    three, none = person(category=2, level=3), person(category=2, level=None)
    person(category=4, level=1)
    person(area=DERBYSHIRE)
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.CO_ORDINATOR)

    def ids(category: int | None, level: int | None, *, without_level: bool = False) -> set[object]:
        found = opened(asking, category, level, without_level=without_level)
        assert len(found.rows) == found.counted
        return {each.subject_id for each in found.rows}

    assert ids(None, None) == {one, two, three}
    assert ids(None, 1) == {one, two}
    assert ids(2, None) == {two, three}
    assert ids(2, 3) == {three}
    assert ids(None, None, without_level=True) == {none}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LAY_ADVISER, Role.BOARD_MEMBER])
def test_readers_of_figures_only_cannot_open_them(role: Role) -> None:
    person()
    count(YEAR, [LONDON], loads=LOADS)
    with pytest.raises(NotPermitted):
        opened(viewer(role), 1, 1)


@pytest.mark.django_db
def test_category_4_is_not_opened() -> None:
    person(category=4, restricted=True)
    count(YEAR, [LONDON], loads=LOADS)
    with pytest.raises(NotPermitted):
        opened(viewer(Role.CO_ORDINATOR), 4, 1)


@pytest.mark.django_db
def test_web_role_without_a_viewer_counts_nobody() -> None:
    person()
    asking = viewer(Role.CO_ORDINATOR)
    nobody = Viewer(asking.user_id, "", date(2019, 1, 1), ())
    with seen_by(nobody):
        assert rows_in_sight(viewer=nobody, area=LONDON, year=YEAR) == []


@pytest.mark.django_db
def test_rows_are_paged_by_name() -> None:
    for name in ("Fabrication", "fable", "Invention"):
        person(name=name)
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.CO_ORDINATOR)
    rows = opened(asking, None, None).rows
    with seen_by(asking):
        first = page_of_rows(viewer=asking, rows=rows, number=1, size=2)
        beyond = page_of_rows(viewer=asking, rows=rows, number=9, size=2)
    assert [name.lower().find("fab") >= 0 for _, name in first.rows] == [True, True]
    assert (first.pages, beyond.number, len(beyond.rows)) == (2, 2, 1)


def sensitivities(rule: CountingRule, tables: set[str]) -> set[tuple[Level, Section]]:
    """Return level and section of the tables."""
    return {
        (model.sensitivity.least, model.sensitivity.section)
        for model in apps.get_models()
        if model._meta.db_table in tables
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_keeps_people_out_opens_wherever_what_brings_them_in_does(rule: CountingRule) -> None:
    # Otherwise a reader could see a standing and not the custody, and hidden custody would read as none.
    out = sensitivities(rule, set(rule.keeps_out))
    into = sensitivities(rule, set(rule.tables) - rule.keeps_out)
    assert max((level for level, _ in out), default=Level.NONE) <= min(level for level, _ in into)
    assert not {section for _, section in out | into} & SPECIAL_SECTIONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_reads_the_tables_that_it_names_and_no_others(rule: CountingRule) -> None:
    words = {word.strip("(),") for word in rule.sql.split()}
    tables = {model._meta.db_table for model in apps.get_models()}
    assert words & tables == set(rule.tables)
    assert not {"date_of_birth", "family_name"} & {
        column for columns in rule.tables.values() for column in columns
    }
