"""The command worker-runs: load exports, serve the pages, print what the pages show."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard import plain_text
from dashboard.analysis import documents
from dashboard.analysis.gone import gone
from dashboard.causes.rules import ORIGINS
from dashboard.errors import FilterInvalid, NotFound, UserError
from dashboard.records.schema import CHANGED_THINGS
from dashboard.store.dimensions import DIMENSIONS
from dashboard.store.filters import Filters, moment, parse, read_set
from dashboard.store.history import History, current
from dashboard.store.home import Home, default_home

OK, CALLS_FOR_ACTION, NOT_DONE = 0, 1, 2
SHOWN_REJECTS = 10_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 fine, 1 calls for action, 2 not done."""
    arguments = parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
        return status
    except UserError as error:
        print(error, file=sys.stderr)
        return NOT_DONE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(
        prog="worker-runs", description="Review the runs of your AI workers."
    )
    top.add_argument("--version", action="version", version=version("worker-runs"))
    top.add_argument("--home", type=Path, help="workspace folder (or WORKER_RUNS_HOME)")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[Any], int], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    _serving(command("demo", _demo, "load the synthetic sample workspace and serve it"))
    load = command("load", _load, "import run exports: files, or folders with runs.*")
    load.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    load.add_argument("--map", type=Path, metavar="FILE", help="mapping file for this format")
    load.add_argument("--zone", help="zone of times that carry none, like Europe/Berlin")
    load.add_argument("--dates", choices=("dmy", "mdy"), help="order of dates like 03/04/2026")
    load.add_argument("--explain", action="store_true", help="show how it is read; import nothing")
    load.add_argument("--json", action="store_true", help="print one JSON document")
    _serving(command("serve", _serve, "serve the pages of this workspace"))
    show = command("show", _show, "print what a page shows")
    show.add_argument(
        "what", choices=("trends", "workers", "causes", "changes", "compare", "run", "twin")
    )
    show.add_argument("run_id", nargs="?", metavar="ID", help="of the run, for show run and twin")
    for name, default in (("a", "runs that worked"), ("b", "failed or bad runs")):
        about = f'for show compare: a set, like "worker=Ann&week=2026-W46"; default: {default}'
        show.add_argument(f"--{name}", metavar="FILTERS", help=about)
    _filtering(show)
    _filtering(command("check", _check, "for a pipeline: exit status 1 when a regression stands"))
    _recording(command("record", _record_change, "record a change that no export knows"))
    imports = command("imports", _imports, "list what was imported")
    imports.add_argument("--json", action="store_true")
    rejects = command("rejects", _rejects, "list the rows that an import rejected")
    rejects.add_argument("import_id", nargs="?", type=int, metavar="N", help="default: the newest")
    rejects.add_argument("--json", action="store_true")
    rules = command("rules", _rules, "print the rules for causes, or apply an edited file")
    rules.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a rules file to apply")
    _marking(command("mark", _mark, "name, merge, split causes; without a cause: list the marks"))
    zone = command("zone", _zone, "show or set the time zone of days and weeks")
    zone.add_argument("zone", nargs="?", help="IANA name, like Europe/Berlin")
    return top


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int)
    command.add_argument("--no-browser", action="store_true")


def _marking(command: argparse.ArgumentParser) -> None:
    command.add_argument("cause", nargs="?", metavar="CAUSE", help="as show causes --json names it")
    command.add_argument("--name", help="what the cause is called")
    command.add_argument("--origin", choices=ORIGINS, help="where it comes from")
    command.add_argument("--into", metavar="CAUSE", help="make it a part of another cause")
    command.add_argument("--split", metavar="WORDS", help="errors with these words are a cause")
    command.add_argument("--fixed", metavar="DATE", help="from when on it should not occur")
    command.add_argument("--undo", type=int, metavar="N", help="take back the mark of this number")
    command.add_argument("--who", default="", help="your name, kept with the mark")
    command.add_argument("--json", action="store_true", help="list the marks as one JSON document")


