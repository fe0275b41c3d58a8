"""What the database's wall says: recorded once it is set up, and compared with what it says now.

Policies, functions, triggers, views and grants are made by migrations and from the declarations. Their text, as
the database itself writes it, is kept as a digest under a key of the program's secret, which is not in the
database: who alters a policy by hand cannot also alter what it is compared with.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

Name = tuple[str, str]
"""A kind and a name: `policy` and `people_name_read on people_name`."""

UNRECORDED = "is not recorded"

_OURS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_NOT_OF_AN_EXTENSION = "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"
_SORTED = "(SELECT coalesce(string_agg(a::text, ' ' ORDER BY a::text), '') FROM unnest({acl}) a)"
_CATALOGUE = f"""
SELECT 'policy', p.policyname || ' on ' || p.tablename,
  concat_ws(' | ', p.permissive, p.roles::text, p.cmd, coalesce(p.qual, '-'), coalesce(p.with_check, '-'))
FROM pg_policies p JOIN pg_namespace n ON n.nspname = p.schemaname WHERE {_OURS}
UNION ALL
SELECT 'row security', c.relname, concat(c.relrowsecurity, c.relforcerowsecurity)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND {_OURS}
UNION ALL
SELECT 'function', f.oid::regprocedure::text,
  concat_ws(' | ', pg_get_functiondef(f.oid), f.proowner::regrole, {_SORTED.format(acl="f.proacl")})
FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
WHERE f.prokind IN ('f', 'p') AND {_OURS} AND {_NOT_OF_AN_EXTENSION.format(oid="f.oid")}
UNION ALL
SELECT 'trigger', t.tgname || ' on ' || c.relname, concat_ws(' | ', pg_get_triggerdef(t.oid), t.tgenabled)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND {_OURS}
UNION ALL
SELECT 'view', c.oid::regclass::text, pg_get_viewdef(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND {_OURS} AND {_NOT_OF_AN_EXTENSION.format(oid="c.oid")}
UNION ALL
SELECT 'grants', c.oid::regclass::text, concat_ws(' | ', c.relowner::regrole, {_SORTED.format(acl="c.relacl")},
  (SELECT string_agg(concat(a.attname, {_SORTED.format(acl="a.attacl")}), ' ' ORDER BY a.attname)
   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND {_OURS}
UNION ALL
SELECT 'grants', 'schema ' || n.nspname, concat_ws(' | ', n.nspowner::regrole, {_SORTED.format(acl="n.nspacl")})
FROM pg_namespace n WHERE {_OURS}
"""  # noqa: S608  fixed words of this file
_RECORD = "INSERT INTO access_definition (kind, name, digest, seal) VALUES (%s, %s, %s, %s)"


def altered_definitions(connection: BaseDatabaseWrapper) -> dict[Name, str]:
    """
    Return what differs from what was recorded, each with how: altered, missing, or not made by OpenMAPPA.

    A record under a secret that is no longer known counts as none: what it was of is "not recorded".
    """
    now, recorded = _catalogue(connection), _recorded(connection)
    found = {
        name: "was altered" if name in recorded else UNRECORDED
        for name, digest in now.items()
        if recorded.get(name) != digest
    }
    return found | {name: "is missing" for name in recorded.keys() - now.keys()}


def definitions_now(connection: BaseDatabaseWrapper) -> Mapping[Name, str]:
    """Return the digest of each definition, to be handed to `record_definitions` after the wall is set up anew."""
    return _catalogue(connection)


def record_definitions(connection: BaseDatabaseWrapper, *, before: Mapping[Name, str]) -> None:
    """Record what the wall says, in the owner's transaction that has set it up.

    `before` are the digests before that. What differed from the record then and was not made anew stays as it was
    recorded, so that it goes on being told: nothing that was altered by hand becomes right by itself.
    """
    now, recorded = _catalogue(connection), _recorded(connection)
    kept = {
        name: recorded[name]
        for name in recorded
        if before.get(name) != recorded[name] and now.get(name) == before.get(name)
    }
    strange = {name for name in now if recorded and name not in recorded and before.get(name) == now[name]}
    _write(connection, {name: digest for name, digest in now.items() if name not in strange} | kept)


def _write(connection: BaseDatabaseWrapper, digests: Mapping[Name, str]) -> None:
    key = _key(settings.SECRET_KEY)
    rows = [(*name, digest, _seal(key, name, digest)) for name, digest in sorted(digests.items())]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_definition")
        cursor.executemany(_RECORD, rows)


def _catalogue(connection: BaseDatabaseWrapper) -> dict[Name, str]:
    with connection.cursor() as cursor:
        # Names are written with their schema, whatever the session's path is.
        cursor.execute("SELECT current_setting('search_path')")
        (path,) = cursor.fetchone()
        cursor.execute("SELECT set_config('search_path', 'pg_catalog', false)")
        try:
            cursor.execute(_CATALOGUE)
            rows = cursor.fetchall()
        finally:
            cursor.execute("SELECT set_config('search_path', %s, false)", [path])
    return {(kind, name): sha256(text.encode()).hexdigest() for kind, name, text in rows}


def _recorded(connection: BaseDatabaseWrapper) -> dict[Name, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('access_definition') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return {}
        cursor.execute("SELECT kind, name, digest, seal FROM access_definition")
        rows: Iterable[tuple[str, str, str, str]] = cursor.fetchall()
    keys = [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return {
        (kind, name): digest
        for kind, name, digest, seal in rows
        if any(hmac.compare_digest(_seal(key, (kind, name), digest), seal) for key in keys)
    }


def _key(secret: str) -> bytes:
    info = b"openmappa definitions 1"
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())


def _seal(key: bytes, name: Name, digest: str) -> str:
    return hmac.new(key, "\n".join((*name, digest)).encode(), "sha256").hexdigest()
