"""Edits of the law: every boundary of a period, a clock, a limb and a review."""

from __future__ import annotations

from pathlib import Path

from tests.mutations.edits import Edit

ROOT = Path(__file__).resolve().parents[2]
STATUTE = "openmappa/statute"
TESTS = f"{STATUTE}/tests"


def of_law(words: str, file: str, test: str, *edits: tuple[str, str, str]) -> tuple[Edit, ...]:
    """Return the edits of a file of the law, each killed by one file of tests: what it does, before, after."""
    return tuple(
        Edit(f"{words}: {each}", f"{STATUTE}/{file}", before, after, f"{TESTS}/test_{test}.py")
        for each, before, after in edits
    )


def of_number(key: str, before: str, after: str, test: str) -> Edit:
    """Return the edit of a number in the table of thresholds: the number's row begins with its key and title."""
    (title,) = (row.split(",")[1] for row in _rows() if row.startswith(f"{key},"))
    return Edit(
        f"law: {key} is {after}",
        f"{STATUTE}/provisions/thresholds.csv",
        f"{key},{title},{before},",
        f"{key},{title},{after},",
        f"{TESTS}/test_{test}.py",
    )


def _rows() -> list[str]:
    return (ROOT / STATUTE / "provisions" / "thresholds.csv").read_text(encoding="utf-8").splitlines()


