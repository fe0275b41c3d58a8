"""Where the extract tables of this room go."""

from openmappa.foundation.access.load import Target
from openmappa.record.notification.extract import BREACHES, REQUIREMENTS
from openmappa.record.notification.models import NotificationBreach, NotificationRequirement

TARGETS = (Target(REQUIREMENTS, NotificationRequirement), Target(BREACHES, NotificationBreach))
