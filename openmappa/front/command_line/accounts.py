"""`openmappa accounts`: the first system managers, roles of all areas, and new one-time links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from openmappa.front.command_line.areas import area_number
from openmappa.front.command_line.clock import now, today
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django

if TYPE_CHECKING:
    from openmappa.foundation.administration.services.command_line import LetIn

_email = click.option("--email", required=True, help="The person's own email address.")
_name = click.option("--name", required=True, help="The person's name.")
_address = click.option(
    "--address",
    default="",
    help="Where people reach the pages: the beginning of the link. Without it, the first of OPENMAPPA_HOSTS in"
    " production, else this machine.",
)


@click.group()
def accounts() -> None:
    """Let in the first system managers; they do the rest on screen.

    \b
    There is no mail: each word prints a link with which the person sets a password, once, within three days.
    Examples:
      openmappa accounts system-manager --area London --email a@example.test --name "Ann Example"
      openmappa accounts link --email a@example.test
    """


@accounts.command("system-manager")
@click.option("--area", required=True, help="The area whose accounts the person manages: a name or number.")
@_email
@_name
@_address
def system_manager(area: str, email: str, name: str, address: str) -> None:
    """Make one of the two first system managers of an area."""
    number = area_number(area)
    checked = _checked(email, name)
    with running_database():
        set_up_django()
        prepare()
        from openmappa.foundation.administration.services.command_line import let_in_system_manager

        _print(
            let_in_system_manager(area=number, email=checked, name=name, as_at=today(), now=now()),
            address,
        )


@accounts.command()
@click.option("--agency", default="prison-service", show_default=True, help="The code of the agency.")
@_email
@_name
@_address
def statistician(agency: str, email: str, name: str, address: str) -> None:
    """Make a national statistician, who reads the figures of all areas."""
    checked = _checked(email, name)
    with running_database():
        set_up_django()
        prepare()
        from openmappa.foundation.administration.services.command_line import let_in_statistician

        _print(
            let_in_statistician(agency_code=agency, email=checked, name=name, as_at=today(), now=now()),
            address,
        )


@accounts.command()
@_email
@_address
def link(email: str, address: str) -> None:
    """Make a new one-time link for an account; earlier ones end."""
    with running_database():
        set_up_django()
        from openmappa.foundation.administration.services.command_line import new_link_for

        _print(new_link_for(email, now=now()), address)


def _checked(email: str, name: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email.strip()):
        raise click.BadParameter("expected an email address such as name@example.com", param_hint="--email")
    if not 1 <= len(name.strip()) <= 100:
        raise click.BadParameter("expected a name of 1 to 100 characters", param_hint="--name")
    return email


def _print(let_in: LetIn, address: str) -> None:
    click.echo(f"For {let_in.email}, once, within three days:")
    click.echo(f"  {(address or _usual_address()).rstrip('/')}{_path(let_in.secret)}")
    click.echo("Give it to nobody else. It is printed only now.")


def _usual_address() -> str:
    from django.conf import settings

    return f"https://{settings.ALLOWED_HOSTS[0]}" if settings.SECURE_SSL_REDIRECT else "http://127.0.0.1:8000"


def _path(secret: str) -> str:
    from django.urls import reverse

    return reverse("accounts:first_password", kwargs={"secret": secret})
