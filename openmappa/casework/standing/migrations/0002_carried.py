"""Tie the room's tables to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject

CATEGORY_IS_THE_STANDINGS = """
ALTER TABLE standing_level ADD CONSTRAINT standing_level_category_of_standing
FOREIGN KEY (standing_id, subject_id, category) REFERENCES standing_standing (id, subject_id, category)
DEFERRABLE INITIALLY DEFERRED
"""

# A level lies inside its standing. The last day of a standing is inclusive; of a level it is exclusive.
OUTSIDE = """
    l.standing_id = s.id AND NOT l.recorded_in_error
    AND (s.recorded_in_error OR l.start_date < s.start_date
         OR coalesce(l.until_date, 'infinity') > coalesce(s.last_date + 1, 'infinity'))
"""
REFUSE = """
    RAISE EXCEPTION 'a level lies outside its standing'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'standing_level_inside_standing';
"""
ALL_INSIDE = f"""
CREATE FUNCTION standing_levels_lie_inside(load integer) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM standing_level l, standing_standing s WHERE l.load_number = load AND {OUTSIDE})
  OR EXISTS (SELECT FROM standing_level l, standing_standing s WHERE s.load_number = load AND {OUTSIDE})
  THEN {REFUSE} END IF;
END $$
"""

# One statement of a load may change a standing whose levels the next one changes, so a load checks at its end.
CHANGED_INSIDE = f"""
CREATE FUNCTION standing_levels_stay_inside() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('openmappa.loading', true) = 'yes' AND current_user = 'openmappa_loader' THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'standing_level' THEN
    IF EXISTS (SELECT FROM changed l, standing_standing s WHERE {OUTSIDE}) THEN {REFUSE} END IF;
  ELSE
    IF EXISTS (SELECT FROM changed s, standing_level l WHERE {OUTSIDE}) THEN {REFUSE} END IF;
  END IF;
  RETURN NULL;
END $$
"""


def _trigger(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {table}_inside_{event.lower()} AFTER {event} ON {table}"
        " REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION standing_levels_stay_inside();"
    )


TRIGGERS = (
    _trigger("standing_level", "INSERT")
    + _trigger("standing_level", "UPDATE")
    + _trigger("standing_standing", "UPDATE")
)
NO_TRIGGERS = """
DROP TRIGGER standing_level_inside_insert ON standing_level;
DROP TRIGGER standing_level_inside_update ON standing_level;
DROP TRIGGER standing_standing_inside_update ON standing_standing;
"""



class Migration(migrations.Migration):
    dependencies = [("standing", "0001_initial"), ("access", "0001_initial")]

    operations = [
        carries_subject("standing_standing"),
        carries_subject("standing_ground"),
        carries_subject("standing_level"),
        migrations.RunSQL(
            CATEGORY_IS_THE_STANDINGS,
            "ALTER TABLE standing_level DROP CONSTRAINT standing_level_category_of_standing",
        ),
        migrations.RunSQL(ALL_INSIDE, "DROP FUNCTION standing_levels_lie_inside(integer)"),
        migrations.RunSQL(CHANGED_INSIDE, "DROP FUNCTION standing_levels_stay_inside()"),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
