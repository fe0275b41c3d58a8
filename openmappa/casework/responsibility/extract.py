"""The extract tables about who answers for a person."""

from openmappa.foundation.changes.extract import (
    Field,
    Kind,
    Period,
    Table,
    coded,
    codes,
    day,
    person_field,
    text,
)
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES

TEAMS = Table(
    name="teams",
    title="Teams",
    description="One row for each team of the area that manages people.",
    fields=(
        coded(
            "lead_agency", "The kind of agency that the team belongs to.", codes(LEAD_AGENCIES), required=True
        ),
        text(
            "name",
            "The team's name, unique in the area.",
            required=True,
            most=100,
            example="Anytown public protection unit",
        ),
    ),
    unique=(("name",),),
)

RESPONSIBILITIES = Table(
    name="responsibilities",
    title="Responsibilities",
    description="One row for each time in which one area, lead agency, team and officer answered for the person.",
    fields=(
        person_field(),
        Field(
            "area",
            Kind.INTEGER,
            "The area's number in the annual return: 1 to 42, or 43 for the National Security Division.",
            required=True,
            least=1,
            most=43,
            example="21",
        ),
        coded("lead_agency", "The lead agency.", codes(LEAD_AGENCIES), required=True),
        Field(
            "team_id",
            Kind.TEXT,
            "The team: a source_id of teams.csv. Blank if another area's, or not known.",
            references="teams",
            most=64,
            example="T-1",
        ),
        text("officer", "The officer's name or staff number.", most=100, example="Officer 12"),
        day("start_date", "First day of the responsibility.", required=True, example="2020-02-03"),
        day(
            "until_date",
            "First day of the next responsibility (the day of a transfer). Blank while it lasts.",
        ),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            words="one responsible area at a time",
        ),
    ),
)

TABLES = (TEAMS, RESPONSIBILITIES)
