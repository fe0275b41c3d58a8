"""What a system manager does: each change is checked, made and written down."""

from openmappa.foundation.administration.services.accounts import (
    close_account,
    create_account,
    new_link,
    open_account,
    reset_second_factor,
)
from openmappa.foundation.administration.services.agencies import add_agency, add_team, end_agency, end_team
from openmappa.foundation.administration.services.homes import register_home
from openmappa.foundation.administration.services.qualifications import (
    end_condition,
    register_qualification,
    set_condition,
)
from openmappa.foundation.administration.services.roles import decide, end_membership, propose
from openmappa.foundation.administration.services.writing_down import UnableToAdminister

__all__ = [
    "UnableToAdminister",
    "add_agency",
    "add_team",
    "close_account",
    "create_account",
    "decide",
    "end_agency",
    "end_condition",
    "end_membership",
    "end_team",
    "new_link",
    "open_account",
    "propose",
    "register_home",
    "register_qualification",
    "reset_second_factor",
    "set_condition",
]
