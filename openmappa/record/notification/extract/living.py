"""The extract tables of what must be notified: changes, stays, journeys, absences; and of who is missing."""

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
from openmappa.statute.facts.living import CHANGE_KINDS
from openmappa.statute.vocabulary.notification import JOURNEY_STATES, MISSING_KINDS

MOST_HOURS = 9999
_SPAN = (Period("start_date", "until_date", inclusive=False),)
_THERE = (
    day("start_date", "First day there.", required=True, example="2024-01-08"),
    day("until_date", "First day no longer there; blank while it lasts."),
)

CHANGES = Table(
    name="notifiable_changes",
    title="Changes that must be notified",
    description="One row for each change of name, identity document, bank account or card, or another that is prescribed "
    "(Sexual Offences Act 2003 s.84(1)). Moves of home are not sent here: they follow from addresses.csv.",
    fields=(
        person_field(),
        coded(
            "kind",
            "What changed.",
            codes({kind: words for kind, words in CHANGE_KINDS.items() if kind != "home_address"}),
            required=True,
        ),
        day(
            "change_date",
            "Day of the change, or first day on which a name was used.",
            required=True,
            example="2024-01-08",
        ),
    ),
    optional=True,
)

STAYS = Table(
    name="premises_stays",
    title="Stays at other premises",
    description="One row for each time of living or staying at premises in the United Kingdom other than the home address "
    "(Sexual Offences Act 2003 s.84(1)(c) and (6)).",
    fields=(
        person_field(),
        text("premises", "The premises, named in the same words each time.", required=True, most=200),
        *_THERE,
    ),
    periods=_SPAN,
    optional=True,
)

CHILD_STAYS = Table(
    name="child_household_stays",
    title="Stays in households with a child",
    description="One row for each stay in a household or another private place where somebody under 18 lives or stays "
    "(regulations of 2012).",
    fields=(
        person_field(),
        text("premises", "The household, named in the same words each time.", required=True, most=200),
        day("start_date", "Day on which the stay began.", required=True, example="2024-01-08"),
        Field(
            "start_time",
            Kind.TEXT,
            "Time of day at which it began.",
            required=True,
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]",
            expected="a time of day such as 21:30",
            most=5,
            example="21:30",
        ),
        Field(
            "hours",
            Kind.INTEGER,
            "Whole hours that it lasted or has lasted; blank if not known.",
            least=0,
            most=MOST_HOURS,
        ),
    ),
    optional=True,
)

JOURNEYS = Table(
    name="journeys",
    title="Journeys outside the United Kingdom",
    description="One row for each journey outside the United Kingdom, intended or made (Sexual Offences Act 2003 s.86). Time "
    "away on a journey that was made counts as time abroad: it is not sent in absences_abroad.csv as well.",
    fields=(
        person_field(),
        coded("state", "Whether it was made.", codes(JOURNEY_STATES), required=True),
        text("destination", "The country or countries.", most=200),
        day("departure_date", "Day of departure.", required=True, planned=True, example="2024-06-03"),
        day("return_date", "Day of return; blank if not known.", planned=True),
        day(
            "arranged_date",
            "Day on which the person came to hold the details; blank: in good time before the journey.",
        ),
    ),
    periods=(Period("departure_date", "return_date", inclusive=True),),
    optional=True,
)

ABSENCES = Table(
    name="absences_from_home",
    title="Absences from the main residence",
    description="One row for each absence from the sole or main residence, for the Crime and Policing Act 2026.",
    fields=(
        person_field(),
        day("start_date", "First day away.", required=True, planned=True, example="2024-01-08"),
        day("until_date", "Day of return; blank if not known."),
    ),
    periods=_SPAN,
    optional=True,
)

MISSING = Table(
    name="missing_periods",
    title="Missing and absconded",
    description="One row for each time in which nobody knew where the person was. It stops no clock: what must be notified "
    "stays due.",
    fields=(
        person_field(),
        coded("kind", "How it comes.", codes(MISSING_KINDS), required=True),
        day("start_date", "First day missing.", required=True, example="2024-01-08"),
        day("until_date", "Day on which the person was found; blank while missing."),
        text("reported_by", "Who reported it.", most=100),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            words="one time missing or absconded at a time",
        ),
    ),
    optional=True,
)
