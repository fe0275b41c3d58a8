"""`openmappa django`: the framework's own commands, for developers."""

from __future__ import annotations

import click

from openmappa.front.command_line.main import set_up_django


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Run a command of the framework, such as makemigrations."""
    set_up_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["openmappa django", *arguments])
