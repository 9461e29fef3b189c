"""The run most like a given one that ended the other way.

Gower, "A general coefficient of similarity and some of its properties" (1971): the mean, over what
both runs were given, of 0 or 1 for words, of the Jaccard distance for lists, and of the difference
over the range of the 1st to 99th percentile for numbers that both have. What a run was given is its
worker, instructions version, model, trigger, record type, context, tools and its other fields, with
how much it did beside them; never how it ended, when it ran, or what only identifies it (see
attributes.py). The other fields count as one, or an export of many columns would have no runs that
are alike. Close are runs within FARTHEST, and those of the same worker on the same task or record,
however much else differs: nothing tells a reader more than the same work that went well. Among the
close runs the one with the fewest differences is shown, because that is what a reader can learn
from; another task or record, other words in the task's title, other fields that say on what a run
worked, and other tool calls count as differences there alone. What is listed as different is all
that the export shows of what the two were given and called, whether the distance counts it or not;
but not ids and links, nor how much a run did, which differ between any two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard.analysis.attributes import attribute
from dashboard.analysis.fields import fields
from dashboard.analysis.run import RunDetail, alike, run
from dashboard.records.schema import RUN_COLUMNS, UNFINISHED
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

FARTHEST = 0.35
WINDOW = timedelta(days=28)
RANKED = 50
CALLS = "tools_called"
BETWEEN_ANY = frozenset(
    {"task_id", "task_url", "record_id", "record_url", "steps", "tokens", "cost"}
)
"""What identifies a run's work and how much it did, of which nobody learns why one failed."""
LISTED = (
    "worker_id", "worker", "version",
    *(
        column.name
        for group in ("boundary", "source", "task", "did")
        for column in RUN_COLUMNS
        if column.group == group and column.name not in (CALLS, *BETWEEN_ANY)
    ),
)  # fmt: skip
"""What a run was given, in the order in which differences are listed."""
WORKED_ON = ("task_", "record_")
"""Another task or record is listed also where each run has its own."""
SAID_BY = {
    "worker": "worker_id",
    "instructions_id": "version",
    "instructions_version": "version",
    "task_text": "task_title",
    "record_text": "record_title",
}
"""What differs by itself where another field differs, and so is listed only where that does not."""


@dataclass(frozen=True, slots=True)
class Differing:
    """An attribute in which a run and its twin differ, with both values as the export has them."""

    attribute: str
    run: Any
    twin: Any


@dataclass(frozen=True, slots=True)
class Twin:
    """The most similar run that ended the other way.

    twin: its id, None if none is close, and then why not in `reason`; distance: 0 to 1, None
    without any run to compare with; differences: all that the two were given differently, and the
    tools they called; what identifies a run, when it ran, how much it did and what came of it are
    none.
    """

    run_id: str
    twin: str | None
    distance: float | None
    differences: tuple[Differing, ...]
    reason: str


def twin(history: History, run_id: str) -> Twin:
    """The closest run that worked, for a failed or bad run; for one that worked, the closest that
    did not. The same worker's runs come first, with those on the same task or record. NotFound if
    there is no such run."""
    mine = run(history, run_id)
    outcome = mine.values["outcome"]
    if outcome in UNFINISHED:
        return Twin(run_id, None, None, (), "The run has not ended, so nothing can be said yet.")
    worked = outcome == "succeeded"
    wanted = ["failed", "bad"] if worked else ["succeeded"]
    nearest = None
    created = mine.values["created_at"]
    period = created - WINDOW, created + WINDOW
    for any_worker in (False, True):
        found = _ranked(history, mine, wanted, period, any_worker=any_worker)
        if found and _close(found[0]):
            return _twin(history, mine, found[0])
        nearest = found[0]["distance"] if found else nearest
    kind = "failed or bad run" if worked else "run that worked"
    if mine.values["time_basis"] == "import":
        return Twin(run_id, None, nearest, (), f"No similar {kind} within 28 days of its import.")
    return Twin(run_id, None, nearest, (), f"No similar {kind} within 28 days.")


