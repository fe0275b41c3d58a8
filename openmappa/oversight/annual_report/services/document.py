"""The report as a document: its chapters in order, standard ones and the area's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_report.domain import chapters
from openmappa.oversight.annual_report.domain.chapters import TITLES, Kind
from openmappa.oversight.annual_report.domain.counted import Counted, RuleUsed, Source
from openmappa.oversight.annual_report.domain.layout import LAYOUTS, published_fields
from openmappa.oversight.annual_report.domain.masks import hides
from openmappa.oversight.annual_report.services.settings_in_words import settings_blocks, short
from openmappa.oversight.annual_report.services.tables import caption, statistics
from openmappa.oversight.document.domain import markdown
from openmappa.oversight.document.domain.blocks import (
    Block,
    Chapter,
    Heading,
    Listing,
    Report,
    Span,
    Terms,
    plain,
)


def report(source: Source) -> Report:
    """Return the whole report of what was counted. The same source always gives the same document."""
    counted = source.counted
    return Report(
        title=_("Multi-Agency Public Protection Arrangements: %(area)s") % {"area": counted.area_name},
        subtitle=_("Annual report %(year)s") % {"year": counted.year.title},
        area=counted.area_name,
        year=counted.year.title,
        language=get_language() or "en-gb",
        date=str(counted.counted_at.date()),
        fictitious=counted.fictitious,
        facts=tuple(_facts(source)),
        chapters=tuple(_chapters(source)),
        warning=_("Fictitious people: no figure here is of anybody real") if counted.fictitious else "",
    )


def _facts(source: Source) -> Iterator[tuple[str, str]]:
    counted = source.counted
    yield _("Area"), counted.area_name
    yield (
        _("Period"),
        _("%(start)s to %(last)s")
        % {"start": day(counted.year.start_date), "last": day(counted.year.last_date)},
    )
    yield _("Counted on"), day(counted.counted_at.date())
    yield _("From data as at"), day(counted.data_as_at)
    if counted.loads:
        yield ngettext("Load", "Loads", len(counted.loads)), ", ".join(str(each) for each in counted.loads)
    if source.population:
        yield _("Population of the rate"), _("%(year)s, aged 10 and over") % {"year": source.population.year}
    yield _("Settings"), short(source.settings)


def _chapters(source: Source) -> Iterator[Chapter]:
    for kind in Kind:
        if kind in chapters.OWN:
            yield from _own(kind, source)
        else:
            yield Chapter(kind.value, _(TITLES[kind]), tuple(_STANDARD[kind](source)))


def _own(kind: Kind, source: Source) -> Iterator[Chapter]:
    for number, each in enumerate((one for one in source.chapters if one.kind is kind), start=1):
        key = kind.value if kind is not Kind.PARTNER else f"{kind.value}_{number}"
        byline = _("%(author)s, %(agency)s") % {"author": each.author, "agency": each.agency}
        yield Chapter(key, each.title or _(TITLES[kind]), markdown.blocks(each.markdown), byline)


def _what(_source: Source) -> Iterator[Block]:
    passage = chapters.WHAT_IS_MAPPA
    yield from (plain(_(each)) for each in passage.paragraphs)
    yield Listing(False, tuple((Span(_(each)),) for each in passage.points))
    yield from (plain(_(each)) for each in passage.after)


def _how(_source: Source) -> Iterator[Block]:
    yield from (plain(_(each)) for each in chapters.HOW_MAPPA_WORKS)
    yield Heading(3, _("Categories"))
    yield _terms(chapters.CATEGORIES)
    yield Heading(3, _("Levels of management"))
    yield plain(_(chapters.BETWEEN))
    yield _terms(chapters.LEVELS)
    yield from (plain(_(each)) for each in chapters.AFTER_LEVELS)


def _statistics(source: Source) -> Iterator[Block]:
    counted = source.counted
    yield plain(
        _(
            "The first table is the picture on %(day)s. The others are of the year from %(start)s to %(last)s."
            " Category 4 is in none of them: it is published nationally."
        )
        % {
            "day": day(counted.year.last_date),
            "start": day(counted.year.start_date),
            "last": day(counted.year.last_date),
        }
    )
    yield from statistics(source)
    if counted.without_level:
        few = hides(counted.without_level, below=source.suppress_below)
        yield plain(_few_without_level() if few else _without_level(counted.without_level))
    missing = [each for each in LAYOUTS if not each.is_counted(counted.fields)]
    if missing:
        yield Heading(3, _("Not counted"))
        yield Listing(False, tuple((Span(caption(each, counted.year)),) for each in missing))


def _few_without_level() -> str:
    return _(
        "A few more people are eligible and in the community, but have no level recorded, so are in no figure."
    )


def _without_level(missing: int) -> str:
    return ngettext(
        "%(count)d more person is eligible and in the community, but has no level recorded, so is in no figure.",
        "%(count)d more people are eligible and in the community, but have no level recorded, so are in no figure.",
        missing,
    ) % {"count": missing}


def _explanations(source: Source) -> Iterator[Block]:
    yield _terms(chapters.NOTES)
    yield from _compared(source.counted, source.last)


def _rules(source: Source) -> Iterator[Block]:
    yield from settings_blocks(source.settings)
    printed = set(published_fields())
    for rule in source.counted.rules:
        if printed & set(rule.fields):
            yield from _rule(rule)


def _rule(rule: RuleUsed) -> Iterator[Block]:
    yield Heading(3, _(rule.title))
    yield plain(_(rule.description))
    yield Terms(tuple((_(question), f"{_(setting)} {_(why)}") for question, setting, why in rule.choices))
    yield plain(
        _("Version %(version)d of the rule. Sources: %(source)s")
        % {"version": rule.version, "source": rule.source}
    )


def _compared(counted: Counted, last: Counted | None) -> Iterator[Block]:
    if last is None:
        return
    before = {each.name: each for each in last.rules}
    changed = [each for each in counted.rules if each.name in before and before[each.name] != each]
    yield Heading(3, _("Comparison with last year"))
    if not changed:
        yield plain(_("Both years were counted by the same rules, with the same choices."))
        return
    yield plain(
        _("These figures do not compare with last year's, because the rule or a choice in it changed:")
    )
    yield Listing(False, tuple((Span(_(each.title)),) for each in changed))


def _terms(entries: Iterable[tuple[str, str]]) -> Terms:
    return Terms(tuple((_(term), _(meaning)) for term, meaning in entries))


_STANDARD = {
    Kind.WHAT_IS_MAPPA: _what,
    Kind.HOW_MAPPA_WORKS: _how,
    Kind.STATISTICS: _statistics,
    Kind.NOTES: _explanations,
    Kind.RULES: _rules,
}
