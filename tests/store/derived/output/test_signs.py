"""The signs of ASCII are those that Unicode has there, and suffice where no output has others."""

from __future__ import annotations

import re
import unicodedata

import duckdb
import pytest

from dashboard.store.derived.output.signs import ASCII, EVERY, Signs, signs_of


@pytest.mark.parametrize(("signs", "kind"), [*zip(ASCII, "LNS", strict=True)])
def test_ascii_has_the_same_letters_numbers_and_symbols(signs: str, kind: str) -> None:
    ascii_signs = list(map(chr, range(128)))
    of_kind = [sign for sign in ascii_signs if unicodedata.category(sign)[0] == kind]
    assert [sign for sign in ascii_signs if re.match(f"[{signs}]", sign)] == of_kind


@pytest.mark.parametrize(
    ("preview", "output", "signs"),
    [
        (None, None, ASCII),
        ("Done.\n", "~", ASCII),
        ("Geprüft", None, EVERY),
        (None, "完了", EVERY),
        ("Done", "Done…", EVERY),
    ],
)
def test_one_output_beyond_ascii_needs_all(
    preview: str | None, output: str | None, signs: Signs
) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE runs (comment_preview VARCHAR, output_text VARCHAR)")
        connection.execute("INSERT INTO runs VALUES (NULL, 'Done'), ($1, $2)", [preview, output])
        assert signs_of(connection) == signs
