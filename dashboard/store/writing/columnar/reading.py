"""The lines of an export on their way into the runs, and those that are set aside on the way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.records.line_sources import Block
from dashboard.records.lines import Lines
from dashboard.records.rows import Export
from dashboard.records.statuses import WORDS
from dashboard.sources.files.snapshot import no_bytes
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.tables.cell_blocks import Aside
from dashboard.store.writing.columnar.inserting import MACROS, insert_sql
from dashboard.store.writing.staging import Progress

_LEARNED = 100  # doubtful lines of a block that are asked for their words for a status
_FEW = 1_000  # lines set aside that make no difference: of more, not most may be
_COMMITTED = 8  # blocks: what is not committed stands in memory
_WORDS = "CREATE OR REPLACE TEMP TABLE words (word VARCHAR, raw VARCHAR, status VARCHAR)"
_ADD_WORDS = """
INSERT INTO words
SELECT unnest($words::VARCHAR[]), unnest($raws::VARCHAR[]), unnest($statuses::VARCHAR[])
"""
_ASIDE = "SELECT -import_id FROM runs WHERE import_id < $before ORDER BY 1"


class Taken(NamedTuple):
    """The rest of an export, and how many of its runs stand in the table already."""

    rest: Export
    rows: int


def take(
    connection: duckdb.DuckDBPyConnection, lines: Lines, import_id: int, progress: Progress
) -> Taken | None:
    """Bring into the runs what is plainly right. None where all of it must be read exactly; the
    runs are then as before. Raises what reading the rest raises."""
    connection.execute(MACROS)
    connection.execute(_WORDS)
    words = _Words(connection, lines)
    words.add([*lines.words, *_spellings()])
    spool, total, read, plain = lines.spool(), no_bytes(), 0, 0
    for number, block in enumerate(lines.blocks(total.update), 1):
        aside = _insert(connection, lines, block, import_id)
        for one in aside:
            spool.kept.add(*one)
        words.learn(aside)
        read += len(block.table) + len(block.aside)
        plain = read - len(spool.kept)
        progress(read)
        if number == 1 and len(aside) > max(_FEW, plain):
            _take_out(connection, import_id)
            return None
        if number % _COMMITTED == 0:
            _commit(connection)
    rest = lines.rest(spool, plain, total)
    if rest is None:
        _take_out(connection, import_id)
        return None
    # What was added and is removed within one transaction is written twice.
    if len(spool.kept):
        _commit(connection)
        connection.execute("DELETE FROM runs WHERE import_id < 0")
    return Taken(rest, plain)


def _take_out(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Take out again what was brought in of an import."""
    connection.execute("DELETE FROM runs WHERE import_id = ? OR import_id < 0", [import_id])


def _commit(connection: duckdb.DuckDBPyConnection) -> None:
    """Have what was written so far in the file; the draft is published whole or not at all."""
    connection.execute("COMMIT")
    connection.execute("BEGIN")


def _insert(
    connection: duckdb.DuckDBPyConnection, lines: Lines, block: Block, import_id: int
) -> list[Aside]:
    """Bring a block into the runs; gives the lines that are not plainly right, in order."""
    table = block.table
    if not len(table):
        return list(block.aside)
    connection.register("block", table)
    connection.execute(insert_sql(lines), {"import_id": import_id, "latest": lines.latest})
    connection.unregister("block")
    numbers = table["number"].to_numpy()
    found = connection.execute(_ASIDE, {"before": 1 - int(numbers[0])}).fetchnumpy()
    places = np.searchsorted(numbers, next(iter(found.values())))
    texts = (
        table["line"].cast(pa.binary()).take(pa.array(places)).to_pylist() if len(places) else ()
    )
    doubtful = [Aside(int(numbers[at]), text) for at, text in zip(places, texts, strict=True)]
    return sorted([*block.aside, *doubtful])


class _Words:
    """The table of words for statuses, each with the word that is kept and what it means."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, lines: Lines) -> None:
        self._connection = connection
        self._lines = lines

    def add(self, words: Sequence[str]) -> None:
        """Have the exact reader say what words mean; what it can't take is left out."""
        known = {word for (word,) in self._connection.execute("SELECT word FROM words").fetchall()}
        rows = []
        for word in dict.fromkeys(words):
            with suppress(BadValue):
                if word not in known and (meant := self._lines.status(word)):
                    rows.append((word, *meant))
        if rows:
            words, raws, statuses = map(list, zip(*rows, strict=True))
            columns = {"words": words, "raws": raws, "statuses": statuses}
            self._connection.execute(_ADD_WORDS, columns)

    def learn(self, aside: Sequence[Aside]) -> None:
        """Learn the words of lines that were set aside, perhaps for their words alone."""
        found = (self._lines.word(one.text) for one in aside[:_LEARNED] if not one.broken)
        words = [word for word in found if word and not word.isspace()]
        if words:
            self.add(words)


def _spellings() -> list[str]:
    """The words that are known, as most exports write them."""
    words = [word for words in WORDS.values() for word in words]
    return [how(word) for word in words for how in (str, str.upper, str.capitalize)]
