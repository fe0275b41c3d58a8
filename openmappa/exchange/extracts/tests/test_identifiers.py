"""The checks of identifiers in SQL say what the statute's own functions say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.exchange.extracts.services.identifiers import with_full_form
from openmappa.statute.vocabulary import identifiers
from openmappa.statute.vocabulary.fictitious import fictitious_cro, fictitious_pnc

AS_AT = date(2024, 4, 20)
FUNCTIONS: dict[str, Callable[[str], str]] = {
    "pnc": lambda value: identifiers.check_pnc(value, as_at=AS_AT),
    "cro": identifiers.check_cro,
    "crn": identifiers.check_crn,
    "nomis": identifiers.check_nomis,
    "visor": identifiers.check_visor,
}
LETTERS = st.sampled_from(identifiers.CHECK_LETTERS)


@st.composite
def right_numbers(draw: st.DrawFn) -> tuple[str, str]:
    year, serial = draw(st.integers(1900, 2030)), draw(st.integers(0, 999_999))
    pnc = identifiers.pnc_check_letter(year % 100, serial)
    cro = identifiers.cro_check_letter(year % 100, serial)
    single = identifiers.CHECK_LETTERS[int(f"{year % 100:02d}{serial}") % 23]
    return draw(
        st.sampled_from(
            [
                ("pnc", f"{year}/{serial:07d}{pnc}"),
                ("pnc", f"{year}/{serial}{pnc.lower()}"),
                ("pnc", f"{year}{serial:07d}{pnc}"),
                ("pnc", f"{year % 100:02d}/{serial}{pnc}"),
                ("pnc", f"{year % 100:02d}{serial}{pnc}"),
                ("cro", f"{serial}/{year % 100:02d}{cro}"),
                ("cro", f"SF{year % 100:02d}/{serial}{single}"),
            ]
        )
    )


wrong_numbers = st.tuples(
    st.sampled_from(list(FUNCTIONS)),
    st.one_of(
        st.text("0123456789/ABZSFabz-", max_size=22),
        st.from_regex(r"([0-9]{2,4})/[0-9]{1,7}[A-Z]", fullmatch=True),
        st.from_regex(r"[A-Z][0-9]{4}[A-Z0-9]{2}", fullmatch=True),
    ).filter(lambda value: value == value.strip()),
)


def _full(pairs: list[tuple[str, str]]) -> list[str | None]:
    with duckdb.connect() as connection:
        source = "SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS value"
        rows = connection.execute(
            with_full_form(source, as_at=AS_AT), [[kind for kind, _ in pairs], [value for _, value in pairs]]
        )
        return [row[-1] for row in rows.fetchall()]


def _expected(kind: str, value: str) -> str | None:
    try:
        return FUNCTIONS[kind](value)
    except identifiers.NotAnIdentifier:
        return None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(right_numbers(), wrong_numbers), min_size=1, max_size=50))
def test_sql_and_statute_agree(pairs: list[tuple[str, str]]) -> None:
    assert _full(pairs) == [_expected(*pair) for pair in pairs]


def test_the_fictitious_block_is_accepted() -> None:
    pairs = [("pnc", fictitious_pnc(n)) for n in range(0, 1_000_000, 9973)]
    pairs += [("cro", fictitious_cro(n)) for n in range(0, 1_000_000, 9973)]
    assert _full(pairs) == [value for _, value in pairs]
