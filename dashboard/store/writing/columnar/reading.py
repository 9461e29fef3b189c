"""The lines of an export on their way into the runs, and those that are set aside on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.records.lines import Lines
from dashboard.records.rows import Export
from dashboard.records.statuses import WORDS
from dashboard.sources.files.snapshot import no_bytes
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.json_text import decode
from dashboard.sources.tables.spool import Spool
from dashboard.store.writing.columnar.fields import MACROS
from dashboard.store.writing.columnar.inserting import insert_sql
from dashboard.store.writing.staging import Progress

_LEARNED = 100  # doubtful lines of a block that are asked for their words for a status
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
    _Words(connection, lines).add([*lines.words, *_spellings()])
    spool, total, read = Spool(lines.file), no_bytes(), 0
    for number, block in enumerate(lines.blocks(total.update), 1):
        _insert(connection, lines, block, import_id, spool)
        read += len(block)
        progress(read)
        if number % _COMMITTED == 0:
            _commit(connection)
    rest = lines.rest(spool, read - len(spool), total)
    if rest is None:
        connection.execute("DELETE FROM runs WHERE import_id = ? OR import_id < 0", [import_id])
        return None
    # What was added and is removed within one transaction is written twice.
    if len(spool):
        _commit(connection)
        connection.execute("DELETE FROM runs WHERE import_id < 0")
    return Taken(rest, read - len(spool))


def _commit(connection: duckdb.DuckDBPyConnection) -> None:
    """Have what was written so far in the file; the draft is published whole or not at all."""
    connection.execute("COMMIT")
    connection.execute("BEGIN")


def _insert(
    connection: duckdb.DuckDBPyConnection,
    lines: Lines,
    block: pa.Table,
    import_id: int,
    spool: Spool,
) -> None:
    """Bring a block into the runs, and set aside the lines that are not plainly right."""
    connection.register("block", block)
    connection.execute(insert_sql(lines), {"import_id": import_id, "latest": lines.latest})
    connection.unregister("block")
    numbers = block["number"].to_numpy()
    aside = connection.execute(_ASIDE, {"before": 1 - int(numbers[0])}).fetchnumpy()
    places = np.searchsorted(numbers, next(iter(aside.values())))
    texts = [bytes(line) for line in _bytes_at(block, places)]
    for place, text in zip(places, texts, strict=True):
        spool.add(int(numbers[place]), text)
    _Words(connection, lines).learn(texts)


def _bytes_at(block: pa.Table, places: np.ndarray) -> Iterator[bytes]:
    if len(places):
        yield from block["line"].cast(pa.binary()).take(pa.array(places)).to_pylist()


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

    def learn(self, texts: list[bytes]) -> None:
        """Learn the words of lines that were set aside, perhaps for their words alone."""
        key, found = self._lines.fields["status"], []
        for text in islice(texts, _LEARNED):
            with suppress(ValueError, RecursionError):
                row = decode(text.decode())
                word = row.get(key) if isinstance(row, dict) else None
                if type(word) is str and word and not word.isspace():
                    found.append(word)
        if found:
            self.add(found)


def _spellings() -> list[str]:
    """The words that are known, as most exports write them."""
    words = [word for words in WORDS.values() for word in words]
    return [how(word) for word in words for how in (str, str.upper, str.capitalize)]
