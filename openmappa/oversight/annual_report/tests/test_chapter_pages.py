"""The pages of an area's own chapters: who may, what is written, previewed, compared and approved."""

from __future__ import annotations

import pytest
from django.test import Client

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency
from openmappa.oversight.annual_report.domain.editions import APPROVERS
from openmappa.oversight.annual_report.models import ReportChapter
from openmappa.oversight.annual_report.services import editions
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.test_editions import REPORT, asked_by
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import user
from tests.sent import as_sent

pytestmark = pytest.mark.django_db
REPORT_PAGE = "/reports/21/2023-24/"
LIST = f"{REPORT_PAGE}chapters/"
FOREWORD = f"{LIST}foreword/1/"


def police() -> Agency:
    return Agency.objects.get(code="police-metropolitan")


def signed_in(client: Client, role: Membership, *, area: int = 21, agency: str = "") -> User:
    made = user(role, area=area)
    if agency:
        made.memberships.update(agency=Agency.objects.get(code=agency))
    client.force_login(made)
    return made


def chapter(**said: object) -> dict[str, object]:
    return {
        "title": "",
        "markdown": "We thank **all**.",
        "author": "A. Chair",
        "agency": police().pk,
        "expected": 0,
    } | said


def said_by(client: Client, address: str, form: dict[str, object] | None = None) -> str:
    sent = form if form is None or "expected" in form else as_sent(client, address, form)
    answer = client.get(address) if sent is None else client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_chapter_is_written_previewed_approved_and_in_the_report(client: Client) -> None:
    load_packaged_populations()
    store()
    signed_in(client, Membership.CO_ORDINATOR)
    assert LIST in said_by(client, REPORT_PAGE)
    assert "Not written yet" in said_by(client, LIST)

    text = said_by(client, f"{FOREWORD}write/", chapter(preview="1"))
    assert "We thank <strong>all</strong>." in text
    assert "Nothing is saved yet" in text
    assert not ReportChapter.objects.exists()

    text = said_by(client, f"{FOREWORD}write/", chapter())
    assert "Version 1 is saved." in text
    assert "A. Chair, Metropolitan Police" in text
    assert "Not approved, so not in the report" in said_by(client, LIST)
    assert "We thank <strong>all</strong>." not in said_by(client, REPORT_PAGE)

    assert "Enter who approved" in said_by(client, f"{FOREWORD}1/", {"approved_for": " "})
    assert "The approval is recorded." in said_by(client, f"{FOREWORD}1/", {"approved_for": "A. Head"})
    assert "Approved by A. Head on" in said_by(client, LIST)
    assert "We thank <strong>all</strong>." in said_by(client, REPORT_PAGE)
    assert "Somebody else has changed the chapter" in said_by(
        client, f"{FOREWORD}1/", {"approved_for": "A. Head"}
    )

    said_by(client, f"{FOREWORD}write/", chapter(markdown="New.", expected=1))
    assert "The report prints version 1." in said_by(client, LIST)
    said_by(client, f"{FOREWORD}write/", chapter(markdown="", expected=2))
    said_by(client, f"{FOREWORD}3/", {"approved_for": "A. Head"})
    assert "Left out of the report." in said_by(client, LIST)
    assert "We thank" not in said_by(client, REPORT_PAGE)


