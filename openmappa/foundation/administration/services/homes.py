"""Where users live: registered by who looks after the account, for the readers of the log to be told of."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.models import Home, User
from openmappa.foundation.administration.services.writing_down import must_manage, write_down
from openmappa.foundation.audit.domain import Operation


def register_home(*, by: Viewer, user: User, postcode: str) -> None:
    """Keep the postcode where the user lives in place of the one before; an empty one removes it.

    The log holds that it was done, never the postcode, so that what is removed is gone.

    :raises PermissionDenied: if it is the viewer's own, or the viewer does not look after the account
    """
    must_manage(by, user.area_id)
    if user.pk == by.user_id:
        raise PermissionDenied
    if not postcode:
        if Home.objects.filter(user=user).delete()[0]:
            write_down(
                by, "home postcode removed", area=user.area_id, operation=Operation.ERASURE, account=user.pk
            )
        return
    Home.objects.update_or_create(
        user=user, defaults={"postcode": postcode, "recorded_by_id": by.user_id, "recorded_at": Now()}
    )
    write_down(
        by, "home postcode registered", area=user.area_id, operation=Operation.COLLECTION, account=user.pk
    )
