"""HTTP clients of one origin, in threads, each with one connection that it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPConnection
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from tests.sessions import CSRF, cookies_of


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer, where it leads to, and its text."""

    status: int
    location: str
    text: str


class Client:
    """Somebody's browser without a window: a connection that is kept, and the cookie of a session."""

    def __init__(self, address: str, session: str, *, timeout: float = 120) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=timeout)
        self._headers = {"Cookie": cookies_of(session)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._answer("GET", path)

    def post(self, path: str, form: dict[str, str]) -> Answer:
        """Send a form. A connection on which that fails is given up: the next request opens another."""
        return self._answer("POST", path, urlencode({**form, "csrfmiddlewaretoken": CSRF}))

    def _answer(self, method: str, path: str, body: str | None = None) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        try:
            self._connection.request(method, path, body, {**self._headers, **kind})
            answer = self._connection.getresponse()
            return Answer(answer.status, answer.getheader("Location", ""), answer.read().decode())
        except OSError:
            self._connection.close()
            raise
