"""What an area has settled: who may change it, what it changes, and that nobody's change is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.audit.models import Event
from openmappa.oversight.statistics.domain.choices import CHOICE_WORDS, CountingChoices
from openmappa.oversight.statistics.domain.settings import AreaSettings, SettingsVersion
from openmappa.oversight.statistics.forms import entered
from openmappa.oversight.statistics.models import StoredRun, StoredSettings
from openmappa.oversight.statistics.queries import NotPermitted, settings_of
from openmappa.oversight.statistics.services import count, load_packaged_populations, stored_settings
from openmappa.oversight.statistics.services.settings import (
    MayNotChangeSettings,
    SettingsHaveChanged,
    UnableToChangeSettings,
    change_settings,
)
from openmappa.oversight.statistics.tests.a_world import (
    DERBYSHIRE,
    LOADS,
    LONDON,
    YEAR,
    seen_by,
    user,
    viewer,
)

pytestmark = pytest.mark.django_db
USUAL = AreaSettings()
INTERIM = AreaSettings(CountingChoices(interim_orders_count=True), "mid-2020", 5)
REASON = "Decided by the board on 3 May 2024"
PAGE = f"/figures/{LONDON}/settings/"


@pytest.fixture(autouse=True)
def populations(settings: Any, tmp_path: Path) -> None:
    """Store the package's populations. The pages are read before style sheets are built."""
    settings.STATIC_ROOT = tmp_path
    load_packaged_populations()


def change(
    by: Viewer,
    settings: AreaSettings = INTERIM,
    *,
    area: int = LONDON,
    reason: str = REASON,
    expected: int = 0,
) -> None:
    with seen_by(by):
        change_settings(by=by, area=area, settings=settings, reason=reason, expected=expected)


def test_until_something_is_settled_all_is_as_usual() -> None:
    assert stored_settings(LONDON) == SettingsVersion()
    assert (USUAL.is_usual, USUAL.suppress_below, USUAL.population_year) == (True, None, "mid-2023")


def test_co_ordinator_settles_and_it_is_kept_with_who_and_why() -> None:
    by = viewer(Role.CO_ORDINATOR)
    change(by)
    change(by, USUAL, reason="Taken back", expected=1)
    with seen_by(by):
        found = settings_of(viewer=by, area=LONDON)
    assert [(each.number, each.settings, each.reason) for each in found.versions] == [
        (2, USUAL, "Taken back"),
        (1, INTERIM, REASON),
    ]
    assert {each.set_by for each in found.versions} == {"Example User"}
    assert stored_settings(LONDON).number == 2
    assert stored_settings(DERBYSHIRE).number == 0


def test_change_is_in_the_log_with_both_states() -> None:
    by = viewer(Role.CO_ORDINATOR)
    change(by)
    event = Event.objects.get(what="settings of figures changed")
    assert (event.actor, event.area, event.justification) == (by.user_id, LONDON, REASON)
    assert event.before["suppress_below"] is None
    assert event.after == INTERIM.as_json()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.LAY_ADVISER, Role.ANALYST, Role.ADMINISTRATOR])
def test_others_read_and_do_not_change(role: Role) -> None:
    change(viewer(Role.CO_ORDINATOR))
    by = viewer(role)
    with pytest.raises(MayNotChangeSettings):
        change(by, USUAL, expected=1)
    with seen_by(by):
        found = settings_of(viewer=by, area=LONDON)
    assert (found.now.settings, found.may_change) == (INTERIM, False)


def test_another_areas_co_ordinator_neither_reads_nor_changes() -> None:
    change(viewer(Role.CO_ORDINATOR))
    other = viewer(Role.CO_ORDINATOR, area=DERBYSHIRE)
    with pytest.raises(MayNotChangeSettings):
        change(other)
    with seen_by(other):
        with pytest.raises(NotPermitted):
            settings_of(viewer=other, area=LONDON)
        assert not StoredSettings.objects.exists()


@pytest.mark.parametrize(
    ("role", "area"), [(Role.BOARD_MEMBER, LONDON), (Role.CO_ORDINATOR, DERBYSHIRE)], ids=str
)
def test_the_database_refuses_whoever_may_not_publish(role: Role, area: int) -> None:
    by = viewer(role, area=area)
    with seen_by(by), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        store(by)


def test_versions_can_only_be_added() -> None:
    by = viewer(Role.CO_ORDINATOR)
    with seen_by(by):
        store(by)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            StoredSettings.objects.update(reason="Other")
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        StoredSettings.objects.all().delete()


@pytest.mark.parametrize(
    ("field", "value"), [("suppress_below", 1), ("suppress_below", 101), ("reason", ""), ("version", 0)]
)
def test_the_database_refuses_what_cannot_be(field: str, value: object) -> None:
    with pytest.raises(IntegrityError, match="statistics_settings"), transaction.atomic():
        store(viewer(Role.CO_ORDINATOR), **{field: value})


def store(by: Viewer, **values: object) -> None:
    row = {"version": 1, "choices": {}, "population_year": "mid-2023", "reason": REASON}
    StoredSettings.objects.create(
        **{**row, "area_id": LONDON, "set_by": by.user_id, "set_by_name": by.name, **values}
    )


def test_stale_change_is_refused() -> None:
    by = viewer(Role.CO_ORDINATOR)
    change(by)
    with pytest.raises(SettingsHaveChanged):
        change(by, USUAL, expected=0)
    assert stored_settings(LONDON).settings == INTERIM


