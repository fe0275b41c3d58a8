"""Loads: everything or nothing, again without effect, later with history, and never against what is recorded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from openmappa.casework.legal_position.domain.position import Position, position
from openmappa.casework.legal_position.facts import working_out
from openmappa.casework.legal_position.models import Computed
from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.models import Load, NotSent
from openmappa.exchange.extracts.queries import loads_by_area
from openmappa.exchange.extracts.services.load import Loaded, UnableToLoad, load
from openmappa.exchange.extracts.services.targets import TARGETS
from openmappa.exchange.extracts.tests import an_extract
from openmappa.foundation.access.models import Sight, Subject
from openmappa.foundation.agencies.models import Team
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.convictions.models import Conviction, Disposal
from openmappa.record.custody.models import CustodyLeave
from openmappa.record.notification.models import NotificationSupply
from openmappa.record.people.models import Address, Identifier, Name, Person
from openmappa.statute.facts.person import PersonFacts

pytestmark = pytest.mark.django_db


def loaded(folder: Path, *, accept_partial: bool = False) -> Loaded:
    return load(
        folder, as_at=an_extract.TODAY, accept_partial=accept_partial, by="command line", report=Unwatched()
    )


def later(tmp_path: Path, rows: an_extract.Rows, *, area: int = an_extract.AREA) -> Path:
    return an_extract.write(tmp_path / "later", rows, area=area, data_as_at=date(2024, 4, 12))


def history(model: type[Model]) -> int:
    return model.pgh_event_models["changed"].objects.count()  # type: ignore[attr-defined]


def everything() -> dict[str, list[str]]:
    models = [target.model for target in TARGETS] + [Subject, Sight, Load, NotSent, Event]
    return {model._meta.db_table: sorted(map(repr, model.objects.values_list())) for model in models}  # type: ignore[attr-defined]


def test_all_rows_arrive_with_their_references() -> None:
    done = loaded(an_extract.EXAMPLE)

    assert {name: each["new"] for name, each in done.counts.items()} == {
        name: len(rows) for name, rows in an_extract.rows().items()
    }
    blake = Person.objects.get(source_id="P-2")
    assert (blake.sex, blake.ethnicity, str(blake.date_of_birth)) == ("male", "black_caribbean", "1985-02-28")
    assert blake.subject.source_id == "P-2"
    assert Disposal.objects.get(source_id="D-3").runs_against == Disposal.objects.get(source_id="D-2")
    assert CustodyLeave.objects.get().spell.source_id == "S-1"
    assert Ground.objects.get(source_id="G-3").standing.source_id == "E-4"
    assert Level.objects.get(source_id="V-4").category == 3
    assert Responsibility.objects.get(source_id="R-3").team == Team.objects.get(source_id="T-2")
    assert Responsibility.objects.get(source_id="R-2").area_id == 7
    assert Address.objects.get(source_id="A-3").lines == 'Flat "B", 3 Example Road'
    assert Name.objects.get(source_id="N-1").start_date is None


def test_a_fact_that_decides_is_not_known_while_its_column_is_blank(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["convictions"][0] |= {
        "terrorist_connection": "false",
        "indicates_serious_harm": "true",
        "victim_age": "0",
    }
    loaded(an_extract.write(tmp_path, rows))
    one, other = (Conviction.objects.get(source_id=each) for each in ("C-1", "C-2"))
    assert (one.terrorist_connection, one.indicates_serious_harm, one.victim_age) == (False, True, 0)
    assert (other.terrorist_connection, other.indicates_serious_harm, other.victim_age) == (None, None, None)
    rows["convictions"][0]["terrorist_connection"] = ""
    done = loaded(an_extract.write(tmp_path / "again", rows))
    assert done.counts["convictions"]["changed"] == 1
    one.refresh_from_db()
    assert one.terrorist_connection is None


def test_everybody_loaded_has_a_position_as_at_the_day_of_the_data() -> None:
    done = loaded(an_extract.EXAMPLE)
    people = len(an_extract.rows()["people"])
    found = done.positions
    assert (found.people, found.worked_out, found.other, found.not_worked_out) == (people, people, people, 0)
    first = Computed.objects.get(subject__source_id="P-1")
    assert (first.as_at, first.category, first.since) == (an_extract.DATA_AS_AT, 1, date(2020, 2, 3))
    event = Event.objects.get(what="extract loaded")
    assert event.detail["positions"]["worked_out"] == people


def test_a_person_who_cannot_be_worked_out_does_not_lose_the_load(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def faulty(facts: PersonFacts, **others: Any) -> Position:
        if any(each.conviction_date == date(2020, 2, 3) for each in facts.convictions or ()):
            raise ArithmeticError("of 3 February 2020")
        return position(facts, **others)

    with monkeypatch.context() as patched:
        patched.setattr(working_out, "position", faulty)
        working_out._of_pattern.cache_clear()
        done = loaded(an_extract.EXAMPLE)
    assert done.positions.not_worked_out == 1
    wrong = Computed.objects.get(state="not_worked_out")
    assert (wrong.subject.source_id, wrong.failure) == ("P-1", "ArithmeticError")
    assert Computed.objects.count() == len(an_extract.rows()["people"])
    Computed.objects.update(is_due=True)
    done = loaded(an_extract.write(tmp_path, data_as_at=date(2024, 4, 11)))
    assert done.positions.not_worked_out == 0
    assert Computed.objects.get(subject__source_id="P-1").category == 1


def test_the_subject_carries_area_and_restriction() -> None:
    loaded(an_extract.EXAMPLE)
    assert set(Name.objects.values_list("source_id", "responsible_area_id", "restricted")) == {
        ("N-1", 21, False),
        ("N-2", 21, False),
        ("N-3", 21, False),
        ("N-4", 21, False),
        ("N-5", 21, True),
    }


def test_the_area_is_that_which_answers_on_the_day(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["responsibilities"][0] |= {"until_date": "2024-04-10"}
    rows["responsibilities"].append(
        rows["responsibilities"][0]
        | {"source_id": "R-9", "area": "7", "team_id": "", "start_date": "2024-04-10", "until_date": ""}
    )
    loaded(an_extract.write(tmp_path, rows))
    assert Subject.objects.get(source_id="P-1").responsible_area_id == 7


def test_a_load_is_one_event_with_its_digest() -> None:
    done = loaded(an_extract.EXAMPLE)
    event = Event.objects.get()
    kept = Load.objects.get()
    assert (event.operation, event.what, event.acting, event.area) == (
        "collection",
        "extract loaded",
        "command line",
        21,
    )
    assert event.detail["sha256"] == kept.digest
    assert event.detail["load"] == kept.number == done.number
    assert (kept.data_as_at, kept.fictitious, kept.partial) == (an_extract.DATA_AS_AT, True, False)
    assert kept.counts["people"] == {"new": 3, "changed": 0, "unchanged": 0, "not_sent": 0}


def test_a_load_keeps_the_day_from_which_its_records_are_whole(tmp_path: Path) -> None:
    folder = an_extract.write(tmp_path)
    package = folder / "datapackage.json"
    said = json.loads(package.read_text("utf-8"))
    said["openmappa"]["records_from"] = "2023-04-01"
    package.write_text(json.dumps(said), "utf-8")
    loaded(folder)
    assert Load.objects.get().records_from == date(2023, 4, 1)
    assert loads_by_area()[21].records_from == date(2023, 4, 1)


def test_the_same_extract_again_changes_nothing() -> None:
    first = loaded(an_extract.EXAMPLE)
    before = everything()

    again = loaded(an_extract.EXAMPLE)

    assert again.again
    assert again.number == first.number
    assert everything() == before


def test_the_same_rows_in_another_extract_change_no_record(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    before = everything()

    done = loaded(later(tmp_path, an_extract.rows()))

    assert not done.again
    assert all(each["new"] == each["changed"] == each["not_sent"] == 0 for each in done.counts.values())
    after = everything()
    assert {name for name in after if after[name] != before[name]} == {"extracts_load", "audit_event"}


def test_a_changed_row_is_updated_and_what_it_said_is_kept(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["people"][0] |= {"ethnicity": "white_irish", "is_correction": "true"}

    done = loaded(later(tmp_path, rows))

    person = Person.objects.get(source_id="P-1")
    assert (person.ethnicity, person.version, person.is_correction) == ("white_irish", 2, True)
    assert person.load_number == done.number
    assert done.counts["people"] == {"new": 0, "changed": 1, "unchanged": 2, "not_sent": 0}
    assert history(Person) == 1
    assert (
        sum(history(target.model) for target in TARGETS if target.table.name not in ("teams", "people")) == 0
    )


def test_periods_may_move_together(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["levels"][1] |= {"until_date": "2021-01-01"}
    rows["levels"][2] |= {"start_date": "2021-01-01"}
    loaded(later(tmp_path, rows))
    assert str(Level.objects.get(source_id="V-3").start_date) == "2021-01-01"


def test_a_standing_and_its_levels_change_category_together(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["standings"][0] |= {"category": "2"}
    rows["grounds"][0] |= {"limb": "category_2_conviction"}
    loaded(later(tmp_path, rows))
    assert Standing.objects.get(source_id="E-1").category == 2
    assert Level.objects.get(source_id="V-1").category == 2


def test_a_row_recorded_in_error_is_kept_and_marked(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["addresses"][0] |= {"recorded_in_error": "true"}
    loaded(later(tmp_path, rows))
    assert Address.objects.get(source_id="A-1").recorded_in_error


def test_what_is_no_longer_sent_is_listed_and_not_ended(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["addresses"].pop(0)
    before = repr(Address.objects.filter(source_id="A-1").values())

    done = loaded(later(tmp_path, rows))

    address = Address.objects.get(source_id="A-1")
    listed = NotSent.objects.get()
    assert (listed.table_name, listed.record, listed.subject_id) == (
        "addresses",
        str(address.pk),
        address.subject_id,
    )
    assert done.counts["addresses"]["not_sent"] == 1
    assert repr(Address.objects.filter(source_id="A-1").values()) == before


def test_a_change_of_restriction_reaches_every_row_without_history(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["people"][0] |= {"restricted": "true"}
    loaded(later(tmp_path, rows))
    assert Level.objects.get(source_id="V-1").restricted
    assert history(Level) == 0


def test_nothing_is_loaded_if_anything_is_wrong(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["people"][0]["sex"] = "M"
    with pytest.raises(UnableToLoad) as refused:
        loaded(an_extract.write(tmp_path, rows))
    assert [(each.file, each.line, each.rule) for each in refused.value.faults] == [
        ("people.csv", 2, "code_unknown")
    ]
    assert not Subject.objects.exists()
    assert not Load.objects.exists()
    assert not Event.objects.exists()


def test_sound_people_can_be_loaded_without_the_others(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["people"][0]["sex"] = "M"

    done = loaded(an_extract.write(tmp_path, rows), accept_partial=True)

    assert done.people_left_out == 1
    assert [each.line for each in done.faults] == [2]
    assert set(Subject.objects.values_list("source_id", flat=True)) == {"P-2", "P-3"}
    assert not Name.objects.filter(source_id="N-1").exists()
    assert Load.objects.get().partial


def test_those_left_out_are_not_listed_as_not_sent(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["people"][0]["sex"] = "M"
    done = loaded(later(tmp_path, rows), accept_partial=True)
    assert done.people_left_out == 1
    assert not NotSent.objects.exists()
    assert Person.objects.get(source_id="P-1").sex == "male"


def test_a_fault_of_nobody_stops_even_a_partial_load(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["teams"][0]["lead_agency"] = "M"
    with pytest.raises(UnableToLoad):
        loaded(an_extract.write(tmp_path, rows), accept_partial=True)
    assert not Subject.objects.exists()


def refused(folder: Path) -> list[tuple[str, int | None, str, str]]:
    before = everything()
    with pytest.raises(UnableToLoad) as error:
        loaded(folder)
    assert everything() == before
    return [(each.file, each.line, each.column, each.rule) for each in error.value.faults]


def test_a_key_of_another_person_is_refused(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["addresses"][0]["person_id"] = "P-3"
    assert refused(later(tmp_path, rows)) == [("addresses.csv", 2, "source_id", "key_of_another_person")]


def test_a_number_held_by_another_subject_is_refused(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    for row in rows["responsibilities"]:
        row |= {"area": "7", "team_id": ""}
    rows["identifiers"] = rows["identifiers"][:1]
    assert refused(later(tmp_path, rows, area=7)) == [
        ("identifiers.csv", 2, "value", "number_of_another_record")
    ]


def test_a_record_changed_here_is_not_overwritten(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    Level.objects.filter(source_id="V-4").update(level=3, changed_here=True)
    unchanged = an_extract.rows()
    loaded(later(tmp_path, unchanged))
    assert Level.objects.get(source_id="V-4").level == 3
    changed = an_extract.rows()
    changed["levels"][3]["start_date"] = "2021-02-04"
    assert refused(later(tmp_path, changed)) == [("levels.csv", 5, "source_id", "changed_here_since")]


def test_a_record_entered_here_is_not_overlapped(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    level = Level.objects.get(source_id="V-4")
    Level.objects.filter(pk=level.pk).update(until_date=date(2022, 1, 1), changed_here=True)
    level.refresh_from_db()
    level.pk, level.source_id, level.source_system, level.source_digest = None, None, None, None
    level.start_date, level.until_date, level.level = date(2022, 1, 1), None, 3
    level.save()
    rows = an_extract.rows()
    rows["levels"].append(rows["levels"][3] | {"source_id": "V-9", "start_date": "2023-01-01"})
    rows["levels"][3] |= {"until_date": "2023-01-01"}
    assert ("levels.csv", 6, "start_date", "overlap_with_record") in refused(later(tmp_path, rows))


def test_what_the_database_alone_refuses_is_said_in_words(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    area = Team.objects.get(source_id="T-1").area
    Team.objects.create(area=area, name="Entered here", lead_agency="police")
    rows = an_extract.rows()
    rows["teams"][0]["name"] = "Entered here"
    with pytest.raises(UnableToLoad) as error:
        loaded(later(tmp_path, rows))
    (fault,) = error.value.faults
    assert (fault.file, fault.line, fault.rule) == ("teams.csv", None, "refused_by_the_database")
    assert "Entered here" not in str(fault)


def test_other_areas_keep_their_own_keys(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    rows = an_extract.rows()
    rows["identifiers"] = []
    for row in rows["responsibilities"]:
        row |= {"area": "7", "team_id": ""}
    done = loaded(later(tmp_path, rows, area=7))
    assert done.counts["people"]["new"] == 3
    assert Person.objects.filter(source_id="P-1").count() == 2
    assert Identifier.objects.count() == 5


def test_the_team_sees_its_people() -> None:
    loaded(an_extract.EXAMPLE)
    assert set(Sight.objects.values_list("team__source_id", "subject__source_id")) == {
        ("T-1", "P-1"),
        ("T-2", "P-2"),
    }


@pytest.mark.parametrize(("written", "gathered"), [(1000, False), (1001, True)])
def test_statistics_are_gathered_of_a_table_that_grew_much(written: int, gathered: bool) -> None:
    loaded(an_extract.EXAMPLE)
    with acting_as(Role.LOADER) as loader, loader.cursor() as cursor:
        cursor.execute("SELECT extracts_analyse(ARRAY['people_person'], ARRAY[%s])", [written])
        cursor.execute("SELECT reltuples = 3 FROM pg_class WHERE relname = 'people_person'")
        assert cursor.fetchone() == (gathered,)


def test_a_new_row_that_the_database_refuses_is_said_in_words() -> None:
    Team.objects.create(area_id=21, lead_agency="police", name="Anytown public protection unit")
    with pytest.raises(UnableToLoad) as refused:
        loaded(an_extract.EXAMPLE)
    (fault,) = refused.value.faults
    assert (fault.file, fault.rule) == ("teams.csv", "refused_by_the_database")
    assert "a team's name that no other team of the area has" in fault.expected
    assert not Load.objects.exists()


def test_an_area_says_from_when_its_notifications_are_whole_and_takes_it_back(tmp_path: Path) -> None:
    loaded(an_extract.EXAMPLE)
    assert NotificationSupply.objects.get().from_date == an_extract.NOTIFICATIONS_FROM
    folder = later(tmp_path, an_extract.rows())
    said = json.loads((folder / "datapackage.json").read_text())
    del said["openmappa"]["notifications_from"]
    (folder / "datapackage.json").write_text(json.dumps(said))
    loaded(folder)
    assert NotificationSupply.objects.get().from_date is None


def test_an_area_that_never_said_so_has_no_such_day(tmp_path: Path) -> None:
    folder = later(tmp_path, an_extract.rows())
    said = json.loads((folder / "datapackage.json").read_text())
    del said["openmappa"]["notifications_from"]
    (folder / "datapackage.json").write_text(json.dumps(said))
    loaded(folder)
    assert not NotificationSupply.objects.exists()
