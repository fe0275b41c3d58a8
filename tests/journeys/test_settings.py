"""The co-ordinator settles how figures are counted, somebody else is quicker, and figures are read over the years."""

from __future__ import annotations

from tests.journeys.visitor import Visitor

YEARS = "/figures/21/years/"
REPORT = "/reports/21/2023-24/"


def test_settings_are_changed_and_a_stale_change_is_shown(visitor: Visitor, second_visitor: Visitor) -> None:
    address = "/figures/21/settings/"
    visitor.signs_in("co_ordinator")
    assert visitor.opens(address) == 200
    visitor.looks("settings")
    visitor.page.click("text=Change the settings")
    visitor.looks("settings-form")
    visitor.page.click("text=Save the settings")
    assert "Enter the reason for the change" in visitor.reads()
    visitor.looks("settings-form-error")

    second_visitor.signs_in("co_ordinator")
    second_visitor.opens(f"{address}change/")
    second_visitor.page.fill("#suppress_below", "7")
    second_visitor.page.fill("#reason", "Agreed with the analyst")

    visitor.page.check("input[name=population_year][value=mid-2020]")
    visitor.page.fill("#reason", "Decided by the board in May")
    visitor.page.click("text=Save the settings")
    assert "The settings are saved." in visitor.reads()
    visitor.looks("settings-changed")

    second_visitor.page.click("text=Save the settings")
    said = second_visitor.reads()
    assert "Somebody else has changed the settings" in said
    assert "Decided by the board in May" in said
    assert second_visitor.page.input_value("#reason") == "Agreed with the analyst"
    second_visitor.looks("settings-stale")

    visitor.opens(REPORT)
    assert "mid-2020, not the usual one." in visitor.reads()
    visitor.opens(f"{address}change/")
    visitor.page.check("input[name=population_year][value=mid-2023]")
    visitor.page.fill("#reason", "Taken back")
    visitor.page.click("text=Save the settings")


def test_figures_are_read_year_by_year_and_opened(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens("/figures/21/2023-24/")
    visitor.page.click("text=Figures year by year")
    assert visitor.page.url.endswith(YEARS)
    visitor.looks("figures-by-year")
    visitor.page.click("td a[href*='/2022-23/']")
    assert "You may see" in visitor.reads()


def test_reader_without_javascript_chooses_the_population(visitor_without_javascript: Visitor) -> None:
    visitor = visitor_without_javascript
    visitor.signs_in("board_member")
    visitor.opens(REPORT)
    visitor.page.select_option("#population", "mid-2019")
    visitor.page.click("text=Show with this population")
    assert "What is approved and published has" in visitor.reads()
    assert "population=mid-2019" in visitor.page.url


def test_report_for_reading_looks_right(visitor: Visitor) -> None:
    visitor.signs_in("board_member")
    visitor.opens(f"{REPORT}?population=mid-2019")
    assert "mid-2019" in visitor.reads()
    visitor.looks("report-other-population")
