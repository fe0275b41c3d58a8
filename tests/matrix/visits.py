"""One user's visit to every address: what each answered, and whose marks stood in the answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from django.test import Client
from django.urls import reverse

from openmappa.foundation.accounts.models import User
from openmappa.record.people.models import Identifier
from tests.matrix.routes import Route, routes
from tests.matrix.situations import MARKERS
from tests.matrix.world import OPEN, RESTRICTED, Ids


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visit showed: the status, and for each of the two people the letters of the marks found.

    `p` among the letters says that the person's id stood in the answer of an address that does not name it.
    """

    page: str
    whose: str
    status: int
    open: str
    restricted: str

    @property
    def words(self) -> str:
        """Return the visit as a cell of the table."""
        if self.whose:
            marks = self.restricted if self.whose == RESTRICTED else self.open
            return f"{self.status} {marks}".strip()
        both = [
            f"open:{self.open}" if self.open else "",
            f"restricted:{self.restricted}" if self.restricted else "",
        ]
        return " ".join(filter(None, (str(self.status), *both)))


def visit_all(user: User, about: Mapping[str, Ids], *, skipped: Collection[str] = ()) -> Iterator[Seen]:
    """Visit every address as the user, but for skipped pages: those about a person for each of the two people."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    for route in routes():
        if _page(route) in skipped:
            continue
        for whose in (OPEN, RESTRICTED) if route.about_person else ("",):
            yield _visited(client, user, route, whose, about)
    for words, posted in _searches(about):
        client.force_login(user)
        answer = client.post(reverse("people:person_search"), posted, follow=True)
        # The page repeats what was searched for, which here is a mark itself: what counts is who was found.
        text = re.sub(r"<dd.*?</dd>", "", _text(answer))
        yield _seen(words, "", answer.status_code, text, about)


def _searches(about: Mapping[str, Ids]) -> Iterator[tuple[str, dict[str, str]]]:
    yield "search by name", {"name": "Avery"}
    for person, words in ((OPEN, "open"), (RESTRICTED, "restricted")):
        year = 1950 if person else 1951
        birth = {"date_of_birth-day": "23", "date_of_birth-month": "7", "date_of_birth-year": str(year)}
        yield f"search by date of birth of the {words} person", birth
        number = Identifier.objects.get(subject_id=about[person]["subject_id"]).value
        yield f"search by number of the {words} person", {"identifier": number}


def _visited(client: Client, user: User, route: Route, whose: str, about: Mapping[str, Ids]) -> Seen:
    ids = about[whose] if route.about_person else {}
    address = route.address(ids)
    answer = client.get(address)
    if answer.status_code == 405:
        # A state that nobody was shown: who may not do it is refused all the same.
        answer = client.post(address, {"expected": "seen"})
        # Whatever was posted may have ended the session: the next visit starts signed in.
        client.force_login(user)
    label = ("restricted" if whose == RESTRICTED else "open") if route.about_person else ""
    # Where it leads counts as part of what it says.
    text = f"{answer.get('Location', '')} {_text(answer)}"
    named = None if "duty_id" in route.parts else ids.get("subject_id")
    return _seen(_page(route), label, answer.status_code, text, about, named=named)


def _page(route: Route) -> str:
    return f"{route.name}({', '.join(route.parts)})"


def _text(answer: object) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return unescape(re.sub(r"\s+", " ", content.decode("utf-8", "replace")))


def _seen(
    page: str, whose: str, status: int, text: str, about: Mapping[str, Ids], *, named: UUID | None = None
) -> Seen:
    marks = {}
    for person in (OPEN, RESTRICTED):
        subject = about[person]["subject_id"]
        letters = "p" if subject != named and str(subject) in text else ""
        marks[person] = letters + "".join(
            letter
            for letter, (_, _, words) in MARKERS.items()
            if any(found(text, each, person) for each in words)
        )
    return Seen(page, whose, status, marks[OPEN], marks[RESTRICTED])


def found(text: str, marker: str, person: str) -> bool:
    """Return whether the marker of this person stands in the text: as a word of its own, or as their day."""
    if marker[0].isdigit():
        year = int(marker[-4:])
        return f"{marker[:-4]}{year - 1 if person else year}" in text
    return re.search(rf"{marker}{person}\b", text) is not None
