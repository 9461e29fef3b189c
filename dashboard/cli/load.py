"""Loading exports and serving their pages: demo, load, serve."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli.arguments import Arguments
from dashboard.cli.explanation import explanation as explanation_text
from dashboard.cli.printing import file_name, json_text
from dashboard.cli.settings import words_and_statuses
from dashboard.cli.streams import CALLS_FOR_ACTION, NOT_DONE, OK, progress_line, remark
from dashboard.cli.workspace import home_of
from dashboard.errors import OnlyParts, UserError
from dashboard.started import about, default_home
from dashboard.store.reading.open_histories import in_workspace
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import Imported
from dashboard.store.writing.publishing import store_found
from dashboard.words.safe_text import visible

if TYPE_CHECKING:
    from dashboard.records.rows import Answers


def demo(arguments: Arguments) -> int:
    """Load the sample into a home of its own, then serve it."""
    from dashboard.loading import load
    from dashboard.records.rows import Answers
    from dashboard.sample import next_week_folder, sample_folder

    if arguments.home is None and "WORKER_RUNS_HOME" not in os.environ:
        arguments.home = default_home() / "demo"
    home = home_of(arguments)
    with about(home.path):
        _only_sample(home)
        folders = {"workspace": sample_folder()}
        if arguments.next_week:
            folders["next week"] = next_week_folder()
        for name, folder in folders.items():
            imported = load(
                home, folder, mapping=None, answers=Answers(), progress=lambda rows: None
            )
            remark(f"Synthetic sample {name}: {imported.sentence}")
        return serve(arguments)


def _only_sample(home: Home) -> None:
    """The sample is made up: it must not stand among real runs."""
    history = in_workspace(home)
    if history and any(row["note"] is None for row in history.ask("imports")):
        raise UserError(
            "This workspace already holds other runs; the sample would mix with them.",
            where=str(home.path),
            remedy="Choose an empty folder with --home, or leave --home out.",
        )


def serve(arguments: Arguments) -> int:
    """Serve the pages until stopped."""
    from dashboard.launcher import serve

    if found := store_found():
        remark(found)
    return serve(
        home_of(arguments).path,
        host=arguments.host,
        port=arguments.port,
        open_browser=not arguments.no_browser,
    )


def load(arguments: Arguments) -> int:
    """Import every path, or explain how it would be read."""
    from dashboard.records.rows import Answers

    statuses = tuple(words_and_statuses(arguments.status))
    answers = Answers(
        arguments.zone, arguments.dates, arguments.numbers, statuses, arguments.encoding
    )
    if arguments.explain:
        if statuses:
            raise UserError(
                "Nothing is imported with --explain, so no word can be given a meaning",
                where="--status",
                remedy="Leave one of the two out.",
            )
        if arguments.json:
            raise UserError(
                "What --explain says is for people, and no document.",
                where="--json",
                remedy="Leave one of the two out.",
            )
        return _explain(arguments, answers)
    return _load_all(arguments, answers)


def _explain(arguments: Arguments, answers: Answers) -> int:
    from dashboard.loading import explain

    home, now = home_of(arguments), datetime.now(UTC)
    for path in named_exports(arguments.paths):
        explanation = explain(home, path, mapping=arguments.map, answers=answers, now=now)
        print(visible(explanation_text(explanation)))
    return OK


def _load_all(arguments: Arguments, answers: Answers) -> int:
    from dashboard.loading import load

    home, done, refused, now = home_of(arguments), list[Imported](), 0, datetime.now(UTC)
    parts = list[tuple[Path, OnlyParts]]()

    def one(path: Path, *, whole: bool) -> None:
        nonlocal refused
        try:
            with progress_line() as progress:
                imported = load(
                    home, path, mapping=arguments.map, answers=answers, progress=progress, now=now,
                    whole=whole,
                )  # fmt: skip
        except OnlyParts as error:
            parts.append((path, error))
        except UserError as error:
            remark(str(error))
            refused += 1
        else:
            done.append(imported)
            for sentence in (f"{file_name(imported.name)}: {imported.sentence}", *imported.notices):
                remark(sentence)

    paths = named_exports(arguments.paths)
    for path in paths:
        one(path, whole=len(paths) > 1)
    for path, error in parts:  # only now is known whether their runs were named, too
        if error.whole in {imported.format for imported in done}:
            remark(str(error))
        else:
            one(path, whole=False)
    if arguments.json:
        print(_document(done, home.generation()))
    empty = any(imported.read == imported.rejected_runs for imported in done)
    if refused or empty:
        return NOT_DONE
    return CALLS_FOR_ACTION if any(imported.rejected for imported in done) else OK


def named_exports(paths: Sequence[Path]) -> list[Path]:
    """The exports that were named. Patterns that no shell has replaced, as in quotes, stand for
    what they match, in order; one that matches nothing stays, so that it is refused by name."""
    return [
        found
        for path in paths
        for found in (
            sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207 - also of absolute paths
            if not path.exists() and any(sign in str(path) for sign in "*?[")
            else ()
        )
        or [path]
    ]


def _document(done: Sequence[Imported], generation: int) -> str:
    """The JSON document of `load`."""
    counts = ("format", "read", "new", "changed", "unchanged", "conflicting", "rejected", "notices")
    files = [{"file": one.name, **{name: getattr(one, name) for name in counts}} for one in done]
    return json_text({"files": files, "generation": generation})
