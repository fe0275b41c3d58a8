"""Facts in words: an item, a value, a path into the facts, and what would decide a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openmappa.foundation.ui.words import day
from openmappa.record.convictions.presenters import offence_in_words, term_in_words
from openmappa.statute.facts.reading import NO_LAST_DAY
from openmappa.statute.vocabulary.custody import SPELL_KINDS
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.orders import ORDERS
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS

PARTS = {
    "birth_date": gettext_lazy("date of birth"),
    "convictions": gettext_lazy("convictions and cautions"),
    "orders": gettext_lazy("orders"),
    "custody": gettext_lazy("times in custody"),
    "levels": gettext_lazy("levels"),
    "harm_decisions": gettext_lazy("the decision whether the person may cause serious harm to the public"),
    "terrorism_risk_decisions": gettext_lazy(
        "the decision whether the person is at risk of involvement in terrorism"
    ),
    "terrorism_notification": gettext_lazy("whether the terrorism notification requirements apply"),
    "disqualification": gettext_lazy(
        "whether the person was disqualified from working with children before 2012"
    ),
    "review_applications": gettext_lazy("applications for review"),
    "sentences": gettext_lazy("the sentence"),
}
"""The lists of facts, and the facts that stand alone, in words."""

NAMES = {
    **PARTS,
    "offence_code": gettext_lazy("offence"),
    "offence_date": gettext_lazy("date of the offence"),
    "conviction_date": gettext_lazy("date of the conviction or caution"),
    "imposed_date": gettext_lazy("date of the sentence"),
    "victim_age": gettext_lazy("age of the victim or other party"),
    "schedule_3_conditions_met": gettext_lazy("whether the conditions of Schedule 3 are met"),
    "section_327_4a_lists_it": gettext_lazy("whether section 327(4A) lists the offence"),
    "indicates_serious_harm": gettext_lazy(
        "whether the offence shows that the person may cause serious harm"
    ),
    "terrorist_connection": gettext_lazy("whether the court found a terrorist connection"),
    "terrorism_notification_applies": gettext_lazy(
        "whether the terrorism notification requirements apply to it"
    ),
    "last_date": gettext_lazy("last day"),
    "supervision_last_date": gettext_lazy("last day of supervision after the sentence"),
    "start_date": gettext_lazy("first day"),
    "until_date": gettext_lazy("day from which it is no longer so"),
    "served_date": gettext_lazy("date on which it was served"),
    "made_date": gettext_lazy("date on which it was made"),
    "discharged_date": gettext_lazy("date on which it was discharged"),
    "term": gettext_lazy("length"),
    "detention": gettext_lazy("detention that the person is liable to serve"),
    "runs": gettext_lazy("how it runs with other sentences"),
    "overlap": gettext_lazy("how long both sentences run at the same time"),
    "result": gettext_lazy("how the matter ended"),
    "kind": gettext_lazy("kind"),
    "foreign_matter": gettext_lazy("what was found abroad"),
    "breach_decided_dates": gettext_lazy("dates on which breaches of it were decided"),
    "travel_prohibition": gettext_lazy("prohibition on foreign travel"),
    "release_date": gettext_lazy("date of release"),
}
"""Facts in words. One that is not here is written by its own name."""

_VALUES: Mapping[str, Mapping[Any, str]] = {
    "result": CONVICTION_RESULTS,
    "kind": {
        **{str(each): words.name for each, words in DISPOSALS.items()},
        **{str(each): words.name for each, words in ORDERS.items()},
        **{str(each): words for each, words in SPELL_KINDS.items()},
    },
}
_PATH = re.compile(r"(\w+)\[(\w+)\](?:\.(\w+)(?:\[(\w+)\])?)?(?:\.(\w+))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def name_of(fact: str) -> str:
    """Return what a fact is called."""
    return str(NAMES.get(fact, fact.replace("_", " ")))


def value_in_words(name: str, value: Any) -> str:
    """Return a plain value of the facts in words; "not known" for none."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _object_in_words(value)
    if isinstance(value, list):
        return ", ".join(value_in_words(name, each) for each in value) or _("none")
    if value == NO_LAST_DAY:
        return _("no last day")
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    if name == "offence_code":
        return offence_in_words(str(value))
    return _(_VALUES.get(name, {}).get(value) or str(value).replace("_", " "))


