"""The extract tables about convictions and what the court did."""

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
from openmappa.statute.vocabulary import results
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.events import FURTHER_OFFENCE_OUTCOMES

RUNS = {
    "alone": "On its own",
    "concurrent": "At the same time as another sentence",
    "consecutive": "After another sentence",
    "partly_concurrent": "Partly at the same time as another sentence",
}

TERM_DISPOSALS = tuple(each.value for each in Disposal if DISPOSALS[each].carries_term)


def _known(name: str, words: str) -> Field:
    """Return a column of a fact that decides a question of law, and that may not be known."""
    return Field(name, Kind.BOOLEAN, f"{words}; blank if not known.", unknown_if_blank=True)


def _length(name: str, kind: str, words: str, most: int) -> Field:
    return Field(name, Kind.INTEGER, f"{kind} {words}", least=0, most=most)


CONVICTIONS = Table(
    name="convictions",
    title="Convictions, findings and cautions",
    description="One row for each offence for which the person was convicted, found to have done the act, or cautioned.",
    fields=(
        person_field(),
        Field(
            "offence_code",
            Kind.TEXT,
            "The offence: a code of the list of offences (CJS code, or five-figure Home Office code).",
            required=True,
            most=10,
            example="SX03001",
        ),
        coded("result", "How the matter ended.", codes(results.CONVICTION_RESULTS), required=True),
        day("offence_date", "First day of the offence; blank if not known.", example="2019-05-01"),
        day(
            "conviction_date",
            "Day of the conviction, finding or caution.",
            required=True,
            example="2020-02-03",
        ),
        text("court", "The court; blank for a caution.", most=100, example="Anytown Crown Court"),
        Field(
            "victim_age",
            Kind.INTEGER,
            "Age of the youngest victim or other party at the time of the offence, or of the child in a photograph.",
            least=0,
            most=120,
        ),
        _known(
            "schedule_3_conditions_met",
            "true if somebody decided that the conditions are met under which Schedule 3 of the Sexual Offences Act 2003"
            " lists the offence, false if not met",
        ),
        _known(
            "section_327_4a_lists_it",
            "true if section 327(4A) of the Criminal Justice Act 2003 lists the offence, false if somebody looked and"
            " it does not",
        ),
        _known(
            "indicates_serious_harm",
            "true if the offence indicates that the person is capable of causing serious harm, false if it does not",
        ),
        _known(
            "terrorist_connection",
            "true if the court determined that the offence had a terrorist connection, false if it had none",
        ),
        _known(
            "terrorism_notification_applies",
            "true if Part 4 of the Counter-Terrorism Act 2008 applies to the offence, false if it does not",
        ),
    ),
    rules=(
        Rule(
            "conviction_before_offence",
            "conviction_date",
            "r.conviction_date < r.offence_date",
            "a conviction date on or after the offence date",
        ),
        Rule(
            "conviction_before_birth",
            "conviction_date",
            "EXISTS (SELECT 1 FROM people p WHERE p.source_id = r.person_id"
            " AND r.conviction_date < p.date_of_birth + INTERVAL 10 YEAR)",
            "a date on or after the tenth birthday, the age of criminal responsibility"
            " (Children and Young Persons Act 1933 s.50)",
        ),
    ),
)

