"""Where the extract tables of this room go."""

from openmappa.casework.standing.extract import GROUNDS, LEVELS, STANDINGS
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.load import Target

TARGETS = (
    Target(STANDINGS, Standing),
    Target(GROUNDS, Ground),
    Target(
        LEVELS,
        Level,
        derived={"category": ("standing_id", "category")},
        verified_by=("SELECT standing_levels_lie_inside(current_setting('openmappa.load')::integer)",),
    ),
)
