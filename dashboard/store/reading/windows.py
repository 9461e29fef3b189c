"""The runs before and after changes: which run belongs to which side of which change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Literal

from dashboard.store.filters.filter_sql import RUNS, Clause, Ids, RunTable, condition, runs_cte
from dashboard.store.filters.filters import Filters
from dashboard.store.tables import SET_UPS_BY


@dataclass(frozen=True, slots=True)
class Window:
    """The time around one change of one worker.

    number: names it in the answer; since: the beginning of the time before; begun, at: when the
    change began and when it was made, the same but for several changes that are judged as one;
    until: the end of the time after; what: was changed (one of CHANGED_THINGS, or ""); old, new:
    its values, and the hashes of both texts where they are known.
    """

    number: int
    worker_id: str
    since: datetime
    begun: datetime
    at: datetime
    until: datetime
    what: str
    old: str | None
    new: str | None
    old_id: str | None
    new_id: str | None

    def numbered(self, number: int) -> Window:
        """The same under another number."""
        return replace(self, number=number)


_TYPES = {"number": "INTEGER"} | dict.fromkeys(("since", "begun", "at", "until"), "TIMESTAMPTZ")
_COLUMNS = ", ".join(
    f'unnest($window_{field.name}::{_TYPES.get(field.name, "VARCHAR")}[]) AS "{field.name}"'
    for field in fields(Window)
)


def _has(side: str, changed: Collection[str]) -> str:
    """Whether a run's own value is that of a side; a run that says nothing has neither. changed:
    what is, at some window: to plan what is asked of other things takes longer than most answers.
    """
    tests = {
        "instructions": f"""CASE
            WHEN r.instructions_id IS NOT NULL AND w.old_id <> w.new_id
                THEN r.instructions_id = w.{side}_id
            ELSE r.instructions_version = w.{side} AND w.old <> w.new END""",
        "model": _is_name("r.model", side),
        "status": _is_name("r.worker_status", side),
        "context": _is_list("r.context_sources", side),
        "tools": _is_list("r.tool_categories", side),
    }
    told = [f"WHEN '{what}' THEN {test}" for what, test in tests.items() if what in changed]
    return f"CASE w.what {' '.join(told)} END IS TRUE" if told else "false"


def _is_name(name: str, side: str) -> str:
    """Whether a run's name is that of a side, in any case."""
    own, old, new = (f"lower(trim({value}))" for value in (name, "w.old", "w.new"))
    return f"{own} = {old if side == 'old' else new} AND {old} <> {new}"


def _is_list(names: str, side: str) -> str:
    """Whether a run's list is that of a side, in any order."""
    return f"{_listed(names)} = w.{side}_names AND w.old_names <> w.new_names"


def same_list(one: str, other: str) -> str:
    """Whether two texts, named in SQL, list the same names in any order."""
    both = f"{one} || {other}"
    return f"({written_list(one, both)} = {written_list(other, both)})"


def written_list(text: str, beside: str) -> str:
    """The names that a text lists, as SQL. Semicolons part them where the texts beside it have any,
    so that names may hold commas."""
    parted = (
        f"CASE WHEN contains({beside}, ';')"
        f" THEN string_split({text}, ';') ELSE string_split({text}, ',') END"
    )
    return _listed(f"list_filter({parted}, lambda name: trim(name) <> '')")


def _listed(names: str) -> str:
    return f"list_sort(list_distinct(list_transform({names}, lambda name: lower(trim(name)))))"


_NAMES = ", ".join(f"{written_list(side, 'old || new')} AS {side}_names" for side in ("old", "new"))
"""What the sides of lists name, told once a window, since to read it takes longer than a run's."""


def _place(created: str, ended: str, changed: Collection[str]) -> str:
    """On which side of a change a run is that was created and ended then. changed: as _has()."""
    return f"""CASE
        WHEN {created} >= w.at THEN CASE WHEN {_has("old", changed)} THEN 'late' ELSE 'after' END
        WHEN {created} >= w.begun THEN 'during'
        WHEN r.outcome IN ('queued', 'pending', 'running') OR {ended} > w.begun THEN 'during'
        WHEN {_has("new", changed)} THEN 'early'
        ELSE 'before'
    END"""


