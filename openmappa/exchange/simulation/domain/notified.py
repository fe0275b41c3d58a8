"""The rows about what a simulated person had to notify, and notified."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.course import Course, Notification
from openmappa.exchange.lives.domain.days import WRITTEN
from openmappa.exchange.lives.domain.words import words
from openmappa.exchange.simulation.domain.record import Keys, Rows
from openmappa.exchange.simulation.domain.teams import REGISTER
from openmappa.statute.facts.living import NotificationKind
from openmappa.statute.vocabulary.notification import Given, HomeAddressGiven, JourneyState, Taken

_EVERYTHING = " ".join(
    each.value for each in (Given.DATE_OF_BIRTH, Given.NAMES, Given.HOME_ADDRESS, Given.ACCOUNTS_AND_CARDS)
)
_GIVEN = {
    NotificationKind.INITIAL.value: _EVERYTHING,
    NotificationKind.PERIODIC.value: _EVERYTHING,
    NotificationKind.CHANGE.value: f"{Given.NAMES.value} {Given.HOME_ADDRESS.value}",
    NotificationKind.TRAVEL.value: Given.TRAVEL.value,
    NotificationKind.RETURN.value: Given.TRAVEL.value,
}
_HOMES = {
    None: "",
    True: HomeAddressGiven.PLACE_REGULARLY_FOUND.value,
    False: HomeAddressGiven.RESIDENCE.value,
}
_IN_PERSON = frozenset({NotificationKind.INITIAL.value, NotificationKind.PERIODIC.value})
_OFFICERS = 90


def add_notified(rows: Rows, keys: Keys, person: str, course: Course, random: Random) -> None:
    """Add the person's notifications, changes, stays, journeys and times missing."""
    for made in course.notifications:
        key = f"T-{next(keys['notifications'])}"
        rows["notifications"].append((REGISTER, key, person, *_made(made, random)))
    for change in course.changes:
        key = f"U-{next(keys['notifiable_changes'])}"
        rows["notifiable_changes"].append((REGISTER, key, person, change.kind, WRITTEN[change.day], ""))
    for stay in course.stays:
        if stay.hours:
            key = f"Y-{next(keys['child_household_stays'])}"
            begun = (WRITTEN[stay.start], f"{stay.hour:02}:00")
            rows["child_household_stays"].append(
                (REGISTER, key, person, stay.premises, *begun, stay.hours, "")
            )
        else:
            key = f"Z-{next(keys['premises_stays'])}"
            days = (WRITTEN[stay.start], WRITTEN[stay.until])
            rows["premises_stays"].append((REGISTER, key, person, stay.premises, *days, ""))
    for journey in course.journeys:
        state = (JourneyState.MADE if journey.is_made else JourneyState.INTENDED).value
        rows["journeys"].append(
            (
                *(REGISTER, f"J-{next(keys['journeys'])}", person, state, journey.destination),
                *(WRITTEN[journey.leaves], WRITTEN[journey.returns], WRITTEN[journey.arranged], ""),
            )
        )
    for missing in course.missing:
        rows["missing_periods"].append(
            (
                *(REGISTER, f"M-{next(keys['missing_periods'])}", person, missing.kind),
                *(WRITTEN[missing.start], WRITTEN[missing.until], "Offender manager", ""),
            )
        )


def _made(made: Notification, random: Random) -> tuple[object, ...]:
    """Return the columns of a notification from its kind on."""
    taken = ""
    if made.kind in _IN_PERSON:
        taken = (Taken.TAKEN if made.kind == NotificationKind.INITIAL.value else Taken.NOT_ASKED).value
    station = f"{one_of(random, words('towns'))} police station"
    return (
        *(
            made.kind,
            WRITTEN[made.day],
            WRITTEN[made.of],
            "",
            made.premises,
            _HOMES[made.is_without_residence],
        ),
        *(station, f"Officer {between(random, 1, _OFFICERS)}", _GIVEN[made.kind], taken, taken, "", ""),
    )
