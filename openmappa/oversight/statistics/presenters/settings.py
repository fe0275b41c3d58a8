"""An area's settings in words: what holds, what was changed when and why, and the form."""

from __future__ import annotations

from django.forms import Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openmappa.foundation.ui.fields import error_of, errors_of
from openmappa.foundation.ui.stale import Part, StaleSave
from openmappa.oversight.statistics.domain.choices import CHOICE_WORDS, NO, USUAL, YES, in_words
from openmappa.oversight.statistics.domain.settings import (
    USUAL_POPULATION,
    AreaSettings,
    SettingsOfArea,
    SettingsVersion,
)

Setting = tuple[str, str, bool]
"""What is settled, how, and whether that is usual."""


def parts_in_words(settings: AreaSettings) -> list[Setting]:
    """Return every setting: what is settled, how, and whether that is usual."""
    threshold = settings.suppress_below
    hides = _("None is hidden.") if threshold is None else _("Below %(number)d they are hidden.")
    return [
        *((_(question), _(setting), usual) for _name, question, setting, usual in in_words(settings.choices)),
        (
            _("Population of the rate"),
            settings.population_year,
            settings.population_year == USUAL_POPULATION,
        ),
        (_("Small numbers"), hides % {"number": threshold or 0}, threshold is None),
    ]


def settings_page(found: SettingsOfArea) -> dict[str, object]:
    """Return the page of an area's settings: what holds, and each change with who made it, when and why."""
    now = found.now
    return {
        "area": found.area_name,
        "is_usual": now.settings.is_usual,
        "is_set": now.number > 0,
        "parts": [
            (what, how if usual else _("%(setting)s Not the usual setting.") % {"setting": _sentence(how)})
            for what, how, usual in parts_in_words(now.settings)
        ],
        "changes": [_change(found, each) for each in found.versions],
        "change": reverse("statistics:settings_change", kwargs={"area": found.area})
        if found.may_change
        else "",
    }


def change_page(found: SettingsOfArea, form: Form, *, stale: AreaSettings | None = None) -> dict[str, object]:
    """Return the page of the form; `stale` are settings entered while somebody else changed what was seen."""
    return {
        "area": found.area_name,
        "back": reverse("statistics:settings", kwargs={"area": found.area}),
        "stale": _compared(found, form, stale) if stale else None,
        "error": bool(form.errors) or stale is not None,
        "errors": errors_of(form),
        # Saving again is then a decision taken with the present state in view.
        "expected": found.now.number if stale else form["expected"].value(),
        "questions": [_question(form, name) for name in CHOICE_WORDS],
        "population": {
            "items": _populations(found, str(form["population_year"].value())),
            "error": error_of(form, "population_year"),
        },
        "threshold": _typed(form, "suppress_below"),
        "reason": _typed(form, "reason"),
    }


def _typed(form: Form, name: str) -> dict[str, object]:
    value = form[name].value()
    return {"value": "" if value is None else str(value), "error": error_of(form, name)}


def _question(form: Form, name: str) -> dict[str, object]:
    question, as_usual, otherwise = CHOICE_WORDS[name]
    usual = YES if USUAL.as_json()[name] else NO
    other = NO if usual == YES else YES
    chosen = form[name].value()
    return {
        "name": name,
        "question": _(question),
        "items": [
            {
                "value": usual,
                "text": _(as_usual),
                "hint": {"text": _("The usual setting")},
                "checked": chosen == usual,
            },
            {"value": other, "text": _(otherwise), "checked": chosen == other},
        ],
        "error": error_of(form, name),
    }


def _populations(found: SettingsOfArea, chosen: str) -> list[dict[str, object]]:
    return [
        {"value": each, "text": each, "checked": each == chosen}
        | ({"hint": {"text": _("The usual setting")}} if each == USUAL_POPULATION else {})
        for each in found.population_years
    ]


def _compared(found: SettingsOfArea, form: Form, entered: AreaSettings) -> StaleSave:
    """Return each setting that is not the same in what was seen, what holds now and what was entered."""
    seen = found.version(form.cleaned_data["expected"]) or SettingsVersion()
    columns = [parts_in_words(each) for each in (seen.settings, found.now.settings, entered)]
    rows = [
        Part(first[0], first[1], second[1], third[1])
        for first, second, third in zip(*columns, strict=True)
        if len({first[1], second[1], third[1]}) > 1
    ]
    reason = Part(_("Reason"), _reason(seen), _reason(found.now), form.cleaned_data["reason"])
    return StaleSave(_("Somebody else has changed the settings"), (*rows, reason))


def _reason(version: SettingsVersion) -> str:
    return version.reason if version.number else _("Never set")


def _change(found: SettingsOfArea, version: SettingsVersion) -> dict[str, object]:
    before = found.version(version.number - 1) or SettingsVersion()
    differing = zip(parts_in_words(before.settings), parts_in_words(version.settings), strict=True)
    return {
        "title": _("Version %(number)d") % {"number": version.number},
        "when": date_format(localtime(version.set_at), "j F Y, H:i") if version.set_at else "",
        "who": version.set_by,
        "what": [f"{new[0]}: {new[1]}" for old, new in differing if old[1] != new[1]],
        "reason": version.reason,
    }


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
