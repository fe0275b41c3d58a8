"""The rules of eligibility: every limb of every category."""

from __future__ import annotations

from datetime import date

from openmappa.statute.provisions.citation import Act, Citation, cja, cta
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.thresholds import commencement

NOT_VERIFIED = "The list is not verified."
_MAPPA = commencement("mappa_2003")
_CATEGORY_4 = commencement("category_4_2022")
_NOT_READ = "Sections 327A and 327B were not read, nor the day on which they began; the notes to the annual report were."

CATEGORY_1 = Rule(
    key="category_1",
    title="Category 1: subject to notification requirements",
    citation=cja("s.327(2)"),
    says="The person is subject to the notification requirements of Part 2 of the Sexual Offences Act 2003.",
    arithmetic="It begins and ends with the requirements. Where there are several, the last to end governs.",
    start_date=_MAPPA,
)
CATEGORY_2_OFFENCE = Rule(
    key="category_2_offence",
    title="Category 2: the offence",
    citation=cja("s.327(3)(a)"),
    says="Murder, or an offence specified in Part 1 or Part 2 of Schedule 15. Until terrorism had a category of its own, "
    "Part 3 too.",
    start_date=_MAPPA,
    unverified="The day from which only Parts 1 and 2 count was not read.",
)
CATEGORY_2_DISPOSAL = Rule(
    key="category_2_disposal",
    title="Category 2: the sentence or order",
    citation=cja("s.327(3)(b)"),
    says="Imprisonment not for less than 12 months, life and indeterminate sentences included; detention in a young "
    "offender institution, under section 91 of the Act of 2000, or under section 250 or 252A of the Sentencing Code, for 12 "
    "months or more; a detention and training order of 12 months or more; detention during His Majesty's pleasure or for "
    "public protection; extended detention; a hospital or guardianship order.",
    arithmetic="12 calendar months from the day on which the sentence was imposed; exactly 12 months are enough. A "
    "detention and training order counts by the whole order.",
    start_date=_MAPPA,
)
CUSTODY_FOR_LIFE = Rule(
    key="category_2_custody_for_life",
    title="Category 2: custody or detention for life",
    citation=cja("s.327(3)(b)"),
    says="Custody or detention for life counts as a sentence that is not for less than 12 months.",
    start_date=_MAPPA,
    unverified="The text names imprisonment; custody for life was not read by name.",
)
SUSPENDED = Rule(
    key="category_2_suspended",
    title="Category 2: suspended sentences",
    citation=cja("s.189(6)"),
    says="A suspended sentence of 12 months or more is a sentence of imprisonment.",
    start_date=_MAPPA,
    unverified="An older text of section 189 was read. That the limb ends with the order is not verified.",
)
CONSECUTIVE = Rule(
    key="category_2_consecutive",
    title="Category 2: consecutive terms",
    citation=cja("s.327(3)(b)"),
    says="Terms of less than 12 months that run one after another add up, or do not, as the setting says.",
    arithmetic="As for the notification period, if the setting is on.",
    unverified="No rule was found.",
)
CATEGORY_2_END = Rule(
    key="category_2_end",
    title="Category 2: how long",
    citation=Citation(Act.MAPPA_GUIDANCE),
    says="It lasts from the day of the sentence or order until the licence, or the hospital or guardianship order, ends.",
    arithmetic="The last day of the licence or order counts. While the person is inside under the sentence it holds, and "
    "while out of hospital on conditional discharge or on a community treatment order: the hospital order goes on.",
    unverified="Read in the questions and answers of the arrangements' own pages. Suspended sentences, supervision after "
    "the sentence and community treatment orders were not found.",
)
NOT_GUILTY = Rule(
    key="category_2_not_guilty",
    title="Category 2: insanity and disability",
    citation=cja("s.327(4)"),
    says="Not guilty by reason of insanity, or under a disability and did the act, of such an offence, and subject to an "
    "order for admission to hospital or a guardianship order.",
    start_date=_MAPPA,
)
CHILD_OFFENCE = Rule(
    key="category_2_child_offence",
    title="Category 2: listed offences against children",
    citation=cja("s.327(4A)"),
    says="An offence listed in subsection (4A), with a sentence or order of section 327(3)(b). The list begins with section "
    "1 of the Child Abduction Act 1984.",
    start_date=commencement("disqualification_repealed"),
    unverified=NOT_VERIFIED + " Only its first item was read.",
)
DISQUALIFICATION = Rule(
    key="category_2_disqualification",
    title="Category 2: disqualified from working with children",
    citation=cja("s.327(5)"),
    says="Until December 2012, a person disqualified from working with children under sections 28 and 29 of the Criminal "
    "Justice and Court Services Act 2000 was in Category 2. The limb is repealed.",
    start_date=_MAPPA,
    last_date=date.fromordinal(commencement("disqualification_repealed").toordinal() - 1),
    unverified="That it was repealed in December 2012 was read; the day was not.",
)
CATEGORY_3 = Rule(
    key="category_3",
    title="Category 3: other dangerous offenders",
    citation=cja("s.325(2)(b)"),
    says="The person was convicted of or cautioned for an offence that indicates that they are capable of causing serious "
    "harm, is in no other category, may cause serious harm to the public in the opinion of the Responsible Authority, and "
    "is managed at Level 2 or 3.",
    arithmetic="It ends when the decision no longer holds, or when the person leaves Levels 2 and 3.",
    start_date=_MAPPA,
)
CATEGORY_4_NOTIFICATION = Rule(
    key="category_4_notification",
    title="Category 4: terrorism notification",
    citation=cta("Part 4"),
    says="The person is subject to the notification requirements of Part 4 of the Counter-Terrorism Act 2008.",
    start_date=_CATEGORY_4,
    unverified=_NOT_READ,
)
CATEGORY_4_CONVICTION = Rule(
    key="category_4_conviction",
    title="Category 4: convicted of a terrorism or terrorism-related offence",
    citation=Citation(Act.ANNUAL_REPORT_NOTES, "note (e)"),
    says="Convicted of a terrorism or terrorism-related offence, with 12 months or more of custody or a hospital order. "
    "Offences of Part 3 of Schedule 15, and offences with a terrorist connection, are taken to be such.",
    start_date=_CATEGORY_4,
    unverified=NOT_VERIFIED + " " + _NOT_READ,
)
CATEGORY_4_RISK = Rule(
    key="category_4_risk",
    title="Category 4: at risk of involvement in terrorism",
    citation=Citation(Act.ANNUAL_REPORT_NOTES, "note (e)"),
    says="The person has committed an offence and is decided to be at risk of involvement in terrorism-related activity.",
    start_date=_CATEGORY_4,
    unverified=_NOT_READ,
)
HEADLINE = Rule(
    key="headline",
    title="The category reported",
    citation=Citation(Act.MAPPA_GUIDANCE, "Part 2, MAPPA A, item 1"),
    says="A person is recorded in one category. All limbs that hold are kept; when one lapses, the next takes over.",
    arithmetic="The first category in the order of the setting that holds on the day.",
    unverified="That Category 4 goes before Category 1.",
)

RULES = (
    CATEGORY_1,
    CATEGORY_2_OFFENCE,
    CATEGORY_2_DISPOSAL,
    CUSTODY_FOR_LIFE,
    SUSPENDED,
    CONSECUTIVE,
    CATEGORY_2_END,
    NOT_GUILTY,
    CHILD_OFFENCE,
    DISQUALIFICATION,
    CATEGORY_3,
    CATEGORY_4_NOTIFICATION,
    CATEGORY_4_CONVICTION,
    CATEGORY_4_RISK,
    HEADLINE,
)
