"""`openmappa audit`: seal the log of who looked at and changed what, verify it, and export from it."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import Unable, set_up_django

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from openmappa.foundation.audit.services.verifying import Report

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
FILE = click.Path(path_type=Path, dir_okay=False)
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M:%SZ"])
EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group()
def audit() -> None:
    """Seal, verify and export the log of who looked at and changed what.

    \b
    The key that signs comes from OPENMAPPA_AUDIT_KEY or OPENMAPPA_AUDIT_KEY_FILE.
    Examples:
      openmappa audit verify
      openmappa audit head > where-nobody-can-change-it/head.json
      openmappa audit verify --head where-nobody-can-change-it/head.json
    """


@contextmanager
def _ready() -> Iterator[None]:
    with running_database():
        set_up_django()
        prepare()
        yield


def signing_key() -> Ed25519PrivateKey | None:
    """Return the key that signs the head, making one in the home folder for a demonstration; None without one."""
    from django.conf import settings

    from openmappa.foundation.audit.services.keys import make_key, private_key

    kept = Path(settings.AUDIT_KEY_FILE) if settings.AUDIT_KEY_FILE else None
    if settings.DEMONSTRATION and not settings.AUDIT_KEY and kept and not kept.exists():
        make_key(kept)
    return private_key()


@contextmanager
def sealing() -> Iterator[None]:
    """Seal the log beside what the block does, within 10 seconds of each commit."""
    from openmappa.foundation.audit.services.sealing import Sealer

    stop, key = threading.Event(), signing_key()
    if key is None:
        click.echo("openmappa: no key is set, so the log is sealed but its head is not signed", err=True)
    beside = threading.Thread(target=Sealer().watch, args=(stop, key), name="sealer", daemon=True)
    beside.start()
    try:
        yield
    finally:
        stop.set()
        beside.join(timeout=20)


@audit.command()
@click.option("--watch", is_flag=True, help="Go on until interrupted: an entry is sealed within 10 seconds.")
def seal(watch: bool) -> None:
    """Seal what is not sealed yet, and sign the head if it is due. `serve` and `demo` do this by themselves."""
    from openmappa.foundation.audit.services.sealing import Sealer, sign_if_due

    with _ready():
        if watch:
            stop = threading.Event()
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_: stop.set())
            with sealing():
                stop.wait()
            return
        sealed, key = Sealer().seal(), signing_key()
        if key is not None:
            sign_if_due(key, now=datetime.now(tz=UTC))
    click.echo(f"Sealed {sealed:,} {'entry' if sealed == 1 else 'entries'}")


@audit.command()
@AS_JSON
@click.option("--head", "heads", multiple=True, type=EXISTING, help="A head that was kept elsewhere.")
@click.option("--public-key", "keys", multiple=True, type=EXISTING, help="A key that signed heads, in PEM.")
@click.option("--as-at", type=MOMENT, help="When the log was as it is here, in UTC: the moment of a backup.")
def verify(as_json: bool, heads: tuple[Path, ...], keys: tuple[Path, ...], as_at: datetime | None) -> None:
    """Work out the chain again; name every entry that was altered, removed or moved. Exit code 1 on a fault.

    \b
    Example:
      openmappa audit verify --head kept/head.json --public-key kept/audit-key.pem
    """
    from openmappa.foundation.audit.domain.heads import HeadRefused, from_json
    from openmappa.foundation.audit.services.keys import trusted_keys
    from openmappa.foundation.audit.services.verifying import verify as verify_log

    kept = []
    for path in heads:
        try:
            kept.append(from_json(path.read_text("utf-8")))
        except (HeadRefused, UnicodeDecodeError) as problem:
            raise Unable(f"{path}: {problem}") from None
    with _ready():
        now = as_at.replace(tzinfo=UTC) if as_at else datetime.now(tz=UTC)
        # A demonstration that has signed nothing yet has no key to verify with until one is made.
        signing_key()
        report = verify_log(keys=trusted_keys(keys), kept=kept, now=now)
    for line in [_as_json(report, now)] if as_json else lines(report, now):
        click.echo(line)
    if report.faults:
        raise click.exceptions.Exit(1)


def lines(report: Report, now: datetime) -> list[str]:
    """Return what verifying found, in words."""
    head = report.newest_head
    signed = f"{head.signed_at:%Y-%m-%d %H:%M} UTC at place {head.position:,}" if head else "never"
    age = _age(report, now)
    return [
        *(f"FAULT  {each.words}" for each in report.faults),
        f"Sealed entries: {report.sealed:,}",
        f"Not sealed yet: {report.unsealed:,}" + (f", the oldest for {age:.0f} s" if age is not None else ""),
        f"Heads verified: {report.heads:,}; the newest was signed {signed}",
        f"Faults: {len(report.faults):,}",
    ]


def _age(report: Report, now: datetime) -> float | None:
    oldest = report.oldest_unsealed
    return None if oldest is None else max((now - oldest).total_seconds(), 0.0)


def _as_json(report: Report, now: datetime) -> str:
    head = report.newest_head
    found = {
        "sealed": report.sealed,
        "unsealed": report.unsealed,
        "unsealed_age_seconds": _age(report, now),
        "heads": report.heads,
        "newest_head": head and {"position": head.position, "signed_at": head.signed_at.isoformat()},
        "faults": [
            {"kind": each.kind.value, "entry": each.event_id, "position": each.position, "words": each.words}
            for each in report.faults
        ],
    }
    return json.dumps(found, indent=1)


@audit.command()
def head() -> None:
    """Seal, sign the head of the chain, and print it as JSON, to be kept where nobody can change it."""
    from openmappa.foundation.audit.domain.heads import to_json
    from openmappa.foundation.audit.services.keys import NAMES
    from openmappa.foundation.audit.services.sealing import Sealer, sign_now

    with _ready():
        key = signing_key()
        if key is None:
            raise Unable(f"no key is set: name one in {NAMES}")
        Sealer().seal()
        signed = sign_now(key, now=datetime.now(tz=UTC))
    if signed is None:
        raise Unable("the log is empty: there is nothing to sign")
    click.echo(to_json(signed))


@audit.command()
@click.option("--new", type=FILE, help="Make a new private key in this file, which must not exist.")
def key(new: Path | None) -> None:
    """Print the public key that verifies the heads, to be published; with --new, make a private key first."""
    from openmappa.foundation.audit.services.keys import NAMES, fingerprint, make_key, public_pem

    set_up_django()
    found = make_key(new) if new else signing_key()
    if found is None:
        raise Unable(f"no key is set: name one in {NAMES}, or make one with --new FILE")
    click.echo(public_pem(found.public_key()), nl=False)
    click.echo(f"Fingerprint: {fingerprint(found.public_key())}", err=True)


@audit.command()
@click.option("--subject", type=click.UUID, help="The reference of the person who asks.")
@click.option(
    "--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="The first day, for the Commissioner."
)
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="The last day, included.")
@click.option("--by", required=True, help="Who exports.")
@click.option("--recipient", required=True, help="Who receives it.")
@click.option("--reason", required=True, help="Why, such as the number of the request.")
@click.option("--third-parties", is_flag=True, help="With names of users and the reasons that they typed.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--out", required=True, type=FILE, help="The file to write, which must not exist.")
def export(
    subject: UUID | None,
    start: datetime | None,
    last: datetime | None,
    by: str,
    recipient: str,
    reason: str,
    third_parties: bool,
    form: str,
    out: Path,
) -> None:
    """Write entries of the log to a file only its owner reads, and write down to whom they were disclosed.

    \b
    Examples:
      openmappa audit export --subject UUID --by "A. Officer" --recipient "the person" --reason "Request 17" --out r17.csv
      openmappa audit export --from 2026-01-01 --to 2026-03-31 --by "A. Officer" \\
        --recipient "Information Commissioner" --reason "Their letter of 2 April" --out log.csv
    """
    from openmappa.oversight.log_review.services.exporting import Wanted
    from openmappa.oversight.log_review.services.exporting import export as write

    wanted = Wanted(subject, start and start.date(), last and last.date(), third_parties)
    with _ready():
        try:
            opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise Unable(f"{out} exists; an export never overwrites a file") from None
        try:
            with open(opened, "w", encoding="utf-8", newline="") as file:
                count = write(wanted, to=file, form=form, by=by, recipient=recipient, reason=reason)
        except BaseException:
            out.unlink()
            raise
    click.echo(f"Written: {out}, {count:,} {'entry' if count == 1 else 'entries'}")
