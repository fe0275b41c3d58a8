"""Every form of the product, found by reading the pages: where it is posted and what its fields are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client


@dataclass
class Form:
    """A posted form: its address, its fields, and the values that the page offers for each."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def offers(self, name: str, value: str) -> None:
        """Note a value that the page itself would send."""
        self.fields.setdefault(name, [])
        if value:
            self.fields[name].append(value)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            posted = given.get("method", "get").lower() == "post"
            self.form = Form(given.get("action") or self.page) if posted else None
        elif self.form is None:
            return
        elif tag == "option":
            self.form.offers(self.select, given.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and (name := given.get("name")):
            self.select = name if tag == "select" else self.select
            self.form.offers(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form is not None:
            self.form.fields.pop("csrfmiddlewaretoken", None)
            self.found.append(self.form)
            self.form = None


def forms_on(client: Client, address: str) -> list[Form]:
    """Return the posted forms of a page, as the client sees it; none if there is no page."""
    answer = client.get(address)
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return []
    reader = _Reader(urlsplit(address).path)
    reader.feed(answer.content.decode())
    return reader.found
