"""In which signs the outputs of a history are written.

Where all are of ASCII, patterns do without the tables of Unicode: to prepare these takes longer
than to look for a pattern in a thousand outputs.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb


class Signs(NamedTuple):
    """What stands in the brackets of a pattern for all letters, numbers and symbols."""

    letters: str
    numbers: str
    symbols: str


EVERY = Signs(r"\p{L}", r"\p{N}", r"\p{S}")
ASCII = Signs("a-zA-Z", "0-9", "$+<=>^`|~")

_BEYOND_ASCII = " OR ".join(
    f"strlen({name}) <> length({name})" for name in ("comment_preview", "output_text")
)


def signs_of(connection: duckdb.DuckDBPyConnection) -> Signs:
    """Those that suffice for the outputs of all runs."""
    beyond = connection.execute(f"SELECT 1 FROM runs WHERE {_BEYOND_ASCII} LIMIT 1").fetchone()
    return EVERY if beyond else ASCII
