"""Loading exports and serving their pages: demo, load, serve, imports, rejects."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.cli.arguments import Arguments
from dashboard.cli.explanation import explanation as explanation_text
from dashboard.cli.printing import as_json, progress_line, table
from dashboard.cli.workspace import CALLS_FOR_ACTION, NOT_DONE, OK, history_of, home_of
from dashboard.errors import UserError
from dashboard.store.home import Home, default_home
from dashboard.store.importing import Imported
from dashboard.store.open_histories import current
from dashboard.store.reader import Row
from dashboard.words.safe_text import visible

SHOWN_REJECTS = 10_000


def demo(arguments: Arguments) -> int:
    """Load the sample into a home of its own, then serve it."""
    from dashboard.loading import load
    from dashboard.records.rows import Answers
    from dashboard.sample import sample_folder

    if arguments.home is None and "WORKER_RUNS_HOME" not in os.environ:
        arguments.home = default_home() / "demo"
    home = home_of(arguments)
    _only_sample(home)
    imported = load(
        home, sample_folder(), mapping=None, answers=Answers(), progress=lambda rows: None
    )
    print(f"Synthetic sample workspace: {imported.sentence}", file=sys.stderr)
    return serve(arguments)


def _only_sample(home: Home) -> None:
    """The sample is made up: it must not stand among real runs."""
    history = current(home)
    if history and any(row["note"] is None for row in history.ask("imports")):
        raise UserError(
            "This workspace already holds other runs; the sample would mix with them.",
            where=str(home.path),
            remedy="Choose an empty folder with --home, or leave --home out.",
        )


def serve(arguments: Arguments) -> int:
    """Serve the pages until stopped."""
    from dashboard.launcher import serve

    return serve(
        home_of(arguments).path,
        host=arguments.host,
        port=arguments.port,
        open_browser=not arguments.no_browser,
    )


def load(arguments: Arguments) -> int:
    """Import every path, or explain how it would be read."""
    from dashboard.records.rows import Answers

    answers = Answers(zone=arguments.zone, dates=arguments.dates)
    if arguments.explain:
        return _explain(arguments, answers)
    return _load_all(arguments, answers)


def _explain(arguments: Arguments, answers: Any) -> int:
    from dashboard.records.reading import explain

    for path in arguments.paths:
        explanation = explain(path, mapping=arguments.map, answers=answers, now=datetime.now(UTC))
        print(visible(explanation_text(explanation)))
    return OK


def _load_all(arguments: Arguments, answers: Any) -> int:
    from dashboard.loading import load

    home, done, refused = home_of(arguments), [], 0
    for path in arguments.paths:
        try:
            with progress_line() as progress:
                imported = load(
                    home, path, mapping=arguments.map, answers=answers, progress=progress
                )
        except UserError as error:
            print(visible(str(error)), file=sys.stderr)
            refused += 1
            continue
        done.append(imported)
        for sentence in (f"{imported.name}: {imported.sentence}", *imported.notices):
            print(visible(sentence), file=sys.stderr)
    if arguments.json:
        print(_document(done, home.generation()))
    empty = any(it.read == it.rejected_runs for it in done)
    if refused or empty:
        return NOT_DONE
    return CALLS_FOR_ACTION if any(it.rejected for it in done) else OK


def imports(arguments: Arguments) -> int:
    """List what was imported."""
    rows = history_of(arguments).ask("imports")
    print(as_json(rows) if arguments.json else _imports_text(rows))
    return OK


def rejects(arguments: Arguments) -> int:
    """List the rows that an import rejected."""
    history = history_of(arguments)
    number = arguments.import_id or max(it["import_id"] for it in history.ask("imports"))
    rows = history.ask("rejects", import_id=number, shown=SHOWN_REJECTS)
    print(as_json(rows) if arguments.json else _rejects_text(rows))
    return CALLS_FOR_ACTION if rows else OK


def _document(done: Sequence[Imported], generation: int) -> str:
    """The JSON document of `load`."""
    counts = ("format", "read", "new", "changed", "unchanged", "rejected", "notices")
    return json.dumps(
        {
            "files": [
                {"file": one.name, **{name: getattr(one, name) for name in counts}} for one in done
            ],
            "generation": generation,
        },
        indent=2,
        ensure_ascii=False,
    )


def _imports_text(rows: Sequence[Row]) -> str:
    """One line an import, newest first."""
    heads = ("import", "at (UTC)", "format", "read", "new", "changed", "unchanged", "rejected", "")
    return table(
        heads,
        [
            (
                row["import_id"],
                row["imported_at"].astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M"),
                *(row[name] for name in ("format", "read", "new", "changed", "unchanged")),
                row["rejected"],
                row["name"],
            )
            for row in rows
        ],
    )


def _rejects_text(rows: Sequence[Row]) -> str:
    """One line a rejected row: where, why, and its beginning."""
    if not rows:
        return "This import rejected nothing."
    return table(
        ("file", "line", "field", "reason", "row"),
        [[row[name] for name in ("file", "line", "field", "reason", "raw")] for row in rows],
    )
