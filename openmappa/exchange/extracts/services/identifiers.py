"""The statute's checks of identifiers, said again in SQL so that a million take a moment.

A test compares each with its function in statute/vocabulary/identifiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from openmappa.statute.vocabulary.identifiers import (
    CHECK_LETTERS,
    CRN_WRITTEN,
    CRO_WRITTEN,
    NOMIS_WRITTEN,
    PNC_WRITTEN,
    VISOR_WRITTEN,
)
from openmappa.statute.vocabulary.persons import IdentifierKind

TABLE = "identifiers"
COLUMN = "value"

WRITTEN: Mapping[IdentifierKind, str] = {
    IdentifierKind.PNC: f"{PNC_WRITTEN} that fits; the year not to come",
    IdentifierKind.CRO: f"{CRO_WRITTEN}; the letter fits",
    IdentifierKind.CRN: CRN_WRITTEN,
    IdentifierKind.NOMIS: NOMIS_WRITTEN,
    IdentifierKind.VISOR: VISOR_WRITTEN,
}
"""How each kind is written, in words."""

_PNC = (
    r"'^(?:([0-9]{2}|[0-9]{4})/([0-9]{1,7})|([0-9]{4})([0-9]{7})|([0-9]{2})([0-9]{1,7}))([A-Z])$',"
    " ['y1', 's1', 'y2', 's2', 'y3', 's3', 'letter']"
)
_CRO = (
    r"'^(?:([0-9]{1,6})/([0-9]{2})|SF([0-9]{2})/([0-9]{1,6}))([A-Z])$',"
    " ['s1', 'y1', 'y2', 's2', 'letter']"
)


def with_full_form(source: str, *, as_at: date) -> str:
    """
    Return SQL that adds `_full` to the rows of `source`, which have `kind` and `value`.

    It is the number in its full form, and NULL if it is not such a number or its kind is unknown.
    """
    # Each step is worked out once for a row: in one expression DuckDB would do the matching many times.
    return (
        f"WITH given AS ({source}),"
        " parts AS (SELECT *, upper(value) AS _upper,"
        f" CASE kind WHEN 'pnc' THEN regexp_extract(upper(value), {_PNC}) END AS _pnc,"
        f" CASE kind WHEN 'cro' THEN regexp_extract(upper(value), {_CRO}) END AS _cro FROM given),"
        " figures AS (SELECT *, _pnc.y1 || _pnc.y2 || _pnc.y3 AS _written,"
        " try_cast(_pnc.y1 || _pnc.y2 || _pnc.y3 AS INTEGER) AS _pnc_two,"
        " try_cast(_pnc.s1 || _pnc.s2 || _pnc.s3 AS INTEGER) AS _serial,"
        " CASE WHEN _cro.s1 <> '' THEN lpad(_cro.s1, 6, '0') ELSE _cro.s2 END AS _cro_serial FROM parts),"
        " years AS (SELECT *, CASE WHEN length(_written) = 4 THEN _pnc_two"
        f" WHEN _pnc_two <= {as_at.year - 2000} THEN 2000 + _pnc_two ELSE 1900 + _pnc_two END AS _year"
        " FROM figures)"
        " SELECT * EXCLUDE (_upper, _pnc, _cro, _written, _pnc_two, _serial, _cro_serial, _year),"
        f" {_full(as_at)} AS _full FROM years"
    )


def _full(as_at: date) -> str:
    pnc_letter = _letter("(_year % 100)::BIGINT * 10000000 + _serial")
    cro_letter = _letter("try_cast(_cro.y1 || _cro.y2 || _cro_serial AS BIGINT)")
    return (
        "CASE kind"
        f" WHEN 'pnc' THEN CASE WHEN _year BETWEEN 1900 AND {as_at.year} AND _pnc.letter = {pnc_letter}"
        " THEN printf('%04d/%07d%s', _year, _serial, _pnc.letter) END"
        f" WHEN 'cro' THEN CASE WHEN _cro.letter = {cro_letter}"
        " THEN CASE WHEN _cro.s1 <> '' THEN _cro_serial || '/' || _cro.y1 || _cro.letter ELSE _upper END END"
        " WHEN 'crn' THEN CASE WHEN regexp_full_match(_upper, '[A-Z][0-9]{6}') THEN _upper END"
        " WHEN 'nomis' THEN CASE WHEN regexp_full_match(_upper, '[A-Z][0-9]{4}[A-Z]{2}') THEN _upper END"
        " WHEN 'visor' THEN CASE WHEN length(value) <= 20"
        " AND regexp_full_match(_upper, '[A-Z0-9]+(?:[/-][A-Z0-9]+)*') THEN _upper END"
        " END"
    )


def _letter(number: str) -> str:
    return f"substr('{CHECK_LETTERS}', 1 + (({number}) % {len(CHECK_LETTERS)})::INTEGER, 1)"
