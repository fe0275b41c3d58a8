"""The rules of who is subject to the notification requirements, and for how long."""

from __future__ import annotations

from openmappa.statute.provisions.citation import Act, Citation, cta, soa
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import commencement

_PART_2 = commencement("notification_2003")
_SCHEDULE_READ = (
    "The Schedule was read as it stood before August 2012. Later amendments, and paragraphs without conditions "
    "restated here, are not verified."
)

SUBJECT = Rule(
    key="s80",
    title="Who is subject to the notification requirements",
    citation=soa("s.80(1)"),
    says="A person is subject to the requirements who is convicted of an offence listed in Schedule 3, found not guilty "
    "of one by reason of insanity, found to be under a disability and to have done the act, or cautioned for one.",
    start_date=_PART_2,
)
FORMER_ACT = Rule(
    key="s81",
    title="Persons formerly subject to the Act of 1997",
    citation=soa("s.81"),
    says="Who was subject to the requirements of the Sex Offenders Act 1997 stays subject. Of matters before "
    "1 September 1997 it must be known whether they brought that Act's requirements.",
    start_date=_PART_2,
)
SCHEDULE_3 = Rule(
    key="schedule_3",
    title="Offences listed in Schedule 3, with their conditions of age and sentence",
    citation=soa("Sch 3"),
    says="Many offences are listed only under conditions: the age of the offender and of the victim at the time of the "
    "offence, the length of the sentence, admission to hospital, or a community sentence of 12 months.",
    arithmetic="Ages are those at the time of the offence (paragraph 95). Terms are measured in calendar months from the "
    "day on which the sentence was imposed.",
    start_date=_PART_2,
    unverified=_SCHEDULE_READ,
)
SENTENCING_CONDITION = Rule(
    key="s132",
    title="Offences with thresholds",
    citation=soa("s.132(3)"),
    says="Where an offence is listed because of the sentence, the person counts as convicted when that sentence is passed.",
    start_date=_PART_2,
)
ABSOLUTE_DISCHARGE = Rule(
    key="s134",
    title="Discharges",
    citation=soa("s.134"),
    says="A conditional discharge counts as a conviction. An absolute discharge does not.",
    start_date=_PART_2,
)
TABLE = Rule(
    key="s82_table",
    title="The notification period",
    citation=soa("s.82(1) Table"),
    says="Life, imprisonment for public protection, 30 months or more, or hospital with a restriction order: indefinite. "
    "More than 6 months and less than 30: 10 years. 6 months or less, or hospital without a restriction order: 7 years. "
    "Caution: 2 years. Conditional discharge: its length. Anything else: 5 years.",
    arithmetic="The period begins with the relevant date, which counts: its last day is the day before the anniversary. "
    "Where several descriptions apply, the longest period is taken.",
    start_date=_PART_2,
)
UNDER_18 = Rule(
    key="s82_2",
    title="Periods of persons under 18",
    citation=soa("s.82(2)"),
    says="Where the person is under 18 on the relevant date, the periods of 10, 7, 5 and 2 years are halved. An "
    "indefinite period and a conditional discharge are not.",
    arithmetic="Half of 7 years is 3 years and 6 months, half of 5 years is 2 years and 6 months.",
    start_date=_PART_2,
)
CONSECUTIVE = Rule(
    key="s82_3",
    title="Consecutive and partly concurrent terms",
    citation=soa("s.82(3) and (4)"),
    says="Consecutive terms for two or more offences of Schedule 3 count as one term of their sum for each of the "
    "offences. Partly concurrent terms X and Y that overlap for Z count as X + Y - Z.",
    arithmetic="Months are added to months and days to days.",
    start_date=_PART_2,
)
RELEVANT_DATE = Rule(
    key="s82_6",
    title="The relevant date",
    citation=soa("s.82(6)"),
    says="The relevant date is the day of the conviction, finding or caution.",
    start_date=_PART_2,
)
DETENTION_AND_TRAINING = Rule(
    key="s131",
    title="Young offenders: the equivalent sentence",
    citation=soa("s.131"),
    says="Detention counts as an equivalent sentence of imprisonment; a detention and training order by the detention "
    "that the person is liable to serve, not by the whole order.",
    arithmetic="Where the detention is not given, it is half of the order.",
    start_date=_PART_2,
    unverified="The case that settles it for the half was not read in full.",
)
SUSPENDED = Rule(
    key="cja_s189_6",
    title="Suspended sentences",
    citation=Citation(Act.CRIMINAL_JUSTICE_ACT_2003, "s.189(6)"),
    says="A suspended sentence is a sentence of imprisonment of its whole term.",
    unverified="An older text of the section was read; the current one was not.",
)
EXTENDED = Rule(
    key="extended_sentence",
    title="Extended sentences",
    citation=soa("s.82(1) Table"),
    says="An extended sentence counts by the whole term, with the extension (R v Wiles).",
    start_date=_PART_2,
    unverified="The case was read in a summary only.",
)
PREVENTION_ORDER = Rule(
    key="order_brings_notification",
    title="Sexual harm prevention orders and the orders before them",
    citation=soa("ss.103G and 107"),
    says="Whoever is subject to a sexual harm prevention order, a sexual offences prevention order, or an interim one, is "
    "subject to the requirements while it lasts. The relevant date is the day of service.",
    arithmetic="The order binds on its last day, and not on the day of its discharge.",
    start_date=_PART_2,
)
NOTIFICATION_ORDER = Rule(
    key="notification_order",
    title="Notification orders",
    citation=soa("ss.97 to 101"),
    says="A notification order makes somebody convicted abroad subject to the requirements. The period is that of "
    "section 82, from the day of the conviction, finding or caution abroad; the order cannot be made once it has ended.",
    start_date=_PART_2,
)
POLICE_NOTICE = Rule(
    key="s96za",
    title="Notices to notify",
    citation=soa("s.96ZA"),
    says="A notice of the police, authorised by an inspector or above and given in person, has the effect of a "
    "notification order.",
    unverified="The Act of 2022 was seen; the clocks were read in the text of the bill, and the commencement was not seen.",
)
BREACH = Rule(
    key="sro_breach",
    title="After breach of a sexual risk order",
    citation=soa("s.129(3)"),
    says="After a conviction, finding or caution for breaking a sexual risk order or a risk of sexual harm order, the full "
    "requirements apply while the order lasts; after breach of an interim order while the full order lasts that was made.",
    unverified="Section 129 on risk of sexual harm orders was read; for sexual risk orders its pattern is followed.",
)
INTERIM_NOTIFICATION_ORDER = Rule(
    key="s100",
    title="Interim notification orders",
    citation=soa("s.100"),
    says="An interim notification order brings the requirements while it lasts. The relevant date is the day of service.",
    start_date=_PART_2,
)
REVOCATION = Rule(
    key="s91a_revocation",
    title="End of indefinite requirements on review",
    citation=soa("ss.91A to 91F"),
    says="A determination that the person is no longer subject ends the indefinite requirements that rest on a conviction, "
    "a finding, a notification order or a notice.",
    arithmetic="The day of the determination is the last day.",
    start_date=commencement("review_2012"),
)
SUSPENSION = Rule(
    key="s83_6",
    title="What stops the clocks",
    citation=soa("ss.83(6), 84(5) and 85(3)"),
    says="Time in custody by order of a court, serving a sentence, detained in a hospital or outside the United Kingdom "
    "does not count towards the 3 and 6 days. It does not lengthen the notification period.",
    arithmetic="The day of release or return is the first day that counts. Immigration detention is not by order of a "
    "court and does not stop them.",
    start_date=_PART_2,
)
TERRORISM = Rule(
    key="cta_part_4",
    title="Terrorism notification",
    citation=cta("ss.44, 45 and 53"),
    says="Whoever is 16 or over when dealt with for an offence to which Part 4 applies, and gets 12 months or more or a "
    "hospital order, must notify for 30 years (10 years or more, life), 15 years (5 years or more), or 10 years "
    "otherwise; those aged 16 or 17 at conviction for 10 years.",
    arithmetic="It begins with the day on which the person is dealt with; days in custody, in hospital and in immigration "
    "detention do not count.",
    unverified="The list of offences to which Part 4 applies was not read.",
)

RULES = (
    SUBJECT,
    FORMER_ACT,
    SCHEDULE_3,
    SENTENCING_CONDITION,
    ABSOLUTE_DISCHARGE,
    RELEVANT_DATE,
    TABLE,
    UNDER_18,
    CONSECUTIVE,
    DETENTION_AND_TRAINING,
    SUSPENDED,
    EXTENDED,
    PREVENTION_ORDER,
    NOTIFICATION_ORDER,
    INTERIM_NOTIFICATION_ORDER,
    POLICE_NOTICE,
    BREACH,
    REVOCATION,
    SUSPENSION,
    TERRORISM,
)
