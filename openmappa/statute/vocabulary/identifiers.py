"""The numbers that agencies know a person by: how each is written, and how its check letter is worked out."""

import re
from datetime import date

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
"""The letter for each remainder from 0 to 22; I, O and S are never used."""

PNC_WRITTEN = "a year of 2 or 4 figures, a slash, up to 7 figures and a check letter"
CRO_WRITTEN = (
    "up to 6 figures, a slash, a year of 2 figures and a check letter, or SF, year, slash, figures, letter"
)
CRN_WRITTEN = "a letter and 6 figures"
NOMIS_WRITTEN = "a letter, 4 figures and 2 letters"
VISOR_WRITTEN = "up to 20 letters and figures, with slashes or hyphens between them"

_PNC_WITH_SLASH = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])")
_PNC_LONG = re.compile(r"([0-9]{4})([0-9]{7})([A-Z])")
_PNC_SHORT = re.compile(r"([0-9]{2})([0-9]{1,7})([A-Z])")
_CRO_STANDARD = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
_CRO_SINGLE_FINGERPRINT = re.compile(r"SF([0-9]{2})/([0-9]{1,6})([A-Z])")
_CRN = re.compile(r"[A-Z][0-9]{6}")
_NOMIS = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
_VISOR = re.compile(r"[A-Z0-9]+(?:[/-][A-Z0-9]+)*")
_VISOR_LONGEST = 20
_EARLIEST_YEAR = 1900


class NotAnIdentifier(ValueError):
    """The value is not such a number. The message says what was expected and never repeats the value."""


def check_pnc(value: str, *, as_at: date) -> str:
    """
    Return a Police National Computer number in its full form, `2002/0073319Z`.

    A year of two figures is read as this century's up to the year of `as_at`, and as the last century's
    after it.

    :raises NotAnIdentifier: if it is not so written, its year is to come, or its check letter is wrong
    """
    text = _tidy(value)
    match = _PNC_WITH_SLASH.fullmatch(text) or _PNC_LONG.fullmatch(text) or _PNC_SHORT.fullmatch(text)
    if match is None:
        raise NotAnIdentifier(f"This is not a PNC number: expected {PNC_WRITTEN}.")
    written_year, serial, letter = match.groups()
    year = _full_year(written_year, as_at=as_at)
    if not _EARLIEST_YEAR <= year <= as_at.year:
        raise NotAnIdentifier("This is not a PNC number: its year must not be in the future or before 1900.")
    if letter != pnc_check_letter(year % 100, int(serial)):
        raise NotAnIdentifier("This is not a PNC number: its check letter does not fit its year and figures.")
    return f"{year:04d}/{int(serial):07d}{letter}"


def check_cro(value: str) -> str:
    """
    Return a Criminal Records Office number in its full form, `065656/91H` or `SF05/482703J`.

    The serial of the single-fingerprint file (SF) is not padded with noughts, for its check letter depends
    on how many figures it has.

    :raises NotAnIdentifier: if it is not so written or its check letter is wrong
    """
    text = _tidy(value)
    if match := _CRO_STANDARD.fullmatch(text):
        serial, year, letter = match.groups()
        serial = serial.zfill(6)
        canonical = f"{serial}/{year}{letter}"
    elif match := _CRO_SINGLE_FINGERPRINT.fullmatch(text):
        year, serial, letter = match.groups()
        canonical = text
    else:
        raise NotAnIdentifier(f"This is not a CRO number: expected {CRO_WRITTEN}.")
    if letter != _check_letter(year + serial):
        raise NotAnIdentifier("This is not a CRO number: its check letter does not fit its year and figures.")
    return canonical


def check_crn(value: str) -> str:
    """
    Return a probation case reference number, `X123456`, in capitals.

    :raises NotAnIdentifier: if it is not a letter and six figures
    """
    return _check_written(value, _CRN, name="CRN", written=CRN_WRITTEN)


def check_nomis(value: str) -> str:
    """
    Return a prison number, `A1234BC`, in capitals.

    :raises NotAnIdentifier: if it is not a letter, four figures and two letters
    """
    return _check_written(value, _NOMIS, name="NOMIS number", written=NOMIS_WRITTEN)


def check_visor(value: str) -> str:
    """
    Return a ViSOR reference in capitals. No source for its form was found, so that the check is lenient.

    :raises NotAnIdentifier: if it has other signs than letters, figures, slashes and hyphens, or is too long
    """
    reference = _check_written(value, _VISOR, name="ViSOR reference", written=VISOR_WRITTEN)
    if len(reference) > _VISOR_LONGEST:
        raise NotAnIdentifier(f"This is not a ViSOR reference: expected {VISOR_WRITTEN}.")
    return reference


def pnc_check_letter(year2: int, serial: int) -> str:
    """
    Return the check letter of a PNC number, from the last two figures of its year and its serial.

    :raises ValueError: if the year is not between 0 and 99 or the serial not between 0 and 9,999,999
    """
    if not 0 <= year2 <= 99 or not 0 <= serial <= 9_999_999:
        raise ValueError("A PNC number has a year of two figures and a serial of at most seven.")
    return _check_letter(f"{year2:02d}{serial:07d}")


def cro_check_letter(year2: int, serial: int) -> str:
    """
    Return the check letter of a standard CRO number, from the last two figures of its year and its serial.

    :raises ValueError: if the year is not between 0 and 99 or the serial not between 0 and 999,999
    """
    if not 0 <= year2 <= 99 or not 0 <= serial <= 999_999:
        raise ValueError("A CRO number has a year of two figures and a serial of at most six.")
    return _check_letter(f"{year2:02d}{serial:06d}")


def _tidy(value: str) -> str:
    return value.strip().upper()


def _check_letter(figures: str) -> str:
    return CHECK_LETTERS[int(figures) % len(CHECK_LETTERS)]


def _full_year(written: str, *, as_at: date) -> int:
    if len(written) == 4:
        return int(written)
    century = 2000 if int(written) <= as_at.year - 2000 else 1900
    return century + int(written)


def _check_written(value: str, pattern: re.Pattern[str], *, name: str, written: str) -> str:
    text = _tidy(value)
    if pattern.fullmatch(text) is None:
        raise NotAnIdentifier(f"This is not a {name}: expected {written}.")
    return text
