"""What is due: a notification recorded, a move to no fixed abode, a release, somebody missing, the worklist, a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

ROBIN, AVERY, BLAIR = map(reference, ("Robin Fictitious", "Avery Madeup", "Blair Imaginary"))
TODAY = timezone.localdate()


def words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def fills_day(visitor: Visitor, name: str, day: date) -> None:
    for part, value in zip(("day", "month", "year"), (day.day, day.month, day.year), strict=True):
        visitor.page.fill(f"#{name}-{part}", str(value))


def follows(visitor: Visitor, selector: str) -> None:
    visitor.tabs_to(selector)
    with visitor.page.expect_navigation():
        visitor.presses("Enter")


def records_notification(visitor: Visitor, kind: str, of: object = ROBIN) -> None:
    visitor.opens(f"/people/{of}/notifications/record/")
    visitor.page.select_option("#kind", kind)
    visitor.page.fill("#place", "Anytown police station")
    visitor.page.check("input[name=given][value=names]")
    visitor.page.get_by_role("button", name="Record the notification").click()


def test_a_notification_is_recorded_by_keyboard_and_the_next_is_due(visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens(f"/people/{ROBIN}/duties/")
    visitor.looks("duties-before")
    follows(visitor, f"a[href='/people/{ROBIN}/notifications/record/']")
    visitor.looks("notification-record")
    visitor.tabs_to("#kind")
    visitor.page.keyboard.type("Initial")
    visitor.tabs_to("#given-3")
    visitor.presses("Space")
    visitor.tabs_to("#place")
    visitor.page.keyboard.type("Anytown police station")
    visitor.tabs_to("#taken_by")
    visitor.page.keyboard.type("PC Example")
    follows(visitor, "main form button[type=submit]")
    said = visitor.reads()
    assert "The notification is recorded" in said
    assert "Periodic notification: by" in said
    assert "Sexual Offences Act 2003" in said
    assert "s.85" in said
    visitor.looks("duties-after-notification")
    visitor.opens(f"/people/{ROBIN}/orders/")
    said = visitor.reads()
    assert "Anytown police station, PC Example" in said
    assert "Names used" in said
    visitor.looks("orders-with-notifications")


def test_a_notification_of_tomorrow_is_refused_in_words(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/people/{ROBIN}/notifications/record/")
    fills_day(visitor, "made_date", TODAY + timedelta(days=2))
    visitor.page.get_by_role("button", name="Record the notification").click()
    said = visitor.reads()
    assert "Select which notification it is" in said
    visitor.page.select_option("#kind", "advance")
    visitor.page.get_by_role("button", name="Record the notification").click()
    assert "The date must be today or in the past" in visitor.reads()
    assert visitor.page.title().startswith("Error: ")
    visitor.looks("notification-refused")


def test_a_move_to_no_fixed_abode_starts_the_weekly_clock(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    records_notification(visitor, "periodic", BLAIR)
    visitor.opens(f"/people/{BLAIR}/duties/")
    follows(visitor, f"a[href='/people/{BLAIR}/address/record/']")
    visitor.tabs_to("input[name=kind]")
    visitor.presses("ArrowDown", "ArrowDown", "Space")
    visitor.tabs_to("#lines")
    visitor.page.keyboard.type("Under Example Bridge, Anytown")
    visitor.page.fill("#postcode", "ZZ99")
    follows(visitor, "main form button[type=submit]")
    assert "Enter a full postcode, like ZZ99 9ZZ" in visitor.reads()
    visitor.looks("address-record-error")
    visitor.page.fill("#postcode", "zz992zz")
    visitor.looks("address-record")
    follows(visitor, "main form button[type=submit]")
    said = visitor.reads()
    assert "The address is recorded" in said
    visitor.opens(f"/people/{BLAIR}/")
    assert "Under Example Bridge, Anytown, ZZ99 2ZZ" in visitor.reads()
    visitor.opens(f"/people/{BLAIR}/duties/")
    said = visitor.reads()
    assert f"Change of home address: by {words(TODAY + timedelta(days=2))}" in said
    records_notification(visitor, "change", BLAIR)
    said = visitor.reads()
    assert f"Periodic notification: by {words(TODAY + timedelta(days=7))}" in said
    assert "7 days after" in said
    assert "Weekly notification without a sole or main residence" in said
    visitor.looks("duties-weekly")


def test_a_release_starts_the_clocks_again(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/people/{AVERY}/duties/")
    follows(visitor, f"a[href='/people/{AVERY}/release/record/']")
    visitor.page.select_option("#ended_by", "released")
    visitor.looks("release-record")
    visitor.tabs_to("main form button[type=submit]")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    said = visitor.reads()
    assert "The clocks that custody had stopped run again" in said
    assert f"Initial notification: by {words(TODAY + timedelta(days=2))}" in said
    assert "days inside or abroad left out" in said
    visitor.looks("duties-after-release")


def test_somebody_missing_is_told_of_and_it_stops_nothing(visitor: Visitor, second_visitor: Visitor) -> None:
    for each in (visitor, second_visitor):
        each.signs_in("co_ordinator")
        each.opens(f"/people/{ROBIN}/missing/record/")
        each.page.check("input[name=kind][value=absconded]")
    visitor.page.fill("#reported_by", "A neighbour")
    visitor.looks("missing-record")
    visitor.page.get_by_role("button", name="Record as missing").click()
    said = visitor.reads()
    assert f"Absconded since {words(TODAY)}" in said
    assert "This stops nothing: every duty stays due" in said
    visitor.looks("duties-missing")
    second_visitor.page.get_by_role("button", name="Record as missing").click()
    said = second_visitor.reads()
    assert "Somebody else has recorded something meanwhile" in said
    assert "A neighbour" in said
    second_visitor.looks("missing-stale")


def test_the_worklist_and_a_calendar_of_it(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    records_notification(visitor, "periodic")
    visitor.opens("/duties/")
    visitor.looks("worklist-overdue")
    visitor.opens("/duties/?when=week")
    assert "Due within 7 days" in visitor.reads()
    visitor.looks("worklist-week")
    visitor.opens("/duties/?when=unknown")
    visitor.looks("worklist-unknown")
    follows(visitor, "a[href='/duties/calendars/']")
    follows(visitor, "main form button[type=submit]")
    said = visitor.reads()
    assert "It is shown this once" in said
    visitor.looks("calendars")
    visitor.page.get_by_role("button", name="Stop this calendar").first.click()
    assert "The calendar is stopped" in visitor.reads()


def test_who_has_no_part_in_cases_has_no_worklist(visitor: Visitor) -> None:
    visitor.signs_in("lay_adviser")
    assert visitor.opens("/duties/") == 403
