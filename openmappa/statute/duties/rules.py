"""The rules of the duties and their clocks."""

from __future__ import annotations

from datetime import timedelta

from openmappa.statute.provisions.citation import Act, Citation, soa
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import commencement

_PART_2 = commencement("notification_2003")
_2012 = commencement("notification_2012")
_BEGINNING = "The day itself is the first day: of 3 days beginning with the 1st the last is the 3rd."
_2026 = "The Act was passed; its sections and their commencement were not found. It applies from the day of the setting."

INITIAL = Rule(
    key="s83",
    title="Initial notification",
    citation=soa("s.83(1) to (6)"),
    says="Within 3 days beginning with the relevant date, in person. Not of somebody who was subject already, had made an "
    "initial notification, and stays subject through those days. Under an order, the days begin with its service.",
    arithmetic=_BEGINNING + " Days in custody, in hospital or abroad are left out.",
    start_date=_PART_2,
)
CHANGE = Rule(
    key="s84_change",
    title="Change of name or home address",
    citation=soa("s.84(1)(a) and (b)"),
    says="Within 3 days beginning with the use of a new name, or with a change of home address.",
    arithmetic=_BEGINNING + " Days in custody, in hospital or abroad are left out.",
    start_date=_PART_2,
)
PRESCRIBED = Rule(
    key="s84_prescribed",
    title="Change of bank account, card or identity document",
    citation=Citation(Act.NOTIFICATION_REGULATIONS_2012),
    says="Within 3 days beginning with the change.",
    arithmetic=_BEGINNING,
    start_date=_2012,
)
PREMISES = Rule(
    key="s84_premises",
    title="Stay at other premises",
    citation=soa("s.84(1)(c) and (6)"),
    says="Within 3 days beginning with the end of a qualifying period at premises that were not notified: 7 days, or "
    "several stays in any 12 months that make 7 days.",
    arithmetic="The days at the same premises are counted over the 12 months that end with each day; the day on which there "
    "are 7 is the first of the 3 days.",
    start_date=_PART_2,
)
RELEASE = Rule(
    key="s84_release",
    title="Release",
    citation=soa("s.84(1)(d)"),
    says="Within 3 days beginning with release from custody, imprisonment or detention in a hospital. Where the time for "
    "the initial notification had not begun before, that notification serves.",
    arithmetic="The day of release is the first day in the community, and the first of the 3.",
    start_date=_PART_2,
)
ADVANCE = Rule(
    key="s84_advance",
    title="Advance notification",
    citation=soa("s.84(2) to (4)"),
    says="A change may be notified beforehand, with the day on which it is expected. If it happens more than 2 days before "
    "that day, or not within 3 days beginning with it, the notification does not count. If it has not happened within the 3 "
    "days, that must be said within 6 days beginning with the stated day.",
    arithmetic="Stated for the 10th: it counts for a change from the 8th to the 12th; otherwise it must be said by the 15th.",
    start_date=_PART_2,
)
PERIODIC = Rule(
    key="s85",
    title="Periodic notification",
    citation=soa("s.85"),
    says="Within a year after each initial notification, notification of a change or periodic notification. Notices of "
    "travel, notices that an event did not happen, and information given only because of the additions of 2012 do not start "
    "the year again.",
    arithmetic="After an event on 10 May the last day is 10 May of the next year; after one on 29 February, 28 February. If "
    "it falls in custody, in hospital or abroad, the last day is the third day after that ends, which counts.",
    start_date=_PART_2,
)
WEEKLY = Rule(
    key="s85_weekly",
    title="Weekly notification without a sole or main residence",
    citation=soa("s.85(5)(a) and (6)"),
    says="Within 7 days after each such notification, while the home address last notified is a place where the person can "
    "regularly be found.",
    arithmetic="After a notification on the 1st the last day is the 8th.",
    start_date=_2012,
)
TRAVEL = Rule(
    key="s86_travel",
    title="Leaving the United Kingdom",
    citation=Citation(Act.TRAVEL_REGULATIONS_2004),
    says="At least 7 days before departure, for travel of any length.",
    arithmetic="For a departure on the 15th, by the 8th.",
    start_date=_2012,
)
TRAVEL_BEFORE = Rule(
    key="s86_travel_before_2012",
    title="Leaving the United Kingdom before August 2012",
    citation=Citation(Act.TRAVEL_REGULATIONS_2004),
    says="At least 7 days before departure, for journeys of 3 days or more.",
    arithmetic="For a departure on the 15th, by the 8th.",
    start_date=_PART_2,
    last_date=_2012 - timedelta(days=1),
    unverified="The former length of journeys was read in advice for travellers only.",
)
SHORT_NOTICE = Rule(
    key="s86_short_notice",
    title="Journeys arranged at short notice",
    citation=Citation(Act.TRAVEL_REGULATIONS_2004),
    says="Where the person came to hold the details less than 7 days before, the hours of the setting before departure.",
    arithmetic="Hours are counted in whole days: 24 or 12 hours before are the day before.",
    start_date=_PART_2,
    unverified="Sources differ between 24 and 12 hours.",
)
RETURN = Rule(
    key="s86_return",
    title="Return to the United Kingdom",
    citation=Citation(Act.TRAVEL_REGULATIONS_2004),
    says="Within 3 days of the return.",
    arithmetic="The day of return is taken as the first day.",
    start_date=_PART_2,
    unverified="The rule was not seen in a source.",
)
CHILD = Rule(
    key="child_household",
    title="Household with a child",
    citation=Citation(Act.NOTIFICATION_REGULATIONS_2012),
    says="Within 3 days beginning with a stay of 12 hours in a household, or another private place, where somebody under 18 "
    "lives or stays.",
    arithmetic="The day on which the 12th hour ends is the first day.",
    start_date=_2012,
)
NAME_2026 = Rule(
    key="act_2026_name",
    title="Notice before a change of name",
    citation=Citation(Act.CRIME_AND_POLICING_ACT_2026),
    says="7 days before a new name is used.",
    arithmetic="For use from the 15th, by the 8th.",
    unverified=_2026,
)
ABSENCE_2026 = Rule(
    key="act_2026_absence",
    title="Absence from the sole or main residence",
    citation=Citation(Act.CRIME_AND_POLICING_ACT_2026),
    says="Before leaving for more than 5 days.",
    arithmetic="The days of the setting before the first day away.",
    unverified=_2026,
)

RULES = (
    INITIAL,
    CHANGE,
    PRESCRIBED,
    PREMISES,
    RELEASE,
    ADVANCE,
    PERIODIC,
    WEEKLY,
    TRAVEL,
    TRAVEL_BEFORE,
    SHORT_NOTICE,
    RETURN,
    CHILD,
    NAME_2026,
    ABSENCE_2026,
)
