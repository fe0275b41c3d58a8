"""Levels of sight, sections, and what each role may see and do: declared here, enforced twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from openmappa.foundation.accounts.domain import Role


class Level(IntEnum):
    """How much of a subject a viewer sees. Each level holds those below it."""

    NONE = 0
    PRESENCE = 1
    SUMMARY = 2
    FULL = 3


LEVELS: Mapping[Level, str] = {
    Level.NONE: "Excluded",
    Level.PRESENCE: "Presence: only that a record exists",
    Level.SUMMARY: "Summary: name, category, level and lead officer",
    Level.FULL: "Full: everything but special sections",
}
"""The levels of sight in words."""


class Section(StrEnum):
    """What kind of thing a table holds. A special section opens only to sight that names it."""

    PRESENCE = "presence"
    IDENTITY = "identity"
    OFFENDING = "offending"
    CUSTODY = "custody"
    ORDERS = "orders"
    NOTIFICATION = "notification"
    STANDING = "standing"
    RESPONSIBILITY = "responsibility"
    SUPPLY = "supply"
    AUDIT = "audit"
    VICTIM = "victim"
    HEALTH = "health"
    INTELLIGENCE = "intelligence"
    CATEGORY_4 = "category_4"


SPECIAL_SECTIONS = frozenset({Section.VICTIM, Section.HEALTH, Section.INTELLIGENCE, Section.CATEGORY_4})

SECTIONS: Mapping[Section, str] = {
    Section.PRESENCE: "That a record exists",
    Section.IDENTITY: "Identity",
    Section.OFFENDING: "Offending",
    Section.CUSTODY: "Custody",
    Section.ORDERS: "Orders",
    Section.NOTIFICATION: "Notification",
    Section.STANDING: "Standing and level",
    Section.RESPONSIBILITY: "Responsibility",
    Section.SUPPLY: "Supply",
    Section.AUDIT: "Log of use",
    Section.VICTIM: "Victims",
    Section.HEALTH: "Health",
    Section.INTELLIGENCE: "Intelligence",
    Section.CATEGORY_4: "Category 4",
}
"""The sections in words."""


class Source(StrEnum):
    """What gave sight. Rooms above add theirs by the same call."""

    RESPONSIBILITY = "responsibility"
    GIVEN = "given"
    RESTRICTION = "restriction"
    EMERGENCY = "emergency"


SOURCES: Mapping[str, str] = {
    Source.RESPONSIBILITY: "Answers for the person",
    Source.GIVEN: "Given by name",
    Source.RESTRICTION: "Kept when the record was restricted",
    Source.EMERGENCY: "Opened in an emergency",
}
"""What gave sight, in words."""


class Answer(StrEnum):
    """How a request for access was answered."""

    GIVEN = "given"
    REFUSED = "refused"


class Outcome(StrEnum):
    """What the review of an emergency access found."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    REFERRED = "referred"


EMERGENCY_LASTS = timedelta(hours=4)
"""How long a record stays open that was opened in an emergency."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The one sensitivity of a table: its section, and the least level of sight that opens it."""

    section: Section
    least: Level


class Permission(StrEnum):
    """What a role may do, beyond what it may see."""

    SEARCH_PEOPLE = "people.search"
    CHANGE_LEVEL = "standing.change_level"
    RECORD_NOTIFICATION = "notification.record"
    RECORD_WHEREABOUTS = "whereabouts.record"
    RECORD_REVIEW = "reviews.record"
    DETERMINE_REVIEW = "reviews.determine"
    READ_FIGURES = "statistics.read_figures"
    OPEN_FIGURES = "statistics.open_figures"
    APPROVE_REPORT = "annual_report.approve"
    PUBLISH_REPORT = "annual_report.publish"
    READ_DE_IDENTIFIED = "statistics.read_de_identified"
    GIVE_SIGHT = "access.give_sight"
    OPEN_IN_EMERGENCY = "access.open_in_emergency"
    REVIEW_EMERGENCY = "access.review_emergency"
    SEE_WHO_LOOKED = "audit.see_who_looked"
    READ_LOG = "audit.read_log"
    MANAGE_ACCOUNTS = "accounts.manage"
    DECIDE_ELIGIBILITY = "eligibility.decide"
    AGREE_ELIGIBILITY = "eligibility.agree"
    RECORD_DANGEROUS = "eligibility.potentially_dangerous"