def _recording(command: argparse.ArgumentParser) -> None:
    command.add_argument("worker", metavar="WORKER", help="its id or name")
    command.add_argument("what", choices=CHANGED_THINGS, help="what was changed")
    command.add_argument("--when", required=True, help="2026-11-16T09:10, or a day")
    command.add_argument("--old", default="", help="what it was: a version, a model, a list")
    command.add_argument("--new", default="", help="what it became")
    command.add_argument("--old-text", type=Path, metavar="FILE", help="the old instructions")
    command.add_argument("--new-text", type=Path, metavar="FILE", help="the new instructions")
    command.add_argument("--fixes", default="", metavar="CAUSE", help="the cause it should fix")
    command.add_argument("--note", default="", help="why, in your words")
    command.add_argument("--who", default="", help="your name, kept with the change")


def _filtering(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.add_argument("--by", choices=("hour", "day", "week"), help="unit of time")
    for name in ("since", "until", "week"):
        command.add_argument(f"--{name}", action="append", default=[])
    command.add_argument("--latest-only", action="store_const", const=["yes"], default=[])
    for dimension in DIMENSIONS:
        for prefix in ("", "not-"):
            command.add_argument(
                f"--{prefix}{dimension.name}", action="append", default=[], metavar="VALUE"
            )


def _home(arguments: Any) -> Home:
    return Home(arguments.home or default_home())


def _history(arguments: Any) -> History:
    home = _home(arguments)
    history = current(home)
    if history is None:
        raise NotFound(
            "Nothing was imported into this workspace yet.",
            where=str(home.path),
            remedy="Load an export with `worker-runs load FILE`, or try `worker-runs demo`.",
        )
    return history


def _filters(arguments: Any, history: History) -> Filters:
    names = [name for it in DIMENSIONS for name in (it.name, f"not-{it.name}")]
    params = {
        name: getattr(arguments, name.replace("-", "_"))
        for name in ("since", "until", "week", "latest-only", *names)
    }
    parsed = parse(params, history.about.zone)
    if parsed.ignored:
        raise FilterInvalid(parsed.ignored[0])
    for it in gone(history, parsed.filters):
        print(f"No run has the {it.dimension.label.lower()} “{it.value}”.", file=sys.stderr)
    return parsed.filters


def _demo(arguments: Any) -> int:
    from dashboard.loading import load
    from dashboard.records.rows import Answers
    from dashboard.sample import sample_folder

    if arguments.home is None and "WORKER_RUNS_HOME" not in os.environ:
        arguments.home = default_home() / "demo"
    home = _home(arguments)
    _only_sample(home)
    imported = load(
        home, sample_folder(), mapping=None, answers=Answers(), progress=lambda rows: None
    )
    print(f"Synthetic sample workspace: {imported.sentence}", file=sys.stderr)
    return _serve(arguments)


def _only_sample(home: Home) -> None:
    """The sample is made up: it must not stand among real runs."""
    history = current(home)
    if history and any(row["note"] is None for row in history.ask("imports")):
        raise UserError(
            "This workspace already holds other runs; the sample would mix with them.",
            where=str(home.path),
            remedy="Choose an empty folder with --home, or leave --home out.",
        )


def _serve(arguments: Any) -> int:
    from dashboard.launcher import serve

    return serve(
        _home(arguments).path,
        host=arguments.host,
        port=arguments.port,
        open_browser=not arguments.no_browser,
    )


def _load(arguments: Any) -> int:
    from dashboard.records.rows import Answers

    answers = Answers(zone=arguments.zone, dates=arguments.dates)
    if arguments.explain:
        return _explain(arguments, answers)
    return _load_all(arguments, answers)


def _explain(arguments: Any, answers: Any) -> int:
    from dashboard.records.reading import explain

    for path in arguments.paths:
        explanation = explain(path, mapping=arguments.map, answers=answers, now=datetime.now(UTC))
        print(plain_text.explanation(explanation))
    return OK


def _load_all(arguments: Any, answers: Any) -> int:
    from dashboard.loading import load

    home, done, refused = _home(arguments), [], 0
    for path in arguments.paths:
        try:
            with plain_text.progress_line() as progress:
                imported = load(
                    home, path, mapping=arguments.map, answers=answers, progress=progress
                )
        except UserError as error:
            print(error, file=sys.stderr)
            refused += 1
            continue
        done.append(imported)
        print(f"{imported.name}: {imported.sentence}", file=sys.stderr)
    if arguments.json:
        print(plain_text.load_document(done, home.generation()))
    empty = any(it.read == it.rejected_runs for it in done)
    if refused or empty:
        return NOT_DONE
    return CALLS_FOR_ACTION if any(it.rejected for it in done) else OK


def _show(arguments: Any) -> int:
    from dashboard.analysis.causes import causes
    from dashboard.analysis.changes import all_changes
    from dashboard.analysis.compare import compare
    from dashboard.analysis.coverage import judged
    from dashboard.analysis.edits import edits, flagged
    from dashboard.analysis.run import run
    from dashboard.analysis.trends import trends
    from dashboard.analysis.twin import twin
    from dashboard.analysis.worker_weeks import worker_weeks
    from dashboard.analysis.workers import workers
    from dashboard.ui.compare_words import set_name

    history = _history(arguments)
    filters = _filters(arguments, history)
    zone, good = history.about.zone, judged(history.about)
    if arguments.what == "trends":
        answer = trends(history, filters, arguments.by)
        document: Any = documents.trends_document(answer, zone)
        text = plain_text.trends(answer, zone, judged=good)
    elif arguments.what == "workers":
        rows, weeks = workers(history, filters), worker_weeks(history, filters)
        document = documents.workers_document(rows, weeks)
        text = plain_text.workers(rows, weeks, judged=good)
    elif arguments.what == "compare":
        a, b = _sets(arguments, history)
        compared = compare(history, filters, a, b)
        document = documents.compare_document(compared)
        text = plain_text.comparison(compared, set_name(a, zone, good), set_name(b, zone, good))
    elif arguments.what == "changes":
        known = all_changes(history, filters)
        edited = edits(history, [it for found in known.impacts for it in found.change.changes])
        document = documents.changes_document(known, edited)
        asked, now = flagged(history, filters), history.about.now
        text = plain_text.changes(known, edited, asked, zone, judged=good, newest=now)
    elif arguments.what == "causes":
        found = causes(history, filters)
        document, text = documents.causes_document(found), plain_text.causes(found, zone)
    elif not arguments.run_id:
        what = arguments.what
        raise FilterInvalid("Which run?", remedy=f"Write its id: worker-runs show {what} ID")
    elif arguments.what == "twin":
        nearest = twin(history, arguments.run_id)
        document, text = documents.twin_document(nearest), plain_text.twin(nearest)
    else:
        detail = run(history, arguments.run_id)
        document, text = documents.run_document(detail), plain_text.run(detail)
    print(json.dumps(document, indent=2, ensure_ascii=False) if arguments.json else text)
    return OK


def _sets(arguments: Any, history: History) -> tuple[Filters, Filters]:
    """The two sets to compare; what no run has is told."""
    from dashboard.analysis.compare import DID_NOT, WORKED

    sets = [
        default if text is None else read_set(text, history.about.zone)
        for text, default in ((arguments.a, WORKED), (arguments.b, DID_NOT))
    ]
    for it in [lost for one in sets for lost in gone(history, one) if one not in (WORKED, DID_NOT)]:
        print(f"No run has the {it.dimension.label.lower()} “{it.value}”.", file=sys.stderr)
    return sets[0], sets[1]


def _check(arguments: Any) -> int:
    from dashboard.analysis.changes import all_changes
    from dashboard.analysis.coverage import judged
    from dashboard.analysis.worker_weeks import worker_weeks

    history = _history(arguments)
    filters = _filters(arguments, history)
    if gone(history, filters):  # a pipeline's gate must not open for a name that was mistyped
        raise FilterInvalid("Nothing was checked.", remedy="Correct the filter.")
    known, weeks = all_changes(history, filters), worker_weeks(history, filters)
    if arguments.json:
        document = documents.check_document(known, weeks)
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        print(plain_text.check(known, weeks, history.about.zone, judged=judged(history.about)))
    return CALLS_FOR_ACTION if known.standing else OK


def _record_change(arguments: Any) -> int:
    from dashboard.ledger.ledger import Ledger
    from dashboard.recording import record_change

    history = _history(arguments)
    texts = {
        name: _text_of(path) if (path := getattr(arguments, name)) else ""
        for name in ("old_text", "new_text")
    }
    recorded = record_change(
        Ledger(_home(arguments).path),
        history,
        arguments.worker,
        moment(arguments.when, history.about.zone),
        arguments.what,
        old=arguments.old,
        new=arguments.new,
        cause=arguments.fixes,
        note=arguments.note,
        who=arguments.who,
        **texts,
    )
    print("Recorded." if recorded else "That was recorded before.", file=sys.stderr)
    return OK


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"The text can't be read: {error}.", where=str(path)) from error


