"""Loading exports and serving their pages: demo, load, serve, imports, rejects."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import Any

from dashboard import plain_text
from dashboard.cli.workspace import CALLS_FOR_ACTION, NOT_DONE, OK, history_of, home_of
from dashboard.errors import UserError
from dashboard.store.history import current
from dashboard.store.home import Home, default_home
from dashboard.ui.safe_text import visible

SHOWN_REJECTS = 10_000


def demo(arguments: Any) -> int:
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


def serve(arguments: Any) -> int:
    """Serve the pages until stopped."""
    from dashboard.launcher import serve

    return serve(
        home_of(arguments).path,
        host=arguments.host,
        port=arguments.port,
        open_browser=not arguments.no_browser,
    )


def load(arguments: Any) -> int:
    """Import every path, or explain how it would be read."""
    from dashboard.records.rows import Answers

    answers = Answers(zone=arguments.zone, dates=arguments.dates)
    if arguments.explain:
        return _explain(arguments, answers)
    return _load_all(arguments, answers)


def _explain(arguments: Any, answers: Any) -> int:
    from dashboard.records.reading import explain

    for path in arguments.paths:
        explanation = explain(path, mapping=arguments.map, answers=answers, now=datetime.now(UTC))
        print(visible(plain_text.explanation(explanation)))
    return OK


def _load_all(arguments: Any, answers: Any) -> int:
    from dashboard.loading import load

    home, done, refused = home_of(arguments), [], 0
    for path in arguments.paths:
        try:
            with plain_text.progress_line() as progress:
                imported = load(
                    home, path, mapping=arguments.map, answers=answers, progress=progress
                )
        except UserError as error:
            print(visible(str(error)), file=sys.stderr)
            refused += 1
            continue
        done.append(imported)
        print(visible(f"{imported.name}: {imported.sentence}"), file=sys.stderr)
    if arguments.json:
        print(plain_text.load_document(done, home.generation()))
    empty = any(it.read == it.rejected_runs for it in done)
    if refused or empty:
        return NOT_DONE
    return CALLS_FOR_ACTION if any(it.rejected for it in done) else OK


def imports(arguments: Any) -> int:
    """List what was imported."""
    rows = history_of(arguments).ask("imports")
    print(plain_text.as_json(rows) if arguments.json else plain_text.imports(rows))
    return OK


def rejects(arguments: Any) -> int:
    """List the rows that an import rejected."""
    history = history_of(arguments)
    number = arguments.import_id or max(it["import_id"] for it in history.ask("imports"))
    rows = history.ask("rejects", import_id=number, shown=SHOWN_REJECTS)
    print(plain_text.as_json(rows) if arguments.json else plain_text.rejects(rows))
    return CALLS_FOR_ACTION if rows else OK
