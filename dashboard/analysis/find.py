"""Find a text: runs, tasks, records, workers, causes, and what was written and said.

How the closest is chosen stands in store/filters/sought.py; of names of workers and causes, which
are few, also those that are spelt much alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.excerpts import excerpt
from dashboard.analysis.names_alike import alike_names, holds
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.filters.letters import folded
from dashboard.store.filters.sought import Sought, sought
from dashboard.store.reading.history import History
from dashboard.store.reading.known_values import SHOWN_VALUES
from dashboard.store.workspace.reader import Row, TooSlow

SHOWN, MORE, MOST = 10, 100, 1000
"""Of each kind so many are shown at first, and on demand; how many there are is said."""
SECONDS, SECONDS_OUTSIDE = 5.0, 4.0
"""How long a kind may be looked for, and what is outside the period."""

THINGS, TEXTS = ("tasks", "records"), ("runs", "texts", "others")


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A task, record, worker or cause. id: None where it has only a name; runs: that hold the text,
    0 for workers and causes; newest_run: of these; exact: whether it is the very text."""

    id: str | None
    name: str | None
    url: str | None
    runs: int
    newest_run: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class FoundRun:
    """A run whose id or texts hold the words. told: where they stand, with what is around them."""

    run_id: str
    worker_id: str | None
    worker: str | None
    outcome: str
    created_at: datetime | None
    task_id: str | None
    task: str | None
    told: str
    exact: bool


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What was found of one kind, the best first. of: how many there are; alike: none holds the
    text, and these are spelt alike; slow: looking took too long, so nothing is known; beyond: it is
    the run of that id, which is none of the chosen."""

    kind: str
    of: int = 0
    things: tuple[FoundThing, ...] = ()
    runs: tuple[FoundRun, ...] = ()
    alike: bool = False
    slow: bool = False
    beyond: bool = False

    @property
    def exact(self) -> bool:
        """Whether the very text is among them."""
        return any(thing.exact for thing in self.things) or any(run.exact for run in self.runs)


@dataclass(frozen=True, slots=True)
class Found:
    """What a text leads to. wanted: what was looked for; searched: runs; kinds: those with
    something, exact ones first; slow: those that took too long."""

    wanted: Sought
    searched: int
    kinds: tuple[FoundKind, ...]
    slow: tuple[str, ...]

    @property
    def all_words(self) -> bool:
        """Whether what was found holds the whole text, or all its words."""
        return self.wanted.least == len(self.wanted.words)


def find(history: History, filters: Filters, text: str, shown: int = SHOWN) -> Found:
    """Look for a text in the chosen runs, and in all workers and causes. shown: how many of each
    kind, the best first."""
    wanted = sought(text, *THINGS, *TEXTS)
    found = _kinds(history, filters, wanted, shown)
    if not _held(found) and (most := wanted.most_of):
        closest = _kinds(history, filters, most, shown)
        if _held(closest):
            wanted, found = most, closest
    found = _held(found) or found  # names that are spelt alike only where there is nothing else
    return Found(
        wanted,
        history.ask("how_many", filters)[0]["runs"],
        tuple(sorted((kind for kind in found if kind.of), key=lambda kind: not kind.exact)),
        tuple(kind.kind for kind in found if kind.slow),
    )


def _held(kinds: Sequence[FoundKind]) -> list[FoundKind]:
    """The kinds of which something holds the words; none where nothing does."""
    held = [kind for kind in kinds if not kind.alike]
    return held if any(kind.of for kind in held) else []


def outside(history: History, filters: Filters, text: str) -> int | None:
    """How many runs outside the period hold all the words of a text; None where looking took too
    long."""
    wanted = sought(text, *THINGS, *TEXTS)
    if not wanted.words:
        return 0
    try:
        rows = history.ask(
            "found_outside",
            filters.within(None, None),
            wanted=wanted,
            seconds=SECONDS_OUTSIDE,
            since=filters.since,
            until=filters.until,
        )
    except TooSlow:
        return None
    return int(rows[0]["runs"])


def _kinds(history: History, filters: Filters, wanted: Sought, shown: int) -> list[FoundKind]:
    """Every kind, in the order in which they are shown. Nothing is found of no words."""
    if not wanted.words:
        return []
    return [
        _runs(history, filters, wanted, "runs", shown),
        *(_things(history, filters, wanted, kind, shown) for kind in THINGS),
        _workers(history, wanted, shown),
        _causes(history, wanted, shown),
        *(_runs(history, filters, wanted, kind, shown) for kind in ("texts", "others")),
    ]


def _things(history: History, filters: Filters, wanted: Sought, kind: str, shown: int) -> FoundKind:
    of_kind = wanted.only(kind)
    try:
        rows = history.ask(f"found_{kind}", filters, wanted=of_kind, seconds=SECONDS, shown=shown)
    except TooSlow:
        return FoundKind(kind, slow=True)
    return FoundKind(kind, rows[0]["things"] if rows else 0, tuple(map(_thing, rows)))


def _thing(row: Row) -> FoundThing:
    return FoundThing(
        row["id"], row["name"], row["url"], row["runs"], row["newest_run"], row["rank"] < 2
    )


def _workers(history: History, wanted: Sought, shown: int) -> FoundKind:
    """The workers, of all data: a name is not of a period. More of them than are known by heart are
    looked for in the runs."""
    names = history.values_of("worker")
    if len(names) >= SHOWN_VALUES:
        return _things(history, ALL, wanted, "workers", shown)
    return _of_names("workers", {key: (name, key) for key, name in names.items()}, wanted, shown)


def _causes(history: History, wanted: Sought, shown: int) -> FoundKind:
    """The causes, of all data, by their labels, rules and keys."""
    causes = history.causes.by_key
    names = {key: (cause.label, key) for key, cause in causes.items()}
    return _of_names("causes", names, wanted, shown)


def _of_names(
    kind: str, names: Mapping[str, tuple[str, ...]], wanted: Sought, shown: int
) -> FoundKind:
    """What has names that hold the words, else what is spelt alike. names: by id, the one that is
    shown first."""
    held = [key for key, named in names.items() if holds(named, wanted)]
    alike = not held
    if alike:
        close = alike_names((named[0] for named in names.values()), wanted.text)
        held = [key for key, named in names.items() if named[0] in close]
    text = folded(wanted.text)
    things = [
        FoundThing(key, names[key][0], None, 0, None, text in map(folded, names[key]))
        for key in held
    ]
    best = sorted(things, key=lambda thing: not thing.exact)
    return FoundKind(kind, len(best), tuple(best[:shown]), alike=alike)


def _runs(history: History, filters: Filters, wanted: Sought, kind: str, shown: int) -> FoundKind:
    of_kind = wanted.only(kind)
    try:
        best = history.ask("found_runs", filters, wanted=of_kind, seconds=SECONDS, shown=shown)[0]
    except TooSlow:
        return FoundKind(kind, slow=True)
    if not best["runs"]:
        return _anywhere(history, of_kind) if kind == "runs" else FoundKind(kind)
    rows = history.ask("these_runs", filters, run_ids=best["run_ids"])
    by_id = {row["run_id"]: row for row in rows}
    runs = (_run(by_id[run_id], of_kind, kind) for run_id in best["run_ids"])
    return FoundKind(kind, best["runs"], runs=tuple(runs))


def _anywhere(history: History, wanted: Sought) -> FoundKind:
    """The run of that very id, whichever runs were chosen."""
    rows = history.ask("these_runs", run_ids=[wanted.text])
    runs = tuple(_run(row, wanted, "runs") for row in rows)
    return FoundKind("runs", len(runs), runs=runs, beyond=True)


def _run(row: Row, wanted: Sought, kind: str) -> FoundRun:
    texts = list(_texts(row, kind))
    values = [value for _, value in texts]
    told = [f"{name}: {value}" if name else value for name, value in texts]
    return FoundRun(
        run_id=row["run_id"],
        worker_id=row["worker_id"],
        worker=row["worker"],
        outcome=row["outcome"],
        created_at=row["created_at"],
        task_id=row["task_id"],
        task=row["task_title"] or row["task_id"],
        told="" if kind == "runs" else excerpt(told, wanted.words),
        exact=folded(wanted.text) in (folded(value.strip()) for value in values),
    )


_COLUMNS = {
    "runs": ("run_id",),
    "texts": ("error_message", "error_type", "comment_preview", "output_text", "quality_reason"),
    "others": ("task_text", "record_text"),
}


def _texts(row: Row, kind: str) -> Iterator[tuple[str, str]]:
    """The texts of a run in which words are looked for, each with its field's name."""
    yield from (("", row[name]) for name in _COLUMNS[kind] if row[name])
    if kind == "others":
        for name, value in json.loads(row["extra"] or "{}").items():
            yield name, value if isinstance(value, str) else json.dumps(value)
