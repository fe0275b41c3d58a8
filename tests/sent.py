"""A form as a browser sends it: what was typed, with the hidden fields of the page that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.test import Client

from tests.matrix.forms import forms_on

HIDDEN = ("expected", "draft", "restricted")


def as_sent(client: Client, page: str, typed: Mapping[str, object], *, action: str = "") -> dict[str, object]:
    """Return what is sent from the page to the action, or to the page itself; a made-up state if there is no form.

    Where a page has several forms of one action, it is the one that offers what was typed.
    """
    wanted = action or urlsplit(page).path
    found = [each for each in forms_on(client, page) if each.action == wanted]
    fitting = [each for each in found if all(name in each.fields for name in typed if "-" not in name)]
    offered = [
        each
        for each in fitting
        if all(str(typed[name]) in each.fields[name] for name in typed if name in _KEYS)
    ]
    form = next(iter(offered or fitting or found), None)
    hidden = {name: form.fields[name][0] for name in HIDDEN if form.fields.get(name)} if form else {}
    return {"expected": "made up", **hidden, **typed}


_KEYS = ("agency", "team", "condition")
