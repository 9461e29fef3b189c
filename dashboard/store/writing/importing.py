"""Bring an export into the workspace: a new generation, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.records.lines import Lines
from dashboard.records.rows import Export
from dashboard.started import command
from dashboard.store.derived import derive, error_kinds, touched
from dashboard.store.workspace.home import Home
from dashboard.store.writing import content_hash, fold, side_tables, status_words
from dashboard.store.writing.columnar.reading import take
from dashboard.store.writing.columnar.settling import settle
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.half_read import half_read
from dashboard.store.writing.loaded_runs import loaded_runs
from dashboard.store.writing.nothing_read import without_worker
from dashboard.store.writing.notices import in_pieces, lost_tables, notices
from dashboard.store.writing.settings import remember_answers, remember_said
from dashboard.store.writing.staging import Progress, stage
from dashboard.store.writing.unread_flags import completed_with_error, other_endings, unread_flags


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did: counts of rows, and the generation that holds the result.

    read = new + changed + unchanged + conflicting + rejected_runs are rows of runs; conflicting are
    those that differ from another row of their run though nothing says which is newer; rejected
    counts the rows of the files beside the runs too; notices: what else there is to say, each a
    sentence.
    """

    name: str
    format: str
    import_id: int
    generation: int
    read: int
    new: int
    changed: int
    unchanged: int
    conflicting: int
    rejected: int
    rejected_runs: int
    notices: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        beside = self.rejected - self.rejected_runs
        where = f", {beside:,} of them beside the runs" if beside else ""
        where += f" ({command(f'rejects {self.import_id}')})" if self.rejected else ""
        in_conflict = f"{self.conflicting:,} in conflict, " if self.conflicting else ""
        rows = "row" if self.read == 1 else "rows"
        return (
            f"{self.read:,} {rows} read: {self.new:,} new, {self.changed:,} changed, "
            f"{self.unchanged:,} unchanged, {in_conflict}{self.rejected:,} rejected{where}"
        )


def import_export(
    home: Home, export: Export, now: datetime, progress: Progress = lambda rows: None
) -> Imported:
    """Import an export and publish the result as the next generation.

    An export that changes nothing and was loaded before leaves the workspace untouched. Raises
    StoreBusy, StoreUnusable, or what reading the export raises; the workspace is then as before.
    """
    return _import(home, all_of(export), now, progress)


def import_lines(
    home: Home,
    lines: Lines,
    exactly: Callable[[], Export],
    now: datetime,
    progress: Progress = lambda rows: None,
) -> Imported:
    """Import an export whose runs stand one a line: most of them as columns.

    exactly: gives the same export where all of it must be read exactly. Otherwise as import_export;
    QuestionOpen is among what reading it raises.
    """
    return _import(home, mostly_columns(lines, exactly, progress), now, progress)


Begin = Callable[[duckdb.DuckDBPyConnection, int], tuple[Export, int]]
"""Begins an import of that number: gives what is still to be read, and how many of its runs stand
in the table of runs already."""


def all_of(export: Export) -> Begin:
    """An import of which all is still to be read."""
    return lambda connection, number: (export, 0)


