"""How often sensitive or costly pages may be asked for. Each number can be set: OPENMAPPA_LIMIT_SEARCH_USER="30 in 60s"."""

from __future__ import annotations

from collections.abc import Iterable

from environs import Env

from openmappa.foundation.limits.domain import Kind, limit_written

_KINDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str, str], ...] = (
    # Before the lock after failed sign-ins, which counts by account: an address that tries many accounts.
    ("sign_in", ("accounts:sign_in",), ("POST",), "30 in 60s", "120 in 60s"),
    ("search", ("people:person_search",), ("POST",), "30 in 60s", "600 in 60s"),
    ("search_results", ("people:search_results",), ("GET",), "60 in 60s", "1200 in 60s"),
    ("figures_opened", ("statistics:figure_people", "statistics:rule_people"), ("GET",), "60 in 60s", "1200 in 60s"),
    ("findings_opened", ("data_quality:finding",), ("GET",), "60 in 60s", "1200 in 60s"),
    # A calendar is fetched without a sign-in, so its address is what is limited.
    ("calendar", ("duties:calendar",), ("GET",), "30 in 60s", "600 in 60s"),
    ("exports", ("annual_report:report_detail",), ("GET",), "60 in 60s", "1200 in 60s"),
    ("drafts", ("drafts:save",), ("POST",), "60 in 60s", "3000 in 60s"),
)  # fmt: skip


def limits(env: Env) -> tuple[Kind, ...]:
    """
    Return the limits, as the environment changes them.

    :raises LimitRefused: if one is not written as `30 in 60s`
    """
    return tuple(
        Kind(
            name,
            frozenset(pages),
            frozenset(_with_head(methods)),
            limit_written(env.str(f"OPENMAPPA_LIMIT_{name.upper()}_USER", user)),
            limit_written(env.str(f"OPENMAPPA_LIMIT_{name.upper()}_ADDRESS", address)),
        )
        for name, pages, methods, user, address in _KINDS
    )


def _with_head(methods: Iterable[str]) -> set[str]:
    # HEAD runs the same queries as GET.
    return {*methods, *({"HEAD"} if "GET" in methods else ())}
