"""Any single change, removal or exchange in any chain is found, whatever the entries."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmappa.foundation.audit.domain.chain import START, Content, Seal, content_digest, following
from openmappa.foundation.audit.domain.heads import Head, HeadRefused, from_json, to_json
from openmappa.foundation.audit.domain.verifying import Kind, faults

Chain = list[tuple[Seal, bytes | None]]
MOMENT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def chain_of(contents: list[bytes]) -> Chain:
    previous, made = START, []
    for number, each in enumerate(contents, start=1):
        content = sha256(each).digest()
        previous = following(previous, content)
        made.append((Seal(number, 100 + number, content, previous), content))
    return made


contents = st.lists(st.binary(max_size=8), min_size=2, max_size=12, unique=True)
chains = contents.map(chain_of)


def head_of(chain: Chain) -> Head:
    return Head(chain[-1][0].position, chain[-1][0].digest, MOMENT, "key")


@given(chain=chains)
def test_a_sound_chain_has_no_fault(chain: Chain) -> None:
    assert list(faults(chain, [head_of(chain)])) == []


@given(chain=chains, data=st.data())
def test_any_altered_or_removed_entry_is_named_and_no_other(chain: Chain, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    now = data.draw(st.none() | st.binary(min_size=32, max_size=32))
    seal, before = chain[place]
    if now == before:
        return
    chain[place] = (seal, now)
    [fault] = faults(chain, [])
    assert (fault.event_id, fault.kind) == (seal.event_id, Kind.REMOVED if now is None else Kind.ALTERED)


@given(chain=chains, data=st.data())
def test_any_two_exchanged_entries_are_named(chain: Chain, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2, unique=True))
    (first, mine), (second, theirs) = chain[one], chain[other]
    chain[one], chain[other] = (first, theirs), (second, mine)
    assert {each.event_id for each in faults(chain, [])} == {first.event_id, second.event_id}


@given(chain=chains, data=st.data())
def test_any_removed_seal_is_found(chain: Chain, data: st.DataObject) -> None:
    head = head_of(chain)
    place = data.draw(st.integers(0, len(chain) - 1))
    del chain[place]
    found = list(faults(chain, [head]))
    last = place == len(chain)
    assert [each.kind for each in found] == [Kind.CUT_OFF if last else Kind.SEAL_REMOVED]
    assert found[0].position == place + 1


@given(chain=chains, data=st.data())
def test_any_two_exchanged_seals_are_found(chain: Chain, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2, unique=True))

    def at(position: int, of: tuple[Seal, bytes | None]) -> tuple[Seal, bytes | None]:
        seal, now = of
        return Seal(position, seal.event_id, seal.content, seal.digest), now

    chain[one], chain[other] = at(one + 1, chain[other]), at(other + 1, chain[one])
    found = list(faults(chain, []))
    assert Kind.SEAL_FORGED in {each.kind for each in found}
    assert chain[one][0].event_id in {each.event_id for each in found}


@given(chain=chains, data=st.data())
def test_any_changed_digest_of_a_seal_is_found(chain: Chain, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    seal, now = chain[place]
    chain[place] = (Seal(seal.position, seal.event_id, seal.content, sha256(seal.digest).digest()), now)
    assert (Kind.SEAL_FORGED, seal.event_id) in {(each.kind, each.event_id) for each in faults(chain, [])}


@given(chain=chains, other=contents, data=st.data())
def test_a_chain_made_anew_is_not_the_one_signed(
    chain: Chain, other: list[bytes], data: st.DataObject
) -> None:
    head, anew = head_of(chain), chain_of(other)
    if [each.content for each, _ in anew] == [each.content for each, _ in chain]:
        return
    kinds = {each.kind for each in faults(anew, [head])}
    if len(anew) < len(chain):
        assert kinds == {Kind.CUT_OFF}
    elif anew[: len(chain)] != chain:
        assert kinds == {Kind.MADE_ANEW}


texts = st.text(max_size=6)
entries = st.builds(
    Content,
    id=st.integers(1, 99),
    at=st.datetimes(timezones=st.just(UTC)),
    operation=texts,
    what=texts,
    actor=st.none() | st.uuids(),
    acting=texts,
    subjects=st.lists(st.uuids(), max_size=3),
    area=st.none() | st.integers(0, 43),
    areas=st.lists(st.integers(0, 43), max_size=3),
    justification=texts,
    recipient=texts,
    detail=texts,
    before=st.none() | texts,
    after=st.none() | texts,
    transaction_id=texts,
)


@given(one=entries, other=entries, column=st.sampled_from(Content._fields))
def test_contents_differ_if_any_column_does(one: Content, other: Content, column: str) -> None:
    mixed = one._replace(**{column: getattr(other, column)})
    assert (content_digest(mixed) == content_digest(one)) is (mixed == one)


def test_what_is_hashed_stays_what_it_was() -> None:
    entry = Content(
        7, MOMENT, "consultation", "looked", UUID(int=1), "", [UUID(int=2)], 21, [21], "why", "", '{"a": 1}',
        None, None, "801",
    )  # fmt: skip
    assert content_digest(entry).hex() == EXPECTED


EXPECTED = "11abfce282d34886b65e9ae87b954675e9af45edec20c76710635a8cbee2c96c"


def test_a_head_comes_back_from_its_file() -> None:
    head = Head(5, bytes(range(32)), MOMENT, "ab" * 32, bytes(64))
    assert from_json(to_json(head)) == head


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", '"form" must be 1'),
        ('{"form": 2}', '"form" must be 1'),
        ('{"form": 1, "signed_at": "2026-05-04T12:00:00+00:00"}', "'digest' is missing"),
        (to_json(Head(5, bytes(32), MOMENT, "k", b"")).replace("2026-05-04", "May"), "wrong form"),
        (to_json(Head(5, bytes(32), MOMENT, "k", b"")).replace("+00:00", ""), "no time zone"),
        (to_json(Head(5, bytes(32), MOMENT, "k", b"")).replace('"00', '"zz', 1), "wrong form"),
    ],
)
def test_what_is_no_head_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(HeadRefused, match=words):
        from_json(text)
