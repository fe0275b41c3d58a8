"""The extract tables about who a person is: people, names, identifiers, addresses."""

from openmappa.foundation.changes.extract import (
    Field,
    Kind,
    Period,
    Rule,
    Table,
    coded,
    codes,
    day,
    person_field,
    text,
)
from openmappa.statute.vocabulary import persons

PEOPLE = Table(
    name="people",
    title="People",
    description="One row for each person whom the arrangements concern now or concerned before.",
    fields=(
        day("date_of_birth", "Date of birth; blank if it is not known.", example="1979-06-30"),
        coded("sex", "Sex as recorded.", codes(persons.SEXES), required=True),
        coded("ethnicity", "Ethnicity as the person states it.", codes(persons.ETHNICITIES), required=True),
        day("date_of_death", "Date of death, if the person has died."),
        Field(
            "restricted",
            Kind.BOOLEAN,
            "true if only those named may see the person: seeing the area's people is then not enough.",
        ),
    ),
    rules=(
        Rule(
            "death_before_birth",
            "date_of_death",
            "r.date_of_death < r.date_of_birth",
            "a date of death on or after the date of birth",
        ),
        Rule(
            "no_name",
            "source_id",
            "NOT EXISTS (SELECT 1 FROM names n WHERE n.person_id = r.source_id AND n.kind = 'legal'"
            " AND NOT n.recorded_in_error)",
            "at least one legal name in names.csv",
        ),
    ),
)

NAMES = Table(
    name="names",
    title="Names",
    description="One row for each name that a person has or had, with the days on which it was theirs.",
    fields=(
        person_field(),
        coded("kind", "What sort of name it is.", codes(persons.NAME_KINDS), required=True),
        text("given_names", "All given names, in order.", most=100, example="Avery Jordan"),
        text("family_name", "Family name.", required=True, most=100, example="Fictitious"),
        day("start_date", "First day of the name; blank if not known.", example="1979-06-30"),
        day("until_date", "First day on which it was no longer the name; blank while it is."),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            where="kind = 'legal'",
            words="one legal name at a time",
        ),
    ),
)

IDENTIFIERS = Table(
    name="identifiers",
    title="Identifiers",
    description="One row for each number that another system knows the person by.",
    fields=(
        person_field(),
        coded("kind", "Whose number it is.", codes(persons.IDENTIFIER_KINDS), required=True),
        text(
            "value",
            "The number. PNC and CRO numbers are checked by their letter.",
            required=True,
            most=40,
            example="2010/9900000W",
        ),
    ),
    unique=(("kind", "value"),),
)

ADDRESSES = Table(
    name="addresses",
    title="Addresses",
    description="One row for each place where a person lives, stays or stayed, with the days.",
    fields=(
        person_field(),
        coded("kind", "What sort of place it is to the person.", codes(persons.ADDRESS_KINDS), required=True),
        text(
            "lines",
            "The address without its postcode, parts separated by commas.",
            example="1 Example Road, Anytown",
        ),
        Field(
            "postcode",
            Kind.TEXT,
            "Postcode, if it has one.",
            pattern=persons.POSTCODE,
            expected="a postcode in capitals with one space, such as ZZ99 9ZZ",
            most=8,
            example="ZZ99 9ZZ",
        ),
        day("start_date", "First day there.", required=True, example="2020-01-06"),
        day("until_date", "First day no longer there; blank while it lasts."),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            where="kind <> 'secondary'",
            words="one place of living at a time; other places are kind 'secondary'",
        ),
    ),
)

TABLES = (PEOPLE, NAMES, IDENTIFIERS, ADDRESSES)
