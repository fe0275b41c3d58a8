"""Who may sign in with a local password, sessions, one-time links, and accounts made from the command line."""

from openmappa.foundation.accounts.services.demonstration import (
    DemonstrationAccount,
    NotADemonstration,
    make_demonstration_accounts,
    set_demonstration_conditions,
)
from openmappa.foundation.accounts.services.invitations import invite, invited, use_invitation
from openmappa.foundation.accounts.services.local_sign_in import LocalSignIn, same_address

__all__ = [
    "DemonstrationAccount",
    "LocalSignIn",
    "NotADemonstration",
    "invite",
    "invited",
    "make_demonstration_accounts",
    "same_address",
    "set_demonstration_conditions",
    "use_invitation",
]
