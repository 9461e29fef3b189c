"""What a person says: record, of a change of a worker; mark, of a cause."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import Change
from dashboard.causes.marks import is_mark, marks_and_undone
from dashboard.cli.arguments import Arguments
from dashboard.cli.marks import marks, marks_json
from dashboard.cli.printing import one_line
from dashboard.cli.show.changes import in_vain
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.errors import FilterInvalid, NotFound
from dashboard.started import command
from dashboard.store.filters.filter_links import moment
from dashboard.store.reading.open_histories import current
from dashboard.words import edits as edit_words
from dashboard.words import values as words

if TYPE_CHECKING:
    from dashboard.causes.grouping import Causes
    from dashboard.ledger.ledger import Ledger


def record(arguments: Arguments) -> int:
    """Record a change that no export knows."""
    from dashboard.analysis.asked import findings_now
    from dashboard.analysis.worker import configuration
    from dashboard.ledger.ledger import Ledger
    from dashboard.recording import record_change, worker_called

    history = history_of(arguments)
    zone, at = history.about.zone, moment(arguments.when, history.about.zone)
    texts = {
        name: text_of(path) if (path := getattr(arguments, name)) else ""
        for name in ("old_text", "new_text")
    }
    new = record_change(
        Ledger(home_of(arguments).path),
        history,
        arguments.worker,
        at,
        arguments.what,
        old=arguments.old,
        new=arguments.new,
        cause=arguments.fixes,
        note=arguments.note,
        who=arguments.who,
        **texts,
    )
    worker_id, worker = worker_called(history, arguments.worker)
    made = Change(worker_id, worker, at, arguments.what, arguments.old, arguments.new)
    told = _recorded(made, zone)
    remark(f"Recorded: {told}" if new else f"That was recorded before: {told}")
    if texts["new_text"]:
        findings = findings_now(configuration(history, worker_id), texts["new_text"])
        for line in in_vain(findings):
            remark(line)
    return OK


def _recorded(change: Change, zone: str) -> str:
    """A change that was recorded: who, what, and when, with the offset where clocks change then:
    "Ann, instructions v1 → v2, 10 Nov 2026, 09:00 Europe/Berlin."."""
    local = change.at.astimezone(ZoneInfo(zone))
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    offset = f" ({local.isoformat()[-6:]})" if twice else ""
    when = f"{words.moment(local, zone)} {zone}{offset}"
    return one_line(f"{change.worker}, {edit_words.changed(change)}, {when}.", width=300)


def text_of(path: Path) -> str:
    """The instructions in a file. Raises NotFound, TextRefused."""
    from dashboard.recording import LONGEST_TEXT
    from dashboard.sources.files.text_file import read_text

    text = read_text(path, LONGEST_TEXT)
    if not text.strip():
        raise NotFound("The text is empty.", where=str(path), remedy="Name a file with the text.")
    return text


_SAYS = ("name", "origin", "into", "split", "fixed")
"""The options that say something about a cause."""


def mark(arguments: Arguments) -> int:
    """Write what the options say about a cause, or list the marks."""
    from dashboard.ledger.ledger import Ledger

    ledger = Ledger(home_of(arguments).path)
    given = [f"--{name}" for name in _SAYS if getattr(arguments, name) is not None]
    if arguments.undo is not None and (arguments.cause or given):
        raise FilterInvalid(
            "--undo takes back one mark, whatever it is about.",
            remedy=f"Leave out {', '.join(given) or 'the cause'}.",
        )
    if given and not arguments.cause:
        raise FilterInvalid(
            f"Of which cause do you say {', '.join(given)}?",
            remedy=f"Write its name first: {command(f'mark CAUSE {given[0]} …')}",
        )
    if arguments.undo is None and not arguments.cause:
        entries = marks_and_undone(ledger.entries())
        causes = _causes(arguments) if entries else None
        print(marks_json(entries, causes) if arguments.json else marks(entries, causes))
        return OK
    recorded = _mark(arguments, ledger)
    remark("Recorded." if recorded else "Nothing new to record.")
    return OK


def _causes(arguments: Arguments) -> Causes | None:
    """What marks are about; None without any run."""
    history = current(home_of(arguments))
    return history.causes if history else None


def _mark(arguments: Arguments, ledger: Ledger) -> bool:
    """Write what the options say about a cause; False if it was all known."""
    from dashboard import marking
    from dashboard.ledger.undoing import undo_one_that

    if arguments.undo is not None:
        what = "a mark on a cause, nor a recorded change"
        return undo_one_that(ledger, arguments.undo, is_mark, what, arguments.who)
    history, cause, who = history_of(arguments), arguments.cause or "", arguments.who
    steps: list[marking.Step] = []
    if (words := arguments.split) is not None:
        name = arguments.name or ""
        steps.append(lambda book: marking.split_cause(book, history, cause, words, name, who))
    elif (called := arguments.name) is not None:
        steps.append(lambda book: marking.name_cause(book, history, cause, called, who))
    if (origin := arguments.origin) is not None:
        steps.append(lambda book: marking.set_origin(book, history, cause, origin, who))
    if arguments.fixed is not None:
        since = moment(arguments.fixed, history.about.zone)
        steps.append(lambda book: marking.expect_fixed(book, history, cause, since, who))
    if (into := arguments.into) is not None:
        steps.append(lambda book: marking.merge_causes(book, history, cause, into, who))
    if not steps:
        raise FilterInvalid(
            "What about this cause?", remedy="Say --name, --origin, --into, --split or --fixed."
        )
    return marking.all_or_none(ledger, steps)
