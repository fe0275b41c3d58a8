"""The notifications that people gave to the police, and from when on an area sends them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, one_of
from openmappa.foundation.database.roles import Role
from openmappa.statute.facts.living import CHANGE_KINDS, NOTIFICATION_KINDS
from openmappa.statute.vocabulary.notification import HOME_ADDRESS_GIVEN, TAKEN


@keeps_history
class NotificationMade(AboutSubject):
    """A notification that the person gave. Law: Sexual Offences Act 2003 ss.83 to 87.

    `given` holds the codes of what was told, with a space between them. A column that is empty is not known.
    """

    sensitivity: ClassVar = Sensitivity(Section.NOTIFICATION, Level.FULL)

    kind = coded(NOTIFICATION_KINDS)
    made_date = models.DateField()
    of_date = models.DateField(null=True, blank=True)
    of_change = coded(CHANGE_KINDS, null=True, blank=True)
    of_premises = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  blank in extracts
    home_address_given = coded(HOME_ADDRESS_GIVEN, null=True, blank=True)
    place = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    taken_by = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    given = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  blank in extracts
    fingerprints = coded(TAKEN, null=True, blank=True)
    photograph = coded(TAKEN, null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", NOTIFICATION_KINDS, name="notification_made_kind"),
            one_of("of_change", CHANGE_KINDS, name="notification_made_change"),
            one_of("home_address_given", HOME_ADDRESS_GIVEN, name="notification_made_home"),
            one_of("fingerprints", TAKEN, name="notification_made_fingerprints"),
            one_of("photograph", TAKEN, name="notification_made_photograph"),
            models.CheckConstraint(
                condition=Q(kind="advance", of_change__isnull=False, of_date__isnull=False)
                | (~Q(kind="advance") & Q(of_change__isnull=True)),
                name="notification_made_announced",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="notification_made_source"),
        )
        indexes = (models.Index(fields=("subject",), name="notification_made_subject"),)
        verbose_name_plural = "notifications made"

    def __str__(self) -> str:
        return self.kind


class NotificationSupply(models.Model):
    """From which day on an area's extract says that it holds every notification made; None if it does not say."""

    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT",
        Role.LOADER: "SELECT, INSERT, UPDATE",
        Role.STATISTICS: "SELECT",
    }

    area = models.OneToOneField(Area, on_delete=models.PROTECT, primary_key=True, related_name="+")
    from_date = models.DateField(null=True)
    load_number = models.IntegerField()

    class Meta:
        verbose_name_plural = "notification supplies"

    def __str__(self) -> str:
        return str(self.area_id)
