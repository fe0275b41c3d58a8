"""Where the published notes leave a choice and areas may differ: each choice, its usual setting and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

Words = tuple[str, str, str]

YES, NO = "yes", "no"
"""How a form writes a setting."""


@dataclass(frozen=True, slots=True)
class CountingChoices:
    """An area's settings. The defaults are what OpenMAPPA holds to be right where nobody says otherwise.

    Each is a question of yes or no, in words in CHOICE_WORDS.
    """

    once_at_the_highest_level: bool = True
    year_needs_a_day_in_the_community: bool = False
    persons_for_breaches: bool = True
    interim_orders_count: bool = False
    travel_orders_inside: bool = True
    notices_are_notification_orders: bool = True
    day_before_the_return: bool = True
    rate_holds_registered_in_category_4: bool = False

    def as_json(self) -> dict[str, bool]:
        """Return the settings by name, as a stored run keeps them."""
        return asdict(self)


USUAL = CountingChoices()

CHOICE_WORDS: Mapping[str, Words] = {
    "once_at_the_highest_level": (
        "More than one level in the year",
        "A person counts once, at the highest level of the year, in the category held then.",
        "A person counts once at each of Levels 2 and 3 held in the year.",
    ),
    "year_needs_a_day_in_the_community": (
        "A year spent inside",
        "A person managed at Level 2 or 3 from custody throughout the year counts.",
        "A person counts only with a day in the community at that level in the year.",
    ),
    "persons_for_breaches": (
        "More than one breach or return in the year",
        "A person counts once, at the highest level at which it happened.",
        "Each breach and each return counts.",
    ),
    "interim_orders_count": (
        "Interim orders",
        "Do not count.",
        "Count like full orders.",
    ),
    "travel_orders_inside": (
        "Sexual Harm Prevention Orders with a prohibition on foreign travel",
        "Are among the Sexual Harm Prevention Orders, and are counted again by themselves.",
        "Are counted by themselves only.",
    ),
    "notices_are_notification_orders": (
        "Police notices to notify (Sexual Offences Act 2003 s.96ZA)",
        "Count as notification orders.",
        "Do not count.",
    ),
    "day_before_the_return": (
        "Level, category and area of a return to custody",
        "Are those of the day before the return.",
        "Are those of the day of the return.",
    ),
    "rate_holds_registered_in_category_4": (
        "Registered persons whose category is 4, in the rate",
        "Are not in it: the rate is of Category 1 as reported.",
        "Are in it, beside Category 1 as reported.",
    ),
}
"""For each choice: the question, the usual setting in words, and the other setting in words."""


class ChoicesRefused(ValueError):
    """Settings name a choice that there is not, or hold what is not yes or no. The message names it."""


def choices_of(given: Mapping[str, object]) -> CountingChoices:
    """
    Return the settings that a document names; what it does not name is as usual.

    :raises ChoicesRefused: if a name is not that of a choice, or a value is not true or false
    """
    known = {each.name for each in fields(CountingChoices)}
    for name, value in given.items():
        if name not in known:
            raise ChoicesRefused(f"{name}: expected one of {', '.join(sorted(known))}")
        if not isinstance(value, bool):
            raise ChoicesRefused(f"{name}: expected true or false")
    return CountingChoices(**given)  # type: ignore[arg-type]


def in_words(choices: CountingChoices) -> list[tuple[str, str, str, bool]]:
    """Return each choice: its name, the question, the setting in words, and whether it is the usual one."""
    settings, usual = choices.as_json(), USUAL.as_json()
    return [
        (
            name,
            question,
            as_usual if settings[name] == usual[name] else otherwise,
            settings[name] == usual[name],
        )
        for name, (question, as_usual, otherwise) in CHOICE_WORDS.items()
    ]