@pytest.mark.parametrize(
    ("given", "reason", "field"),
    [
        (replace(INTERIM, population_year="mid-1999"), REASON, "population_year"),
        (replace(INTERIM, suppress_below=1), REASON, "suppress_below"),
        (replace(INTERIM, suppress_below=101), REASON, "suppress_below"),
        (INTERIM, "  ", "reason"),
        (INTERIM, "x" * 1001, "reason"),
        (USUAL, REASON, ""),
    ],
)
def test_what_cannot_be_settled_is_refused_in_words(given: AreaSettings, reason: str, field: str) -> None:
    with pytest.raises(UnableToChangeSettings) as refused:
        change(viewer(Role.CO_ORDINATOR), given, reason=reason)
    assert refused.value.field == field
    assert not StoredSettings.objects.exists()


@pytest.mark.parametrize("below", [2, 100])
def test_thresholds_at_the_bounds_are_kept(below: int) -> None:
    change(viewer(Role.CO_ORDINATOR), replace(USUAL, suppress_below=below))
    assert stored_settings(LONDON).settings.suppress_below == below


def test_count_uses_what_the_area_has_settled_and_no_other_area() -> None:
    change(viewer(Role.CO_ORDINATOR))
    count(YEAR, [LONDON, DERBYSHIRE], loads=LOADS)
    used = dict(StoredRun.objects.order_by().values_list("area_id", "choices").distinct())
    assert used == {LONDON: INTERIM.choices.as_json(), DERBYSHIRE: USUAL.choices.as_json()}


def test_what_is_given_for_a_count_takes_the_place_of_the_settings() -> None:
    change(viewer(Role.CO_ORDINATOR))
    count(YEAR, [LONDON], loads=LOADS, choices={LONDON: USUAL.choices})
    assert {each["interim_orders_count"] for each in StoredRun.objects.values_list("choices", flat=True)} == {
        False
    }


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


def typed(settings: AreaSettings, *, reason: str = REASON, expected: int = 0) -> dict[str, object]:
    shown = entered(settings)
    return {**shown, "suppress_below": settings.suppress_below or "", "reason": reason, "expected": expected}


def test_page_shows_what_holds_and_each_change() -> None:
    client = signed_in(Role.CO_ORDINATOR)
    before = client.get(PAGE).content.decode()
    assert "All settings are the usual ones." in before
    assert "never been changed" in before
    answer = client.post(f"{PAGE}change/", typed(INTERIM), follow=True)
    page = answer.content.decode()
    assert "The settings are saved." in page
    assert "Interim orders: Count like full orders." in page
    assert "Population of the rate: mid-2020" in page
    assert "Small numbers: Below 5 they are hidden." in page
    assert "Count like full orders. Not the usual setting." in page
    assert (REASON in page, "Example User" in page) == (True, True)


def test_form_holds_what_is_settled_now() -> None:
    change(viewer(Role.CO_ORDINATOR))
    client = Client()
    client.force_login(user_again())
    page = client.get(f"{PAGE}change/").content.decode()
    chosen = re.findall(r'name="(\w+)" type="radio" value="([\w-]+)" checked', page)
    assert dict(chosen) == {
        **{name: "yes" if on else "no" for name, on in INTERIM.choices.as_json().items()},
        "population_year": "mid-2020",
    }
    assert re.search(r'name="suppress_below"[^>]*value="5"', page)
    assert 'name="expected" value="1"' in page
    assert len(chosen) == len(CHOICE_WORDS) + 1


def user_again() -> Any:
    """Return the co-ordinator who was added before."""
    from openmappa.foundation.accounts.models import User

    return User.objects.get(email=f"{Role.CO_ORDINATOR.value}-{LONDON}@example.org")


def test_stale_save_shows_both_versions_and_keeps_what_was_typed() -> None:
    client = signed_in(Role.CO_ORDINATOR)
    client.post(f"{PAGE}change/", typed(INTERIM))
    mine = replace(USUAL, suppress_below=7)
    answer = client.post(f"{PAGE}change/", typed(mine, reason="My own reason"))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))
    assert "Somebody else has changed the settings" in page
    compared = re.sub(
        r" ?(Changed by somebody else|When you opened the form|Recorded now|What you entered)", "", page
    )
    assert "Interim orders Do not count. Count like full orders. Do not count." in compared
    assert "Small numbers None is hidden. Below 5 they are hidden. Below 7 they are hidden." in compared
    assert f"Reason Never set {REASON} My own reason" in compared
    assert "My own reason" in re.search(r"<textarea.*?</textarea>", answer.content.decode(), re.S)[0]  # type: ignore[index]
    assert stored_settings(LONDON).settings == INTERIM
    again = client.post(f"{PAGE}change/", typed(mine, reason="My own reason", expected=1), follow=True)
    assert "The settings are saved." in again.content.decode()
    assert stored_settings(LONDON).settings == mine


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("reason", "", "Enter the reason for the change"),
        ("suppress_below", "five", "The number must be a whole number, such as 5"),
        ("suppress_below", "1", "The number must be between 2 and 100"),
        ("population_year", "mid-1999", "Select a population that is stored for the area"),
        ("interim_orders_count", "perhaps", "Select a valid choice"),
    ],
)
def test_mistake_is_answered_in_words(name: str, value: str, words: str) -> None:
    answer = signed_in(Role.CO_ORDINATOR).post(f"{PAGE}change/", {**typed(INTERIM), name: value})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Error:" in page.split("</title>")[0]
    assert words in page
    assert not StoredSettings.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.BOARD_MEMBER, 200), (Role.POLICE_OFFENDER_MANAGER, 403)])
def test_form_is_for_those_who_publish(role: Role, status: int) -> None:
    client = signed_in(role)
    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}change/").status_code == 403
    assert client.post(f"{PAGE}change/", typed(INTERIM)).status_code == 403
    if status == 200:
        assert "Change the settings" not in client.get(PAGE).content.decode()