_WINDOWS = f"windows AS (SELECT *, {_NAMES} FROM (SELECT {_COLUMNS}))"
_WINDOWED = """{windowed} AS (
    SELECT r.*, w.number AS change, {run} AS place
    FROM {chosen} r JOIN windows w
        ON r.worker_id = w.worker_id AND r.created_at >= w.since AND r.created_at < w.until
        AND r.time_basis IS DISTINCT FROM 'import'
)"""
_RUN_BY_RUN = """
windowed_again AS (SELECT *, 1 AS alike FROM windowed WHERE NOT alone IS TRUE),
windowed_counts AS (
    SELECT * REPLACE (CASE WHEN NOT alone IS TRUE THEN cluster END AS cluster), 1 AS n
    FROM windowed
)"""
_DAY = "epoch_us({}) // 86400000000"
_AGAIN = "(SELECT *, 1 AS alike FROM history.runs run WHERE NOT alone IS TRUE AND {among})"
_BY_DAY = f"""
{_WINDOWED.format(windowed="windowed_again", chosen=_AGAIN, run="{run}")},
days AS MATERIALIZED (
    SELECT r.*, w.number AS change, {{day}} AS place,
        r.created_at >= w.since AND r.last < w.until AND place = {{day_end}} AS whole
    FROM (SELECT * FROM history.set_ups run WHERE {{among}}) r JOIN windows w
        ON r.worker_id = w.worker_id AND r.last >= w.since AND r.created_at < w.until
        AND r.time_basis IS DISTINCT FROM 'import'
),
cut AS (
    SELECT change, local_day, min(created_at) AS first, max(last) AS last
    FROM days GROUP BY change, local_day HAVING NOT bool_and(whole)
),
near AS MATERIALIZED (
    SELECT r.at_row, w.number, w.local_day
    FROM (
        SELECT rowid AS at_row, worker_id, created_at FROM history.runs run
        WHERE time_basis IS DISTINCT FROM 'import' AND {{among}}
    ) r JOIN (
        SELECT *, unnest(range({_DAY.format("first")}, {_DAY.format("last")} + 1)) AS day
        FROM cut JOIN windows ON windows.number = cut.change
    ) w ON r.worker_id = w.worker_id AND {_DAY.format("r.created_at")} = w.day
        AND r.created_at >= w.since AND r.created_at < w.until
),
beside AS MATERIALIZED (
    SELECT r.*, w.number AS change, {{run}} AS place
    FROM (
        SELECT r.*, near.number, near.local_day
        FROM near JOIN history.runs r ON r.rowid = near.at_row
    ) r JOIN windows w ON w.number = r.number
),
windowed_counts AS (
    SELECT {{columns}}, cluster, n FROM days ANTI JOIN cut USING (change, local_day)
    UNION ALL
    SELECT {{columns}}, CASE WHEN NOT alone IS TRUE THEN cluster END, 1
    FROM beside WHERE (created_at AT TIME ZONE $zone)::DATE = local_day
)"""
"""Of gathered runs all of a day at once where each row of it is on one side of a change: where its
first and its last run are, and when the last of them ended. The runs of other days one by one,
found by the days of UTC, which take no clocks to tell: first which these are, then all about them,
since what is read of every run should be short."""
TOLD = ", ".join(("change", "place", "created_at", *SET_UPS_BY))
"""The columns that rows of both have: of a run around a change, and of several."""


def windows_cte(
    filters: Filters,
    windows: Sequence[Window],
    zone: str,
    ids: Ids = (),
    *,
    of: Literal["runs", "failures"] = "runs",
    source: RunTable = RUNS,
) -> Clause:
    """The common table expressions `runs` and `failures` of the chosen runs, and `windowed`, or
    `windowed_failures`: those of them around each change, with its number and their place: before
    or after it; during, created or running while it was made; early or late, with a value of their
    own that is that of the other side.

    Beside `windowed` also `windowed_again`, those that are not alone, of a cluster that counts for
    `alike` of them, and `windowed_counts`, rows that stand for all, of the source.
    """
    chosen = runs_cte(filters, zone, ids)
    held = {
        f"window_{field.name}": [getattr(one, field.name) for one in windows]
        for field in fields(Window)
    }
    changed = {one.what for one in windows}
    run = _place("r.created_at", "ended_at(r)", changed)
    windowed = "windowed" if of == "runs" else "windowed_failures"
    sql = f"{chosen.sql}, {_WINDOWS}, {_WINDOWED.format(windowed=windowed, chosen=of, run=run)}"
    if of == "failures":
        return Clause(sql, chosen.values | held)
    if source is RUNS:
        return Clause(f"{sql}, {_RUN_BY_RUN}", chosen.values | held)
    by_day = _BY_DAY.format(
        columns=TOLD,
        among=condition(filters, zone, ids=ids).sql,
        run=run,
        day=_place("r.created_at", "NULL", changed),
        day_end=_place("r.last", "r.ended", changed),
    )
    return Clause(f"{sql}, {by_day}", chosen.values | held | {"zone": zone})
