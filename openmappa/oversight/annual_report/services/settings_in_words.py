"""What a report says of its own settings: which applied, whether they are the area's, and whether usual."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from openmappa.oversight.annual_report.domain.settings_used import SettingsUsed
from openmappa.oversight.document.domain.blocks import Block, Heading, Terms, plain
from openmappa.oversight.statistics.domain.choices import in_words
from openmappa.oversight.statistics.domain.settings import USUAL_POPULATION


def short(of: SettingsUsed) -> str:
    """Return in a line whether the settings are the usual ones."""
    if of.used.is_usual:
        return _("The usual ones")
    return _("Not all are the usual ones: see how each figure is counted")


def settings_blocks(of: SettingsUsed) -> Iterator[Block]:
    """Yield the report's part on its settings."""
    yield Heading(3, _("Settings of this report"))
    yield plain(
        _("All settings are the usual ones.")
        if of.used.is_usual
        else _("Some settings are not the usual ones. Figures of areas with other settings do not compare.")
    )
    yield Terms(
        ((_("Counting"), _counting(of)), (_("Population"), _population(of)), (_("Small numbers"), _small(of)))
    )


def _counting(of: SettingsUsed) -> str:
    unusual = [f"{_(question)}: {_(how)}" for _n, question, how, usual in in_words(of.choices) if not usual]
    said = (
        " ".join(unusual) if unusual else _("As usual in every question that the published notes leave open.")
    )
    if of.counted_as_settled:
        return said
    return f"{said} " + _("These are not the settings that the area has stored.")


def _population(of: SettingsUsed) -> str:
    used, settled = of.used.population_year, of.of_area.settings.population_year
    said = _("%(year)s, the usual one.") if used == USUAL_POPULATION else _("%(year)s, not the usual one.")
    said %= {"year": used}
    if used == settled:
        return said
    return f"{said} " + _("The area's setting is %(year)s.") % {"year": settled}


def _small(of: SettingsUsed) -> str:
    used, settled = of.used.suppress_below, of.of_area.settings.suppress_below
    if used is None:
        said = _("None is hidden, as is usual: the statutory tables are published in full.")
    else:
        said = _("Numbers below %(number)d are hidden, and what would give them away. That is not usual.") % {
            "number": used
        }
    if used == settled:
        return said
    other = (
        _("The area's setting hides none.")
        if settled is None
        else _("The area's setting hides numbers below %(number)d.") % {"number": settled}
    )
    return f"{said} {other}"
