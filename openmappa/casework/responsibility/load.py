"""Where the extract tables of this room go."""

from openmappa.casework.responsibility.extract import RESPONSIBILITIES, TEAMS
from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.access.load import Target
from openmappa.foundation.agencies.models import Team

TARGETS = (Target(TEAMS, Team), Target(RESPONSIBILITIES, Responsibility, renamed={"area": "area_id"}))
