"""The extract tables about standing: eligibility with its grounds, and the level of management."""

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
)
from openmappa.statute.vocabulary.limbs import LIMBS, Limb

STANDING_KINDS = {
    "eligible": "MAPPA-eligible",
    "potentially_dangerous": "Potentially dangerous person, not MAPPA-eligible",
    "considered_not_eligible": "Considered, and not MAPPA-eligible",
}

_GROUND_CATEGORY = (
    "CASE g.limb " + " ".join(f"WHEN '{each.value}' THEN {LIMBS[each].category}" for each in Limb) + " END"
)

STANDINGS = Table(
    name="standings",
    title="Standings",
    description="One row for each time in which the person was MAPPA-eligible in one category, potentially dangerous, "
    "or considered and not eligible.",
    fields=(
        person_field(),
        coded("kind", "What the person is to the arrangements.", codes(STANDING_KINDS), required=True),
        Field(
            "category",
            Kind.INTEGER,
            "The category reported, 1 to 4, if eligible.",
            least=1,
            most=4,
            example="1",
        ),
        day("start_date", "First day of the standing.", required=True, example="2020-02-03"),
        day("last_date", "Last day of the standing, inclusive. Blank while it lasts."),
    ),
    periods=(
        Period(
            "start_date",
            "last_date",
            inclusive=True,
            alone_in=("person_id",),
            words="one standing at a time; a new category ends one and starts the next",
        ),
    ),
    rules=(
        Rule(
            "category_missing",
            "category",
            "r.kind = 'eligible' AND r.category IS NULL",
            "the category, since the person is eligible",
        ),
        Rule(
            "category_not_expected",
            "category",
            "r.kind <> 'eligible' AND r.category IS NOT NULL",
            "no category, since the person is not eligible",
        ),
        Rule(
            "ground_missing",
            "source_id",
            "r.kind = 'eligible' AND NOT r.recorded_in_error AND NOT EXISTS (SELECT 1 FROM grounds g"
            " WHERE g.standing_id = r.source_id AND NOT g.recorded_in_error AND "
            + _GROUND_CATEGORY
            + " = r.category)",
            "at least one ground in grounds.csv that is of the category",
        ),
        Rule(
            "after_death",
            "last_date",
            "NOT r.recorded_in_error AND EXISTS (SELECT 1 FROM people p WHERE p.source_id = r.person_id"
            " AND coalesce(r.last_date, DATE '9999-12-31') > p.date_of_death)",
            "a last day not after the person's death",
        ),
    ),
)

GROUNDS = Table(
    name="grounds",
    title="Grounds of eligibility",
    description="One row for each limb of the Act on which an eligible person is eligible. All limbs that hold are sent.",
    fields=(
        person_field(),
        Field(
            "standing_id",
            Kind.TEXT,
            "The standing it is a ground of: a source_id of standings.csv.",
            required=True,
            references="standings",
            most=64,
            example="E-1",
        ),
        coded("limb", "The limb of the Act.", codes(LIMBS), required=True),
        day("start_date", "First day on which the limb holds.", required=True, example="2020-02-03"),
        day("last_date", "Last day on which the limb holds, inclusive. Blank if open or not known."),
    ),
    periods=(Period("start_date", "last_date", inclusive=True),),
    rules=(
        Rule(
            "of_no_eligible_standing",
            "standing_id",
            "EXISTS (SELECT 1 FROM standings s WHERE s.source_id = r.standing_id"
            " AND (s.person_id <> r.person_id OR s.kind <> 'eligible'))",
            "an eligible standing of the same person",
        ),
    ),
)

LEVELS = Table(
    name="levels",
    title="Levels of management",
    description="One row for each time at one level. A level hangs on an eligible standing and lies inside it.",
    fields=(
        person_field(),
        Field(
            "standing_id",
            Kind.TEXT,
            "The standing it hangs on: a source_id of standings.csv.",
            required=True,
            references="standings",
            most=64,
            example="E-1",
        ),
        Field("level", Kind.INTEGER, "The level, 1 to 3.", required=True, least=1, most=3, example="1"),
        day("start_date", "First day at the level.", required=True, example="2020-02-03"),
        day("until_date", "First day no longer at it. Blank while it lasts."),
    ),
    periods=(
        Period(
            "start_date",
            "until_date",
            inclusive=False,
            alone_in=("person_id",),
            words="one level at a time",
        ),
    ),
    rules=(
        Rule(
            "of_no_eligible_standing",
            "standing_id",
            "EXISTS (SELECT 1 FROM standings s WHERE s.source_id = r.standing_id"
            " AND (s.person_id <> r.person_id OR s.kind <> 'eligible'))",
            "an eligible standing of the same person",
        ),
        Rule(
            "category_3_at_level_1",
            "level",
            "r.level = 1 AND EXISTS (SELECT 1 FROM standings s WHERE s.source_id = r.standing_id AND s.category = 3)",
            "level 2 or 3: Category 3 needs management at MAPPA meetings (CJA 2003 s.325(2)(b), MAPPA Guidance)",
        ),
        Rule(
            "outside_its_standing",
            "start_date",
            "NOT r.recorded_in_error AND EXISTS (SELECT 1 FROM standings s WHERE s.source_id = r.standing_id"
            " AND (s.recorded_in_error OR r.start_date < s.start_date"
            " OR coalesce(r.until_date, DATE '9999-12-31') > coalesce(s.last_date + 1, DATE '9999-12-31')))",
            "days inside the standing, ended when the standing ends",
        ),
    ),
)

TABLES = (STANDINGS, GROUNDS, LEVELS)
