"""Offences and sentences in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day, in_words
from openmappa.record.convictions.domain import ConvictionSeen, DisposalSeen, FurtherOffenceSeen
from openmappa.record.convictions.extract import RUNS
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.events import FURTHER_OFFENCE_OUTCOMES
from openmappa.statute.vocabulary.offences import UnknownOffence, offence
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS

DISPOSAL_NAMES = {str(kind): words.name for kind, words in DISPOSALS.items()}


def offence_in_words(code: str) -> str:
    """Return an offence's description, or its code if the vocabulary lacks it."""
    try:
        return _(offence(code).description)
    except UnknownOffence:
        return code


def term_in_words(months: int | None, days: int | None, extension: int | None) -> str:
    """Return the length of a sentence: years, months and days, and the extended licence; empty if none."""
    years, rest = divmod(months or 0, 12)
    parts = [
        ngettext("%(count)d year", "%(count)d years", years) % {"count": years} if years else "",
        ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest} if rest else "",
        ngettext("%(count)d day", "%(count)d days", days or 0) % {"count": days} if days else "",
    ]
    length = ", ".join(filter(None, parts))
    if extension:
        more = ngettext("%(count)d month", "%(count)d months", extension) % {"count": extension}
        return _("%(length)s, and %(more)s of extended licence") % {"length": length, "more": more}
    return length


def offences(convictions: Iterable[ConvictionSeen]) -> list[dict[str, object]]:
    """Return each offence as a heading, facts, and a table of disposals."""
    return [
        {
            "title": offence_in_words(each.offence_code),
            "facts": [
                (_("How the matter ended"), in_words(each.result, CONVICTION_RESULTS)),
                (_("Convicted or cautioned on"), day(each.conviction_date)),
                (_("Offence on"), day(each.offence_date)),
                (_("Court"), each.court or _("Not known")),
                (_("Offence code"), each.offence_code),
            ],
            "disposals": [_disposal(of) for of in each.disposals],
        }
        for each in convictions
    ]


def further_offences(found: Iterable[FurtherOffenceSeen]) -> list[list[str]]:
    """Return the rows of the table of serious further offences: charge, day, what came of it."""
    return [
        [
            offence_in_words(each.offence_code),
            day(each.charge_date),
            outcome_in_words(each.outcome, each.outcome_date),
        ]
        for each in found
    ]


def outcome_in_words(outcome: str, on: date | None) -> str:
    """Return what came of a charge, with the day of it if there is one."""
    words = in_words(outcome, FURTHER_OFFENCE_OUTCOMES)
    return _("%(outcome)s on %(day)s") % {"outcome": words, "day": day(on)} if on else words


def _disposal(disposal: DisposalSeen) -> list[str]:
    length = term_in_words(disposal.term_months, disposal.term_days, disposal.extension_months)
    return [
        in_words(disposal.kind, DISPOSAL_NAMES),
        length or _("No stated length"),
        day(disposal.imposed_date),
        day(disposal.last_date),
        in_words(disposal.runs, RUNS) if disposal.runs else "",
    ]
