"""What was imported, and what of it needs a look: imports, rejects, conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from shlex import quote

from dashboard.analysis.conflicts import Conflict, Conflicts, Contender
from dashboard.analysis.conflicts import conflicts as conflicts_of
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, as_json, json_text, place, plain, table
from dashboard.cli.streams import CALLS_FOR_ACTION, OK, remark
from dashboard.cli.workspace import history_of
from dashboard.errors import NotFound, UserError
from dashboard.started import command
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row
from dashboard.words.conflicts import WHICH_IS_SHOWN, lines
from dashboard.words.rejected_rows import MOST, mendable
from dashboard.words.values import count, moment

SHOWN_REJECTS = 10_000
SHOWN_CONFLICTS = 1_000


def imports(arguments: Arguments) -> int:
    """List what was imported."""
    rows = history_of(arguments).ask("imports")
    print(as_json(rows) if arguments.json else _imports_text(rows))
    return OK


def rejects(arguments: Arguments) -> int:
    """List the rows that an import rejected, or all imports of the newest load."""
    history = history_of(arguments)
    every = history.ask("imports")
    chosen = _chosen(every, arguments.import_id)
    numbers = [row["import_id"] for row in chosen]
    if arguments.output:
        return _write_rejects(history, chosen, arguments.output)
    rows = history.ask("rejects", imports=numbers, shown=SHOWN_REJECTS)
    of = sum(row["rejected"] for row in chosen)
    if arguments.json:
        print(as_json(rows))
    elif rows:
        print(_rejects_text(rows, of))
    else:
        print(f"Import {', '.join(map(str, sorted(numbers)))} rejected nothing.{_other(every)}")
    return CALLS_FOR_ACTION if rows else OK


def _file_of(number: int) -> str:
    return f"`{command(f'rejects {number} -o FILE')}`"


def _write_rejects(history: History, chosen: Sequence[Row], path: Path) -> int:
    """Write the rejected rows of one of these imports to a new file, to be mended."""
    rejecting = [row for row in chosen if row["rejected"]]
    if not rejecting:
        numbers = sorted(row["import_id"] for row in chosen)
        print(f"Import {', '.join(map(str, numbers))} rejected nothing.")
        return OK
    if len(rejecting) > 1:
        raise UserError(
            f"{len(rejecting):,} imports of the newest load rejected rows; a file is of one.",
            remedy="Say which: " + ", ".join(_file_of(row["import_id"]) for row in rejecting),
        )
    one = rejecting[0]
    rows = history.ask("rejected_rows", imports=[one["import_id"]], shown=MOST)
    made = mendable(rows, one["rejected"], one["format"])
    try:
        with path.open("xb") as file:
            file.write(made.content)
    except FileExistsError as error:
        raise UserError(
            "There is a file of this name already.",
            where=str(path),
            remedy="Nothing was written. Choose another name.",
        ) from error
    remark(f"{count(len(rows), 'rejected row')} written to {path}. {made.notice}")
    if made.loads:
        remark(f"`{command(f'load {quote(str(path))}')}` loads it.")
    return CALLS_FOR_ACTION


def conflicts(arguments: Arguments) -> int:
    """List the rows of one run that differ though nothing says which is newer."""
    history = history_of(arguments)
    found = conflicts_of(history, SHOWN_CONFLICTS)
    print(
        json_text([_conflict_document(conflict) for conflict in found.listed])
        if arguments.json
        else _conflicts_text(found, history)
    )
    return CALLS_FOR_ACTION if found.runs else OK


def _chosen(imports: Sequence[Row], number: int | None) -> list[Row]:
    """The import of that number; without one those of the newest load, whose time they share."""
    if number is None:
        newest = max(row["imported_at"] for row in imports)
        return [row for row in imports if row["imported_at"] == newest]
    if chosen := [row for row in imports if row["import_id"] == number]:
        return chosen
    raise NotFound(
        f"No import has the number {number}.", remedy=f"`{command('imports')}` lists them."
    )


def _imports_text(rows: Sequence[Row]) -> str:
    """One line an import, newest first."""
    heads = ("import", "at (UTC)", "format", "read", "new", "changed", "unchanged", "conflicting",
             "rejected", "")  # fmt: skip
    return table(
        heads,
        [
            (
                str(row["import_id"]),
                moment(row["imported_at"], "UTC"),
                *(row[name] for name in heads[2:-1]),
                row["name"],
            )
            for row in rows
        ],
    )


def _other(imports: Sequence[Row]) -> str:
    """Where rejected rows are, if there are any: what pages say of them may be of an older load."""
    number = next((row["import_id"] for row in imports if row["rejected"]), None)
    return f" The newest that did is {number}: {command(f'rejects {number}')}" if number else ""


def _rejects_text(rows: Sequence[Row], of: int) -> str:
    """Where, why, and the beginning of the row; lines in a row with one reason are one."""
    cells = [
        (str(first["import_id"]), place(first["file"]), _lines(first["line"], last["line"]),
         first["field"], first["reason"], first["raw"])
        for first, last in _stretches(rows)
    ]  # fmt: skip
    text = table(("import", "file", "line", "field", "reason", "row"), cells)
    return text + (f"\nThe first {len(rows):,} of {of:,} rejected rows." if len(rows) < of else "")


def _stretches(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The first and last of rows that follow each other in a file with the same reason."""
    alike = groupby(
        enumerate(rows),
        key=lambda at: (
            *(at[1][name] for name in ("import_id", "file", "field", "reason")),
            None if at[1]["line"] is None else at[1]["line"] - at[0],
        ),
    )
    stretches = [[row for _, row in group] for _, group in alike]
    return [(stretch[0], stretch[-1]) for stretch in stretches]


def _lines(first: int | None, last: int | None) -> str | None:
    if first is None:
        return None
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"


def _conflict_document(conflict: Conflict) -> Document:
    return {
        "run_id": conflict.run_id,
        "rows": [
            {
                "import_id": row.import_id,
                "file": row.file,
                "shown": row.shown,
                "says": {name: plain(value) for name, value in row.says.items()},
                "extra": row.extra,
            }
            for row in conflict.contenders
        ],
    }


def _conflicts_text(found: Conflicts, history: History) -> str:
    """One line a row of a run, under those of its run."""
    if not found.runs:
        return "No two rows of a run are in conflict."
    cells = [
        line
        for conflict in found.listed
        for number, row in enumerate(conflict.contenders)
        for line in _row_lines("" if number else conflict.run_id, row, history.about.zone)
    ]
    text = table(("run", "", "import", "file", "field", "says"), cells)
    first = f"The first {len(found.listed):,} of " if len(found.listed) < found.runs else ""
    return f"{text}\n{first}{count(found.runs, 'run')} in conflict. {WHICH_IS_SHOWN}"


def _row_lines(run_id: str, row: Contender, zone: str) -> list[tuple[object, ...]]:
    """A line a field; only the first says whose they are."""
    whose = (run_id, "shown" if row.shown else "", row.import_id, place(row.file))
    return [
        (*(("",) * 4 if number else whose), field, value)
        for number, (field, value) in enumerate(lines(row, zone))
    ]
