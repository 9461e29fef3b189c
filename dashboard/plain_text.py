"""What the command line prints for people: the same answers as the pages, as plain text."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.analysis.asked import Asked
from dashboard.analysis.causes import Causes
from dashboard.analysis.change_log import Change
from dashboard.analysis.changes import Changes
from dashboard.analysis.compare import Comparison
from dashboard.analysis.documents import utc
from dashboard.analysis.edits import Edit
from dashboard.analysis.rates import Rate
from dashboard.analysis.run import RunDetail
from dashboard.analysis.trends import Trends
from dashboard.analysis.twin import Twin
from dashboard.analysis.worker_weeks import WorkerWeek, WorkerWeeks
from dashboard.analysis.workers import WorkerRow
from dashboard.causes.marks import standing
from dashboard.ledger.changes import standing as standing_changes
from dashboard.ledger.ledger import UNDONE, Entry
from dashboard.lint.finding import Finding
from dashboard.records.reading import Explanation
from dashboard.store.history import Row
from dashboard.store.importing import Imported
from dashboard.ui import (
    cause_words,
    change_words,
    compare_words,
    edit_words,
    words,
    worker_week_words,
)
from dashboard.ui.safe_text import visible

_NOT_APART = dict.fromkeys(map(ord, "\u2068\u2069"))
"""What pages put around names that are read from right to left."""


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns under heads, as wide as they need; a missing value is –."""
    cells = [[one_line("–" if cell is None else str(cell)) for cell in row] for row in rows]
    lines = [list(heads), *cells]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def one_line(text: str, width: int = 80) -> str:
    """Text of an export on one line, with what can't be seen made visible as on the pages."""
    shown = _SPACE.sub(" ", visible(text.translate(_NOT_APART)))
    return shown if len(shown) <= width else shown[: width - 1] + "…"


_SPACE = re.compile(r"[^\S ]")


def rate(value: Rate) -> str:
    """A rate with its interval and n; a bare count where a percentage would say too much."""
    if not (span := words.interval(value)):
        return words.rate(value)
    few = ", few runs" if value.few else ""
    return f"{words.rate(value)} ({span}, n={value.n:,}{few})"


def trends(answer: Trends, zone: str, *, judged: bool) -> str:
    """Headline and buckets. judged: the export says whether completed runs were good."""
    now = answer.now
    rated = "Success rate" if judged else "Completed"
    lines = [
        f"Runs: {now.runs:,}, workers: {now.workers:,}; "
        + ", ".join(f"{count:,} {status}" for status, count in now.by_status.items() if count),
        f"{rated}: {rate(now.success)}; failed: {now.failed:,}" + (f", bad: {now.bad:,}" * judged),
    ]
    if now.unresolved is not None:
        lines.append(f"Tasks still failed: {now.unresolved:,} of {now.tasks:,}")
    if answer.before and (change := answer.before.success):
        lines.append(
            f"Before that, over the same length: {rate(answer.before.headline.success)}; "
            f"difference {words.points(change.value)} ({words.points_interval(change)})"
        )
    outcomes = tuple(answer.buckets[0].counts) if answer.buckets else ()
    used = [name for name in outcomes if any(bucket.counts[name] for bucket in answer.buckets)]
    form = "%Y-%m-%d %H:%M" if answer.unit == "hour" else "%Y-%m-%d"
    rows = [
        [bucket.start.strftime(form), *(bucket.counts[name] for name in used), bucket.covered]
        for bucket in answer.buckets
    ]
    named = [words.outcome_word(name, judged=judged) for name in used]
    return "\n".join([*lines, "", table([f"{answer.unit} ({zone})", *named, ""], rows)])


def workers(rows: Sequence[WorkerRow], weeks: WorkerWeeks, *, judged: bool) -> str:
    """One line a worker. judged: the export says whether completed runs were good."""
    of_week = {it.worker_id: it for it in weeks.weeks}
    rated = "success rate" if judged else "completed"
    heads = ("worker", "runs", rated, "failed", "bad", "tasks still failed", "reviewed week", "")
    return table(
        heads,
        [
            (
                row.worker,
                f"{row.runs:,}",
                rate(row.success),
                row.failed,
                row.bad,
                row.unresolved,
                *_week(of_week.get(row.worker_id)),
            )
            for row in rows
        ],
    )


