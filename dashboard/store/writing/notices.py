"""What an import says beside its counts: one function a thing, each answering with sentences.

A notice looks at the open copy while the export's rows stand in `loaded` (fold.py) and in the
staged tables, and the runs are merged already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from shlex import quote
from typing import Any

import duckdb

from dashboard.records.statuses import LONGEST, known_status
from dashboard.sources.files.files import SIDE_TABLES
from dashboard.started import command
from dashboard.store.derived.lost import lost
from dashboard.store.questions import text_of
from dashboard.store.tables import is_empty
from dashboard.store.writing.alike_names import alike_names
from dashboard.store.writing.ended_before import ended_before
from dashboard.store.writing.idle_retries import idle_retries
from dashboard.store.writing.ids_as_decimals import ids_as_decimals
from dashboard.store.writing.ill_cut import ill_cut
from dashboard.store.writing.loaded_runs import LoadedRuns
from dashboard.store.writing.nothing_read import why_none, without_ending
from dashboard.store.writing.own_texts import own_texts
from dashboard.store.writing.rounded_ids import rounded_ids

SHOWN_WORDS, SHOWN_LETTERS = 5, 40

Notice = Callable[[duckdb.DuckDBPyConnection, LoadedRuns], tuple[str, ...]]


def _uncounted(notice: Callable[[duckdb.DuckDBPyConnection], tuple[str, ...]]) -> Notice:
    """One that needs no count of the loaded runs, among those that do."""
    return lambda connection, _: notice(connection)


def _argument(word: str) -> str:
    """A status word as a command line takes it, at its beginning."""
    quoted = quote(word[:LONGEST])
    return f"-- {quoted}" if quoted.startswith("-") else quoted


def _beginning(word: str) -> str:
    return word if len(word) <= SHOWN_LETTERS else f"{word[:SHOWN_LETTERS]}…"


# Only the words of an export: what is unknown without one is what it said itself.
_UNKNOWN = """
SELECT raw_status, count(*) FROM loaded
WHERE status = 'unknown' AND raw_status IS NOT NULL
GROUP BY raw_status ORDER BY count(*) DESC, raw_status
"""


def unknown_statuses(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Status words that are in no table and that nobody explained, with their numbers of runs."""
    rows = connection.execute(_UNKNOWN).fetchall() if loaded.unknown else []
    found = [row for row in rows if known_status(row[0]) != "unknown"]
    if not found:
        return ()
    runs, all_runs = sum(count for _, count in found), loaded.runs
    words = [f"{_beginning(word)} ({count:,})" for word, count in found[:SHOWN_WORDS]]
    if more := len(found) - len(words):
        words.append(f"{more:,} more")
    have = "has" if runs == 1 else "have"
    of = f"{all_runs:,} {'run' if all_runs == 1 else 'runs'}"
    return (
        f"{runs:,} of {of} {have} a status we don’t know: {', '.join(words)}. Say "
        f"what such a word means with `{command(f'statuses {_argument(found[0][0])}=failed')}` "
        "(or =completed, =cancelled …), or with --status when you load.",
    )


_UNTIMED = """
SELECT time_basis, count(*) FROM loaded
WHERE time_basis <> 'export' GROUP BY time_basis ORDER BY time_basis
"""


def untimed(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Runs that stand at the time of this import or of their export, which gives them none."""
    found = connection.execute(_UNTIMED).fetchall() if loaded.untimed else []
    return tuple(_no_time(basis, given, loaded.runs) for basis, given in found)


def _no_time(basis: str, given: int, runs: int) -> str:
    have, stand, their = ("has", "stands", "its") if given == 1 else ("have", "stand", "their")
    of = f"{given:,} of {runs:,} {'run' if runs == 1 else 'runs'} {have} no time in the export"
    if basis == "as_of":
        return (
            f"{of} and {stand} at the export’s own, so nothing is said of {their} hours or "
            "weekdays, and only exports say which runs came first."
        )
    return f"{of}, so nothing is said of {their} hours, days, weeks or changes."


_NEXT = "SELECT coalesce(max(import_id), 0) + 1 FROM imports"
_INCOMING = "SELECT status, quality, count(*) FROM loaded GROUP BY ALL"


def unlike_the_others(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Kinds of runs of which most were rejected, and workers of whom all were."""
    if is_empty(connection, "rejects"):
        return ()
    (since,) = connection.execute(_NEXT).fetchone() or (1,)

    def asked(name: str) -> list[tuple[Any, ...]]:
        text = text_of(name).replace("history.", "")  # the open copy is the history
        return connection.execute(text, {"since": since}).fetchall()

    rejected = {(status, quality): runs for status, quality, runs in asked("lost_runs")}
    rows = connection.execute(_INCOMING).fetchall()
    imported = {(status, quality): runs for status, quality, runs in rows}
    return tuple(one.sentence for one in lost(rejected, imported, asked("lost_workers")))


NOTICES: tuple[Notice, ...] = (
    why_none,
    _uncounted(rounded_ids),
    _uncounted(ids_as_decimals),
    _uncounted(alike_names),
    unknown_statuses,
    without_ending,
    _uncounted(ill_cut),
    ended_before,
    idle_retries,
    own_texts,
    untimed,
    _uncounted(unlike_the_others),
)


def notices(
    connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns, conflicting: int
) -> tuple[str, ...]:
    """All that an import has to say beside its counts, each a sentence. conflicting: its rows that
    are in conflict."""
    found = tuple(sentence for notice in NOTICES for sentence in notice(connection, loaded))
    return in_conflict(conflicting) + found


def lost_tables(
    connection: duckdb.DuckDBPyConnection, rejected: Mapping[str, int]
) -> tuple[str, ...]:
    """What stands beside the runs and was rejected as a whole, so that nothing of it is shown.
    rejected: per table its rejected rows."""
    said = []
    for table in SIDE_TABLES:
        kept = connection.execute(f"SELECT count(*) FROM staged_{table}").fetchone()
        if (rows := rejected.get(table)) and kept == (0,):
            all_of = f"all {rows:,} rows" if rows > 1 else "the only row"
            were = "were" if rows > 1 else "was"
            told = f"of {table}, {all_of} {were} rejected, so that nothing of it is shown"
            said.append(f"{told[0].upper()}{told[1:]}; `{command('rejects')}` says why.")
    return tuple(said)


_PIECES = """
SELECT count(*) FROM (
    SELECT run_id FROM versions GROUP BY run_id HAVING count(DISTINCT import_id) > 1
)
"""


def in_pieces(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Runs that are put together of several rows and stand in several loads, with other rows."""
    if is_empty(connection, "contested"):
        return ()
    (runs,) = connection.execute(_PIECES).fetchone() or (0,)
    if not runs:
        return ()
    one = runs == 1
    they = "1 run stands" if one else f"{runs:,} runs stand"
    of = "it is" if one else "each is"
    return (
        f"{they} in earlier loads too, with other parts: {of} shown by the newest that has its "
        "root, and counts what stands in that alone. Parts that lie in several files must be "
        "loaded together, as one folder or zip.",
    )


def in_conflict(rows: int) -> tuple[str, ...]:
    """Rows that differ from another row of their run though nothing says which is newer."""
    differ = (
        "1 row differs from another row of its run"
        if rows == 1
        else (f"{rows:,} rows differ from another row of their run")
    )
    said = f"{differ}, and nothing says which is newer: `{command('conflicts')}` lists them."
    return (said,) if rows else ()