def short_item(part: str, item: Mapping[str, Any]) -> str:
    """Return what an item of a list of facts is in few words: a conviction without its offence."""
    if part != "convictions":
        return item_in_words(part, item)
    words = {"cautioned": _("Caution of %(day)s"), "convicted": _("Conviction of %(day)s")}
    return words.get(item["result"], _("Finding of %(day)s")) % {"day": _day(item["conviction_date"])}


def item_in_words(part: str, item: Mapping[str, Any]) -> str:
    """Return what an item of a list of facts is, with what tells it from others."""
    if part == "convictions":
        offence = offence_in_words(item["offence_code"])
        return _("%(conviction)s: %(offence)s") % {"conviction": short_item(part, item), "offence": offence}
    if part == "sentences":
        return _("%(kind)s of %(day)s") % {
            "kind": value_in_words("kind", item["kind"]),
            "day": _day(item["imposed_date"]),
        }
    if part == "orders":
        return _("%(kind)s made on %(day)s") % {
            "kind": value_in_words("kind", item["kind"]),
            "day": _day(item["made_date"]),
        }
    if part == "levels":
        return _("Level %(level)s from %(day)s") % {"level": item["level"], "day": _day(item["start_date"])}
    if part in ("harm_decisions", "terrorism_risk_decisions"):
        return _("Decision of %(day)s") % {"day": _day(item["decided_date"])}
    if part == "custody":
        return _("In custody from %(day)s") % {"day": _day(item["start_date"])}
    first = item.get("start_date") or item.get("determined_date") or item.get("received_date")
    return f"{name_of(part).capitalize()}, {_day(first)}" if first else name_of(part).capitalize()


def path_in_words(path: str, facts: Mapping[str, Any], *, in_full: bool = False) -> str:
    """Return in words what a path into the facts leads to, such as `convictions[1].sentences[2].term`.

    A conviction is told with its offence only `in_full`.
    """
    found = _PATH.fullmatch(path)
    item = _item(facts.get(found[1]), found[2]) if found else None
    if found is None or item is None:
        return name_of(path).capitalize()
    parts = [(item_in_words if in_full else short_item)(found[1], item)]
    inner = _item(item.get(found[3]), found[4]) if found[4] else None
    if inner is not None:
        parts.append(_lower(item_in_words(found[3], inner)))
    elif found[3]:
        parts.append(name_of(found[3]))
    if found[5]:
        parts.append(name_of(found[5]))
    return ", ".join(parts)


def needed_in_words(needs: str, facts: Mapping[str, Any]) -> str:
    """Return which fact would decide a question, in words, without the names of facts in brackets."""
    said = re.sub(r" \((?:[a-z0-9]+_)+[a-z0-9]+\)", "", needs)
    said = re.sub(
        r"\((" + _PATH.pattern + r")\)",
        lambda found: f"({path_in_words(found[1], facts, in_full=True)})",
        said,
    )
    said = re.sub(
        r"(?<!\()" + _PATH.pattern,
        lambda found: path_in_words(found[0], facts, in_full=True) if "[" in found[0] else found[0],
        said,
    )
    said = re.sub(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b", lambda found: name_of(found[0]), said)
    return _lower(said)


def _item(items: Any, reference: str | None) -> Mapping[str, Any] | None:
    return next(
        (each for each in items or () if isinstance(each, dict) and each.get("reference") == reference), None
    )


def _object_in_words(value: Mapping[str, Any]) -> str:
    if set(value) <= {"years", "months", "weeks", "days"}:
        days = value.get("days", 0) + 7 * value.get("weeks", 0)
        return term_in_words(value.get("months", 0) + 12 * value.get("years", 0), days, None) or _(
            "no length"
        )
    return ", ".join(f"{name_of(name)}: {value_in_words(name, each)}" for name, each in value.items())


def _day(value: str) -> str:
    return value_in_words("", value)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