def closest(
    history: History, mine: RunDetail, wanted: list[str], since: datetime, until: datetime
) -> str | None:
    """The run of the same worker, created in a period, that is most similar to a given one and
    ended in a wanted way; None if none is close."""
    found = _ranked(history, mine, wanted, (since, until), any_worker=False)
    return found[0]["run_id"] if found and _close(found[0]) else None


def _ranked(
    history: History,
    mine: RunDetail,
    wanted: list[str],
    period: tuple[datetime, datetime],
    *,
    any_worker: bool,
) -> list[Row]:
    """The closest runs of a period; those with a like sequence of tool calls first among them."""
    values, known = mine.values, fields(history)
    rows = history.ask(
        "twin",
        run_id=values["run_id"],
        worker_id=values["worker_id"],
        task_id=values["task_id"],
        record_id=values["record_id"],
        any_worker=any_worker,
        outcomes=wanted,
        since=period[0],
        until=period[1],
        left_out=sorted(known.left_out),
        loose=sorted(known.loose),
        shown=RANKED,
    )
    called = tool_names(values[CALLS])

    def unlike(row: Row) -> tuple[int, float]:
        calls = edit_distance(called, tool_names(row[CALLS]))
        parts = [part["d"] for part in row["parts"] if part["d"] > 0]
        return len(parts) + row["apart"] + (calls > 0), sum(parts) + row["apart"] + calls

    return sorted(list(filter(_close, rows)) or rows[:1], key=unlike)


def _close(row: Row) -> bool:
    return bool(row["same_work"] or row["distance"] <= FARTHEST)


def _twin(history: History, mine: RunDetail, row: Row) -> Twin:
    other = run(history, row["run_id"])
    return Twin(
        mine.values["run_id"], row["run_id"], row["distance"], differing(history, mine, other), ""
    )


def differing(history: History, mine: RunDetail, other: RunDetail) -> tuple[Differing, ...]:
    """All that two runs were given differently, and the tools they called; what identifies a run,
    when it ran, how much it did and what came of it are none."""
    left_out = columns_of(fields(history).left_out)
    keys = dict.fromkeys((*mine.extra, *other.extra))
    names = [
        name
        for name in (*LISTED, *(OWN + key for key in keys), CALLS)
        if left_out.isdisjoint((name, SAID_BY.get(name))) or name.startswith(WORKED_ON)
    ]
    found = {
        name: Differing(name, one, another)
        for name in names
        if not alike(name, one := _value(mine, name), another := _value(other, name))
    }
    return tuple(one for name, one in found.items() if SAID_BY.get(name) not in found)


def columns_of(names: Iterable[str]) -> frozenset[str]:
    """The columns of dimensions; another field of the export is a column by itself."""
    return frozenset(column for name in names for column in (name, *attribute(name).columns[:1]))


def _value(detail: RunDetail, name: str) -> Any:
    if name == CALLS:
        return _calls(detail.values[CALLS])
    if name.startswith(OWN):
        return detail.extra.get(name.removeprefix(OWN))
    return detail.values[name]


def _calls(calls: Sequence[dict[str, Any]] | None) -> list[str]:
    """The tools in the order of their calls, with those that failed marked."""
    return [
        f"{name} (failed)" if call["ok"] is False else name
        for name, call in zip(tool_names(calls), calls or (), strict=True)
    ]


def tool_names(calls: Sequence[dict[str, Any]] | None) -> list[str]:
    """The names of the tools in the order of their calls."""
    return [call["name"] or "" for call in calls or ()]


def edit_distance(a: Sequence[str], b: Sequence[str]) -> float:
    """Levenshtein's distance of two sequences over the longer's length: 0 to 1."""
    if not a and not b:
        return 0.0
    before = list(range(len(b) + 1))
    for n, one in enumerate(a, start=1):
        row = [n]
        for m, other in enumerate(b, start=1):
            row.append(min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (one != other)))
        before = row
    return before[-1] / max(len(a), len(b))


def neighbours(history: History, filters: Filters, run_id: str) -> tuple[str | None, str | None]:
    """The failed or bad runs just before and just after a run, among the chosen ones."""
    created = run(history, run_id).values["created_at"]
    row = history.ask("neighbours", filters, run_id=run_id, created_at=created)[0]
    return row["previous"], row["next"]
