"""
The block of identifiers that OpenMAPPA gives to fictitious people, a million of each kind.

| kind | block | example |
|---|---|---|
| PNC | serials 9,900,000 to 9,999,999 of the years 2010 to 2019 | `2010/9900000W` |
| CRO | serials 900,000 to 999,999 of the years 2010 to 2019 | `900000/10A` |
| CRN | the letter Z | `Z000000` |
| NOMIS | the letter Z, the last two letters from A to H, J and K | `Z0000AA` |
| ViSOR | the word FICT | `FICT/0000000` |

The block is this project's own choice, at the far end of each range. No authority has reserved it, so that a
number in it proves nothing about a real person; whatever shows one says that the people are fictitious.
Every number passes the checks that a real one must pass.
"""

from openmappa.statute.vocabulary.identifiers import cro_check_letter, pnc_check_letter

HOW_MANY = 1_000_000
"""How many people the block has numbers for."""

_FIRST_YEAR = 2010
_YEARS = 10
_LETTERS = "ABCDEFGHJK"


def fictitious_pnc(n: int) -> str:
    """
    Return the PNC number of the fictitious person `n`, from 0 to 999,999.

    :raises ValueError: if `n` is outside those bounds
    """
    year, serial = _year_and_serial(n, first_serial=9_900_000)
    return f"{year}/{serial:07d}{pnc_check_letter(year % 100, serial)}"


def fictitious_cro(n: int) -> str:
    """
    Return the CRO number of the fictitious person `n`, from 0 to 999,999.

    :raises ValueError: if `n` is outside those bounds
    """
    year, serial = _year_and_serial(n, first_serial=900_000)
    return f"{serial:06d}/{year % 100:02d}{cro_check_letter(year % 100, serial)}"


def fictitious_crn(n: int) -> str:
    """
    Return the probation case reference number of the fictitious person `n`, from 0 to 999,999.

    :raises ValueError: if `n` is outside those bounds
    """
    return f"Z{_within(n):06d}"


def fictitious_nomis(n: int) -> str:
    """
    Return the prison number of the fictitious person `n`, from 0 to 999,999.

    :raises ValueError: if `n` is outside those bounds
    """
    pair, number = divmod(_within(n), 10_000)
    first, second = divmod(pair, len(_LETTERS))
    return f"Z{number:04d}{_LETTERS[first]}{_LETTERS[second]}"


def fictitious_visor(n: int) -> str:
    """
    Return the ViSOR reference of the fictitious person `n`, from 0 to 999,999.

    :raises ValueError: if `n` is outside those bounds
    """
    return f"FICT/{_within(n):07d}"


def _year_and_serial(n: int, *, first_serial: int) -> tuple[int, int]:
    further, years = divmod(_within(n), _YEARS)
    return _FIRST_YEAR + years, first_serial + further


def _within(n: int) -> int:
    if not 0 <= n < HOW_MANY:
        raise ValueError(f"A fictitious person's number is from 0 to {HOW_MANY - 1}.")
    return n
