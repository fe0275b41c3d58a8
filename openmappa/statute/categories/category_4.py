"""Category 4: terrorist and terrorist-risk offenders."""

from __future__ import annotations

from datetime import date

from openmappa.statute.categories.category_2 import (
    FOUND,
    TERRORIST,
    grounds_of,
    past,
    unless_known,
)
from openmappa.statute.categories.disposals import qualifies
from openmappa.statute.categories.ground import Ground, LimbAnswer, answer, held
from openmappa.statute.categories.rules import (
    CATEGORY_4_CONVICTION,
    CATEGORY_4_NOTIFICATION,
    CATEGORY_4_RISK,
    NOT_VERIFIED,
)
from openmappa.statute.facts.offending import Conviction, Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.terrorism import terrorism_notification
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY, in_words
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.provisions.thresholds import commencement
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb
from openmappa.statute.vocabulary.offences import Offence, offence
from openmappa.statute.vocabulary.results import ConvictionResult


def category_4_by_notification(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> LimbAnswer:
    """
    Return whether the person is in Category 4 because subject to terrorism notification.

    Law: Counter-Terrorism Act 2008 Part 4; the limb itself was not read.
    """
    limb, first = Limb.CATEGORY_4_NOTIFICATION, commencement("category_4_2022")
    if facts.terrorism_notification is not None:
        grounds = []
        for number, span in enumerate(facts.terrorism_notification):
            path = f"terrorism_notification[{number}]"
            reason = met("Subject to terrorism notification, as recorded.", CATEGORY_4_NOTIFICATION, path)
            finding = held(
                (reason,),
                start=max(span.start_date, first),
                last=span.last_date,
                as_at=as_at,
                rule=CATEGORY_4_NOTIFICATION,
                needs=f"{path}.last_date",
            )
            grounds.append(Ground(limb, path, finding))
        none = not_met(
            "The person is not subject to terrorism notification.",
            CATEGORY_4_NOTIFICATION,
            "terrorism_notification",
        )
        return answer(limb, grounds, *(() if grounds else (none,)))
    asked = [each for each in past(facts, as_at) if _may_be_of_part_4(each, settings)]
    grounds = [_by_conviction(each, facts, as_at, first, settings) for each in asked]
    words = "There is no conviction for an offence to which terrorism notification can apply."
    return answer(limb, grounds, *unless_known(facts, CATEGORY_4_NOTIFICATION, words, asked))


def category_4_by_conviction(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> LimbAnswer:
    """
    Return whether the person is in Category 4 by conviction and sentence. The list of offences is not verified.

    Law: notes to the MAPPA annual report, note (e); Criminal Justice Act 2003 Sch 15 Part 3.
    """

    def named(conviction: Conviction, found: Offence, path: str) -> Reason:
        return _terrorism_related(conviction, found, path, settings)

    limb = Limb.CATEGORY_4_CONVICTION
    counting = [
        each
        for each in past(facts, as_at)
        if each.result is ConvictionResult.CONVICTED or each.result in FOUND
    ]
    grounds = grounds_of(
        limb,
        counting,
        named,
        facts,
        as_at=as_at,
        settings=settings,
        qualifying=_long_enough,
        first=commencement("category_4_2022"),
    )
    words = "There is no conviction."
    return answer(limb, grounds, *unless_known(facts, CATEGORY_4_CONVICTION, words, counting))


def category_4_by_risk(facts: PersonFacts, *, as_at: date) -> LimbAnswer:
    """
    Return whether the person is in Category 4 because decided to be at risk of involvement in terrorism.

    Law: notes to the MAPPA annual report, note (e).
    """
    limb, path = Limb.CATEGORY_4_RISK, "terrorism_risk_decisions"
    if facts.convictions == ():
        return answer(
            limb, (), not_met("The person has committed no offence.", CATEGORY_4_RISK, "convictions")
        )
    if facts.terrorism_risk_decisions is None:
        words = "Whether the person was decided to be at risk of involvement in terrorism is not known."
        return answer(limb, (), needs_fact(words, CATEGORY_4_RISK, needs=path))
    first = commencement("category_4_2022")
    grounds = []
    for number, decision in enumerate(facts.terrorism_risk_decisions):
        said = f"Decided on {in_words(decision.decided_date)}"
        if not decision.at_risk:
            reason = not_met(f"{said}: not at risk of involvement.", CATEGORY_4_RISK, f"{path}[{number}]")
            grounds.append(Ground(limb, f"{path}[{number}]", Finding(Outcome.NOT_MET, (reason,))))
            continue
        conditions = [met(f"{said}: at risk of involvement.", CATEGORY_4_RISK, f"{path}[{number}]")]
        if facts.convictions is None:
            conditions.append(
                needs_fact(
                    "Whether the person has committed an offence is not known.",
                    CATEGORY_4_RISK,
                    needs="convictions",
                )
            )
        last = NO_LAST_DATE if decision.until_date is None else decision.until_date - ONE_DAY
        finding = held(
            tuple(conditions),
            start=max(decision.decided_date, first),
            last=last,
            as_at=as_at,
            rule=CATEGORY_4_RISK,
        )
        grounds.append(Ground(limb, f"{path}[{number}]", finding))
    none = () if grounds else (not_met("There is no such decision.", CATEGORY_4_RISK, path),)
    return answer(limb, grounds, *none)


def _may_be_of_part_4(conviction: Conviction, settings: LawSettings) -> bool:
    """Return whether Part 4 applies to the offence or may, as far as is known."""
    if conviction.result is ConvictionResult.CAUTIONED:
        return False
    if conviction.terrorism_notification_applies is not None:
        return conviction.terrorism_notification_applies
    if offence(conviction.offence_code).schedule_15_part == TERRORIST:
        return True
    if conviction.terrorist_connection is None:
        return not settings.unrecorded_terrorist_connection_is_none
    return conviction.terrorist_connection


def _by_conviction(
    conviction: Conviction, facts: PersonFacts, as_at: date, first: date, settings: LawSettings
) -> Ground:
    found = terrorism_notification(conviction, facts, settings=settings)
    path, limb = f"convictions[{conviction.reference}]", Limb.CATEGORY_4_NOTIFICATION
    if found.outcome is not Outcome.MET or found.start_date is None:
        return Ground(limb, path, Finding(found.outcome, found.reasons))
    reasons = tuple(
        Reason(Outcome.MET, each.words, each.rule, each.facts, each.needs) for each in found.reasons
    )
    finding = held(
        reasons,
        start=max(found.start_date, first),
        last=found.last_date,
        as_at=as_at,
        rule=CATEGORY_4_NOTIFICATION,
        meanwhile="The person is inside" if found.needs == ("the day of release",) else "",
        needs=", ".join(found.needs),
    )
    return Ground(limb, path, finding)


def _terrorism_related(conviction: Conviction, found: Offence, path: str, settings: LawSettings) -> Reason:
    place = f"{path}.offence_code"
    if found.schedule_15_part == TERRORIST:
        words = f"{found.description} is in Part 3 of Schedule 15. {NOT_VERIFIED}"
        return met(words, CATEGORY_4_CONVICTION, place)
    connected = f"{path}.terrorist_connection"
    if conviction.terrorist_connection:
        words = f"The court determined a terrorist connection. {NOT_VERIFIED}"
        return met(words, CATEGORY_4_CONVICTION, connected)
    if conviction.terrorist_connection is None:
        if settings.unrecorded_terrorist_connection_is_none:
            words = "No terrorist connection is recorded; the setting takes it that there is none."
            return not_met(words, CATEGORY_4_CONVICTION, connected)
        return needs_fact(
            "Whether the offence had a terrorist connection is not recorded.",
            CATEGORY_4_CONVICTION,
            connected,
            needs=connected,
        )
    return not_met("The offence had no terrorist connection.", CATEGORY_4_CONVICTION, connected)


def _long_enough(sentence: Sentence, path: str) -> Reason:
    """Return whether a sentence is of 12 months of custody or a hospital order; guardianship is not named."""
    place = f"{path}.sentences[{sentence.reference}]"
    if sentence.kind is Disposal.GUARDIANSHIP_ORDER:
        return not_met("A guardianship order is not named.", CATEGORY_4_CONVICTION, f"{place}.kind")
    found = qualifies(sentence, path)
    return Reason(found.outcome, found.words, CATEGORY_4_CONVICTION, found.facts, found.needs)
