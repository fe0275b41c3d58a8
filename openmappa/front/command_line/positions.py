"""`openmappa positions`: what the law says of everybody recorded, where days have passed or a fact is new."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from openmappa.front.command_line.clock import today
from openmappa.front.command_line.figures import AS_JSON
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django

if TYPE_CHECKING:
    from openmappa.casework.duties.services.of_many import Worked
    from openmappa.casework.legal_position.services.of_many import Summary


@click.command("positions")
@AS_JSON
def positions(as_json: bool) -> None:
    """Work out as at today what the law says of everybody recorded, and what is due from them.

    A load does this for its people, as at the day of its data, and a change of a fact for the person. What is left is
    that days pass, that rules change, and what somebody changed who may not see the whole record. Run it once a day.

    \b
    Example:
      openmappa positions
    """
    with running_database():
        set_up_django()
        prepare()
        from openmappa.casework.duties.services.of_many import work_out_duties_of_everybody
        from openmappa.casework.legal_position.services.of_many import work_out_everybody

        found = work_out_everybody(as_at=today())
        due = work_out_duties_of_everybody(as_at=today())
    if as_json:
        click.echo(json.dumps(asdict(found) | {"duties": asdict(due)}))
        return
    click.echo(in_words(found))
    click.echo(duties_in_words(due))


def in_words(found: Summary) -> str:
    """Return how many positions were worked out, and how many of these were of a pattern known already."""
    return (
        f"Legal positions: {found.worked_out:,} of {found.people:,} people worked out"
        f" ({found.hit_rate:.0%} of a pattern worked out before), {found.other:,} with another answer than before,"
        f" {found.not_worked_out:,} could not be worked out"
    )


def duties_in_words(due: Worked) -> str:
    """Return how many duties people have, and how many became different."""
    return (
        f"Duties: {due.duties:,} of {due.people:,} people ({due.repeated:,} of a pattern worked out before);"
        f" {due.added:,} new, {due.replaced:,} no longer so,"
        f" {due.altered:,} otherwise different; of {due.not_worked_out:,} people they could not be worked out"
    )
