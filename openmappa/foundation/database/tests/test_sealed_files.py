"""Sealed files: there and back, for one key only, and every change of a single byte refused in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.foundation.database import sealed_files
from openmappa.foundation.database.sealed_files import (
    CHUNK,
    MARK,
    KeyRefused,
    SealBroken,
    new_keys,
    private_key,
    public_key,
    seal,
    unseal,
)

PRIVATE, PUBLIC = new_keys()
PART = 64


def sealed(pieces: list[bytes], public: str = PUBLIC) -> bytes:
    target = BytesIO()
    seal(pieces, target, recipient=public_key(public))
    return target.getvalue()


def opened(content: bytes, private: str = PRIVATE) -> bytes:
    return b"".join(unseal(BytesIO(content), recipient=private_key(private)))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_files, "CHUNK", PART)


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_there_and_back(length: int) -> None:
    content = bytes(range(256)) * (length // 256 + 1)
    assert opened(sealed([content[:length]])) == content[:length]


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_pieces_of_any_length_come_back(pieces: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_files, "CHUNK", PART)
        assert opened(sealed(pieces)) == b"".join(pieces)


@settings(max_examples=300)
@given(st.data())
def test_no_change_of_a_byte_and_no_cut_goes_unseen(data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_files, "CHUNK", PART)
        content = sealed([b"a record" * 40])
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            changed = content[:place]
        else:
            flip = data.draw(st.integers(1, 255))
            changed = content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :]
        with pytest.raises(SealBroken):
            opened(changed)


def parts(content: bytes) -> tuple[bytes, list[bytes]]:
    head, rest = content[: len(MARK) + 32], content[len(MARK) + 32 :]
    found = []
    while rest:
        size = 4 + int.from_bytes(rest[:4], "big")
        found.append(rest[:size])
        rest = rest[size:]
    return head, found


@pytest.mark.usefixtures("small_parts")
def test_parts_left_out_swapped_repeated_or_of_another_file_are_refused() -> None:
    head, found = parts(sealed([bytes(5 * PART)]))
    assert len(found) == 5
    other = parts(sealed([bytes(5 * PART)]))[1]
    for wrong in (
        found[:-1],
        found[1:],
        [found[1], found[0], *found[2:]],
        [found[0], *found],
        [*found, found[-1]],
        [*found[:2], other[2], *found[3:]],
    ):
        with pytest.raises(SealBroken):
            opened(head + b"".join(wrong))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a sealed backup"),
        (b"PGDMP something", "not a sealed backup"),
        (MARK + b"short", "not whole"),
        (sealed([b"x"])[:-1], "not whole"),
        (sealed([b"x"]) + b"y", "follows its end"),
        (sealed([b"x"], new_keys()[1]), "another key"),
    ],
    ids=["empty", "a plain dump", "short", "cut", "continued", "of another key"],
)
def test_refusal_says_what_is_wrong(content: bytes, words: str) -> None:
    with pytest.raises(SealBroken, match=words):
        opened(content)


@pytest.mark.usefixtures("small_parts")
def test_sealed_bytes_show_nothing_and_differ_each_time() -> None:
    first, second = (sealed([b"a record" * 40]) for _ in range(2))
    assert b"record" not in first
    assert first[len(MARK) :] != second[len(MARK) :]


@pytest.mark.parametrize(
    "text",
    ["", "secret", PUBLIC[:-5], PUBLIC.replace("public", "private"), "openmappa-public-!!"],
    ids=["empty", "a word", "cut", "a private one", "other letters"],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRefused, match="public key was expected") as refused:
        public_key(text)
    assert "!!" not in str(refused.value)


def test_private_key_is_not_repeated_when_it_is_refused() -> None:
    wrong = PRIVATE[:-4]
    with pytest.raises(KeyRefused) as refused:
        private_key(wrong)
    assert wrong[20:] not in str(refused.value)
