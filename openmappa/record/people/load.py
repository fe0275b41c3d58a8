"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.people.extract import ADDRESSES, IDENTIFIERS, NAMES, PEOPLE
from openmappa.record.people.models import Address, Identifier, Name, Person

TARGETS = (
    Target(PEOPLE, Person),
    Target(NAMES, Name),
    Target(IDENTIFIERS, Identifier),
    Target(ADDRESSES, Address),
)
