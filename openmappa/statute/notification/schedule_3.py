"""Whether Schedule 3 of the Sexual Offences Act 2003 lists what a person was convicted of."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from openmappa.statute.facts.offending import Conviction
from openmappa.statute.notification.conditions import CONDITIONS, Matter
from openmappa.statute.notification.rules import FORMER_ACT, SCHEDULE_3, SENTENCING_CONDITION
from openmappa.statute.provisions.finding import Outcome, Reason, any_of, is_so
from openmappa.statute.provisions.thresholds import commencement
from openmappa.statute.vocabulary.offences import Offence, offence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of Schedule 3 for England and Wales as restated here."""

    number: str
    offence: str
    condition: str

    @property
    def condition_in_words(self) -> str:
        """Return under which condition it lists the offence."""
        return CONDITIONS[self.condition][0]


@dataclass(frozen=True, slots=True)
class Listed:
    """Whether an offence is listed for a person, why, and from when the person counts as convicted."""

    outcome: Outcome
    reason: Reason
    convicted_date: date


def listed(conviction: Conviction, birth_date: date | None, *, leap_birthday_in_march: bool) -> Listed:
    """
    Return whether Schedule 3 lists the offence under the conditions that it sets.

    Law: Sexual Offences Act 2003 Sch 3, s.81 and s.132(3).
    """
    path = f"convictions[{conviction.reference}]"
    told = conviction.schedule_3_conditions_met
    found = offence(conviction.offence_code)
    if told is not None and (found.schedule_3 or not found.is_schedule_known):
        words = "The conditions of Schedule 3 were decided to be " + ("met." if told else "not met.")
        reason = Reason(is_so(told), words, SCHEDULE_3, (f"{path}.schedule_3_conditions_met",))
        return Listed(reason.outcome, reason, conviction.conviction_date)
    if not found.schedule_3:
        return Listed(*_not_named(found, path), conviction.conviction_date)
    if conviction.conviction_date < commencement("notification_1997"):
        reason = _needs(
            "The matter was before 1 September 1997.",
            "whether it brought the requirements of the Sex Offenders Act 1997 (schedule_3_conditions_met)",
            path,
            formerly=True,
        )
        return Listed(reason.outcome, reason, conviction.conviction_date)
    paragraph = paragraph_of(conviction.offence_code)
    if paragraph is None:
        reason = _needs(
            f"{found.description} is listed in Schedule 3; its conditions were not read.",
            "whether they are met (schedule_3_conditions_met)",
            path,
        )
        return Listed(reason.outcome, reason, conviction.conviction_date)
    return _by_condition(paragraph, Matter(conviction, birth_date, leap_birthday_in_march), path)


def paragraph_of(offence_code: str) -> Paragraph | None:
    """Return the paragraph of Schedule 3 that names the offence, None where none is restated here."""
    return _paragraphs_by_code(offence_code)


def paragraphs() -> tuple[Paragraph, ...]:
    """Return the paragraphs of Schedule 3 that are restated here."""
    return tuple(Paragraph(row["paragraph"], row["offence"], row["condition"]) for row in _rows())


def _by_condition(paragraph: Paragraph, matter: Matter, path: str) -> Listed:
    words, ask = CONDITIONS[paragraph.condition]
    plainly, by_sentence = ask(matter)
    outcome = any_of((plainly, by_sentence))
    said = f"Paragraph {paragraph.number} ({paragraph.offence}) lists it {words}"
    used = (f"{path}.offence_code", *_facts_of(paragraph, path))
    if outcome is Outcome.NEEDS_FACT:
        missing = ", ".join(_missing(paragraph, matter))
        reason = Reason(outcome, f"{said}.", SCHEDULE_3, used, f"{missing} ({path})")
        return Listed(outcome, reason, matter.conviction.conviction_date)
    if outcome is Outcome.NOT_MET:
        return Listed(
            outcome, Reason(outcome, f"{said}: not so.", SCHEDULE_3, used), matter.conviction.conviction_date
        )
    if plainly is Outcome.MET:
        return Listed(
            outcome, Reason(outcome, f"{said}.", SCHEDULE_3, used), matter.conviction.conviction_date
        )
    sentenced = min(each.imposed_date for each in matter.conviction.sentences or ())
    reason = Reason(
        outcome,
        f"{said}: met by the sentence, from which the person counts as convicted.",
        SENTENCING_CONDITION,
        used,
    )
    return Listed(outcome, reason, sentenced)


def _facts_of(paragraph: Paragraph, path: str) -> tuple[str, ...]:
    name = paragraph.condition
    used = []
    if "offender" in name or "by_age" in name or name == "photographs":
        used += ["birth_date", f"{path}.offence_date"]
    if "other" in name or "victim" in name or name == "photographs":
        used.append(f"{path}.victim_age")
    if "sentence" in name or "12" in name or "twelve" in name or "custody" in name:
        used.append(f"{path}.sentences")
    return tuple(used)


def _missing(paragraph: Paragraph, matter: Matter) -> list[str]:
    asked = " ".join(_facts_of(paragraph, ""))
    conviction, found = matter.conviction, []
    if "birth_date" in asked and matter.birth_date is None:
        found.append("birth_date")
    if "birth_date" in asked and conviction.offence_date is None:
        found.append("offence_date")
    if "victim_age" in asked and conviction.victim_age is None:
        found.append("victim_age")
    if "sentences" in asked and not matter.knows_sentences():
        found.append("sentences with their terms")
    return found


def _not_named(found: Offence, path: str) -> tuple[Outcome, Reason]:
    if found.is_schedule_known:
        words = f"{found.description} is not listed in Schedule 3."
        return Outcome.NOT_MET, Reason(Outcome.NOT_MET, words, SCHEDULE_3, (f"{path}.offence_code",))
    reason = _needs(
        "A Home Office code does not say whether Schedule 3 lists the offence.",
        "the CJS code of the offence, or schedule_3_conditions_met",
        path,
    )
    return reason.outcome, reason


def _needs(words: str, needed: str, path: str, *, formerly: bool = False) -> Reason:
    rule = FORMER_ACT if formerly else SCHEDULE_3
    return Reason(Outcome.NEEDS_FACT, words, rule, (f"{path}.offence_code",), f"{needed} ({path})")


@cache
def _paragraphs_by_code(offence_code: str) -> Paragraph | None:
    found = offence(offence_code)
    if not found.schedule_3:
        return None
    by_schedule_15, beginnings = _paragraphs()
    for number in (found.schedule_15_paragraph or "").split(" or "):
        if number in by_schedule_15:
            return by_schedule_15[number]
    return next((each for words, each in beginnings if found.description.startswith(words)), None)


@cache
def _paragraphs() -> tuple[Mapping[str, Paragraph], tuple[tuple[str, Paragraph], ...]]:
    by_schedule_15, beginnings = {}, []
    for row, each in zip(_rows(), paragraphs(), strict=True):
        by_schedule_15.update(dict.fromkeys(row["schedule_15_paragraphs"].split(), each))
        if row["description_begins"]:
            beginnings.append((row["description_begins"], each))
    return MappingProxyType(by_schedule_15), tuple(beginnings)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with files(__package__).joinpath("schedule_3.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
