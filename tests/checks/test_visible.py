"""What stands for no output is none, by Python and by DuckDB alike."""

from __future__ import annotations

import duckdb
import pytest

from dashboard.checks.visible import nothing, says_nothing
from dashboard.store.derived.output.signs import ASCII

NONE = ["", " \n", "-", "—", "…", ".", "n/a", "N/A", "NA", "null", "None", "None.", "(empty)",
        "{}", "[]", '""', "“null”", "undefined", "NaN", "No output.", "\u200b",
        "-" * 200, f"{'. ' * 60}null"]  # fmt: skip
SOME = [
    "OK",
    "No",
    "0",
    "✅",
    "None of them",
    "n/a for Alder",
    "null and void",
    "無し",
    "+",
    "x" * 200,
]


@pytest.mark.parametrize(
    ("text", "none"), [*((t, True) for t in NONE), *((t, False) for t in SOME)]
)
def test_what_says_nothing(text: str, none: bool) -> None:
    assert says_nothing(text) is none
    patterns = [nothing()] + ([nothing("".join(ASCII))] if text.isascii() else [])
    with duckdb.connect() as connection:
        for pattern in patterns:
            found = connection.execute("SELECT regexp_matches($1, $2)", [text, pattern]).fetchone()
            assert found == (none,)
