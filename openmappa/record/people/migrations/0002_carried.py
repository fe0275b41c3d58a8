"""Tie the room's tables to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject

PLAIN = """
CREATE FUNCTION people_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = public, pg_temp AS $$SELECT lower(unaccent(value))$$
"""

# Names are found by likeness: the index serves the search function, which sees past the policies.
LIKENESS = """
CREATE INDEX people_name_likeness ON people_name
USING gin (people_plain(coalesce(given_names, '') || ' ' || family_name) gin_trgm_ops)
"""



class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0001_initial")]

    operations = [
        carries_subject("people_person"),
        carries_subject("people_name"),
        carries_subject("people_identifier"),
        carries_subject("people_address"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION people_plain(text)"),
        migrations.RunSQL(LIKENESS, "DROP INDEX people_name_likeness"),
    ]