def changes(
    answer: Changes,
    edits: Sequence[Edit],
    asked: Sequence[Asked],
    zone: str,
    *,
    judged: bool,
    newest: datetime | None = None,
) -> str:
    """The finding, then a line a change, most harm first, what instructions ask for in vain, and
    what was changed too close.

    edits: of instructions, with a known text; newest: the time of the newest data.
    """
    lines = [change_words.headline(answer)]
    blank = {edit.change for edit in edits if edit.whitespace_only}
    named = edit_words.names([it.change for it in answer.impacts], zone, newest, blank)
    for it in answer.impacts:
        line = change_words.line(it, named[it.change], judged=judged)
        lines += ["", one_line(line, width=600)]
        lines.append(f"    {one_line(change_words.why(it), width=300)}")
        if possible := change_words.when_possible(it):
            lines.append(f"    {possible}")
    lines += [""] * bool(asked)
    lines += [line for it in asked for line in _asked(it)]
    lines += [one_line(it, width=300) for it in edit_words.close_advice(answer.too_close)]
    lines += [one_line(it, width=400) for it in [change_words.not_listed(answer)] if it]
    return "\n".join(lines)


def _asked(it: Asked) -> list[str]:
    """A line a finding, with the worker and its newest edit."""
    edit = f", {edit_words.changed(it.edit)}" if it.edit else ""
    name = one_line(f"{it.worker}{edit}", width=200)
    return [f"{name}: {line}" for line in in_vain(it.findings, whole=it.whole)]


def in_vain(findings: Sequence[Finding], *, whole: bool = True) -> list[str]:
    """A line a finding, and that only the beginning of a text was looked at."""
    told = [edit_words.lint_words(it) for it in findings]
    return [one_line(it, width=800) for it in (*told, edit_words.not_whole(whole=whole)) if it]


def recorded(change: Change, zone: str) -> str:
    """A change that was recorded: who, what, and when, with the offset where clocks change then:
    "Ann, instructions v1 → v2, Tue 10 Nov 2026, 09:00 Europe/Berlin."."""
    local = change.at.astimezone(ZoneInfo(zone))
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    offset = f" ({local.isoformat()[-6:]})" if twice else ""
    when = f"{words.moment(local, zone)} {zone}{offset}"
    return one_line(f"{change.worker}, {edit_words.changed(change)}, {when}.", width=300)


def _week(it: WorkerWeek | None) -> tuple[str | None, str | None]:
    """Failures of the reviewed week with what is usual, and what is said of them."""
    if it is None:
        return None, None
    return worker_week_words.failed_that_week(it), it.judged.verdict


def causes(answer: Causes, zone: str) -> str:
    """One line a cause, most excess first, and what its state is about."""
    lines = [cause_words.why_runs_failed(answer)]
    if answer.reviewed:
        lines.append(cause_words.states_are_about(answer.reviewed, zone))
    heads = ("cause", "", "origin", "runs", "workers", "tasks still failed", "state", "that window")
    rows = [
        (
            row.cause.key,
            row.cause.label,
            row.cause.origin,
            row.runs,
            row.workers,
            row.unresolved,
            row.state,
            cause_words.usually(row.seen, row.usual),
        )
        for row in answer.rows
    ]
    return "\n".join([*lines, "", table(heads, rows)])


def comparison(answer: Comparison, a: str, b: str) -> str:
    """The finding, then a line a difference. a, b: what the sets are called."""
    lines = [compare_words.finding(answer, a, b)]
    lines += compare_words.notes(answer, a, b)
    for it in answer.real:
        lines.append(one_line(compare_words.difference(it, a, b), width=200))
        lines += [f"    the same runs: {one_line(compare_words.what(one))}" for one in it.same]
    return "\n".join(lines)


def twin(answer: Twin) -> str:
    """The similar run and what differs, or why there is none."""
    if answer.twin is None:
        return answer.reason
    rows = [(it.attribute, _value(it.run), _value(it.twin)) for it in answer.differences]
    told = f"The most similar run is {answer.twin} (distance {answer.distance:.2f})."
    if not rows:
        return f"{told} Nothing that the export shows of them differs, but how they ended."
    return f"{told}\n\n{table(('differs in', 'this run', 'that run'), rows)}"


