"""A tiny writer of hand-written extracts: a person is a few rows, each a few columns that differ from the usual."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openmappa.exchange.extracts.domain.package import write_package
from openmappa.exchange.extracts.domain.tables import TABLES

LONDON, DERBYSHIRE = 21, 7
SNAPSHOT = date(2024, 3, 31)
DATA_AS_AT = date(2024, 4, 10)
TODAY = date(2024, 4, 20)
LIMBS = {
    "1": "category_1_notification",
    "2": "category_2_conviction",
    "3": "category_3",
    "4": "category_4_conviction",
}

Row = dict[str, str]


@dataclass
class Records:
    """The rows of an extract by table, to which people are added."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.name: [] for table in TABLES})

    def add(self, table: str, **values: str) -> str:
        """Add a row, give it the next source_id of its table, and return that."""
        key = values.setdefault("source_id", f"{table}-{len(self.rows[table]) + 1}")
        self.rows[table].append({"source_system": "cases"} | values)
        return key

    def person(
        self,
        key: str,
        *,
        person: Mapping[str, str] | None = None,
        standings: Iterable[Mapping[str, str]] = ({},),
        levels: Iterable[Mapping[str, str]] = ({},),
        responsibilities: Iterable[Mapping[str, str]] = ({},),
        spells: Iterable[Mapping[str, str]] = (),
        leaves: Iterable[Mapping[str, str]] = (),
        abroad: Iterable[Mapping[str, str]] = (),
        **events: Iterable[Mapping[str, str]],
    ) -> None:
        """Add a person who, but for what is given, is eligible in Category 1 at Level 1 in London since 2020.

        Levels hang on the first standing unless they name another by its place (`standing`), leaves on the
        first spell, each return on a spell of its own that it brings, and what follows from an order or a
        charge on the first one.
        """
        known = {"date_of_birth": "1980-05-17", "sex": "male", "ethnicity": "not_stated"}
        self.add("people", **known | {"source_id": key} | dict(person or {}))
        self.add("names", person_id=key, kind="legal", given_names="Fictitious", family_name=key.title())
        about = {"person_id": key}
        of_standing = [self._standing(about, each) for each in standings]
        for each in levels:
            values = {"level": "1", "start_date": "2020-02-03"} | dict(each)
            of = of_standing[int(values.pop("standing", "0"))]
            self.add("levels", **about | {"standing_id": of} | values)
        for each in responsibilities:
            usual = about | {"area": str(LONDON), "lead_agency": "probation", "start_date": "2020-02-03"}
            self.add("responsibilities", **usual | dict(each))
        of_spell = [
            self.add(
                "custody_spells", **about | {"kind": "sentenced", "start_date": "2021-01-04"} | dict(each)
            )
            for each in spells
        ]
        for each in leaves:
            self.add("custody_leaves", **about | {"spell_id": of_spell[0]} | dict(each))
        for each in abroad:
            usual = about | {"kind": "living_abroad", "start_date": "2023-06-01"}
            self.add("absences_abroad", **usual | dict(each))

        self._events(about, **events)

    def _events(
        self,
        about: Mapping[str, str],
        *,
        orders: Iterable[Mapping[str, str]] = (),
        order_events: Iterable[Mapping[str, str]] = (),
        requirements: Iterable[Mapping[str, str]] = (),
        breaches: Iterable[Mapping[str, str]] = (),
        returns: Iterable[Mapping[str, str]] = (),
        charges: Iterable[Mapping[str, str]] = (),
        reviews: Iterable[Mapping[str, str]] = (),
    ) -> None:
        made = [self._order(about, each) for each in orders]
        for each in order_events:
            usual = {"order_id": made[0], "kind": "varied", "event_date": "2023-09-04"}
            self.add("order_events", **dict(about) | usual | dict(each))
        for each in requirements:
            usual = {"basis": "conviction", "start_date": "2020-02-03"}
            if each.get("basis") in ("order", "police_notice", "breach_of_sro"):
                usual["order_id"] = made[0]
            self.add("notification_requirements", **dict(about) | usual | dict(each))
        for each in breaches:
            usual = {"breach_date": "2023-01-02", "outcome": "convicted", "outcome_date": "2023-09-04"}
            self.add("notification_breaches", **dict(about) | usual | dict(each))
        for each in returns:
            self._return(about, each, made)
        charged = [self._charge(about, each) for each in charges]
        for each in reviews:
            usual = {"start_date": "2023-09-04"} | ({"further_offence_id": charged[0]} if charged else {})
            self.add("serious_case_reviews", **dict(about) | usual | dict(each))

    def _order(self, about: Mapping[str, str], given: Mapping[str, str]) -> str:
        values = {"kind": "shpo", "route": "conviction", "made_date": "2023-09-04"} | dict(given)
        return self.add("orders", **dict(about) | {"start_date": values["made_date"]} | values)

    def _return(self, about: Mapping[str, str], given: Mapping[str, str], made: list[str]) -> None:
        values = {"reason": "breach_of_licence", "return_date": "2023-09-04"} | dict(given)
        spell = {"kind": "recalled", "start_date": values["return_date"]}
        until = values.pop("spell_until", "")
        if until:
            spell |= {"until_date": until, "ended_by": "released"}
        if values["reason"] == "breach_of_order":
            values.setdefault("order_id", made[0])
        spell_id = self.add("custody_spells", **dict(about) | spell)
        self.add("custody_returns", **dict(about) | {"spell_id": spell_id} | values)

    def _charge(self, about: Mapping[str, str], given: Mapping[str, str]) -> str:
        values = {"offence_code": "SX03001", "charge_date": "2023-09-04", "outcome": "still_charged"}
        values |= dict(given)
        if values["outcome"] != "still_charged":
            values.setdefault("outcome_date", values["charge_date"])
        return self.add("serious_further_offences", **dict(about) | values)

    def _standing(self, about: Mapping[str, str], given: Mapping[str, str]) -> str:
        usual = {"kind": "eligible", "category": "1", "start_date": "2020-02-03"}
        values = dict(about) | usual | dict(given)
        if values["kind"] != "eligible":
            del values["category"]
        key = self.add("standings", **values)
        if values["kind"] == "eligible":
            ground = {"limb": LIMBS[values["category"]], "start_date": values["start_date"]}
            self.add("grounds", **dict(about) | ground | {"standing_id": key})
        return key

    def write(self, folder: Path, *, area: int = LONDON) -> Path:
        """Write the rows as an extract into the folder, and return it."""
        folder.mkdir(parents=True)
        write_package(folder, area=area, data_as_at=DATA_AS_AT, fictitious=True, name="hand-written")
        for table in TABLES:
            names = [each.name for each in table.all_fields]
            with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, names, restval="", lineterminator="\n")
                out.writeheader()
                out.writerows(self.rows[table.name])
        return folder
