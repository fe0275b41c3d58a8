"""What the sources leave open, or answer differently: settings, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Open:
    """What a setting decides, and what its default rests on."""

    question: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSettings:
    """How open questions of law are answered. The defaults are ours, and every answer that rests on one says so."""

    headline_order: Annotated[
        tuple[int, ...],
        Open(
            "Which category is reported where several limbs hold, the first first.",
            "Category 1 before 2 and 3 last: notes to the annual report. Category 4 before 1: not verified.",
        ),
    ] = (4, 1, 2, 3)
    category_2_adds_consecutive_terms: Annotated[
        bool,
        Open(
            "Whether consecutive terms for offences of Schedule 15, none of 12 months, add up for Category 2.",
            "Not verified. For the notification period they do (Sexual Offences Act 2003 s.82(3) and (4)).",
        ),
    ] = False
    post_sentence_supervision_counts: Annotated[
        bool,
        Open(
            "Whether Category 2 lasts during supervision after the sentence.",
            "Not verified: the sources speak of the licence.",
        ),
    ] = False
    unrecorded_terrorist_connection_is_none: Annotated[
        bool,
        Open(
            "Whether a conviction on which nothing is recorded of a terrorist connection is one without.",
            "Not verified. A court's determination is announced and recorded; with false, every long sentence asks.",
        ),
    ] = True
    leap_birthday_in_march: Annotated[
        bool,
        Open(
            "Whether somebody born on 29 February comes of age on 1 March, not 28 February, in a year without one.",
            "Not verified.",
        ),
    ] = True
    short_notice_travel_hours: Annotated[
        int,
        Open(
            "How long before departure a journey must be notified that was arranged too late for seven days' notice.",
            "Not verified: sources differ between 24 and 12 hours. It is worked out in whole days.",
        ),
    ] = 24
    sro_civil_standard_from: Annotated[
        date | None,
        Open(
            "The first day on which a sexual risk order is made on the balance of probabilities; none for never.",
            "Not verified. The notes to the annual report of 2023/24 say that the criminal standard applies; the "
            "Police, Crime, Sentencing and Courts Act 2022 is believed to have changed it.",
        ),
    ] = None
    crime_and_policing_act_2026_from: Annotated[
        date | None,
        Open(
            "The first day on which the duties of the Crime and Policing Act 2026 apply; none for not in force.",
            "Not verified: the Act received Royal Assent on 29 April 2026, its commencement was not found.",
        ),
    ] = None
    absence_notice_days: Annotated[
        int,
        Open(
            "How many days before leaving an absence from the main residence must be notified under the Act of 2026.",
            "Not verified: the time before leaving was not read.",
        ),
    ] = 1


DEFAULTS = LawSettings()
"""The settings without a change."""


def open_questions() -> Iterator[tuple[str, Open, object]]:
    """Yield every setting: its name, what it decides and rests on, and its default."""
    hints = get_type_hints(LawSettings, include_extras=True)
    for each in fields(LawSettings):
        hint = hints[each.name]
        assert get_origin(hint) is Annotated  # noqa: S101  a setting without its question is a mistake here
        yield each.name, get_args(hint)[1], each.default
