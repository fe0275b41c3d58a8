"""The civil and ancillary orders that restrict a person or make them notify the police."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """An order or notice made on a person."""

    SHPO = "shpo"
    INTERIM_SHPO = "interim_shpo"
    SHPO_FOREIGN_TRAVEL = "shpo_foreign_travel"
    NOTIFICATION_ORDER = "notification_order"
    INTERIM_NOTIFICATION_ORDER = "interim_notification_order"
    SECTION_96ZA_NOTICE = "section_96za_notice"
    SRO = "sro"
    INTERIM_SRO = "interim_sro"
    SRO_FOREIGN_TRAVEL = "sro_foreign_travel"
    SOPO = "sopo"
    INTERIM_SOPO = "interim_sopo"
    RSHO = "rsho"
    FOREIGN_TRAVEL_ORDER = "foreign_travel_order"
    STALKING_PROTECTION_ORDER = "stalking_protection_order"
    INTERIM_STALKING_PROTECTION_ORDER = "interim_stalking_protection_order"
    DAPO = "dapo"
    DVPO = "dvpo"
    VIOLENT_OFFENDER_ORDER = "violent_offender_order"
    SVRO = "svro"


@dataclass(frozen=True, slots=True)
class OrderWords:
    """
    An order in words, and what follows from it.

    `brings_notification`: while it lasts its bearer is subject to the notification requirements of the
    Sexual Offences Act 2003 Part 2. `is_legacy`: it can no longer be made. `verified`: a source read
    supports the citation.
    """

    name: str
    citation: str
    brings_notification: bool = False
    is_legacy: bool = False
    verified: bool = True


ORDERS: Mapping[Order, OrderWords] = {
    Order.SHPO: OrderWords(
        "Sexual Harm Prevention Order (SHPO)",
        "Sexual Offences Act 2003 s.103A",
        brings_notification=True,
    ),
    # The section of the Act for interim orders was read only in the pattern of the older s.109.
    Order.INTERIM_SHPO: OrderWords("Interim Sexual Harm Prevention Order", "", brings_notification=True),
    Order.SHPO_FOREIGN_TRAVEL: OrderWords(
        "Sexual Harm Prevention Order with a prohibition on foreign travel",
        "Sexual Offences Act 2003 s.103D",
        brings_notification=True,
    ),
    Order.NOTIFICATION_ORDER: OrderWords(
        "Notification order", "Sexual Offences Act 2003 s.97", brings_notification=True
    ),
    Order.INTERIM_NOTIFICATION_ORDER: OrderWords(
        "Interim notification order",
        "Sexual Offences Act 2003 s.100",
        brings_notification=True,
    ),
    Order.SECTION_96ZA_NOTICE: OrderWords(
        "Police notice to notify (section 96ZA)",
        "Sexual Offences Act 2003 s.96ZA",
        brings_notification=True,
    ),
    Order.SRO: OrderWords("Sexual Risk Order (SRO)", "Sexual Offences Act 2003 s.122A"),
    Order.INTERIM_SRO: OrderWords("Interim Sexual Risk Order", ""),
    Order.SRO_FOREIGN_TRAVEL: OrderWords(
        "Sexual Risk Order with a prohibition on foreign travel",
        "Sexual Offences Act 2003 s.122C",
    ),
    Order.SOPO: OrderWords(
        "Sexual Offences Prevention Order (SOPO)",
        "Sexual Offences Act 2003 s.104",
        brings_notification=True,
        is_legacy=True,
    ),
    Order.INTERIM_SOPO: OrderWords(
        "Interim Sexual Offences Prevention Order",
        "Sexual Offences Act 2003 s.109",
        brings_notification=True,
        is_legacy=True,
    ),
    Order.RSHO: OrderWords(
        "Risk of Sexual Harm Order (RSHO)",
        "Sexual Offences Act 2003 s.123",
        is_legacy=True,
    ),
    Order.FOREIGN_TRAVEL_ORDER: OrderWords(
        "Foreign Travel Order", "Sexual Offences Act 2003 s.114", is_legacy=True
    ),
    Order.STALKING_PROTECTION_ORDER: OrderWords(
        "Stalking Protection Order", "Stalking Protection Act 2019 s.1"
    ),
    Order.INTERIM_STALKING_PROTECTION_ORDER: OrderWords("Interim Stalking Protection Order", ""),
    Order.DAPO: OrderWords("Domestic Abuse Protection Order (DAPO)", "Domestic Abuse Act 2021 Part 3"),
    Order.DVPO: OrderWords("Domestic Violence Protection Order (DVPO)", "", is_legacy=True),
    Order.VIOLENT_OFFENDER_ORDER: OrderWords(
        "Violent Offender Order",
        "Criminal Justice and Immigration Act 2008 s.98",
        verified=False,
    ),
    Order.SVRO: OrderWords(
        "Serious Violence Reduction Order (SVRO)",
        "Sentencing Act 2020 s.342A",
    ),
}
"""Every order in words."""