def marks(entries: Sequence[Entry]) -> str:
    """The marks on causes and the recorded changes, oldest first; one that was taken back says
    so."""
    held = {entry.number for entry in (*standing(entries), *standing_changes(entries))}
    said = ("name", "origin", "into", "words", "at", "entry")
    return table(
        ("mark", "at (UTC)", "who", "what", "of", "", ""),
        [
            (
                it.number,
                utc(it.at),
                it.who or None,
                it.kind,
                _marked(it),
                next((it.about[name] for name in said if it.about.get(name)), None),
                "" if it.number in held or it.kind == UNDONE else "taken back",
            )
            for it in entries
        ],
    )


def _marked(entry: Entry) -> str | None:
    """What an entry is about: a cause, or what was changed of which worker."""
    about = entry.about
    if not about.get("worker_id"):
        return about.get("cause")
    values = [about[it] for it in ("old", "new") if about.get(it)]
    return " ".join(filter(None, (about["worker_id"], about.get("what"), " → ".join(values))))


def marks_json(entries: Sequence[Entry]) -> str:
    """The entries about causes as one JSON document."""
    return as_json(
        [
            {"number": it.number, "made_at": it.at, "who": it.who, "kind": it.kind, **it.about}
            for it in entries
        ]
    )


def run(detail: RunDetail) -> str:
    """Every field of a run that has a value, by step, and what is missing."""
    lines = []
    for group in detail.groups:
        lines += [group.name, *(f"  {name}: {_value(it)}" for name, it in group.values.items())]
        if group.empty:
            lines.append(f"  empty: {', '.join(group.empty)}")
        if group.not_exported:
            lines.append(f"  not in your export: {', '.join(group.not_exported)}")
    lines += [f"extra: {json.dumps(detail.extra, ensure_ascii=False)}"] if detail.extra else []
    if detail.cause:
        label, origin = one_line(detail.cause.label), detail.cause.origin
        lines.append(f"cause: {label} ({detail.cause.key}), origin: {origin}")
    others = [(it.run_id, it.outcome, utc(it.created_at)) for it in detail.task_runs]
    return "\n".join([*lines, "", table(("runs of this task", "outcome", "created"), others)])


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return utc(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
    return one_line(text, width=400)


def imports(rows: Sequence[Row]) -> str:
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


def rejects(rows: Sequence[Row]) -> str:
    """One line a rejected row: where, why, and its beginning."""
    if not rows:
        return "This import rejected nothing."
    return table(
        ("file", "line", "field", "reason", "row"),
        [[row[name] for name in ("file", "line", "field", "reason", "raw")] for row in rows],
    )


def explanation(found: Explanation) -> str:
    """How a file would be read: format, fields, and three rows before and after."""
    lines = [
        f"{found.name}: {found.format} ({found.why})",
        f"Mapping: {found.mapping_file}, {found.rows:,} rows",
        "",
        table(("column", "is read from"), sorted(found.columns.items())),
    ]
    if found.unused:
        lines.append(f"Kept in extra: {', '.join(found.unused)}")
    if found.silent:
        lines.append(f"Found nowhere: {', '.join(found.silent)}")
    for before, after in zip(found.before, found.after or [None] * 3, strict=False):
        lines += ["", "Row as it stands:", f"  {_value([before])[1:-1]}"]
        lines += ["Becomes:", *_becomes(after)] if found.after else []
    lines += [f"{row.file}, line {row.line}: {row.reason}" for row in found.rejected]
    if found.question:
        lines += ["", "To be answered first:", found.question]
    return "\n".join(lines)


def _becomes(row: dict[str, Any] | None) -> list[str]:
    if row is None:
        return ["  nothing: it is rejected"]
    return [f"  {name}: {_value(it)}" for name, it in row.items() if it is not None]


def load_document(done: Sequence[Imported], generation: int) -> str:
    """The JSON document of `load`."""
    counts = ("format", "read", "new", "changed", "unchanged", "rejected")
    return json.dumps(
        {
            "files": [
                {"file": it.name, **{name: getattr(it, name) for name in counts}} for it in done
            ],
            "generation": generation,
        },
        indent=2,
        ensure_ascii=False,
    )


def as_json(rows: Sequence[Row]) -> str:
    """Rows of a query as JSON."""
    plain = [
        {name: utc(it) if isinstance(it, datetime) else it for name, it in row.items()}
        for row in rows
    ]
    return json.dumps(plain, indent=2, ensure_ascii=False)


@contextlib.contextmanager
def progress_line() -> Iterator[Callable[[int], None]]:
    """On a terminal, a line with the rows read so far once an import takes over a second."""
    started, shown = time.monotonic(), False

    def show(rows: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            shown = True
            print(f"\r{rows:,} rows read …", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