def _imports(arguments: Any) -> int:
    rows = _history(arguments).ask("imports")
    print(plain_text.as_json(rows) if arguments.json else plain_text.imports(rows))
    return OK


def _rejects(arguments: Any) -> int:
    history = _history(arguments)
    number = arguments.import_id or max(it["import_id"] for it in history.ask("imports"))
    rows = history.ask("rejects", import_id=number, shown=SHOWN_REJECTS)
    print(plain_text.as_json(rows) if arguments.json else plain_text.rejects(rows))
    return CALLS_FOR_ACTION if rows else OK


def _rules(arguments: Any) -> int:
    from dashboard.causes.rules import read_rules, shipped_rules
    from dashboard.store.cause_rules import apply_rules

    home = _home(arguments)
    if arguments.file is None:
        history = current(home)
        print(history.rules.text if history else shipped_rules().text, end="")
        return OK
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"The rules can't be read: {error}.", where=str(arguments.file)) from error
    rules = read_rules(text, str(arguments.file))
    _history(arguments)
    moved = apply_rules(home, rules)
    print(f"{len(rules.rules)} rules, version {rules.version}: {moved:,} failed runs moved.")
    return OK


def _mark(arguments: Any) -> int:
    from dashboard.ledger.ledger import Ledger

    ledger = Ledger(_home(arguments).path)
    if arguments.undo is None and not arguments.cause:
        entries = ledger.entries()
        print(plain_text.marks_json(entries) if arguments.json else plain_text.marks(entries))
        return OK
    recorded = _record(arguments, ledger)
    print("Recorded." if recorded else "Nothing new to record.", file=sys.stderr)
    return OK


