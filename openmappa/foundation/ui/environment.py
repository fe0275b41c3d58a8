"""The templates' environment: components of the design system, addresses, words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined

_globals: dict[str, Callable[..., object]] = {}


def register_global(name: str, function: Callable[..., object]) -> None:
    """Give templates a function that a room above provides, such as the frame of the case page."""
    _globals[name] = function


def environment(**options: Any) -> Environment:
    """Return the environment: own templates by room, components under `govuk_frontend_jinja`."""
    folders = [str(Path(config.path) / "templates") for config in apps.get_app_configs()]
    options.update(
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        loader=ChoiceLoader(
            [
                FileSystemLoader(folders),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
    )
    made = Environment(**options)  # noqa: S701  autoescape is on, three lines up
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        static=static,
        url=_url,
        fictitious=settings.FICTITIOUS,
        **_globals,
    )
    return made


def _url(name: str, *arguments: object, **named: object) -> str:
    return reverse(name, args=arguments or None, kwargs=named or None)
