"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.orders.extract import EVENTS, ORDERS_TABLE
from openmappa.record.orders.models import CourtOrder, OrderEvent

TARGETS = (Target(ORDERS_TABLE, CourtOrder), Target(EVENTS, OrderEvent))
