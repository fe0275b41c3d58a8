"""The tables of an extract, version 1, in an order in which each refers only to those before it or itself."""

from openmappa.casework.case_reviews.extract import REVIEWS
from openmappa.casework.responsibility.extract import RESPONSIBILITIES, TEAMS
from openmappa.casework.standing.extract import GROUNDS, LEVELS, STANDINGS
from openmappa.foundation.changes.extract import Table
from openmappa.record.convictions.extract import CONVICTIONS, DISPOSALS_TABLE, FURTHER_OFFENCES
from openmappa.record.custody.extract import ABROAD, LEAVES, RETURNS, SPELLS
from openmappa.record.notification.extract import TABLES as NOTIFICATION
from openmappa.record.orders.extract import EVENTS, ORDERS_TABLE
from openmappa.record.people.extract import ADDRESSES, IDENTIFIERS, NAMES, PEOPLE

VERSION = "1"

TABLES: tuple[Table, ...] = (
    TEAMS,
    PEOPLE,
    NAMES,
    IDENTIFIERS,
    ADDRESSES,
    CONVICTIONS,
    DISPOSALS_TABLE,
    FURTHER_OFFENCES,
    ORDERS_TABLE,
    EVENTS,
    SPELLS,
    LEAVES,
    ABROAD,
    RETURNS,
    *NOTIFICATION,
    STANDINGS,
    GROUNDS,
    LEVELS,
    RESPONSIBILITIES,
    REVIEWS,
)
