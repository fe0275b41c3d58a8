"""Where the extract tables of this room go."""

from openmappa.casework.responsibility.extract import RESPONSIBILITIES, TEAMS
from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.access.domain import Level
from openmappa.foundation.access.load import Target
from openmappa.foundation.agencies.models import Team

# The team that answers for a person sees the person in full, from the first day to the last.
_SIGHT_OF_THE_TEAM = f"""
INSERT INTO access_sight (subject_id, team_id, level, source, reference, start_date, until_date)
SELECT r.subject_id, r.team_id, {int(Level.FULL)}, 'responsibility', r.id, r.start_date,
       CASE WHEN r.recorded_in_error THEN r.start_date + 1 ELSE r.until_date END
FROM responsibility_responsibility r
WHERE r.team_id IS NOT NULL AND r.load_number = current_setting('openmappa.load')::integer
ON CONFLICT (source, reference) DO UPDATE
SET team_id = excluded.team_id, start_date = excluded.start_date, until_date = excluded.until_date
"""

_NO_SIGHT_WITHOUT_TEAM = """
UPDATE access_sight s SET until_date = s.start_date + 1
FROM responsibility_responsibility r
WHERE s.source = 'responsibility' AND s.reference = r.id AND r.team_id IS NULL
  AND r.load_number = current_setting('openmappa.load')::integer
"""

TARGETS = (
    Target(TEAMS, Team),
    Target(
        RESPONSIBILITIES,
        Responsibility,
        renamed={"area": "area_id"},
        followed_by=(_SIGHT_OF_THE_TEAM, _NO_SIGHT_WITHOUT_TEAM),
    ),
)
