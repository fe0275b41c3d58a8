"""A report is made with the area's settings, says which applied, and an edition keeps them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.oversight.annual_report.domain.editions import APPROVERS
from openmappa.oversight.annual_report.models import ReportEdition
from openmappa.oversight.annual_report.services import NoPopulation, report, source_of, write_report
from openmappa.oversight.annual_report.services.editions import approve_report, preview, publish_edition
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import LONDON, YEAR
from openmappa.oversight.annual_report.tests.test_editions import co_ordinator
from openmappa.oversight.document.domain.blocks import as_data
from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices
from openmappa.oversight.statistics.domain.settings import AreaSettings
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredRun
from openmappa.oversight.statistics.services import load_packaged_populations, stored_settings
from openmappa.oversight.statistics.services.settings import change_settings
from openmappa.oversight.statistics.tests.a_world import user

pytestmark = pytest.mark.django_db
PAGE = "/reports/21/2023-24/"
OTHER = AreaSettings(CountingChoices(interim_orders_count=True), "mid-2020", 5)


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


def settle(settings: AreaSettings = OTHER) -> None:
    with co_ordinator() as viewer:
        change_settings(
            by=viewer,
            area=LONDON,
            settings=settings,
            reason="Decided by the board",
            expected=stored_settings(LONDON).number,
        )


def recounted(choices: CountingChoices) -> None:
    StoredRun.objects.update(choices=choices.as_json())


def words_of(**options: object) -> str:
    return json.dumps(as_data(report(source_of(LONDON, YEAR, **options))), ensure_ascii=False)  # type: ignore[arg-type]


def test_usual_report_says_that_its_settings_are_usual_and_hides_nothing() -> None:
    source = source_of(LONDON, YEAR)
    assert (source.suppress_below, source.settings.used) == (None, AreaSettings())
    said = words_of()
    assert "All settings are the usual ones." in said
    assert "mid-2023, the usual one." in said
    assert "None is hidden, as is usual" in said
    assert "area has stored" not in said
    assert "[c]" not in said


def test_report_is_made_with_what_the_area_has_settled_and_says_so() -> None:
    settle()
    recounted(OTHER.choices)
    source = source_of(LONDON, YEAR)
    assert source.population
    assert (source.population.year, source.suppress_below) == ("mid-2020", 5)
    said = words_of()
    assert "Some settings are not the usual ones." in said
    assert "Interim orders: Count like full orders." in said
    assert "mid-2020, not the usual one." in said
    assert "Numbers below 5 are hidden, and what would give them away. That is not usual." in said
    assert "area has stored" not in said
    assert "The area's setting" not in said


def test_count_that_is_older_than_the_settings_says_so() -> None:
    settle()
    assert "These are not the settings that the area has stored." in words_of()


def test_options_take_the_place_of_the_settings_and_are_said() -> None:
    settle()
    said = words_of(population="mid-2019", suppress_below=0)
    assert "mid-2019, not the usual one. The area's setting is mid-2020." in said
    assert (
        "as is usual: the statutory tables are published in full. The area's setting hides numbers below 5."
        in said
    )
    assert "[c]" not in said
    settle(AreaSettings())
    assert "The area's setting hides none." in words_of(suppress_below=3)


def test_population_that_is_not_stored_is_refused() -> None:
    with pytest.raises(NoPopulation, match="mid-2019"):
        source_of(LONDON, YEAR, population="mid-1999")


def test_files_are_written_with_the_settings(tmp_path: Path) -> None:
    settle()
    write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
    said = json.loads((tmp_path / "report.json").read_text("utf-8"))["source"]
    assert said["suppressed_below"] == 5
    assert said["settings"] | {"choices": None} == {
        "choices": None,
        "population_year": "mid-2020",
        "suppress_below": 5,
        "is_usual": False,
        "is_of_area": False,
        "version_of_area": 1,
    }


def test_edition_keeps_the_settings_that_it_was_made_with() -> None:
    settle()
    recounted(OTHER.choices)
    with co_ordinator() as viewer:
        approve_by_all_as_settled(viewer)
        publish_edition(by=viewer, area=LONDON, year=YEAR)
    settle(replace(OTHER, suppress_below=None))
    kept = ReportEdition.objects.get()
    assert kept.settings == {
        **OTHER.as_json(),
        "is_usual": False,
        "is_of_area": True,
        "version_of_area": 1,
    }
    assert kept.population_year == "mid-2020"


def approve_by_all_as_settled(viewer: Viewer) -> None:
    of = {"area": LONDON, "year": YEAR}
    read = preview(viewer=viewer, **of).digest
    for kind in APPROVERS:
        approve_report(by=viewer, agency_kind=kind, expected=read, on_behalf_of="A. Head", **of)


def test_last_year_whose_records_are_not_whole_is_left_out() -> None:
    store(year=ReportingYear("2022-23"))
    assert source_of(LONDON, YEAR).last
    StoredRun.objects.filter(year="2022-23").update(records_from=date(2023, 4, 1))
    assert source_of(LONDON, YEAR).last is None


def signed_in(client: Client, role: Membership) -> Client:
    client.force_login(user(role))
    return client


def test_reader_chooses_the_population_and_approves_only_the_areas(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    usual = client.get(PAGE).content.decode()
    assert re.search(r'<option value="mid-2023" selected', usual)
    assert {"mid-2019", "mid-2020", "mid-2023"} <= set(re.findall(r'<option value="(mid-\d+)"', usual))
    assert "Record the approval" in usual
    page = client.get(f"{PAGE}?population=mid-2019").content.decode()
    assert "mid-2019 estimate of residents" in page
    assert "mid-2023 estimate of residents" not in page
    assert "What is approved and published has mid-2023." in page
    assert "Record the approval" not in page
    assert client.get(f"{PAGE}?population=mid-1066").status_code == 404


def test_page_has_the_areas_population_unless_the_reader_chooses(client: Client) -> None:
    settle(replace(AreaSettings(), population_year="mid-2020"))
    page = signed_in(client, Membership.LAY_ADVISER).get(PAGE).content.decode()
    assert "mid-2020 estimate of residents" in page
    assert "is approved and published has" not in page


def test_page_says_that_the_count_is_older_than_the_settings(client: Client) -> None:
    page = signed_in(client, Membership.BOARD_MEMBER).get(PAGE).content.decode()
    assert "made with other settings" not in page
    settle()
    assert "made with other settings than the area" in client.get(PAGE).content.decode()


def test_preview_is_of_the_stored_choices() -> None:
    with co_ordinator() as viewer:
        assert preview(viewer=viewer, area=LONDON, year=YEAR).source.settings.choices == USUAL
