"""Where a rule stands: the Act or instrument, and the provision in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """An Act, an instrument or a document that a rule can cite."""

    SEX_OFFENDERS_ACT_1997 = "Sex Offenders Act 1997"
    CRIMINAL_JUSTICE_AND_COURT_SERVICES_ACT_2000 = "Criminal Justice and Court Services Act 2000"
    SEXUAL_OFFENCES_ACT_2003 = "Sexual Offences Act 2003"
    CRIMINAL_JUSTICE_ACT_2003 = "Criminal Justice Act 2003"
    CRIMINAL_JUSTICE_AND_IMMIGRATION_ACT_2008 = "Criminal Justice and Immigration Act 2008"
    COUNTER_TERRORISM_ACT_2008 = "Counter-Terrorism Act 2008"
    NOTIFICATION_REGULATIONS_2012 = (
        "Sexual Offences Act 2003 (Notification Requirements) (England and Wales) Regulations 2012"
    )
    TRAVEL_REGULATIONS_2004 = "Sexual Offences Act 2003 (Travel Notification Requirements) Regulations 2004"
    STALKING_PROTECTION_ACT_2019 = "Stalking Protection Act 2019"
    SENTENCING_ACT_2020 = "Sentencing Act 2020"
    DOMESTIC_ABUSE_ACT_2021 = "Domestic Abuse Act 2021"
    POLICE_CRIME_SENTENCING_AND_COURTS_ACT_2022 = "Police, Crime, Sentencing and Courts Act 2022"
    CRIME_AND_POLICING_ACT_2026 = "Crime and Policing Act 2026"
    MAPPA_GUIDANCE = "MAPPA Guidance"
    ANNUAL_REPORT_NOTES = "Notes to the MAPPA annual report"


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision of an Act. `provision` is empty where the number of the section is not known."""

    act: Act
    provision: str = ""

    def __str__(self) -> str:
        return f"{self.act} {self.provision}".rstrip()


def soa(provision: str) -> Citation:
    """Return a provision of the Sexual Offences Act 2003."""
    return Citation(Act.SEXUAL_OFFENCES_ACT_2003, provision)


def cja(provision: str) -> Citation:
    """Return a provision of the Criminal Justice Act 2003."""
    return Citation(Act.CRIMINAL_JUSTICE_ACT_2003, provision)


def cta(provision: str) -> Citation:
    """Return a provision of the Counter-Terrorism Act 2008."""
    return Citation(Act.COUNTER_TERRORISM_ACT_2008, provision)
