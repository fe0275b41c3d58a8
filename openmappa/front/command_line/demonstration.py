"""`openmappa demo`: London's published table from a fictitious caseload, and the pages on one's own machine."""

from __future__ import annotations

import secrets
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openmappa.foundation.database.addresses import home
from openmappa.foundation.database.roles import Role
from openmappa.front.command_line.clock import today
from openmappa.front.command_line.figures import DEFAULT_OUT, FORMATS, count_areas, reconciled, write
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import Unable, set_up_django
from openmappa.front.command_line.progress import Bar
from openmappa.front.command_line.quality import check_area
from openmappa.front.command_line.serve import run_server

if TYPE_CHECKING:
    from openmappa.foundation.accounts.services import DemonstrationAccount

PUBLISHED, LONDON, YEAR, SEED = "london-2023-24", 21, "2023-24", 1
YEAR_BEFORE = "2022-23"
STARTED = date(2024, 1, 1)
DATA_AS_AT = date(2024, 4, 10)
"""The day of the simulated data, ten days after that of the published figures."""


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop after the reconciliation.")
@click.option(
    "--out", default=DEFAULT_OUT, show_default=True, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def demo(no_serve: bool, out: Path, host: str, port: int) -> None:
    """Load a fictitious London that adds up to the published report of 2023/24, count it and serve the pages.

    \b
    The first run simulates and loads; later runs use what is there.
    Examples:
      openmappa demo
      openmappa demo --no-serve --out build/annual-report
    """
    with running_database():
        set_up_django()
        _refuse_elsewhere()
        prepare()
        _fill()
        for path in write(LONDON, YEAR, FORMATS, out):
            click.echo(f"Written: {path}")
        agrees = reconciled(PUBLISHED)
        agrees = _lawful() and agrees
        if not no_serve:
            _print_sign_in(host, port)
            run_server(host, port, day=DATA_AS_AT)
    if not agrees:
        raise click.exceptions.Exit(1)


def _refuse_elsewhere() -> None:
    from django.conf import settings

    if not settings.DEMONSTRATION:
        raise Unable("the demonstration runs only with its own settings: unset DJANGO_SETTINGS_MODULE")


def _fill() -> None:
    """Simulate, load and count, unless that was done before."""
    from openmappa.exchange.extracts.queries import loads_by_area

    if LONDON not in loads_by_area():
        began = time.monotonic()
        _simulate_and_load()
        # The simulated records are whole from the year of the published report on; the pages say so of this one.
        count_areas(YEAR_BEFORE, [LONDON])
        count_areas(YEAR, [LONDON])
        check_area(LONDON, YEAR)
        click.echo(f"Simulated, loaded and counted in {time.monotonic() - began:.1f} s")


def _simulate_and_load() -> None:
    from openmappa.exchange.extracts.services.load import load
    from openmappa.exchange.simulation.services.checking import keep_planted
    from openmappa.exchange.simulation.services.published import simulate_published
    from openmappa.oversight.reconciliation.services import read_published

    folder = home() / "demonstration" / PUBLISHED
    with Bar() as bar:
        simulated = simulate_published(
            read_published(PUBLISHED).document,
            area=LONDON,
            year=YEAR,
            seed=SEED,
            out=folder,
            report=lambda done, total: bar.reach(done, total, words="Simulating", unit="people"),
        )
        keep_planted(_planted(), simulated.differences)
        click.echo(f"Simulated {simulated.people:,} people who do not exist: {folder}")
        as_at = today()
        loaded = load(folder, as_at=as_at, accept_partial=False, by="demonstration", report=bar)
    rows = sum(counts["new"] for counts in loaded.counts.values())
    click.echo(f"Loaded {rows:,} rows as load {loaded.number}")


def _planted() -> Path:
    return home() / "demonstration" / f"{PUBLISHED}.differences.json"


def _lawful() -> bool:
    """Print who is recorded otherwise than the law says, and what is due; return whether they are those planted."""
    from openmappa.exchange.simulation.services.checking import differences, due, kept_planted

    planted = kept_planted(_planted())
    if planted is None:
        return True
    found, number = differences(planted, as_at=DATA_AS_AT), sum(map(len, planted.values()))
    click.echo(
        f"\nRecorded category and the law: {found.found} people differ or need a fact; {number} were planted,"
        f" {len(planted)} kinds of difference."
    )
    for words, keys in (("not planted", found.unexpected), ("planted and not found", found.missed)):
        if keys:
            click.echo(f"  {words}: {', '.join(keys[:20])}")
    if found.are_those_planted:
        click.echo("Those found are those planted, all and only.")
    owed = due(area=LONDON, as_at=DATA_AS_AT)
    click.echo(
        f"Duties to notify, as at {DATA_AS_AT:%-d %B %Y}: {owed.overdue} overdue from {owed.people_overdue} people,"
        f" {owed.within_7} due within 7 days, {owed.within_28} within 28 days."
    )
    return found.are_those_planted


def _print_sign_in(host: str, port: int) -> None:
    from openmappa.foundation.accounts.services import (
        make_demonstration_accounts,
        set_demonstration_conditions,
    )

    password, owner, accounts = secrets.token_urlsafe(9), Role.OWNER.value, _accounts()
    make_demonstration_accounts(accounts, password=password, start_date=STARTED, using=owner)
    set_demonstration_conditions(area=LONDON, start_date=STARTED, as_at=DATA_AS_AT, using=owner)
    click.echo(f"\nOpen http://{host}:{port}/ and sign in, with the password {password}, as")
    for account in accounts:
        click.echo(f"  {account.email}")
    click.echo("A second factor is not asked for here. In use it is, of everybody who sees people's records.")
    click.echo(f"Everybody in it is fictitious, and it is {DATA_AS_AT:%-d %B %Y} there. Stop with Ctrl-C.")


def _accounts() -> list[DemonstrationAccount]:
    """Return an account for each role that the pages are made for, and two managers of accounts."""
    from openmappa.foundation.accounts.domain import Role as Membership
    from openmappa.foundation.accounts.services import DemonstrationAccount
    from openmappa.foundation.agencies.models import Team

    team = Team.objects.filter(area_id=LONDON, lead_agency="police").order_by("id")[0].name
    police, manager = "police-metropolitan", Membership.POLICE_OFFENDER_MANAGER
    of_police = DemonstrationAccount(
        "offender-manager@demo.example", "Demo offender manager", manager, police, LONDON, team
    )
    superintendent = DemonstrationAccount(
        "superintendent@demo.example", "Demo superintendent", Membership.POLICE_SUPERINTENDENT, police, LONDON
    )
    of_probation = [
        DemonstrationAccount(f"{address}@demo.example", f"Demo {name}", role, "probation-london", area)
        for address, name, role, area in (
            ("co-ordinator", "co-ordinator", Membership.CO_ORDINATOR, LONDON),
            ("board", "board member", Membership.BOARD_MEMBER, LONDON),
            ("lay-adviser", "lay adviser", Membership.LAY_ADVISER, LONDON),
            ("statistician", "statistician", Membership.NATIONAL_STATISTICIAN, None),
            ("system-manager", "system manager", Membership.SYSTEM_MANAGER, LONDON),
            ("second-manager", "second manager", Membership.SYSTEM_MANAGER, LONDON),
            (
                "governance",
                "information governance officer",
                Membership.INFORMATION_GOVERNANCE_OFFICER,
                LONDON,
            ),
            ("analyst", "analyst", Membership.ANALYST, LONDON),
        )
    ]
    return [of_probation[0], of_police, superintendent, *of_probation[1:]]