PERMISSIONS: Mapping[Permission, str] = {
    Permission.SEARCH_PEOPLE: "search for people",
    Permission.CHANGE_LEVEL: "change the level of people seen in full",
    Permission.RECORD_NOTIFICATION: "record notifications made by people seen in full",
    Permission.RECORD_WHEREABOUTS: "record moves, releases, and that people seen in full are missing or found",
    Permission.RECORD_REVIEW: "record reviews of indefinite notification of people seen in full",
    Permission.DETERMINE_REVIEW: "determine reviews of indefinite notification that somebody else assessed",
    Permission.READ_FIGURES: "read figures",
    Permission.OPEN_FIGURES: "open a figure to the people behind it",
    Permission.APPROVE_REPORT: "approve the annual report",
    Permission.PUBLISH_REPORT: "publish the annual report",
    Permission.READ_DE_IDENTIFIED: "read de-identified rows",
    Permission.GIVE_SIGHT: "give and end sight of people seen in full, and restrict their records",
    Permission.OPEN_IN_EMERGENCY: "open a record in an emergency",
    Permission.REVIEW_EMERGENCY: "review what others opened in an emergency",
    Permission.SEE_WHO_LOOKED: "see who looked at a record",
    Permission.READ_LOG: "read the log of use",
    Permission.MANAGE_ACCOUNTS: "manage accounts and memberships",
    Permission.DECIDE_ELIGIBILITY: "decide whether people seen in full are eligible, and record what decides it",
    Permission.AGREE_ELIGIBILITY: "agree or decline, as the second officer, if another decides against what the law says",
    Permission.RECORD_DANGEROUS: "record and review the status of potentially dangerous persons",
}
"""What a role may do, in words."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a role gives, in words for a governance officer and in the terms of this file.

    `of_area` is the sight of the unrestricted people of the membership's area; `of_team` says that sight
    given to the membership's team is the holder's too. Figures are of the membership's area, or of all.
    """

    title: str
    description: str
    of_area: Level
    of_team: bool
    permissions: frozenset[Permission]
    figures_of_all_areas: bool = False


ON_ELIGIBILITY = (Permission.DECIDE_ELIGIBILITY, Permission.AGREE_ELIGIBILITY)