LAW_EDITS = (
    *of_law(
        "periods",
        "notification/terms.py",
        "section_82",
        (
            "30 months exactly are not enough",
            "later(self.start, self.length) >= later",
            "later(self.start, self.length) > later",
        ),
        (
            "6 months exactly are too many",
            "later(self.start, self.length) > later",
            "later(self.start, self.length) >= later",
        ),
        ("an overlap counts twice", "end + own - overlap", "end + own"),
        ("the whole of a training order counts", "sentence.term.length.half()", "sentence.term.length"),
        (
            "concurrent terms add up",
            "frozenset({Runs.CONSECUTIVE, Runs.PARTLY_CONCURRENT})",
            "frozenset({Runs.CONSECUTIVE, Runs.PARTLY_CONCURRENT, Runs.CONCURRENT})",
        ),
    ),
    *of_law(
        "periods",
        "notification/periods.py",
        "section_82",
        ("nobody's period is halved", "if is_young:", "if False:"),
        (
            "18 is under 18",
            'leap_birthday_in_march=leap_birthday_in_march) < constant("adult_age")',
            'leap_birthday_in_march=leap_birthday_in_march) <= constant("adult_age")',
        ),
        (
            "the shortest description governs",
            "return max(known, key=lambda each: each.last_date or date.min)",
            "return min(known, key=lambda each: each.last_date or date.min)",
        ),
        (
            "a conditional discharge is halved",
            "is_halved=False, length=counted.length",
            "length=counted.length.half()",
        ),
    ),
    *of_law(
        "dates",
        "provisions/dates.py",
        "dates",
        (
            "the day itself does not count",
            "start + timedelta(days=number - 1)",
            "start + timedelta(days=number)",
        ),
        ("a period ends on the anniversary", "return corresponding - ONE_DAY", "return corresponding"),
        (
            "a birthday comes a day late",
            "(day.month, day.day) < birthday",
            "(day.month, day.day) <= birthday",
        ),
        (
            "a period from a leap day ends a day early",
            "if corresponding.day < start.day:",
            "if False:",
        ),
    ),
    *of_law(
        "clock",
        "notification/suspension.py",
        "suspension",
        ("the day of release does not count", "day = max(day, until)\n", "day = max(day, until + ONE_DAY)\n"),
        ("immigration detention stops it", "SpellKind.RECALLED, SpellKind.HOSPITAL})", "*SpellKind})"),
        ("time abroad counts", "*inside, *away", "*inside"),
    ),
    *of_law(
        "schedule 3",
        "notification/conditions.py",
        "schedule_3",
        (
            "of age means over it",
            "self.conviction.offence_date) >= age",
            "self.conviction.offence_date) > age",
        ),
        ("a victim of 18 is under 18", "is_so(victim < age)", "is_so(victim <= age)"),
        (
            "an adult needs 12 months",
            "return grown if adult is Outcome.MET else young",
            "return young",
        ),
    ),
    *of_law(
        "schedule 3",
        "notification/schedule_3.py",
        "schedule_3",
        (
            "a sentencing condition leaves the relevant date",
            "    sentenced = min(each.imposed_date for each in matter.conviction.sentences or ())",
            "    sentenced = matter.conviction.conviction_date",
        ),
    ),
    *of_law(
        "orders",
        "orders/lasting.py",
        "requirements_by_order",
        (
            "an order binds on the day of its discharge",
            "order.discharged_date - ONE_DAY",
            "order.discharged_date",
        ),
    ),
    *of_law(
        "category 2",
        "categories/category_2.py",
        "categories",
        (
            "terrorism stays in Category 2",
            "if part == TERRORIST:\n            moved",
            "if False:\n            moved",
        ),
        (
            "a conviction without a sentence to come counts",
            "start, last = sentence.imposed_date",
            "start, last = conviction.conviction_date",
        ),
    ),
    *of_law(
        "category 2",
        "categories/ground.py",
        "categories",
        ("the last day no longer counts", "if as_at <= last:", "if as_at < last:"),
        ("the first day does not count", "if as_at < start:", "if as_at <= start:"),
    ),
    *of_law(
        "category 2",
        "categories/disposals.py",
        "hospital_orders",
        (
            "a hospital order ends when the person leaves hospital",
            "if latest and latest.ended_by else",
            "if False else",
        ),
        (
            "time in hospital before the order counts",
            "sentence.imposed_date <= each.start_date",
            "True",
        ),
    ),
    *of_law(
        "category 3",
        "categories/category_3.py",
        "categories",
        ("Level 1 is enough", "LEVELS = (2, 3)", "LEVELS = (1, 2, 3)"),
        (
            "another category does not matter",
            "if outcome is Outcome.MET:\n        categories",
            "if False:\n        categories",
        ),
    ),
    *of_law(
        "headline",
        "categories/eligibility.py",
        "categories",
        ("the next takes over a day late", "start = last + ONE_DAY", "start = last + ONE_DAY + ONE_DAY"),
    ),
    *of_law(
        "duties",
        "duties/initial.py",
        "duties",
        (
            "nobody need notify again",
            "if was and had_notified and earlier.holds_on(third) is Outcome.MET:",
            "if was and had_notified:",
        ),
        (
            "a notification on the day is before it",
            "start <= each.made_date < day",
            "start <= each.made_date <= day",
        ),
    ),
    *of_law(
        "duties",
        "duties/changes.py",
        "duties",
        (
            "an event may happen any time before",
            "return earliest <= change.change_date",
            "return date.min <= change.change_date",
        ),
        (
            "12 months are counted a day long",
            "if first > later(day, window)",
            "if first >= later(day, window)",
        ),
        ("an escape is a release", "{SpellEnd.UNLAWFULLY_AT_LARGE, ", "{"),
        ("11 hours are enough", "stay.hours < hours", "stay.hours < hours - 1"),
    ),
    *of_law(
        "duties",
        "duties/periodic.py",
        "periodic_and_travel",
        (
            "information of 2012 starts the year again",
            "    NotificationKind.PERIODIC,\n)",
            "    NotificationKind.PERIODIC,\n    NotificationKind.ADDITIONAL,\n)",
        ),
        ("weekly before 2012", 'bool(without) and day >= commencement("notification_2012")', "bool(without)"),
    ),
    *of_law(
        "duties",
        "duties/situation.py",
        "duties",
        ("a duty is overdue on its last day", "if due >= self.as_at:", "if due > self.as_at:"),
        ("the last day is late", "done <= due else", "done < due else"),
    ),
    *of_law(
        "duties",
        "duties/situation.py",
        "periodic_and_travel",
        (
            "what is not known reads as overdue",
            "DutyStatus.NEEDS_FACT if needs else DutyStatus.OVERDUE",
            "DutyStatus.OVERDUE",
        ),
    ),
    *of_law(
        "review",
        "review/review.py",
        "review",
        (
            "a day too early",
            "return met(words, QUALIFYING) if as_at >= qualifying",
            "return met(words, QUALIFYING) if as_at > qualifying",
        ),
        ("an interim order does not bar", "Order.INTERIM_SHPO, ", ""),
        (
            "one requirement that has qualified is enough",
            "max(known) if len(known)",
            "min(known) if len(known)",
        ),
    ),
    *of_law(
        "logic",
        "provisions/finding.py",
        "explanation",
        (
            "a missing fact reads as no",
            "return Outcome.NEEDS_FACT if Outcome.NEEDS_FACT in found else Outcome.NOT_MET",
            "return Outcome.NOT_MET",
        ),
    ),
    of_number("period.indefinite_from", "30", "31", "section_82"),
    of_number("period.short_to", "6", "7", "section_82"),
    of_number("period.long", "120", "119", "section_82"),
    of_number("period.short", "84", "83", "section_82"),
    of_number("period.hospital", "84", "60", "section_82"),
    of_number("period.caution", "24", "12", "section_82"),
    of_number("period.other", "60", "61", "section_82"),
    of_number("schedule_3.term", "12", "11", "schedule_3"),
    of_number("schedule_3.long_term", "30", "29", "schedule_3"),
    of_number("schedule_3.community", "12", "11", "schedule_3"),
    of_number("category_2.months", "12", "13", "categories"),
    of_number("terrorism.age", "16", "17", "terrorism"),
    of_number("terrorism.long_from", "120", "121", "terrorism"),
    of_number("terrorism.middle_from", "60", "61", "terrorism"),
    of_number("initial", "3", "4", "duties"),
    of_number("change", "3", "4", "duties"),
    of_number("qualifying_days", "7", "6", "duties"),
    of_number("advance.early", "2", "3", "duties"),
    of_number("advance.late", "3", "4", "duties"),
    of_number("advance.say_so", "6", "7", "duties"),
    of_number("periodic", "12", "13", "periodic_and_travel"),
    of_number("periodic.no_residence", "7", "8", "periodic_and_travel"),
    of_number("periodic.afterwards", "3", "4", "periodic_and_travel"),
    of_number("travel.notice", "7", "6", "periodic_and_travel"),
    of_number("child.hours", "12", "11", "duties"),
    of_number("absence.days", "5", "6", "periodic_and_travel"),
    of_number("review.adult", "15", "14", "review"),
    of_number("review.young", "8", "9", "review"),
    of_number("review.further", "8", "9", "review"),
    of_number("review.appeal", "21", "28", "review"),
    of_number("order.shpo.least", "60", "61", "orders"),
    of_number("order.sro.least", "24", "25", "orders"),
    of_number("order.travel.most", "60", "61", "orders"),
)
