"""Who a person is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat, Now

from openmappa.foundation.access.domain import Level, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import AboutSubject, Subject
from openmappa.foundation.accounts.models import User
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.foundation.database.roles import Role
from openmappa.statute.vocabulary import persons

FULL_IDENTITY = Sensitivity(Section.IDENTITY, Level.FULL)

PLAIN_NAME = Func(
    Concat(F("family_name"), Value(" "), Coalesce(F("given_names"), Value(""))),
    function="people_plain",
    output_field=TextField(),
)
"""A name as lists are put in order by it: the family name first, without accents and capitals."""


@keeps_history
class Person(AboutSubject):
    """What is recorded of a person as such. The key is the subject's."""

    sensitivity: ClassVar = FULL_IDENTITY

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, primary_key=True, db_constraint=False, related_name="person"
    )
    date_of_birth = models.DateField(null=True, blank=True)
    sex = coded(persons.SEXES)
    ethnicity = coded(persons.ETHNICITIES)
    date_of_death = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("sex", persons.SEXES, name="people_person_sex"),
            one_of("ethnicity", persons.ETHNICITIES, name="people_person_ethnicity"),
            models.CheckConstraint(
                condition=Q(date_of_death__isnull=True)
                | Q(date_of_birth__isnull=True)
                | Q(date_of_death__gte=F("date_of_birth")),
                name="people_person_death_after_birth",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="people_person_source"),
        )
        indexes = (models.Index(fields=("date_of_birth",), name="people_person_birth"),)

    def __str__(self) -> str:
        return str(self.subject_id)


@keeps_history
class Name(AboutSubject):
    """A name that a person has or had. `until_date` is the first day on which it was no longer theirs."""

    sensitivity: ClassVar = Sensitivity(Section.IDENTITY, Level.SUMMARY)

    kind = coded(persons.NAME_KINDS)
    given_names = models.CharField(max_length=100, blank=True, null=True)  # noqa: DJ001  blank in extracts
    family_name = models.CharField(max_length=100)
    start_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", persons.NAME_KINDS, name="people_name_kind"),
            in_order("start_date", "until_date", inclusive=False, name="people_name_dates"),
            one_at_a_time(
                "people_name_one_legal", "start_date", "until_date", inclusive=False, where=Q(kind="legal")
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="people_name_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="people_name_subject"),
            models.Index(
                fields=("responsible_area", "subject"),
                condition=Q(kind="legal", recorded_in_error=False),
                name="people_name_area",
            ),
            # A page of a list is read in its order: the names of a whole area are never sorted for 25 of them.
            models.Index(
                PLAIN_NAME,
                F("subject"),
                condition=Q(kind="legal", recorded_in_error=False),
                name="people_name_in_order",
            ),
        )

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given_names, self.family_name)))


@keeps_history
class Identifier(AboutSubject):
    """A number that another system knows the person by."""

    sensitivity: ClassVar = FULL_IDENTITY

    kind = coded(persons.IDENTIFIER_KINDS)
    value = models.CharField(max_length=40)

    class Meta:
        constraints = (
            one_of("kind", persons.IDENTIFIER_KINDS, name="people_identifier_kind"),
            models.UniqueConstraint(
                fields=("value", "kind"),
                condition=Q(recorded_in_error=False),
                name="people_identifier_one_person",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="people_identifier_source"),
        )
        indexes = (models.Index(fields=("subject",), name="people_identifier_subject"),)

    def __str__(self) -> str:
        return self.value


@keeps_history
class Address(AboutSubject):
    """A place where the person lives, stays or stayed. `until_date` is the first day no longer there."""

    sensitivity: ClassVar = FULL_IDENTITY

    kind = coded(persons.ADDRESS_KINDS)
    lines = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  blank in extracts
    postcode = models.CharField(max_length=8, null=True, blank=True)  # noqa: DJ001  blank in extracts
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", persons.ADDRESS_KINDS, name="people_address_kind"),
            in_order("start_date", "until_date", inclusive=False, name="people_address_dates"),
            one_at_a_time(
                "people_address_one_home",
                "start_date",
                "until_date",
                inclusive=False,
                where=~Q(kind="secondary"),
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="people_address_source"),
        )
        indexes = (models.Index(fields=("subject",), name="people_address_subject"),)

    def __str__(self) -> str:
        return f"{self.lines}, {self.postcode}"


class StoredSearchQuerySet(models.QuerySet["StoredSearch"]):
    """Searches, by whose they are."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own searches: nobody sees what another was looking for."""
        return self.filter(user_id=viewer.user_id)


class StoredSearch(models.Model):
    """What a user searched for, kept for a short while so that no name stands in an address of a page."""

    sensitivity: ClassVar = FULL_IDENTITY
    owned_by: ClassVar = "user_id"
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, DELETE"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    identifier = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    objects = StoredSearchQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)
