"""What reads alike is found by either spelling, and nothing in a text is more than a letter."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.store.filters.letters import folded, pattern
from dashboard.store.questions import macros_of

HOLDS = "SELECT holds_text($held, $small, $reads), is_text($held, $small, $reads)"


@pytest.fixture(scope="module")
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for made in macros_of(HOLDS).values():
            connection.execute(made)
        yield connection


def found(asked: duckdb.DuckDBPyConnection, held: str, text: str) -> tuple[bool, bool]:
    """Whether a text holds another, and whether it is that other."""
    values = {"held": held, "small": folded(text), "reads": pattern(text)}
    holds, is_it = asked.execute(HOLDS, values).fetchall()[0]
    return holds, is_it


ALIKE = [
    ("Müller", "MULLER"),
    ("Müller", "muller"),
    ("Mu\u0308ller & So\u0308hne", "Müller & Söhne"),
    ("\uff2d\uff35\uff2c\uff2c\uff25\uff32\u3000\uff17", "Muller 7"),
    ("Straße", "STRASSE"),
    ("STRASSE", "straße"),
    ("Ångström", "angstrom"),
    ("ŁÓDŹ", "łódź"),
    ("0Sß", "sss"),
    ("Fußsohle", "fusssohle"),
    ("sßs", "ßß"),
    ("ßSß", "sssss"),
    ("Sßsß", "ssssss"),
    ("ŁÓDŹ", "Lodz"),
    ("Ørsted A/S", "orsted"),
    ("Orsted", "Ørsted"),
    ("Ǿrsted", "ORSTED"),
    ("Đặng Văn Đức", "dang van duc"),
    ("K\u0131rm\u0131z\u0131", "kirmizi"),
    ("Æther & Œuvre", "aether & oeuvre"),
    ("Aether", "æther"),
    ("Þórður", "thordur"),
    ("Ħamrun", "hamrun"),
    ("ΣΊΣΥΦΟΣ", "Σισυφος"),
    ("东京タワー", "タワー"),
    ("\uff80\uff9c\uff70", "タワー"),
    ("한국어", "한국"),
    ("שלום עולם", "עולם"),
    ("مرحبا بالعالم", "بالعالم"),
    ("I ❤\ufe0f you", "❤"),
    ("family 👩\u200d👩\u200d👧!", "👩\u200d👩\u200d👧"),
    ("İstanbul", "istanbul"),
    ("a\0b", "A\0B"),
    ("100 % of a_b", "% of a_b"),
    ("a\n\t b", "a b"),
    (r"C:\x{41}\d+ [a-z]* (?i) ^$ |", r"C:\x{41}\d+ [A-Z]* (?I) ^$ |"),
    ("it's \"so\"", "IT'S \"SO\""),
]  # fmt: skip


@pytest.mark.parametrize(("held", "text"), ALIKE)
def test_what_reads_alike_is_found(asked: duckdb.DuckDBPyConnection, held: str, text: str) -> None:
    plain = held.isascii() and "\n" in held  # only expressions take any white space for a blank
    assert found(asked, held, text)[0] is not plain
    assert found(asked, held, held) == (True, True)
    assert found(asked, f"→ {held} →", text)[0]
    assert not found(asked, f"→ {held} →", text)[1]


@pytest.mark.parametrize(
    ("held", "text"),
    [("a.b", "axb"), ("axb", "a.b"), ("100", "1%0"), ("ab", "a_"), ("x", "[a-z]"), ("", "x"),
     ("タワー", "タワ1"), ("が", "き"), ("Müller", "Möller")],
)  # fmt: skip
def test_signs_are_signs(asked: duckdb.DuckDBPyConnection, held: str, text: str) -> None:
    assert found(asked, held, text) == (False, False)


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=30), st.data())
def test_any_part_of_any_text_is_found_in_it(
    asked: duckdb.DuckDBPyConnection, held: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(held) - 1))
    part = held[start : data.draw(st.integers(start + 1, len(held)))].strip()
    if folded(part) and not any(map(str.isspace, part)):
        assert found(asked, held, part)[0], (held, part)


def test_three_hundred_letters_of_any_kind_are_no_trouble(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    for letter in ("a", "ß", "が", "👩", "\\", "[", "한"):
        assert found(asked, f"-{letter * 5000}-", letter * 300)[0]
        assert not found(asked, letter * 299, letter * 300)[0]
