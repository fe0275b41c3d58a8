"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.custody.extract import ABROAD, LEAVES, SPELLS
from openmappa.record.custody.models import AbsenceAbroad, CustodyLeave, CustodySpell

TARGETS = (Target(SPELLS, CustodySpell), Target(LEAVES, CustodyLeave), Target(ABROAD, AbsenceAbroad))
