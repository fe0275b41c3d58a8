"""Read and change what an area has settled for its figures and its report."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.settings import (
    GREATEST_THRESHOLD,
    LEAST_THRESHOLD,
    LONGEST_REASON,
    AreaSettings,
    SettingsOfArea,
    SettingsVersion,
)
from openmappa.oversight.statistics.models import StoredSettings
from openmappa.oversight.statistics.queries import settings_of


class UnableToChangeSettings(ValueError):
    """The settings cannot be so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotChangeSettings(PermissionError):
    """The viewer's role does not reach to changing the area's settings."""


class SettingsHaveChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else changed the settings since the viewer looked."""


def stored_settings(area: int) -> SettingsVersion:
    """Return the settings of the area that hold, as the statistics role reads them."""
    with acting_as(Role.STATISTICS) as connection:
        return settings_in(connection).get(area, SettingsVersion())


def settings_in(connection: BaseDatabaseWrapper) -> dict[int, SettingsVersion]:
    """Return the settings that hold, of each area that has settled anything."""
    newest = (
        StoredSettings.objects.using(connection.alias).order_by("area_id", "-version").distinct("area_id")
    )
    return {each.area_id: each.as_version() for each in newest}


def change_settings(*, by: Viewer, area: int, settings: AreaSettings, reason: str, expected: int) -> None:
    """
    Settle how the area's figures are counted and what its report rests on, as the next version, with the reason.

    It holds from the next count and for every report made from then on; editions stay as they were published.
    `expected` is the number of the version that the viewer saw.

    :raises MayNotChangeSettings: if the viewer may not publish the area's report
    :raises SettingsHaveChanged: if another version holds by now
    :raises UnableToChangeSettings: if the settings cannot be so, which the message says in words
    """
    if not by.may(Permission.PUBLISH_REPORT, area=area):
        raise MayNotChangeSettings
    found = settings_of(viewer=by, area=area)
    if found.now.number != expected:
        raise SettingsHaveChanged
    _refuse(settings, reason, found)
    try:
        with transaction.atomic():
            StoredSettings.objects.create(
                area_id=area,
                version=expected + 1,
                choices=settings.choices.as_json(),
                population_year=settings.population_year,
                suppress_below=settings.suppress_below,
                reason=reason.strip(),
                set_by=by.user_id,
                set_by_name=by.name,
            )
    except IntegrityError:
        # Two at once: the other's version has this number.
        raise SettingsHaveChanged from None
    _write_down(by, area, found.now.settings, settings, reason)


def _refuse(settings: AreaSettings, reason: str, found: SettingsOfArea) -> None:
    known, threshold = found.population_years, settings.suppress_below
    if known and settings.population_year not in known:
        raise UnableToChangeSettings(
            _("Select a population that is stored for the area"), field="population_year"
        )
    if threshold is not None and not LEAST_THRESHOLD <= threshold <= GREATEST_THRESHOLD:
        raise UnableToChangeSettings(
            _("The number must be between %(least)d and %(greatest)d")
            % {"least": LEAST_THRESHOLD, "greatest": GREATEST_THRESHOLD},
            field="suppress_below",
        )
    if not reason.strip():
        raise UnableToChangeSettings(_("Enter the reason for the change"), field="reason")
    if len(reason) > LONGEST_REASON:
        raise UnableToChangeSettings(_("The reason must be 1,000 characters or fewer"), field="reason")
    if settings == found.now.settings:
        raise UnableToChangeSettings(_("These are the settings already. Change one, or go back."))


def _write_down(by: Viewer, area: int, before: AreaSettings, after: AreaSettings, reason: str) -> None:
    record_event(
        transaction.get_connection(),
        Entry(
            Operation.ALTERATION,
            "settings of figures changed",
            actor=by.user_id,
            area=area,
            justification=reason.strip(),
            before=before.as_json(),
            after=after.as_json(),
        ),
    )
