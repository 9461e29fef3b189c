"""The texts of the named questions: one file of SQL each in dashboard/queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from dashboard.store.dimensions.macros import macros as macros_of_dimensions

_MACROS = ("outcomes", "counts", "times", "fields", "attributes", "distances", "letters", "effects")

COUNTS = (
    "run_counts", "kind_counts", "seen_counts", "checked_counts", "setup_counts", "every_setup",
)  # fmt: skip
"""Of rows that stand for several runs (store/reading/choosing.py)."""
NEWEST_FIRST = ("completed_with_error", "newest_runs", "run_ids")
"""The questions that list the newest runs first, $shown of them: the newest runs answer them as all
do, where these are enough."""


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
def reads(name: str) -> frozenset[str]:
    """The tables and common table expressions that a named query reads, but for those that it makes
    itself. What may be read beside the tables of a history: store/reading/question_kinds.py."""
    text = text_of(name)
    own = re.findall(r"\b(\w+) AS (?:(?:NOT )?MATERIALIZED )?\(", text)
    return frozenset(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", text)) - {*own}


@cache
def counts_read(name: str) -> tuple[str, ...]:
    """The common table expressions of rows that stand for several runs that a named query reads; a
    query that does not only count reads none."""
    return tuple(one for one in COUNTS if one in reads(name))


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
