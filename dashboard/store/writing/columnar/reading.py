"""The lines of an export on their way into the runs, and those that are set aside on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

import duckdb

from dashboard.records.lines import Lines
from dashboard.records.rows import Export
from dashboard.records.status_table import WORDS
from dashboard.sources.files.snapshot import no_bytes
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.json_text import decode
from dashboard.sources.tables.spool import Kept
from dashboard.store.writing.columnar import exact_values
from dashboard.store.writing.columnar.inserting import MACROS, rows_sql
from dashboard.store.writing.columnar.json_lines import GUARDED, TRUSTING
from dashboard.store.writing.columnar.portions import Portion
from dashboard.store.writing.staging import Progress
from dashboard.store.writing.threads import work_together

_LEARNED = 100  # doubtful lines of a portion that are asked for their words for a status
_AT_ONCE = 10_000  # doubtful lines whose places are in memory at once
_FEW = 1_000  # lines set aside that make no difference: of more, not most may be
BEGINNING, PORTION = 1 << 23, 1 << 32
"""Bytes that are brought in first, and show whether most lines are plainly right, and that are
brought in at a time then: what is added behind rows that are committed already has the last of
these written again."""
_AS_WRITTEN = "SET disabled_optimizers = 'build_side_probe_side'"
"""Have the words looked up for each line; DuckDB, which does not know how many lines a stream has,
would keep all of these in memory for the words."""
_WORDS = "CREATE OR REPLACE TEMP TABLE words (word VARCHAR, raw VARCHAR, status VARCHAR)"
_ADD_WORDS = """
INSERT INTO words
SELECT unnest($words::VARCHAR[]), unnest($raws::VARCHAR[]), unnest($statuses::VARCHAR[])
"""
_INSERT = "INSERT INTO runs BY NAME {rows}"
_DOUBTFUL = """
SELECT -import_id, content_hash, filled FROM ({rows}) WHERE import_id <= -$first
ORDER BY import_id DESC
"""


class Taken(NamedTuple):
    """The rest of an export, and how many of its runs stand in the table already."""

    rest: Export
    rows: int


def take(
    connection: duckdb.DuckDBPyConnection, lines: Lines, import_id: int, progress: Progress
) -> Taken | None:
    """Bring into the runs what is plainly right. None where all of it must be read exactly; the
    runs are then as before. Commits parts. Raises what reading the rest raises."""
    work_together(connection)
    connection.execute(MACROS)
    exact_values.register(connection, str if lines.header else decode)
    connection.execute(_WORDS)
    words = _Words(connection, lines)
    words.add(lines.words if lines.is_short else [*lines.words, *_spellings()])
    _commit(connection)
    try:
        return _taken(connection, lines, import_id, progress, words, rows_sql(lines, TRUSTING))
    except _BrokenWithin:
        connection.execute("ROLLBACK")
        _end_of_stream(connection)
        connection.execute("BEGIN")
        _take_out(connection, import_id)
        return _taken(connection, lines, import_id, progress, words, rows_sql(lines, GUARDED))


def _taken(
    connection: duckdb.DuckDBPyConnection,
    lines: Lines,
    import_id: int,
    progress: Progress,
    words: _Words,
    rows: str,
) -> Taken | None:
    """Bring all lines into the runs, and take the doubtful ones out again; needs the macros and the
    table of words. rows: the query that makes rows of them. Raises _BrokenWithin."""
    spool, total, read, size, last = lines.spool(), no_bytes(), 0, 0, False
    pieces = lines.pieces(total.update)
    while not last:
        size = PORTION if read else BEGINNING
        portion = Portion(pieces, size, read, progress, lambda one: spool.kept.add(*one))
        _insert(connection, lines, portion, import_id, rows)
        words.learn(_set_aside(connection, lines, portion, spool.kept))
        if not read and len(spool.kept) > max(_FEW, portion.read - len(spool.kept)):
            _take_out(connection, import_id)
            return None
        if read and not portion.last:
            _commit(connection)
        read, last = portion.read, portion.last
    plain = read - len(spool.kept)
    rest = lines.rest(spool, plain, total)
    if rest is None:
        _take_out(connection, import_id)
        return None
    # What was added and is removed or changed within one transaction is written twice.
    if len(spool.kept) or size > BEGINNING:
        _commit(connection)
    if len(spool.kept):
        connection.execute("DELETE FROM runs WHERE import_id < 0")
    return Taken(rest, plain)


class _BrokenWithin(Exception):
    """A line was seen that only looks like JSON at both ends and was not guarded against; the
    transaction is lost."""


def _take_out(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Take out again what was brought in of an import."""
    connection.execute("DELETE FROM runs WHERE import_id = ? OR import_id < 0", [import_id])


def _commit(connection: duckdb.DuckDBPyConnection) -> None:
    """Have what was written so far in the file; the draft is published whole or not at all."""
    connection.execute("COMMIT")
    connection.execute("BEGIN")


def _insert(
    connection: duckdb.DuckDBPyConnection,
    lines: Lines,
    portion: Portion,
    import_id: int,
    rows: str,
) -> None:
    """Bring a portion into the runs, its doubtful lines too. rows: as of _taken."""
    with _streamed(connection, lines, portion):
        try:
            connection.execute(_INSERT.format(rows=rows), _bound(lines, import_id))
        # DuckDB quotes a part of the line, which may begin or end within a sign.
        except (duckdb.InvalidInputException, UnicodeDecodeError) as error:
            portion.require_whole()
            raise _BrokenWithin from error


@contextmanager
def _streamed(
    connection: duckdb.DuckDBPyConnection, lines: Lines, portion: Portion
) -> Iterator[None]:
    """Have the stream lines, from which one statement draws the portion."""
    connection.register("lines", portion.stream(lines.schema))
    connection.execute(_AS_WRITTEN)
    yield
    _end_of_stream(connection)
    portion.require_whole()


def _end_of_stream(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("RESET disabled_optimizers")
    connection.unregister("lines")


def _bound(lines: Lines, import_id: int) -> dict[str, object]:
    """What rows_sql asks for."""
    return {"import_id": import_id, "latest": lines.latest}


def _set_aside(
    connection: duckdb.DuckDBPyConnection, lines: Lines, portion: Portion, kept: Kept
) -> list[bytes]:
    """Set the doubtful lines of a portion aside; gives the first of them."""
    if not portion.first:
        return []
    first = list[bytes]()
    found = connection.execute(_DOUBTFUL.format(rows="FROM runs"), {"first": portion.first})
    while some := found.fetchmany(_AT_ONCE):
        texts = lines.texts((place, size) for _, place, size in some)
        for (number, *_), text in zip(some, texts, strict=True):
            kept.add(number, text)
            if len(first) < _LEARNED:
                first.append(text)
    return first


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

    def learn(self, texts: Iterable[bytes]) -> None:
        """Learn the words of lines that were set aside, perhaps for their words alone."""
        found = map(self._lines.word, texts)
        words = [word for word in found if word and not word.isspace()]
        if words:
            self.add(words)


def _spellings() -> list[str]:
    """The words that are known, as most exports write them."""
    words = [word for words in WORDS.values() for word in words]
    return [how(word) for word in words for how in (str, str.upper, str.capitalize)]
