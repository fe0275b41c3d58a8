"""How often one may ask: the bucket, whose it is, the answer, and several workers at once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client, RequestFactory
from psycopg.conninfo import make_conninfo

from openmappa.foundation.audit.models import Event
from openmappa.foundation.limits.domain import Kind, Limit, LimitRefused, limit_written
from openmappa.foundation.limits.models import Bucket
from openmappa.foundation.limits.services import _TAKE, address_of, take
from tests.server import ADDRESS

THREE = Limit(3, 60)
WIDE = Limit(1000, 60)


def asks(times: int, *, who: str = "somebody", limit: Limit = THREE, kind: str = "search") -> list[bool]:
    return [take(connection, kind=kind, who=who, limit=limit).allowed for _ in range(times)]


@pytest.mark.django_db
def test_so_many_at_once_and_no_more() -> None:
    assert asks(5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_each_user_and_each_kind_has_its_own() -> None:
    asks(3)
    assert asks(1, who="another") == [True]
    assert asks(1, kind="exports") == [True]


@pytest.mark.django_db
def test_as_many_again_evenly_in_its_time() -> None:
    asks(4)
    Bucket.objects.update(at="2020-01-01T00:00:00Z")
    assert asks(4) == [True, True, True, False]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limits_bucket SET at = at - interval '21 seconds'")
    assert asks(2) == [True, False]


@pytest.mark.django_db
def test_refusal_says_how_long_to_wait_and_which_is_the_first() -> None:
    asks(3)
    first, second = (take(connection, kind="search", who="somebody", limit=THREE) for _ in range(2))
    assert (first.first, second.first) == (True, False)
    assert 15 <= first.wait <= 20


@pytest.mark.django_db
def test_key_names_nobody() -> None:
    who = uuid4()
    take(connection, kind="search", who=who, limit=THREE)
    assert str(who) not in Bucket.objects.get().key


@pytest.mark.django_db
def test_what_nobody_asked_from_for_a_day_is_forgotten() -> None:
    asks(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limits_bucket SET at = at - interval '25 hours'")
    asks(1, who="another")
    assert Bucket.objects.count() == 1


@pytest.mark.django_db
def test_table_is_not_logged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'limits_bucket'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db
def test_workers_at_once_allow_no_more_than_one_would() -> None:
    name = connection.settings_dict["NAME"]
    values = {"key": "at once", "most": 10.0, "rate": 0.0001}

    def worker(_: int) -> int:
        with psycopg.connect(make_conninfo(os.environ[ADDRESS], dbname=name), autocommit=True) as own:
            return sum(own.execute(_TAKE, values).fetchone()[1] == 0 for _ in range(10))

    try:
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(worker, range(8))) == 10
    finally:
        # The workers commit, and the tables that only grow let no test empty the database after itself.
        with psycopg.connect(make_conninfo(os.environ[ADDRESS], dbname=name), autocommit=True) as own:
            own.execute("DELETE FROM limits_bucket WHERE key = 'at once'")


@pytest.mark.parametrize("written", ["", "30", "30 in 60", "0 in 60s", "30 in 0s", "30 in 1m", "-1 in 60s"])
def test_limit_that_is_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(LimitRefused, match="30 in 60s"):
        limit_written(written)


def test_limit_is_read() -> None:
    assert limit_written(" 100 in 300s") == Limit(100, 300)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "203.0.113.9"),
        (1, "", "203.0.113.9"),
    ],
)
def test_address_is_what_our_own_proxies_say(
    settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    sent = {"headers": {"x-forwarded-for": forwarded}} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", **sent)) == expected


def limited(settings: Any, *, user: Limit, address: Limit) -> None:
    settings.LIMITS = (Kind("sign_in", frozenset({"accounts:sign_in"}), frozenset({"POST"}), user, address),)


@pytest.mark.django_db
def test_too_many_attempts_from_an_address_answer_429_and_are_written_down_once(settings: Any) -> None:
    limited(settings, user=WIDE, address=THREE)
    client = Client()
    answers = [client.post("/sign-in/", {"email": "a@b.example", "password": "Planted"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 20
    assert "You asked too often" in answers[-1].content.decode()
    assert "Planted" not in answers[-1].content.decode()
    assert client.get("/sign-in/").status_code == 200
    event = Event.objects.get(what="asked too often")
    assert (event.actor, event.detail) == (None, {"kind": "sign_in"})
    assert "127.0.0.1" not in str(list(Event.objects.values()))
