"""The extract table of the notifications that people gave to the police."""

from openmappa.foundation.changes.extract import (
    Field,
    Kind,
    Rule,
    Table,
    coded,
    codes,
    day,
    person_field,
    text,
)
from openmappa.statute.facts.living import CHANGE_KINDS, NOTIFICATION_KINDS
from openmappa.statute.vocabulary.notification import GIVEN, HOME_ADDRESS_GIVEN, TAKEN

_EACH = "|".join(str(each) for each in GIVEN)

NOTIFICATIONS = Table(
    name="notifications",
    title="Notifications made",
    description="One row for each notification that a person gave to the police (Sexual Offences Act 2003 ss.83 to 87). "
    "Only with `notifications_from` in datapackage.json does silence in this file say that nothing was notified.",
    fields=(
        person_field(),
        coded("kind", "Under which duty it was given.", codes(NOTIFICATION_KINDS), required=True),
        day("made_date", "Day on which it was given.", required=True, example="2024-02-01"),
        day(
            "of_date",
            "Day of the event that it tells of: the change, the departure, the return; of an advance notification the day "
            "on which the event is expected. Blank: any earlier event that was not notified.",
            planned=True,
        ),
        coded("of_change", "Of an advance notification: what will change.", codes(CHANGE_KINDS)),
        text("of_premises", "The premises that it tells of, as named in the files of stays.", most=200),
        coded(
            "home_address_given",
            "What the home address is that it gave. Blank: the address of that day decides.",
            codes(HOME_ADDRESS_GIVEN),
        ),
        text(
            "place",
            "The police station or other prescribed place.",
            most=100,
            example="Anytown police station",
        ),
        text("taken_by", "The officer or authorised person who took it.", most=100),
        Field(
            "given",
            Kind.TEXT,
            f"What was given, as words of this list with a space between them: {', '.join(GIVEN)}.",
            pattern=f"({_EACH})( ({_EACH}))*",
            expected="words of the list in docs/extract-format.md with one space between them",
            example="names home_address",
        ),
        coded("fingerprints", "Whether fingerprints were taken (s.87(4)).", codes(TAKEN)),
        coded("photograph", "Whether a photograph was taken (s.87(4)).", codes(TAKEN)),
    ),
    rules=(
        Rule(
            "announced_without_change",
            "of_change",
            "r.kind = 'advance' AND (r.of_change IS NULL OR r.of_date IS NULL)",
            "what will change, and of_date, of an advance notification",
        ),
        Rule(
            "change_not_announced",
            "of_change",
            "r.kind <> 'advance' AND r.of_change IS NOT NULL",
            "no of_change but of an advance notification",
        ),
    ),
    optional=True,
)
