"""What kinds of agency take part, and in what part."""

from enum import StrEnum


class Part(StrEnum):
    """An agency's part in the arrangements (CJA 2003 s.325(1), (3) and (6))."""

    RESPONSIBLE_AUTHORITY = "responsible_authority"
    DUTY_TO_CO_OPERATE = "duty_to_co_operate"


NATIONAL_SECURITY_DIVISION = 43
