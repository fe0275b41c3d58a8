"""A calendar in the form of RFC 5545: lines of at most 75 octets, marks that mean nothing, whole days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from openmappa.casework.duties.domain.calendar import Entry, calendar

STAMP = datetime(2024, 4, 10, 9, 5, 7, tzinfo=UTC)


def entry(title: str = "Release", day: date = date(2024, 2, 29)) -> Entry:
    return Entry("duty-1@openmappa", title, day, "https://example.test/duties/1/", STAMP)


def test_an_entry_is_a_whole_day() -> None:
    lines = calendar("What is due", [entry()]).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "UID:duty-1@openmappa",
        "DTSTAMP:20240410T090507Z",
        "DTSTART;VALUE=DATE:20240229",
        "DTEND;VALUE=DATE:20240301",
        "SUMMARY:Release",
        "URL:https://example.test/duties/1/",
    ):
        assert line in lines


def test_marks_of_the_form_are_written_so_that_they_mean_nothing() -> None:
    assert "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n" in calendar("x", [entry("a, b; c\\d\ne")])


@pytest.mark.parametrize("title", ["a" * 67, "a" * 68, "é" * 200, "a" + "€" * 90])
def test_lines_are_folded_at_75_octets_and_no_character_is_cut(title: str) -> None:
    text = calendar("x", [entry(title)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{title}\r\n" in text.replace("\r\n ", "")
    assert ("\r\n " in text) is (len(title.encode()) > 67)