def _record(arguments: Any, ledger: Any) -> bool:
    """Write what the options say about a cause; False if it was all known."""
    from dashboard import marking

    if arguments.undo is not None:
        return marking.undo(ledger, arguments.undo, arguments.who)
    history, cause, who, done = _history(arguments), arguments.cause, arguments.who, []
    if arguments.split is not None:
        name = arguments.name or ""
        done.append(marking.split_cause(ledger, history, cause, arguments.split, name, who))
    elif arguments.name is not None:
        done.append(marking.name_cause(ledger, history, cause, arguments.name, who))
    if arguments.origin:
        done.append(marking.set_origin(ledger, history, cause, arguments.origin, who))
    if arguments.fixed:
        since = parse({"since": [arguments.fixed]}, history.about.zone)
        if since.filters.since is None:
            raise FilterInvalid(*since.ignored)
        done.append(marking.expect_fixed(ledger, history, cause, since.filters.since, who))
    if arguments.into:
        done.append(marking.merge_causes(ledger, history, cause, arguments.into, who))
    if not done:
        raise FilterInvalid(
            "What about this cause?", remedy="Say --name, --origin, --into, --split or --fixed."
        )
    return any(done)


def _zone(arguments: Any) -> int:
    from dashboard.store.settings import set_zone

    if arguments.zone:
        set_zone(_home(arguments), arguments.zone)
    print(_history(arguments).about.zone)
    return OK


if __name__ == "__main__":
    sys.exit(main())
