"""Sealing and verifying, on PostgreSQL: every kind of tampering by a superuser is found, and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from openmappa.foundation.audit.domain.chain import START, Content, content_digest, following
from openmappa.foundation.audit.domain.heads import Head
from openmappa.foundation.audit.domain.verifying import Kind
from openmappa.foundation.audit.models import Event, Seal, SignedHead
from openmappa.foundation.audit.services.keys import fingerprint
from openmappa.foundation.audit.services.sealing import COLUMNS, Sealer, sign_if_due, sign_now
from openmappa.foundation.audit.services.verifying import Report, verify

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(tz=UTC)


def check(key: Ed25519PrivateKey, *kept: Head, at: datetime | None = None) -> Report:
    public = key.public_key()
    return verify(keys={fingerprint(public): public}, kept=kept, now=at or now())


def found(key: Ed25519PrivateKey, *kept: Head) -> list[tuple[Kind, int | None]]:
    return [(each.kind, each.event_id) for each in check(key, *kept).faults]


@pytest.fixture
def sealed(log, key) -> list[int]:
    """Seal ten entries, sign the head, and return their ids."""
    log.write(10)
    assert Sealer().seal() == 10
    assert sign_now(key, now=now()) is not None
    return list(Event.objects.values_list("id", flat=True))


def test_a_sound_log_has_no_fault(sealed, key) -> None:
    report = check(key)
    assert (report.faults, report.sealed, report.unsealed, report.heads) == ((), 10, 0, 1)
    assert report.newest_head is not None
    assert report.newest_head.position == 10


def test_chain_goes_on_where_it_ended(sealed, log, key) -> None:
    log.write(3)
    sealer = Sealer()
    assert (sealer.seal(), sealer.seal()) == (3, 0)
    log.write(2)
    assert sealer.seal() == 2
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 16))
    assert check(key).faults == ()


def test_digest_is_what_is_documented(sealed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM audit_event e ORDER BY id LIMIT 1")
        content = content_digest(Content(*cursor.fetchone()))
    seal = Seal.objects.get(position=1)
    assert (bytes(seal.content), bytes(seal.digest)) == (content, following(START, content))


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "operation = 'alteration'",
        "what = 'looked at nobody'",
        "actor = gen_random_uuid()",
        "acting = 'another'",
        "subjects = ARRAY[gen_random_uuid()]",
        "area = 1",
        "areas = '{1}'",
        "justification = 'x'",
        "recipient = 'x'",
        "detail = '{\"x\": 1.00000000000000000001}'",
        "before = 'null'",
        "after = '{}'",
        "transaction_id = '1'",
    ],
)
def test_an_altered_entry_is_named(sealed, log, key, change: str) -> None:
    assert log.tamper(f"UPDATE audit_event SET {change} WHERE id = {sealed[4]}") == 1
    assert found(key) == [(Kind.ALTERED, sealed[4])]


def test_a_removed_entry_is_named(sealed, log, key) -> None:
    log.tamper(f"DELETE FROM audit_event WHERE id = {sealed[4]}")
    assert found(key) == [(Kind.REMOVED, sealed[4])]


def test_exchanged_entries_are_both_named(sealed, log, key) -> None:
    first, second = sealed[2], sealed[6]
    log.tamper(f"UPDATE audit_event SET id = -1 WHERE id = {first}")
    log.tamper(f"UPDATE audit_event SET id = {first} WHERE id = {second}")
    log.tamper(f"UPDATE audit_event SET id = {second} WHERE id = -1")
    assert found(key) == [(Kind.ALTERED, first), (Kind.ALTERED, second)]


def test_exchanged_seals_are_found(sealed, log, key) -> None:
    for before, after in ((3, 99), (4, 3), (99, 4)):
        log.tamper(f"UPDATE audit_seal SET position = {after} WHERE position = {before}")
    assert {kind for kind, _ in found(key)} == {Kind.SEAL_FORGED}
    assert {event for _, event in found(key)} == set(sealed[2:5])


def test_removed_seals_are_found(sealed, log, key) -> None:
    log.tamper("DELETE FROM audit_seal WHERE position IN (4, 5)")
    [gap] = check(key, at=now()).faults
    assert (gap.kind, gap.words) == (Kind.SEAL_REMOVED, "seals are missing at places 4 to 5")


@pytest.mark.parametrize("statement", ["digest = sha256(digest)", "content = sha256(content)"])
def test_a_forged_seal_is_named(sealed, log, key, statement: str) -> None:
    log.tamper(f"UPDATE audit_seal SET {statement} WHERE position = 5")
    assert (Kind.SEAL_FORGED, sealed[4]) in found(key)


def test_an_end_cut_off_is_found_by_the_signed_head(sealed, log, key) -> None:
    log.tamper("DELETE FROM audit_seal WHERE position > 7")
    log.tamper(f"DELETE FROM audit_event WHERE id > {sealed[6]}")
    [fault] = check(key).faults
    assert (fault.kind, fault.position) == (Kind.CUT_OFF, 8)


def test_an_end_cut_off_with_its_heads_is_found_by_a_head_kept_elsewhere(sealed, log, key) -> None:
    kept = sign_now(key, now=now())
    log.tamper("DELETE FROM audit_seal WHERE position > 7")
    log.tamper(f"DELETE FROM audit_event WHERE id > {sealed[6]}")
    log.tamper("DELETE FROM audit_signedhead")
    assert found(key) == []
    assert found(key, kept) == [(Kind.CUT_OFF, None)]


def test_a_chain_made_anew_is_not_the_one_signed(sealed, log, key) -> None:
    log.tamper(f"UPDATE audit_event SET what = 'nothing' WHERE id = {sealed[4]}")
    log.tamper("DELETE FROM audit_seal")
    assert Sealer().seal() == 10
    assert found(key) == [(Kind.MADE_ANEW, sealed[9])]


def test_a_forged_head_is_found(sealed, log, key) -> None:
    log.tamper("UPDATE audit_signedhead SET position = 9")
    assert found(key) == [(Kind.HEAD_FORGED, None)]


def test_a_head_of_an_unknown_key_is_a_fault(sealed, key) -> None:
    assert found(Ed25519PrivateKey.generate()) == [(Kind.HEAD_FORGED, None)]


def test_a_kept_head_that_was_changed_is_found(sealed, key) -> None:
    kept = sign_now(key, now=now())
    assert found(key, replace(kept, digest=bytes(32))) == [(Kind.HEAD_FORGED, None)]


def test_unsealed_entries_are_reported_and_late_ones_are_a_fault(sealed, log, key) -> None:
    log.write(2)
    early, late = check(key), check(key, at=now() + timedelta(minutes=2))
    assert (early.unsealed, early.faults) == (2, ())
    assert [each.kind for each in late.faults] == [Kind.UNSEALED]


def test_a_trigger_taken_away_is_found(sealed, key) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    assert {kind for kind, _ in found(key)} == {Kind.UNPROTECTED}


def test_a_right_given_to_a_program_is_found(sealed, key) -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON audit_seal TO openmappa_web")
    [fault] = check(key).faults
    assert (fault.kind, "openmappa_web on audit_seal" in fault.words) == (Kind.UNPROTECTED, True)


def test_heads_are_signed_daily_or_after_an_hour_and_only_if_there_is_news(log, key) -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    sealer = Sealer()
    assert sign_if_due(key, now=noon) is None
    for minutes, expected in ((0, 1), (59, 1), (60, 2), (61, 2), (12 * 60 - 60, 3)):
        log.write()
        sealer.seal()
        sign_if_due(key, now=noon + timedelta(minutes=minutes))
        assert SignedHead.objects.count() == expected, minutes
    sign_if_due(key, now=noon + timedelta(days=3))
    assert SignedHead.objects.count() == 3
