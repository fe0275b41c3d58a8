"""The columns that the simulation fills in, table by table, in the order in which its rows hold them."""

from collections.abc import Mapping

_STATE = ("recorded_in_error",)
_BY_PERSON = ("source_system", "source_id", "person_id")

LAYOUT: Mapping[str, tuple[str, ...]] = {
    "teams": ("source_system", "source_id", "lead_agency", "name"),
    "people": (
        *("source_system", "source_id", "date_of_birth", "sex", "ethnicity", "date_of_death", "restricted"),
        *_STATE,
    ),
    "names": (*_BY_PERSON, "kind", "given_names", "family_name", "start_date", "until_date"),
    "identifiers": (*_BY_PERSON, "kind", "value"),
    "addresses": (*_BY_PERSON, "kind", "lines", "postcode", "start_date", "until_date"),
    "convictions": (*_BY_PERSON, "offence_code", "result", "offence_date", "conviction_date", "court"),
    "disposals": (
        *(*_BY_PERSON, "conviction_id", "kind", "imposed_date", "term_months", "extension_months"),
        *("runs", "runs_against_id", "last_date"),
    ),
    "serious_further_offences": (
        *(*_BY_PERSON, "offence_code", "charge_date", "outcome", "outcome_date", *_STATE),
    ),
    "orders": (
        *(*_BY_PERSON, "kind", "route", "court", "made_date", "start_date", "last_date"),
        *("prohibits_foreign_travel", "travel_last_date", *_STATE),
    ),
    "order_events": (*_BY_PERSON, "order_id", "kind", "event_date", "outcome", "outcome_date", *_STATE),
    "custody_spells": (*_BY_PERSON, "kind", "establishment", "start_date", "until_date", "ended_by"),
    "custody_leaves": (*_BY_PERSON, "spell_id", "kind", "start_date", "until_date"),
    "absences_abroad": (*_BY_PERSON, "kind", "start_date", "until_date"),
    "custody_returns": (*_BY_PERSON, "spell_id", "reason", "order_id", "return_date", *_STATE),
    "notification_requirements": (
        *(*_BY_PERSON, "basis", "order_id", "start_date", "last_date", "is_indefinite", "revoked_date"),
        *_STATE,
    ),
    "notification_breaches": (*_BY_PERSON, "breach_date", "outcome", "outcome_date", *_STATE),
    "notifications": (
        *(*_BY_PERSON, "kind", "made_date", "of_date", "of_change", "of_premises", "home_address_given"),
        *("place", "taken_by", "given", "fingerprints", "photograph", *_STATE),
    ),
    "notifiable_changes": (*_BY_PERSON, "kind", "change_date"),
    "premises_stays": (*_BY_PERSON, "premises", "start_date", "until_date"),
    "child_household_stays": (*_BY_PERSON, "premises", "start_date", "start_time", "hours"),
    "journeys": (*(*_BY_PERSON, "state", "destination", "departure_date", "return_date", "arranged_date"),),
    "absences_from_home": (*_BY_PERSON, "start_date", "until_date"),
    "missing_periods": (*_BY_PERSON, "kind", "start_date", "until_date", "reported_by"),
    "standings": (*_BY_PERSON, "kind", "category", "start_date", "last_date", *_STATE),
    "grounds": (*_BY_PERSON, "standing_id", "limb", "start_date", "last_date", *_STATE),
    "levels": (*_BY_PERSON, "standing_id", "level", "start_date", "until_date", *_STATE),
    "responsibilities": (
        *(*_BY_PERSON, "area", "lead_agency", "team_id", "officer", "start_date", "until_date"),
    ),
    "serious_case_reviews": (*_BY_PERSON, "further_offence_id", "start_date", "last_date", *_STATE),
}
"""Columns not named here are left blank."""

Row = tuple[object, ...]


class Unsent(ValueError):
    """The extract format has a table or column that the simulation does not know, or knows by another name."""


def positions(table: str, columns: tuple[str, ...], required: frozenset[str]) -> tuple[int, ...]:
    """
    Return for each column of the file where a simulated row holds it; -1 (its last, always blank) if nowhere.

    :raises Unsent: if the file has no such table or column, or a required one that the simulation leaves blank
    """
    if table not in LAYOUT:
        raise Unsent(f"The simulation has no rows for the table {table}.")
    own = LAYOUT[table]
    if unknown := set(own) - set(columns):
        raise Unsent(f"The table {table} has no such columns: {', '.join(sorted(unknown))}.")
    if missing := required - set(own):
        raise Unsent(f"The simulation does not fill in, of the table {table}: {', '.join(sorted(missing))}.")
    return tuple(own.index(column) if column in own else -1 for column in columns)
