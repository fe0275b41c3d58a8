"""The rule book: every rule, number, commencement and setting, with its citation and what is not verified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from openmappa.statute.categories import rules as of_categories
from openmappa.statute.duties import rules as of_duties
from openmappa.statute.notification import rules as of_notification
from openmappa.statute.notification.schedule_3 import paragraph_of, paragraphs
from openmappa.statute.orders import rules as of_orders
from openmappa.statute.provisions.dates import in_words
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import open_questions
from openmappa.statute.provisions.thresholds import Threshold, commencements, thresholds
from openmappa.statute.review import rules as of_review
from openmappa.statute.vocabulary.limbs import LIMBS
from openmappa.statute.vocabulary.offences import offences

PARTS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Who is eligible", of_categories.RULES),
    ("Who must notify, and for how long", of_notification.RULES),
    ("What must be notified by when", of_duties.RULES),
    ("Review of indefinite requirements", of_review.RULES),
    ("Orders", of_orders.RULES),
)
"""The parts of the book with their rules."""


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of every room."""
    return tuple(rule for _, rules in PARTS for rule in rules)


def rule_book() -> str:
    """Return the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rule book\n"
    yield (
        "Every rule of law that OpenMAPPA works with, in our own words. The words of the Acts are the law; these pages are "
        "not. A rule that rests on something that we have not read says so.\n"
    )
    yield from _not_verified()
    for title, rules in PARTS:
        yield f"## {title}\n"
        for rule in rules:
            yield from _rule(rule)
    yield from _schedule_3()
    yield from _numbers()
    yield from _commencements()
    yield from _settings()
    yield "## Working days\n"
    yield (
        "No rule of these counts working days: all clocks of the Acts run in calendar days. The calendar of bank holidays "
        "of England and Wales is there for practice figures that do."
    )


def _not_verified() -> Iterator[str]:
    yield "## What is not verified\n"
    yield "To be checked before anybody relies on it.\n"
    for rule in all_rules():
        if not rule.is_verified:
            yield f"- [{rule.title}](#{_anchor(rule.title)}) ({rule.citation}): {rule.unverified}"
    for words in LIMBS.values():
        if not words.verified and not words.is_repealed:
            yield f"- Limb of Category {words.category}: {words.name}. Its text was not read in full."
    unread = sorted(
        each.code for each in offences().values() if each.schedule_3 and not paragraph_of(each.code)
    )
    yield f"- Offences of Schedule 3 whose conditions were not read: {', '.join(unread)}."
    yield "- Numbers and days marked so in the tables below, and the settings.\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.title}\n"
    yield f"{rule.citation}. {_in_force(rule.start_date, rule.last_date)}Rule `{rule.key}`.\n"
    yield f"{rule.says}\n"
    if rule.arithmetic:
        yield f"How it is worked out: {rule.arithmetic}\n"
    if rule.unverified:
        yield f"**Not verified:** {rule.unverified}\n"


def _schedule_3() -> Iterator[str]:
    yield "## Offences of Schedule 3 for England and Wales\n"
    yield "| Paragraph | Offence | Listed |"
    yield "|---|---|---|"
    for each in paragraphs():
        yield f"| {each.number} | {each.offence} | {each.condition_in_words} |"
    yield ""


def _numbers() -> Iterator[str]:
    yield "## Numbers\n"
    yield "| Number | Value | Provision | In force | Verified | Source |"
    yield "|---|---|---|---|---|---|"
    for versions in thresholds().values():
        yield from (_number(each) for each in versions)
    yield ""


def _number(each: Threshold) -> str:
    in_force = _in_force(each.start_date, each.last_date).strip() or "always"
    verified = "yes" if each.is_verified else "**no**"
    return (
        f"| {each.title} (`{each.key}`) | {each.value} {each.unit} | {each.citation or 'not known'} | {in_force}"
        f" | {verified} | {each.source} |"
    )


def _commencements() -> Iterator[str]:
    yield "## Commencements\n"
    yield "| What begins | First day | Verified | Source |"
    yield "|---|---|---|---|"
    for each in commencements().values():
        verified = "yes" if each.is_verified else "**no**"
        yield f"| {each.title} (`{each.key}`) | {in_words(each.day)} | {verified} | {each.source} |"
    yield ""


def _settings() -> Iterator[str]:
    yield "## Settings\n"
    yield "Others than the usual are given as a JSON object: `openmappa law explain --settings FILE.json`.\n"
    yield "| Setting | What it decides | Usually | What that rests on |"
    yield "|---|---|---|---|"
    for name, question, default in open_questions():
        yield f"| `{name}` | {question.question} | {_default(default)} | {question.basis} |"
    yield ""


def _default(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(each) for each in value) if isinstance(value, Iterable) else str(value)


def _in_force(start: date | None, last: date | None) -> str:
    words = []
    if start:
        words.append(f"from {in_words(start)}")
    if last:
        words.append(f"until {in_words(last)}")
    return f"In force {' '.join(words)}. " if words else ""


def _anchor(title: str) -> str:
    kept = "".join(each for each in title.lower() if each.isalnum() or each in " -_")
    return kept.strip().replace(" ", "-")
