"""The command `openmappa`: its words, its errors in one line, its exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module

import click

EXIT_CODES = """
\b
Exit codes:
  0  done, and the answer is yes
  1  done, and the answer is no: faults were found, figures differ, a check failed
  2  the command was misspelt or an argument is wrong
  3  it could not be done: a file, the database or the environment is not as it must be
  70 a fault in OpenMAPPA itself
"""

# Modules are imported when their word is used, so that `--help` and `db status` answer at once.
WORDS = {
    "accounts": "accounts",
    "audit": "audit",
    "db": "database",
    "demo": "demonstration",
    "django": "framework",
    "docs": "documents",
    "doctor": "doctor",
    "extracts": "extracts",
    "law": "law",
    "count": "figures",
    "data-quality": "quality",
    "population": "population",
    "positions": "positions",
    "reconcile": "figures",
    "report": "figures",
    "serve": "serve",
    "simulate": "simulate",
}


class Words(click.Group):
    """The words of the command line, each in a module of its own."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return all words."""
        return sorted(set(WORDS) - {"django"})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command of a word, or None."""
        if name not in WORDS:
            return None
        module = import_module(f"openmappa.front.command_line.{WORDS[name]}")
        return getattr(module, name.replace("-", "_"))  # type: ignore[no-any-return]


@click.command(cls=Words, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the trace of an error.")
def openmappa(debug: bool) -> None:
    """Casework and reporting for Multi-Agency Public Protection Arrangements (MAPPA).

    \b
    Examples:
      openmappa demo
      openmappa extracts check path/to/extract
      openmappa report --area London --year 2023-24 --out build/annual-report
    """


class Unable(click.ClickException):
    """It could not be done; the message says what is wrong and what was expected."""

    exit_code = 3

    def show(self, file: object = None) -> None:
        """Print the message in one line on standard error."""
        click.echo(f"openmappa: {self.format_message()}", err=True)


def set_up_django() -> None:
    """Load the settings: the demonstration's unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmappa.front.settings.demonstration")
    import django

    django.setup()


def main() -> None:
    """Run the command line and exit with its code."""
    debug = "--debug" in sys.argv
    try:
        sys.exit(openmappa.main(prog_name="openmappa", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(mistake.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        if debug:
            traceback.print_exc()
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Print what happened in one line, without values that may be personal, and return the exit code."""
    if type(error).__module__.startswith("openmappa."):
        click.echo(f"openmappa: {error}", err=True)
        return 3
    if isinstance(error, OSError) and error.filename:
        click.echo(f"openmappa: {error.filename}: {error.strerror}", err=True)
        return 3
    kind = f"{type(error).__module__}.{type(error).__name__}"
    click.echo(f"openmappa: unexpected error ({kind}); add --debug for the trace", err=True)
    return 70
