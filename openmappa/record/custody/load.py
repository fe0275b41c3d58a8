"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.custody.extract import ABROAD, LEAVES, RETURNS, SPELLS
from openmappa.record.custody.models import AbsenceAbroad, CustodyLeave, CustodyReturn, CustodySpell

TARGETS = (
    Target(SPELLS, CustodySpell),
    Target(LEAVES, CustodyLeave),
    Target(ABROAD, AbsenceAbroad),
    Target(RETURNS, CustodyReturn),
)