DISPOSALS_TABLE = Table(
    name="disposals",
    title="Sentences and other disposals",
    description="One row for each sentence or order that a court made, or caution given, on a conviction.",
    fields=(
        person_field(),
        Field(
            "conviction_id",
            Kind.TEXT,
            "The conviction it was made on: a source_id of convictions.csv.",
            required=True,
            references="convictions",
            most=64,
            example="C-1",
        ),
        coded("kind", "What was imposed.", codes(DISPOSALS), required=True),
        day("imposed_date", "Day it was imposed.", required=True, example="2020-03-02"),
        Field("term_months", Kind.INTEGER, "Whole months of the term.", least=0, most=1200, example="18"),
        Field(
            "term_days",
            Kind.INTEGER,
            "Days of the term beyond whole months.",
            least=0,
            most=3650,
            example="0",
        ),
        Field(
            "extension_months",
            Kind.INTEGER,
            "Months of extended licence of an extended sentence, beyond the custodial term in term_months.",
            least=0,
            most=120,
        ),
        _length(
            "detention_months",
            "Whole months",
            "of a detention and training order that the person is liable to be detained; blank if half of it.",
            1200,
        ),
        _length("detention_days", "Days", "of that detention beyond whole months.", 3650),
        coded("runs", "How it runs against another sentence; blank means on its own.", codes(RUNS)),
        Field(
            "runs_against_id",
            Kind.TEXT,
            "The sentence that it follows or overlaps: a source_id of disposals.csv.",
            references="disposals",
            most=64,
        ),
        _length(
            "overlap_months",
            "Whole months",
            "for which a partly concurrent sentence runs at the same time as the other; blank if not known.",
            1200,
        ),
        _length("overlap_days", "Days", "of that overlap beyond whole months.", 3650),
        day("last_date", "Last day of the sentence, licence or order, inclusive, where it is known."),
    ),
    rules=(
        Rule(
            "imposed_before_conviction",
            "imposed_date",
            "EXISTS (SELECT 1 FROM convictions c WHERE c.source_id = r.conviction_id"
            " AND r.imposed_date < c.conviction_date)",
            "a day on or after the conviction date",
        ),
        Rule(
            "of_another_person",
            "conviction_id",
            "EXISTS (SELECT 1 FROM convictions c WHERE c.source_id = r.conviction_id AND c.person_id <> r.person_id)",
            "a conviction of the same person",
        ),
        Rule(
            "term_missing",
            "term_months",
            "r.kind IN ('" + "', '".join(TERM_DISPOSALS) + "')"
            " AND coalesce(r.term_months, 0) + coalesce(r.term_days, 0) <= 0",
            "the length of the sentence in months and days",
        ),
        Rule(
            "runs_against_nothing",
            "runs_against_id",
            "coalesce(r.runs, 'alone') <> 'alone' AND r.runs_against_id IS NULL",
            "the sentence that this one runs with or after",
        ),
        Rule(
            "runs_against_itself",
            "runs_against_id",
            "r.runs_against_id = r.source_id",
            "another sentence than the row itself",
        ),
        Rule(
            "detention_of_another_disposal",
            "detention_months",
            "r.kind <> 'detention_and_training_order'"
            " AND (r.detention_months IS NOT NULL OR r.detention_days IS NOT NULL)",
            "no detention, since the disposal is not a detention and training order",
        ),
        Rule(
            "overlap_of_another_run",
            "overlap_months",
            "coalesce(r.runs, 'alone') <> 'partly_concurrent'"
            " AND (r.overlap_months IS NOT NULL OR r.overlap_days IS NOT NULL)",
            "no overlap, since the sentence is not partly concurrent",
        ),
        Rule(
            "ends_before_it_starts",
            "last_date",
            "r.last_date < r.imposed_date",
            "a last day on or after the day it was imposed",
        ),
    ),
)

FURTHER_OFFENCES = Table(
    name="serious_further_offences",
    title="Serious further offences",
    description="One row for each charge of a MAPPA-eligible person with a serious further offence, and what came of it.",
    fields=(
        person_field(),
        Field("offence_code", Kind.TEXT, "The offence charged.", required=True, most=10, example="SX03001"),
        day("charge_date", "Day of the charge.", required=True, example="2023-07-10"),
        coded("outcome", "What came of it.", codes(FURTHER_OFFENCE_OUTCOMES), required=True),
        day("outcome_date", "Day of the conviction or other outcome; blank while still charged."),
    ),
    rules=(
        Rule(
            "outcome_without_date",
            "outcome_date",
            "(r.outcome = 'still_charged') <> (r.outcome_date IS NULL)",
            "a day for an outcome, and none while still charged",
        ),
        Rule(
            "outcome_before_charge",
            "outcome_date",
            "r.outcome_date < r.charge_date",
            "a day on or after the charge",
        ),
    ),
)

TABLES = (CONVICTIONS, DISPOSALS_TABLE, FURTHER_OFFENCES)
