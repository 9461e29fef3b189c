"""Find a text: what it is the name of, and where it was written."""

from __future__ import annotations

from dataclasses import asdict

from dashboard.analysis.coverage import judged
from dashboard.analysis.find import MOST, SHOWN, Found, FoundKind, FoundRun, FoundThing, outside
from dashboard.analysis.find import find as search
from dashboard.analysis.meant import meant
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, json_text, one_line, plain, table
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import filters_of, history_of
from dashboard.errors import FilterInvalid
from dashboard.store.reading.history import History
from dashboard.words.find import (
    HELP,
    JUST_THAT,
    NAMES,
    heading,
    how_told,
    kind_told,
    meant_told,
    outside_told,
    searched_told,
)
from dashboard.words.safe_text import visible
from dashboard.words.values import moment, outcome_word


def find(arguments: Arguments) -> int:
    """Print what was found, the very text first."""
    text = " ".join(arguments.text_sought)
    if not text.strip():
        raise FilterInvalid("What is to be found?", remedy=HELP)
    shown = SHOWN if arguments.limit is None else arguments.limit
    if not 1 <= shown <= MOST:
        raise FilterInvalid(
            f"--limit is from 1 to {MOST:,}, and not {shown:,}.",
            remedy="More words find fewer, and the best come first.",
        )
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    found = search(history, filters, text, shown)
    period = bool(filters.since or filters.until)
    beyond = outside(history, filters, text) if period else 0
    other = meant(history, filters, found)
    notes = [searched_told(found, filters, history.about), *how_told(found, text)]
    notes += [meant_told(other)] if other else []
    if period:
        notes.append(outside_told(beyond, history.about.runs))
    if arguments.json:
        print(json_text(document_of(found, beyond, other)))
    else:
        print(visible(text_of(found, history, period=period)))
    for note in notes:
        remark(note)
    return OK


def document_of(found: Found, beyond: int | None, other: str) -> Document:
    """The document of `find`. outside_period: how many runs outside the period match; null where
    looking took too long; spelt_alike_in_titles: other words, null for none."""
    return {
        "text": found.wanted.text,
        "words": list(found.wanted.words),
        "all_words": found.all_words,
        "searched_runs": found.searched,
        "outside_period": beyond,
        "took_too_long": list(found.slow),
        "spelt_alike_in_titles": other or None,
        "found": [_kind_document(kind) for kind in found.kinds],
    }


def _kind_document(kind: FoundKind) -> Document:
    held = [*map(asdict, kind.things), *map(asdict, kind.runs)]
    return {
        "kind": kind.kind,
        "of": kind.of,
        "spelt_alike": kind.alike,
        "items": [{name: plain(value) for name, value in one.items()} for one in held],
    }


def text_of(found: Found, history: History, *, period: bool) -> str:
    """A table of every kind, the very text first. period: whether runs of one were searched."""
    zone, good = history.about.zone, judged(history.about)
    lines = [one_line(heading(found, period=period), width=200)]
    for kind in found.kinds:
        lines += ["", f"{NAMES[kind.kind][0]}: {kind_told(kind)}"]
        if kind.things:
            lines.append(table(("id", "name", "runs", ""), [_thing(one) for one in kind.things]))
        else:
            heads = ("run", "outcome", f"created ({zone})", "worker", "task", "")
            lines.append(table(heads, [_run(one, zone, judged=good) for one in kind.runs]))
    return "\n".join(lines)


def _thing(thing: FoundThing) -> tuple[object, ...]:
    return thing.id, thing.name, thing.runs or None, JUST_THAT if thing.exact else ""


def _run(run: FoundRun, zone: str, *, judged: bool) -> tuple[object, ...]:
    created = run.created_at and moment(run.created_at, zone)
    told = run.told or (JUST_THAT if run.exact else "")
    outcome = outcome_word(run.outcome, judged=judged)
    return run.run_id, outcome, created, run.worker, run.task, told