def mostly_columns(lines: Lines, exactly: Callable[[], Export], progress: Progress) -> Begin:
    """An import of which most is read as columns; exactly: as of import_lines."""

    def begin(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[Export, int]:
        return take(connection, lines, number, progress) or (exactly(), 0)

    return begin


def _import(home: Home, begin: Begin, now: datetime, progress: Progress) -> Imported:
    done: list[Imported] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        imported, changed = into(connection, begin, now, progress)
        done[:] = [imported]
        return changed

    generation = next_generation(home, change)
    return replace(done[0], generation=generation)


NEXT_IMPORT = "SELECT coalesce(max(import_id), 0) + 1 FROM imports"
"""The number of the next import."""
_EARLIER = "SELECT coalesce(max(import_id), 0) FROM imports WHERE fingerprint = $fingerprint"


def into(
    connection: duckdb.DuckDBPyConnection, begin: Begin, now: datetime, progress: Progress
) -> tuple[Imported, bool]:
    """Import into an open copy: what was done, and False if there is nothing new to keep."""
    import_id = number_of(connection, NEXT_IMPORT)
    before = number_of(connection, "SELECT count(*) FROM runs")
    touched.remember(connection)
    export, taken = begin(connection, import_id)
    reworded, moved = _explain(connection, export)
    read, rejected = stage(connection, export, import_id, lambda rows: progress(taken + rows))
    read += taken
    merged = _merge(connection, export, import_id, before)
    side_changed = side_tables.merge(connection, merged.as_of or now)
    earlier = number_of(connection, _EARLIER, fingerprint=export.fingerprint)
    again = bool(earlier) and not (merged.touched or side_changed or reworded)
    loaded = loaded_runs(connection)
    imported = Imported(
        name=export.name,
        format=export.format,
        import_id=earlier if again else import_id,
        generation=0,
        read=read,
        new=merged.new,
        changed=merged.changed,
        unchanged=read - rejected["runs"] - merged.new - merged.changed - merged.conflicting,
        conflicting=merged.conflicting,
        rejected=rejected.total(),
        rejected_runs=rejected["runs"],
        notices=status_words.moved_told(moved)
        + status_words.absent_told(connection, export.answers.statuses)
        + export.notices
        + (in_pieces(connection) if export.gathered else ())
        + notices(connection, loaded, merged.conflicting)
        + half_read(connection, export.only_where_plain)
        + unread_flags(connection, export.unread_flags)
        + other_endings(connection, loaded, export.status_columns)
        + (() if export.gathered else completed_with_error(connection, loaded))
        + without_worker(loaded, export.unread_workers)
        + lost_tables(connection, rejected),
    )
    if again:
        return imported, False
    _log(connection, export, imported, merged, now)
    (derive.refresh if reworded else derive.follow)(connection)
    error_kinds.refresh(connection)
    return imported, True


def _explain(connection: duckdb.DuckDBPyConnection, export: Export) -> tuple[bool, int]:
    """Keep what words of the export were said to mean: whether that is new, and how many runs have
    another status since."""
    said = export.answers.statuses
    if status_words.is_said(connection, export.format, said):
        return False, 0
    moved = status_words.say(connection, export.format, said)
    fold.refold(connection)
    return True, moved


class _Merged(NamedTuple):
    """Runs that are new and changed, rows in conflict, runs that are not what they were, runs that
    were known before, and the as-of of the export, None where no time of its own stands in it."""

    new: int
    changed: int
    conflicting: int
    touched: int
    known: int
    as_of: datetime | None


def _merge(
    connection: duckdb.DuckDBPyConnection, export: Export, import_id: int, before: int
) -> _Merged:
    """Fold the staged runs into the table runs, which held so many before. Others of the import may
    stand there already."""
    columns = export.columns.get("runs", frozenset()) | {"run_id", "time_basis", "created_at"}
    stated = {"as_of": export.as_of, "import_id": import_id}
    (as_of,) = connection.execute(fold.AS_OF, stated).fetchone() or (None,)
    connection.execute(fold.STAMPED, {"import_id": import_id, "as_of": as_of})
    settle(connection, import_id, as_of)
    reworded = status_words.any_said(connection, export.format)
    fold.find_contested(connection, export.format, columns, reworded=reworded)
    chosen = "true" if reworded else "run_id IN (SELECT run_id FROM contested)"
    for table in ("incoming", "runs"):
        content_hash.give_hashes(connection, table, chosen, columns)
    for table, chosen in (
        ("incoming", "true"),
        ("runs", f"import_id = {import_id:d}"),
        ("rejects", f"import_id = {import_id:d}"),
    ):
        status_words.translate(connection, table, export.format, chosen)
    connection.execute(f"CREATE TEMP VIEW loaded AS {fold.loaded(import_id)}")
    known = number_of(connection, "SELECT count(*) FROM runs SEMI JOIN incoming USING (run_id)")
    folded = fold.fold(connection, columns)
    after = number_of(connection, "SELECT count(*) FROM runs")
    if connection.execute(fold.TWICE, {"import_id": import_id}).fetchone():
        raise StoreUnusable("A run would stand twice in the history; nothing was changed.")
    new = after - before
    return _Merged(new, folded.changed, folded.conflicting, folded.touched + new, known, as_of)


def _log(
    connection: duckdb.DuckDBPyConnection,
    export: Export,
    imported: Imported,
    merged: _Merged,
    now: datetime,
) -> None:
    connection.execute(
        """INSERT INTO imports SELECT $id, $now, $name, $format, $fingerprint,
        $as_of, $note, $zone, $dates, $columns,
        $read, $new, $changed, $unchanged, $rejected, $conflicting, $known,
        $good_from, $good_to""",
        {
            "id": imported.import_id, "now": now, "name": export.name, "format": export.format,
            "fingerprint": export.fingerprint, "as_of": merged.as_of, "note": export.note,
            "zone": export.answers.zone, "dates": export.answers.dates,
            "columns": sorted(export.columns.get("runs", frozenset())),
            "read": imported.read, "new": imported.new, "changed": imported.changed,
            "unchanged": imported.unchanged, "rejected": imported.rejected,
            "conflicting": imported.conflicting, "known": merged.known,
            "good_from": export.good_from, "good_to": export.good_to,
        },
    )  # fmt: skip
    remember_said(connection, imported.import_id, export)
    remember_answers(connection, export.format, export.answers)


def number_of(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> int:
    """The number that a query gives, 0 for none."""
    row = connection.execute(sql, values).fetchone()
    return int(row[0]) if row else 0