RIGHTS: Mapping[Role, Rights] = {
    Role.CO_ORDINATOR: Rights(
        "MAPPA co-ordinator",
        "Sees all people of the area in full, except those restricted to named users. Sets levels and decides on"
        " eligibility. Reads the area's figures and opens them to the people behind them. Writes the area's annual report, enters"
        " approvals that agencies gave, and publishes it.",
        Level.FULL,
        True,
        frozenset(
            {
                Permission.SEARCH_PEOPLE,
                Permission.CHANGE_LEVEL,
                Permission.RECORD_NOTIFICATION,
                Permission.RECORD_WHEREABOUTS,
                Permission.READ_FIGURES,
                Permission.OPEN_FIGURES,
                Permission.APPROVE_REPORT,
                Permission.PUBLISH_REPORT,
                Permission.GIVE_SIGHT,
                Permission.OPEN_IN_EMERGENCY,
                Permission.SEE_WHO_LOOKED,
                *ON_ELIGIBILITY,
                Permission.RECORD_DANGEROUS,
            }
        ),
    ),
    Role.ADMINISTRATOR: Rights(
        "MAPPA administrator",
        "Works for the co-ordinator: sees all people of the area in full, except those restricted to named"
        " users. Does not set levels and does not give sight to others.",
        Level.FULL,
        True,
        frozenset(
            {
                Permission.SEARCH_PEOPLE,
                Permission.RECORD_NOTIFICATION,
                Permission.RECORD_WHEREABOUTS,
                Permission.READ_FIGURES,
            }
        ),
    ),
    Role.POLICE_OFFENDER_MANAGER: Rights(
        "Police offender manager",
        "Sees the people of the own team in full, and of others in the area only that a record exists.",
        Level.PRESENCE,
        True,
        frozenset(
            {
                Permission.SEARCH_PEOPLE,
                Permission.CHANGE_LEVEL,
                Permission.RECORD_NOTIFICATION,
                Permission.RECORD_WHEREABOUTS,
                Permission.RECORD_REVIEW,
                Permission.OPEN_IN_EMERGENCY,
                *ON_ELIGIBILITY,
                Permission.RECORD_DANGEROUS,
            }
        ),
    ),
    Role.POLICE_SUPERINTENDENT: Rights(
        "Police superintendent",
        "Holds the rank of Superintendent or above. Sees all people of the area in full, except those"
        " restricted to named users. Determines whether somebody remains subject to indefinite notification"
        " requirements, on an assessment that somebody else recorded. Does not set levels.",
        Level.FULL,
        True,
        frozenset({Permission.SEARCH_PEOPLE, Permission.DETERMINE_REVIEW}),
    ),
    Role.PROBATION_PRACTITIONER: Rights(
        "Probation practitioner",
        "Sees the people of the own team in full, and of others in the area only that a record exists.",
        Level.PRESENCE,
        True,
        frozenset(
            {
                Permission.SEARCH_PEOPLE,
                Permission.CHANGE_LEVEL,
                Permission.RECORD_WHEREABOUTS,
                Permission.OPEN_IN_EMERGENCY,
                *ON_ELIGIBILITY,
            }
        ),
    ),
    Role.PRISON_OFFENDER_MANAGER: Rights(
        "Prison offender manager",
        "Sees the people of the own team in full, and of others in the area only that a record exists."
        " Does not set levels.",
        Level.PRESENCE,
        True,
        frozenset({Permission.SEARCH_PEOPLE, Permission.RECORD_WHEREABOUTS, Permission.OPEN_IN_EMERGENCY}),
    ),
    Role.CO_OPERATING_MEMBER: Rights(
        "Member of a co-operating agency",
        "Works for an agency with a duty to co-operate, or an associate. Sees those people, and those parts of"
        " their records, that the agency, the team or the user was given sight of, and nobody else.",
        Level.NONE,
        True,
        frozenset({Permission.SEARCH_PEOPLE}),
    ),
    Role.BOARD_MEMBER: Rights(
        "Strategic Management Board member",
        "Reads the area's figures. Approves its annual report for the own agency. Sees nobody's record and"
        " cannot open a figure.",
        Level.NONE,
        False,
        frozenset({Permission.READ_FIGURES, Permission.APPROVE_REPORT}),
    ),
    Role.LAY_ADVISER: Rights(
        "Lay adviser",
        "Reads the area's figures. Has no part in single cases (MAPPA Guidance ch.5), so sees nobody's record.",
        Level.NONE,
        False,
        frozenset({Permission.READ_FIGURES}),
    ),
    Role.ANALYST: Rights(
        "Analyst",
        "Reads the area's figures and its de-identified rows: no name, number, address or date of birth."
        " Sees nobody's record.",
        Level.NONE,
        False,
        frozenset({Permission.READ_FIGURES, Permission.READ_DE_IDENTIFIED}),
    ),
    Role.NATIONAL_STATISTICIAN: Rights(
        "National statistician",
        "Reads the figures of all areas. Sees nobody's record.",
        Level.NONE,
        False,
        frozenset({Permission.READ_FIGURES}),
        figures_of_all_areas=True,
    ),
    Role.INFORMATION_GOVERNANCE_OFFICER: Rights(
        "Information governance officer",
        "Reads the log of who looked at and changed what in the area, and reviews what was opened in an"
        " emergency. Sees nobody's record.",
        Level.NONE,
        False,
        frozenset({Permission.SEE_WHO_LOOKED, Permission.READ_LOG, Permission.REVIEW_EMERGENCY}),
    ),
    Role.SYSTEM_MANAGER: Rights(
        "System manager",
        "Manages accounts, teams and memberships in the area; a second system manager agrees to each role"
        " that is given. Sees nobody's record and no figure.",
        Level.NONE,
        False,
        frozenset({Permission.MANAGE_ACCOUNTS}),
    ),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A membership that holds on the day: role, agency, and the area and team if it has them."""

    role: Role
    agency_id: int
    area: int | None
    team_id: int | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking, on which day and at which moment of it, and the memberships that hold then.

    Without `at` the moment is the end of the day (UTC), at which sight that ends in its course has ended.
    """

    user_id: UUID
    name: str
    as_at: date
    held: tuple[Held, ...]
    at: datetime | None = None

    @property
    def now(self) -> datetime:
        """Return the moment for which the question is asked."""
        return self.at or datetime.combine(self.as_at + timedelta(days=1), time.min, UTC)

    @property
    def works_on_cases(self) -> bool:
        """Return whether some role sees people at all. Sight opens nothing to those who hold none such."""
        return any(RIGHTS[each.role].of_team for each in self.held)

    def areas_where(self, permission: Permission) -> list[int]:
        """Return the areas in which some role allows this."""
        return sorted(
            {each.area for each in self.held if each.area and permission in RIGHTS[each.role].permissions}
        )

    def areas(self, least: Level) -> list[int]:
        """Return the areas whose unrestricted people the viewer sees at `least` this level."""
        return sorted({each.area for each in self.held if each.area and RIGHTS[each.role].of_area >= least})

    @property
    def teams(self) -> list[int]:
        """Return the teams whose sight the viewer shares."""
        return sorted({each.team_id for each in self.held if each.team_id and RIGHTS[each.role].of_team})

    @property
    def agencies(self) -> list[int]:
        """Return the agencies whose sight the viewer shares: of roles that see people at all."""
        return sorted({each.agency_id for each in self.held if RIGHTS[each.role].of_team})

    def may(self, permission: Permission, *, area: int | None = None) -> bool:
        """Return whether some role allows this, in the area if one is named."""
        return any(
            permission in RIGHTS[each.role].permissions
            and (area is None or each.area == area or RIGHTS[each.role].figures_of_all_areas)
            for each in self.held
        )

    @property
    def all_figures(self) -> bool:
        """Return whether the viewer reads the figures of all areas, Category 4 included."""
        return any(RIGHTS[each.role].figures_of_all_areas for each in self.held)

    @property
    def figure_areas(self) -> list[int]:
        """Return the areas whose figures a membership opens by name."""
        return self.areas_where(Permission.READ_FIGURES)