def test_markup_and_formulas_stay_text(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    typed = "<script>x</script>\n\n=HYPERLINK(1)\n\n[a](javascript:x)\n"
    text = said_by(client, f"{FOREWORD}write/", chapter(markdown=typed, title="<b>T</b>", preview="1"))
    assert "&lt;script&gt;x&lt;/script&gt;" in text
    assert "=HYPERLINK(1)" in text
    assert "&lt;b&gt;T&lt;/b&gt;" in text
    assert "<script>x" not in text
    assert 'href="javascript' not in text


def test_stale_version_is_shown_beside_what_is_saved_and_typed_text_is_kept(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    said_by(client, f"{FOREWORD}write/", chapter(markdown="The first."))
    said_by(client, f"{FOREWORD}write/", chapter(markdown="Of another.", expected=1))
    text = said_by(client, f"{FOREWORD}write/", chapter(markdown="Mine.", expected=1))
    assert "Somebody else has changed the chapter" in text
    assert text.count("The first.") == 1
    assert text.count("Of another.") == 1
    # Once in the comparison, once in the form.
    assert text.count("Mine.") == 2
    assert 'name="expected" value="2"' in text
    assert ReportChapter.objects.count() == 2
    assert "Version 3 is saved." in said_by(
        client, f"{FOREWORD}write/", chapter(markdown="Mine.", expected=2)
    )


def test_two_new_chapters_at_once_are_compared_too(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    said_by(client, f"{FOREWORD}write/", chapter(markdown="Of another."))
    text = said_by(client, f"{FOREWORD}write/", chapter(markdown="Mine."))
    assert "Not written yet" in text
    assert "Of another." in text


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"author": " "}, "Enter who wrote the chapter"),
        ({"author": "a" * 201}, "The author must be 200 characters or fewer"),
        ({"title": "a" * 201}, "The title must be 200 characters or fewer"),
        ({"markdown": ""}, "Enter the text of the chapter"),
        ({"markdown": "a" * 50_001}, "The text must be 50,000 characters or fewer"),
        ({"agency": ""}, "Select the agency that the chapter is of"),
        ({"agency": "999999"}, "Select the agency that the chapter is of"),
        ({"markdown": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_mistake_is_said_in_words_and_what_was_typed_is_kept(
    client: Client, wrong: dict[str, object], expected: str
) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    text = said_by(client, f"{FOREWORD}write/", chapter(**{"title": "My title"} | wrong))
    assert "There is a problem" in text
    assert expected in text
    assert "title" in wrong or "My title" in text
    assert not ReportChapter.objects.exists()


def test_agency_of_another_area_is_not_offered_and_not_taken(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    kent = Agency.objects.get(code="police-kent")
    text = said_by(client, f"{FOREWORD}write/")
    assert "HM Prison Service" in text
    assert kent.name not in text
    assert "Select the agency" in said_by(client, f"{FOREWORD}write/", chapter(agency=kent.pk))


def test_partners_are_numbered_one_after_the_other(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    assert f"{LIST}partner/1/write/" in said_by(client, LIST)
    said_by(client, f"{LIST}partner/1/write/", chapter(title="Housing"))
    text = said_by(client, LIST)
    assert "Partner chapter 1: Housing" in text
    assert f"{LIST}partner/2/write/" in text


def test_member_of_the_board_approves_for_the_own_agency_only_and_writes_none(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    said_by(client, f"{FOREWORD}write/", chapter())
    said_by(
        client, f"{LIST}training/1/write/", chapter(agency=Agency.objects.get(code="probation-london").pk)
    )
    member = signed_in(client, Membership.BOARD_MEMBER, agency="police-metropolitan")
    assert "What you can do" not in said_by(client, LIST)
    assert client.get(f"{FOREWORD}write/").status_code == 403
    assert client.post(f"{FOREWORD}write/", chapter(expected=1)).status_code == 403
    assert "Approve this version" not in said_by(client, f"{LIST}training/1/1/")
    assert (
        client.post(
            f"{LIST}training/1/1/", as_sent(client, f"{LIST}training/1/1/", {"approved_for": "A. Head"})
        ).status_code
        == 403
    )
    assert "You approve this version for Metropolitan Police" in said_by(client, f"{FOREWORD}1/")
    said_by(client, f"{FOREWORD}1/", {"approved_for": "Another name"})
    assert f"Approved by {member.name} on" in said_by(client, LIST)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Membership.LAY_ADVISER, 21),
        (Membership.ANALYST, 21),
        (Membership.POLICE_OFFENDER_MANAGER, 21),
        (Membership.CO_ORDINATOR, 7),
    ],
)
def test_drafts_are_not_for_others(client: Client, role: Membership, area: int) -> None:
    signed_in(client, role, area=area)
    for address in (LIST, f"{FOREWORD}1/", f"{FOREWORD}write/"):
        assert client.get(address).status_code == 403
        assert client.post(address, chapter()).status_code in (403, 405)
    assert not ReportChapter.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        f"{FOREWORD}7/",
        f"{LIST}foreword/2/write/",
        f"{LIST}partner/0/write/",
        f"{LIST}partner/100/write/",
        f"{LIST}statistics/1/write/",
        f"{LIST}other/1/write/",
        "/reports/21/2023/chapters/",
    ],
)
def test_what_is_not_there_is_not_there(client: Client, address: str) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    assert client.get(address).status_code == 404


def test_edition_is_shown_as_published(client: Client) -> None:
    load_packaged_populations()
    store()
    asking = signed_in(client, Membership.CO_ORDINATOR)
    said_by(client, f"{FOREWORD}write/", chapter())
    said_by(client, f"{FOREWORD}1/", {"approved_for": "A. Head"})
    with asked_by(asking) as viewer:
        read = editions.preview(viewer=viewer, **REPORT).digest
        for kind in APPROVERS:
            said = {"agency_kind": kind, "expected": read, "on_behalf_of": "A. Head"}
            editions.approve_report(by=viewer, **said, **REPORT)
        editions.publish_edition(by=viewer, **REPORT)
    said_by(client, f"{FOREWORD}write/", chapter(markdown="Other words.", expected=1))
    said_by(client, f"{FOREWORD}2/", {"approved_for": "A. Head"})
    assert f"{REPORT_PAGE}editions/1/" in said_by(client, REPORT_PAGE)
    text = said_by(client, f"{REPORT_PAGE}editions/1/")
    assert "We thank <strong>all</strong>." in text
    assert "Other words." not in text
    assert read in text
    assert client.get(f"{REPORT_PAGE}editions/2/").status_code == 404
    signed_in(client, Membership.POLICE_OFFENDER_MANAGER)
    assert client.get(f"{REPORT_PAGE}editions/1/").status_code == 403
