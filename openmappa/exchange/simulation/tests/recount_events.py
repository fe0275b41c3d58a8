"""A count of its own of the year's events, from the files alone: the figures of the annual return by its field names."""

from collections import Counter
from datetime import date, timedelta

from openmappa.exchange.simulation.tests.recount import NEVER, Person, Row, cells

FIRST, LAST = "2023-04-01", "2024-03-31"


def day_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def in_year(day: str) -> bool:
    return FIRST <= day <= LAST


def true_rows(person: Person, table: str) -> list[Row]:
    """Return the rows that are not in error, none if the whole person is."""
    if person.row["recorded_in_error"] == "true":
        return []
    return [row for row in person.tables[table] if row["recorded_in_error"] != "true"]


def place(person: Person, day: str, area: str = "21") -> tuple[int, int] | None:
    """Return category and level (0 for none) on the day, if the area answers then."""
    standing = person.standing(day)
    held = [row["area"] for row in person.during("responsibilities", day)]
    if standing is None or area not in held or person.row["recorded_in_error"] == "true":
        return None
    levels = [row for row in person.during("levels", day) if row["standing_id"] == standing["source_id"]]
    return int(standing["category"]), int(levels[0]["level"]) if levels else 0


def _year(person: Person) -> tuple[int, int] | None:
    held = []
    for row in true_rows(person, "levels"):
        until = row["until_date"] or NEVER
        if row["start_date"] <= LAST and until > FIRST:
            held.append((int(row["level"]), min(day_before(until), LAST) if until != NEVER else LAST))
    return place(person, max(held)[1]) if held and max(held)[0] > 1 else None


def _best(
    found: list[tuple[int, int] | None], categories: tuple[int, ...], least: int
) -> tuple[int, int] | None:
    fit = [cell for cell in found if cell and cell[0] in categories and cell[1] >= least]
    return max(fit, key=lambda cell: cell[1]) if fit else None


def _orders(person: Person, counted: Counter[str]) -> None:
    for row in true_rows(person, "orders"):
        cell = place(person, row["made_date"])
        if not in_year(row["made_date"]) or cell is None or cell[0] != 1:
            continue
        if row["kind"] == "shpo":
            counted["SOPOGRANT"] += 1
            counted["FTOGRANT"] += row["prohibits_foreign_travel"] == "true"
        counted["NOGRANT"] += row["kind"] in ("notification_order", "section_96za_notice")


def _requirements(person: Person, counted: Counter[str]) -> None:
    rows = true_rows(person, "notification_requirements")
    revoked = [row for row in rows if in_year(row["revoked_date"]) and place(person, row["revoked_date"])]
    counted["RSOREVOKE"] += bool(revoked)
    begun = [row for row in rows if row["basis"] == "breach_of_sro" and in_year(row["start_date"])]
    counted["SROBREACH"] += any(place(person, row["start_date"]) for row in begun)


def _breaches(person: Person, counted: Counter[str]) -> None:
    found = [
        place(person, row["outcome_date"])
        for row in true_rows(person, "notification_breaches")
        if row["outcome"] in ("cautioned", "convicted") and in_year(row["outcome_date"])
    ]
    if cell := _best(found, (1,), 1):
        counted[f"CAT1L{cell[1]}CAUTCON"] += 1


def _returns(person: Person, counted: Counter[str]) -> None:
    rows = [row for row in true_rows(person, "custody_returns") if in_year(row["return_date"])]
    kinds = {row["source_id"]: row["kind"] for row in person.tables["orders"]}
    for_licence = [
        place(person, day_before(r["return_date"])) for r in rows if r["reason"] == "breach_of_licence"
    ]
    for_order = [
        place(person, day_before(r["return_date"])) for r in rows if kinds.get(r["order_id"]) == "shpo"
    ]
    if cell := _best(for_licence, (1, 2, 3, 4), 2):
        counted["CAT{}L{}LICBREACH".format(*cell)] += 1
    if cell := _best(for_order, (1,), 2):
        counted[f"CAT1L{cell[1]}SOPOBREACH"] += 1


def _charges(person: Person, counted: Counter[str]) -> None:
    charged = {row["source_id"]: row["charge_date"] for row in person.tables["serious_further_offences"]}
    for row in true_rows(person, "serious_further_offences"):
        cell = place(person, row["charge_date"])
        if in_year(row["charge_date"]) and cell and cell[1]:
            short = {"convicted": "CONV", "still_charged": "CHARGE", "other": "OTHER"}[row["outcome"]]
            counted["CAT{}L{}SFO".format(*cell)] += 1
            counted["CAT{}L{}SFO{}".format(*cell, short)] += 1
    for row in true_rows(person, "serious_case_reviews"):
        day = charged.get(row["further_offence_id"], row["start_date"])
        cell = place(person, day)
        if in_year(row["start_date"]) and cell and cell[1] > 1 and cell[0] < 4:
            counted["CAT{}L{}SCR".format(*cell)] += 1


def fields(people: dict[str, Person]) -> dict[str, int]:
    """Return London's figures of 2023/24 that are not nought."""
    counted: Counter[str] = Counter()
    for (area, category, level), number in cells(people).items():
        if area == 21:
            counted[f"CAT{category}L{level}"] += number
    for person in people.values():
        if cell := _year(person):
            counted["CAT{}L{}YEAR".format(*cell)] += 1
        _orders(person, counted)
        _requirements(person, counted)
        _breaches(person, counted)
        _returns(person, counted)
        _charges(person, counted)
    return {name: number for name, number in counted.items() if number}
