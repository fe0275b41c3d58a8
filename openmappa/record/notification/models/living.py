"""What must be notified: changes, stays, journeys, absences; and who is missing. `until_date` is the first day no longer so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.statute.facts.living import CHANGE_KINDS
from openmappa.statute.vocabulary.notification import JOURNEY_STATES, MISSING_KINDS

_FULL = Sensitivity(Section.NOTIFICATION, Level.FULL)


@keeps_history
class NotifiableChange(AboutSubject):
    """A change that must be notified, of all but the home address. Law: Sexual Offences Act 2003 s.84(1)."""

    sensitivity: ClassVar = _FULL

    kind = coded(CHANGE_KINDS)
    change_date = models.DateField()

    class Meta:
        constraints = (
            one_of(
                "kind",
                [each for each in CHANGE_KINDS if each != "home_address"],
                name="notification_change_kind",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="notification_change_source"),
        )
        indexes = (models.Index(fields=("subject",), name="notification_change_subject"),)

    def __str__(self) -> str:
        return self.kind


@keeps_history
class PremisesStay(AboutSubject):
    """A time at premises other than the home address. Law: Sexual Offences Act 2003 s.84(1)(c) and (6)."""

    sensitivity: ClassVar = _FULL

    premises = models.CharField(max_length=200)
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("start_date", "until_date", inclusive=False, name="notification_stay_dates"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="notification_stay_source"),
        )
        indexes = (models.Index(fields=("subject",), name="notification_stay_subject"),)

    def __str__(self) -> str:
        return self.premises


@keeps_history
class ChildHouseholdStay(AboutSubject):
    """A stay in a household with somebody under 18. `hours` are whole hours, None if not known."""

    sensitivity: ClassVar = _FULL

    premises = models.CharField(max_length=200)
    start_date = models.DateField()
    start_time = models.TimeField()
    hours = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gte=0), name="notification_child_hours"
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="notification_child_source"),
        )
        indexes = (models.Index(fields=("subject",), name="notification_child_subject"),)

    def __str__(self) -> str:
        return self.premises


@keeps_history
class Journey(AboutSubject):
    """A journey outside the United Kingdom. Law: Sexual Offences Act 2003 s.86."""

    sensitivity: ClassVar = _FULL

    state = coded(JOURNEY_STATES)
    destination = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  blank in extracts
    departure_date = models.DateField()
    return_date = models.DateField(null=True, blank=True)
    arranged_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("state", JOURNEY_STATES, name="notification_journey_state"),
            in_order("departure_date", "return_date", inclusive=True, name="notification_journey_dates"),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="notification_journey_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="notification_journey_subject"),)

    def __str__(self) -> str:
        return self.state


@keeps_history
class AbsenceFromHome(AboutSubject):
    """An absence from the sole or main residence, for the Crime and Policing Act 2026."""

    sensitivity: ClassVar = _FULL

    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("start_date", "until_date", inclusive=False, name="notification_absence_dates"),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="notification_absence_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="notification_absence_subject"),)
        verbose_name_plural = "absences from home"

    def __str__(self) -> str:
        return str(self.start_date)


@keeps_history
class MissingPeriod(AboutSubject):
    """A time in which nobody knew where the person was. It stops no clock."""

    sensitivity: ClassVar = Sensitivity(Section.NOTIFICATION, Level.SUMMARY)

    kind = coded(MISSING_KINDS)
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    reported_by = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts

    class Meta:
        constraints = (
            one_of("kind", MISSING_KINDS, name="notification_missing_kind"),
            in_order("start_date", "until_date", inclusive=False, name="notification_missing_dates"),
            one_at_a_time("notification_missing_one", "start_date", "until_date", inclusive=False),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="notification_missing_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="notification_missing_subject"),)

    def __str__(self) -> str:
        return self.kind
