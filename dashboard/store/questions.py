"""The texts of the named questions: one file of SQL each in dashboard/queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from dashboard.store.dimensions.macros import macros as macros_of_dimensions

_MACROS = ("outcomes", "counts", "times", "fields", "attributes", "distances", "letters", "effects")

COUNTS = (
    "run_counts", "kind_counts", "seen_counts", "checked_counts", "setup_counts", "every_setup",
)  # fmt: skip
"""Of rows that stand for several runs (store/reading/choosing.py)."""


@cache
def text_of(name: str) -> str:
    """The text of a named query, without its comments."""
    text = resources.files("dashboard").joinpath(f"queries/{name}.sql").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


@cache
def question(name: str) -> str:
    """A named query to stand behind the common table expressions of the chosen runs."""
    body = text_of(name)
    return f", {body.removeprefix('WITH ')}" if body.startswith("WITH ") else f" {body}"


@cache
def counts_read(name: str) -> tuple[str, ...]:
    """The common table expressions of rows that stand for several runs that a named query reads; a
    query that does not only count reads none."""
    return tuple(one for one in COUNTS if re.search(rf"\b{one}\b", text_of(name)))


@cache
def of_tasks(name: str) -> bool:
    """Whether a named query tells of tasks (filters/tries_sql.py)."""
    return "FROM tries" in text_of(name)


@cache
def of_work(name: str) -> bool:
    """Whether a named query tells of all runs of the work of given ones, which it reads from their
    places (filters/work_sql.py)."""
    return "JOIN same_work" in text_of(name)


@cache
def of_named_work(name: str) -> bool:
    """Whether it tells of these by their ids."""
    return "JOIN named_work" in text_of(name)


@cache
def of_places(name: str) -> bool:
    """Whether a named query tells of given runs alone, which it reads from their places."""
    return "FROM placed_runs" in text_of(name)


@cache
def of_calls(name: str) -> bool:
    """Whether a named query tells of the categories of tools that were called."""
    return "FROM calls_counted" in text_of(name)


@cache
def of_open_or_bad(name: str) -> bool:
    """Whether a named query tells of runs that have not ended, or that were bad, alone."""
    return "FROM open_or_bad" in text_of(name)


@cache
def of_newest(name: str) -> bool:
    """Whether a named query tells of the newest of the chosen runs."""
    return "FROM newest_chosen" in text_of(name)


@cache
def begins_with_newest(name: str) -> bool:
    """Whether a named query lists the newest runs first, $shown of them."""
    listed = r"FROM newest_chosen|created_at DESC, run_id DESC\s+LIMIT \$shown"
    return bool(re.search(listed, text_of(name)))


@cache
def samples(name: str) -> tuple[str, ...]:
    """The common table expressions of a sample of two sets of runs that a named query reads."""
    return tuple(one for one in ("named_sides", "described") if f"FROM {one}" in text_of(name))


@cache
def windowed_of(name: str) -> Literal["runs", "failures"]:
    """Of which runs around changes a named query tells."""
    return "failures" if "FROM windowed_failures" in text_of(name) else "runs"


@cache
def _macros() -> dict[str, str]:
    """What several questions say, and what the declared dimensions are, as macros: by its name how
    one is made."""
    texts = "\n".join(text_of(f"macros/{name}") for name in _MACROS)
    _, *made = re.split("(?=CREATE MACRO )", texts)
    named = {one.removeprefix("CREATE MACRO ").partition("(")[0]: one for one in made}
    return named | macros_of_dimensions()


@lru_cache(maxsize=1000)
def macros_of(sql: str) -> Mapping[str, str]:
    """The macros that a text calls, each behind those that it calls itself: by its name how it is
    made."""
    found: dict[str, str] = {}
    for name, made in _macros().items():
        if re.search(rf"\b{name}\(", sql):
            body = made.partition(") AS")[2]
            found |= {**macros_of(body), name: made}
    return found
