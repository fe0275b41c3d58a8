"""The templates' environment: components of the design system, addresses, words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
)
from jinja2.utils import missing

from openmappa.foundation.ui.words import day

_globals: dict[str, Callable[..., object]] = {}


class Missing(StrictUndefined):
    """A name that a template lacks is an error. A component's option that was not given is not."""

    def __new__(  # type: ignore[misc]
        cls,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[Exception] | None = None,
    ) -> Undefined:
        """Return the strict kind for names and attributes, the lenient kind for what a component may be given."""
        if isinstance(obj, dict) or name == "caller":
            return ChainableUndefined(hint, obj, name)
        return super().__new__(cls)


def register_global(name: str, function: Callable[..., object]) -> None:
    """Give templates a function that a room above provides, such as the frame of the case page."""
    _globals[name] = function


def environment(**options: Any) -> Environment:
    """Return the environment: own templates by room, components under `govuk_frontend_jinja`."""
    folders = [str(Path(config.path) / "templates") for config in apps.get_app_configs()]
    options.update(
        autoescape=True,
        undefined=Missing,
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
        demonstration_day=_demonstration_day,
        # Some components name what they leave out in the words of JavaScript.
        undefined=ChainableUndefined(name="undefined"),
        null=None,
        language=translation.get_language,
        messages_of=_messages_of,
        **_globals,
    )
    return made


def _url(name: str, *arguments: object, **named: object) -> str:
    return reverse(name, args=arguments or None, kwargs=named or None)


def _messages_of(request: HttpRequest) -> Iterable[str]:
    # An error page may be shown before there is a session to keep messages in.
    return [str(each) for each in get_messages(request)] if hasattr(request, "_messages") else []


def _demonstration_day() -> str:
    """Return the day that a demonstration takes for today, in words; nothing where today is today."""
    return day(settings.DEMONSTRATION_DAY) if settings.DEMONSTRATION_DAY else ""
