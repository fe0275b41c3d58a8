"""`openmappa law`: what the law says of facts, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from openmappa.front.command_line.clock import today
from openmappa.front.command_line.figures import AS_JSON
from openmappa.statute.explanation.answer import Answer, law_of
from openmappa.statute.explanation.document import as_document, duties_document
from openmappa.statute.explanation.words import duties_in_words, explained
from openmappa.statute.facts.mistakes import WrongFacts
from openmappa.statute.facts.reading import read_facts
from openmappa.statute.facts.schema import schema
from openmappa.statute.facts.settings import read_settings
from openmappa.statute.provisions.dates import in_words
from openmappa.statute.provisions.settings import DEFAULTS

Read = TypeVar("Read")

FACTS = click.option(
    "--facts",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file with the facts about one person. See docs/facts-format.md.",
)
AS_AT = click.option(
    "--as-at",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day for which the question is asked. Default: today.",
)

SETTINGS = click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file with settings that differ from the usual. See docs/rule-book.md.",
)


class WrongFactsGiven(click.ClickException):
    """The facts are wrong: each mistake stands on a line of its own."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print the mistakes on standard error."""
        click.echo(self.format_message(), err=True)


@click.group()
def law() -> None:
    """Say what the law makes of facts about a person, and why. No database is used.

    \b
    Examples:
      openmappa law explain --facts docs/law-examples/indefinite-and-order.json
      openmappa law duties --facts docs/law-examples/no-fixed-abode.json --as-at 2026-04-20
    """


@law.command()
@FACTS
@AS_AT
@SETTINGS
@AS_JSON
def explain(file: Path, as_at: datetime | None, settings_file: Path | None, as_json: bool) -> None:
    """Say whether the person is eligible, on which limbs, for how long, and everything that follows."""
    answer = _answer(file, as_at, settings_file)
    if as_json:
        click.echo(json.dumps(as_document(answer), indent=1))
        return
    for line in explained(answer):
        click.echo(line)


@law.command()
@FACTS
@AS_AT
@SETTINGS
@AS_JSON
def duties(file: Path, as_at: datetime | None, settings_file: Path | None, as_json: bool) -> None:
    """List what must be notified by when, overdue first."""
    answer = _answer(file, as_at, settings_file)
    if as_json:
        click.echo(json.dumps(duties_document(answer.duties), indent=1))
        return
    click.echo(f"Duties to notify, as at {in_words(answer.as_at)}\n")
    for line in duties_in_words(answer.duties):
        click.echo(line)


@law.command("schema")
def facts_schema() -> None:
    """Print the JSON Schema of the facts."""
    click.echo(json.dumps(schema(), indent=1))


def _answer(file: Path, as_at: datetime | None, settings_file: Path | None) -> Answer:
    day: date = as_at.date() if as_at else today()
    settings = _read(settings_file, read_settings) if settings_file else DEFAULTS
    return law_of(_read(file, read_facts), as_at=day, settings=settings)


def _read(file: Path, reader: Callable[[str], Read]) -> Read:
    try:
        return reader(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise WrongFactsGiven(f"{file}: is not text in UTF-8: expected a JSON object") from None
    except WrongFacts as wrong:
        raise WrongFactsGiven("\n".join(f"{file}: {each}" for each in wrong.mistakes)) from None
