"""What a person says that status words mean: kept per format, applied to runs by their raw word.

The hash of a run's version is of what its export said, so a word that comes to mean something else
makes no new version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import duckdb

from dashboard.errors import NotFound, UserError
from dashboard.records.schema import STATUSES
from dashboard.records.statuses import LONGEST, key_of
from dashboard.started import command
from dashboard.store.derived import derive, error_kinds
from dashboard.store.derived.touched import ANEW
from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.workspace.home import Home
from dashboard.store.writing import content_hash, fold
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.settings import put_setting

Words = Sequence[tuple[str, str]]
"""Words of an export, each with the status that it means."""

_LISTED = "import_id IN (SELECT import_id FROM imports)"
"""Of what is being imported the columns, and so the hashes, are not known yet."""
_OF_FORMAT = "import_id IN (SELECT import_id FROM imports WHERE format = $format)"
_TRANSLATE = """
UPDATE {table} SET status = said.status{anew}
FROM (SELECT unnest($words::VARCHAR[]) AS word, unnest($statuses::VARCHAR[]) AS status) said
WHERE raw_status = said.word AND {table}.status <> said.status AND {chosen}
"""
_READ_ANEW = f", read_checks = '{ANEW}', {UNSETTLED}"
"""Whether the output of a run is read at all depends on its status."""
_FORMATS = """
SELECT DISTINCT format, raw_status FROM runs JOIN imports USING (import_id)
WHERE raw_status IS NOT NULL
"""

_IN_LOAD = """
SELECT DISTINCT raw_status FROM loaded WHERE raw_status IS NOT NULL
UNION SELECT raw_status FROM rejects
WHERE raw_status IS NOT NULL AND import_id NOT IN (SELECT import_id FROM imports)
"""


def setting_of(format_: str) -> str:
    """The name of the setting that holds a format's words, as a JSON object: word to status."""
    return f"statuses of {format_}"


def words_said(settings: Mapping[str, str], format_: str) -> dict[str, str]:
    """What a person said of a format's words: the word as they wrote it, and the status."""
    kept: dict[str, str] = json.loads(settings.get(setting_of(format_), "{}"))
    return kept


def set_status_word(home: Home, word: str, status: str) -> int:
    """Let a word mean a status wherever runs have it; as set_status_words."""
    return set_status_words(home, [(word, status)])


def set_status_words(home: Home, words: Words, format_: str | None = None) -> int:
    """Let words mean statuses, in one format or in every format that has runs with them.

    Gives how many runs have another status now. Raises UserError for what is no status, NotFound
    when no run has a word, StoreBusy, StoreUnusable; the workspace is then as before.
    """
    for _, status in words:
        if status not in STATUSES:
            raise UserError(
                f"“{status}” is no status.", remedy=f"Write one of {', '.join(STATUSES)}."
            )
    moved: list[int] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        moved[:] = [
            say(connection, name, [said])
            for said in words
            for name in _formats_with(connection, said[0], format_)
            if not is_said(connection, name, [said])
        ]
        if not moved:
            return False
        fold.refold(connection)  # of two rows of one time the finished one holds
        derive.refresh(connection)
        error_kinds.refresh(connection)
        return True

    next_generation(home, change)
    return sum(moved)


def _formats_with(
    connection: duckdb.DuckDBPyConnection, word: str, format_: str | None
) -> list[str]:
    rows = connection.execute(_FORMATS).fetchall()
    found = {name for name, raw in rows if key_of(raw) == key_of(word)}
    chosen = sorted(name for name in found if format_ in (None, name))
    if not chosen:
        where = f" in the format {format_}" if format_ else ""
        raise NotFound(
            f"No run has the status word “{word}”{where}.",
            remedy=f"`{command('statuses')}` lists the words that runs have.",
        )
    return chosen


def moved_told(runs: int) -> tuple[str, ...]:
    """How many runs have another status since a word of theirs was explained."""
    if not runs:
        return ()
    return (f"{runs:,} {'run has' if runs == 1 else 'runs have'} another status now.",)


def absent_told(connection: duckdb.DuckDBPyConnection, words: Words) -> tuple[str, ...]:
    """Words that were explained and that no row of this load has, rejected ones included."""
    rows = connection.execute(_IN_LOAD).fetchall() if words else []
    found = {key_of(word) for (word,) in rows}
    absent = dict.fromkeys(f"“{word[:LONGEST]}”" for word, _ in words if key_of(word) not in found)
    if not absent:
        return ()
    many, they = ("words", "they mean") if len(absent) > 1 else ("word", "it means")
    return (
        f"No run of this load has the status {many} {', '.join(absent)}; what {they} is kept for "
        "later loads of this format.",
    )


def any_said(connection: duckdb.DuckDBPyConnection, format_: str) -> bool:
    """Whether anything was said of a format's words."""
    return bool(words_said(_settings(connection), format_))


def is_said(connection: duckdb.DuckDBPyConnection, format_: str, words: Words) -> bool:
    """Whether all these words of a format are known to mean just this."""
    kept = words_said(_settings(connection), format_)
    known = {key_of(word): status for word, status in kept.items()}
    return all(known.get(key_of(word)) == status for word, status in words)


def say(connection: duckdb.DuckDBPyConnection, format_: str, words: Words) -> int:
    """Remember what words of a format mean, also for the runs that are there; how many changed."""
    kept = words_said(_settings(connection), format_)
    known = {key_of(word): word for word in kept}
    for word, status in words:
        kept.pop(known.get(key_of(word), ""), None)
        kept[word] = status
    put_setting(connection, setting_of(format_), json.dumps(kept, ensure_ascii=False))
    content_hash.give_hashes(connection, "runs", _LISTED)
    for table in ("superseded", "rejects"):
        translate(connection, table, format_, _OF_FORMAT)
    return translate(connection, "runs", format_, _OF_FORMAT)


def translate(
    connection: duckdb.DuckDBPyConnection, table: str, format_: str, chosen: str = "true"
) -> int:
    """Give the rows of a table the statuses that their words mean in a format; how many changed.

    chosen: the condition on rows that are of the format.
    """
    said = {key_of(word): status for word, status in
            words_said(_settings(connection), format_).items()}  # fmt: skip
    if not said:
        return 0
    raws = connection.execute(
        f"SELECT DISTINCT raw_status FROM {table} WHERE raw_status IS NOT NULL"
    ).fetchall()
    meant = {raw: said[key] for (raw,) in raws if (key := key_of(raw)) in said}
    bound: dict[str, object] = {"words": list(meant), "statuses": list(meant.values())}
    if "$format" in chosen:
        bound["format"] = format_
    anew = _READ_ANEW if table == "runs" else ""
    sql = _TRANSLATE.format(table=table, chosen=chosen, anew=anew)
    row = connection.execute(sql, bound).fetchone()
    return int(row[0]) if row else 0


def _settings(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, value FROM settings").fetchall())
