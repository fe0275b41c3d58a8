"""The extract table about serious case reviews."""

from openmappa.foundation.changes.extract import Field, Kind, Period, Table, day, person_field

REVIEWS = Table(
    name="serious_case_reviews",
    title="Serious case reviews",
    description="One row for each MAPPA serious case review that the Strategic Management Board commissioned.",
    fields=(
        person_field(),
        Field(
            "further_offence_id",
            Kind.TEXT,
            "The charge that led to it: a source_id of serious_further_offences.csv.",
            references="serious_further_offences",
            most=64,
        ),
        day("start_date", "Day on which it was commissioned.", required=True, example="2023-10-02"),
        day("last_date", "Day on which the board agreed the report. Blank while it lasts."),
    ),
    periods=(Period("start_date", "last_date", inclusive=True),),
)

TABLES = (REVIEWS,)
