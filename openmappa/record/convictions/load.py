"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.convictions.extract import CONVICTIONS, DISPOSALS_TABLE, FURTHER_OFFENCES
from openmappa.record.convictions.models import Conviction, Disposal, SeriousFurtherOffence

TARGETS = (
    Target(CONVICTIONS, Conviction),
    Target(DISPOSALS_TABLE, Disposal),
    Target(FURTHER_OFFENCES, SeriousFurtherOffence),
)
