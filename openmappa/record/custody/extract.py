"""The extract tables about custody: spells, leave from them, and time outside the United Kingdom."""

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
from openmappa.statute.vocabulary import custody
from openmappa.statute.vocabulary.events import RETURN_REASONS

SPELLS = Table(
    name="custody_spells",
    title="Custody spells",
    description="One row for each unbroken time in prison, on remand, or detained in hospital under the Mental Health Act.",
    fields=(
        person_field(),
        coded("kind", "What the person is held under.", codes(custody.SPELL_KINDS), required=True),
        text("establishment", "The prison or hospital.", most=100, example="Anytown (HMP)"),
        day("start_date", "First day inside.", required=True, example="2020-03-02"),
        day("until_date", "Day of release: the first day out. Blank while it lasts.", example="2021-03-02"),
        coded("ended_by", "How it ended.", codes(custody.SPELL_ENDS)),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            words="one spell at a time; a change of establishment or kind ends one and starts the next",
        ),
    ),
    rules=(
        Rule(
            "end_without_date",
            "until_date",
            "r.ended_by IS NOT NULL AND r.until_date IS NULL",
            "the day on which it ended",
        ),
        Rule(
            "date_without_end",
            "ended_by",
            "r.until_date IS NOT NULL AND r.ended_by IS NULL",
            "how the spell ended",
        ),
    ),
)

LEAVES = Table(
    name="custody_leaves",
    title="Leave from custody",
    description="One row for each temporary release or leave of absence. The person still counts as inside.",
    fields=(
        person_field(),
        Field(
            "spell_id",
            Kind.TEXT,
            "The spell it is leave from: a source_id of custody_spells.csv.",
            required=True,
            references="custody_spells",
            most=64,
            example="S-1",
        ),
        coded("kind", "What sort of leave.", codes(custody.LEAVE_KINDS), required=True),
        day("start_date", "First day of the leave.", required=True, example="2020-12-24"),
        day("until_date", "Day of return. Blank while it lasts.", example="2020-12-27"),
    ),
    periods=(Period("start_date", "until_date", inclusive=False),),
    rules=(
        Rule(
            "outside_its_spell",
            "start_date",
            "EXISTS (SELECT 1 FROM custody_spells s WHERE s.source_id = r.spell_id AND (s.person_id <> r.person_id"
            " OR r.start_date < s.start_date OR r.start_date >= s.until_date OR r.until_date > s.until_date))",
            "days inside a spell of the same person",
        ),
    ),
)

ABROAD = Table(
    name="absences_abroad",
    title="Time outside the United Kingdom",
    description="One row for each time in which the person lived abroad or was removed from the country. Holidays are not sent.",
    fields=(
        person_field(),
        coded("kind", "Why the person is abroad.", codes(custody.ABROAD_KINDS), required=True),
        day("start_date", "First day abroad.", required=True, example="2022-01-10"),
        day("until_date", "Day of return. Blank while it lasts."),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            words="one absence at a time",
        ),
    ),
)

RETURNS = Table(
    name="custody_returns",
    title="Returns to custody",
    description="One row for each return to custody of a person who had been released, with its reason.",
    fields=(
        person_field(),
        Field(
            "spell_id",
            Kind.TEXT,
            "The spell that began with the return: a source_id of custody_spells.csv.",
            required=True,
            references="custody_spells",
            most=64,
            example="S-2",
        ),
        coded("reason", "Why the person was returned.", codes(RETURN_REASONS), required=True),
        Field(
            "order_id",
            Kind.TEXT,
            "The order that was breached: a source_id of orders.csv.",
            references="orders",
            most=64,
        ),
        day("return_date", "Day of the return: the first day inside.", required=True, example="2023-08-14"),
    ),
    rules=(
        Rule(
            "not_the_start_of_its_spell",
            "return_date",
            "EXISTS (SELECT 1 FROM custody_spells s WHERE s.source_id = r.spell_id AND s.start_date <> r.return_date)",
            "the first day of the spell",
        ),
        Rule(
            "order_missing",
            "order_id",
            "(r.reason = 'breach_of_order') <> (r.order_id IS NOT NULL)",
            "the order for a breach of an order, and for nothing else",
        ),
    ),
)

TABLES = (SPELLS, LEAVES, ABROAD, RETURNS)
