"""Edits of an area's settings, of years that may stand together, and of what may not be published."""

from __future__ import annotations

from tests.mutations.edits import FUNCTIONS, POLICIES, Edit

STATISTICS, REPORT = "openmappa/oversight/statistics", "openmappa/oversight/annual_report"
FIGURES, SETTINGS = f"{STATISTICS}/domain/figures.py", f"{STATISTICS}/services/settings.py"
OF_SETTINGS, OF_YEARS = f"{STATISTICS}/tests/test_settings.py", f"{STATISTICS}/tests/test_year_by_year.py"
OF_ANNEX, OF_REPORTS = (
    "openmappa/oversight/annex/tests/test_annex.py",
    f"{REPORT}/tests/test_settings_of_reports.py",
)

SETTINGS_EDITS = (
    Edit(
        "whoever reads figures may enter settings",
        POLICIES,
        "access_viewer_where('{Permission.PUBLISH_REPORT.value}')",
        "access_viewer_where('{Permission.READ_FIGURES.value}')",
        OF_SETTINGS,
    ),
    Edit(
        "every role publishes",
        FUNCTIONS,
        "lambda rights: permission in rights.permissions",
        "lambda rights: True",
        OF_SETTINGS,
    ),
    Edit(
        "the least threshold is refused",
        SETTINGS,
        "not LEAST_THRESHOLD <= threshold",
        "not LEAST_THRESHOLD < threshold",
        OF_SETTINGS,
    ),
    Edit(
        "the greatest threshold is refused",
        SETTINGS,
        "threshold <= GREATEST_THRESHOLD",
        "threshold < GREATEST_THRESHOLD",
        OF_SETTINGS,
    ),
    Edit(
        "what is given for a count is passed over",
        f"{STATISTICS}/domain/settings.py",
        "for area, each in areas.items()} | dict(given)",
        "for area, each in areas.items()}",
        OF_SETTINGS,
    ),
    Edit(
        "records that begin with the year are too late",
        FIGURES,
        "self.year.start_date < self.records_from",
        "self.year.start_date <= self.records_from",
        OF_YEARS,
    ),
    Edit(
        "records of the year's last day end too early",
        FIGURES,
        "self.data_as_at < self.year.last_date",
        "self.data_as_at <= self.year.last_date",
        OF_YEARS,
    ),
    Edit(
        "a setting that the rule does not heed parts years",
        f"{STATISTICS}/domain/comparing.py",
        "if name in rule.settings and was != is_now",
        "if was != is_now",
        OF_YEARS,
    ),
    Edit(
        "a last year whose records are not whole is printed",
        f"{REPORT}/services/source.py",
        "return counted(figures) if figures.is_whole else None",
        "return counted(figures)",
        OF_REPORTS,
    ),
    Edit(
        "the annex is for publication",
        "openmappa/oversight/annex/services.py",
        "for_publication=False",
        "for_publication=True",
        OF_ANNEX,
    ),
)
