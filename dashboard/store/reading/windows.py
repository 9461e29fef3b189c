"""The runs before and after changes: which run belongs to which side of which change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from dashboard.store.filters.filter_sql import Clause, Ids, runs_cte
from dashboard.store.filters.filters import Filters


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


_TYPES = {"number": "INTEGER"} | dict.fromkeys(("since", "begun", "at", "until"), "TIMESTAMPTZ")
_COLUMNS = ", ".join(
    f'unnest($window_{field.name}::{_TYPES.get(field.name, "VARCHAR")}[]) AS "{field.name}"'
    for field in fields(Window)
)


def _has(side: str) -> str:
    """Whether a run's own value is that of a side; a run that says nothing has neither."""
    return f"""CASE w.what
        WHEN 'instructions' THEN CASE
            WHEN r.instructions_id IS NOT NULL AND w.old_id <> w.new_id
                THEN r.instructions_id = w.{side}_id
            ELSE r.instructions_version = w.{side} AND w.old <> w.new END
        WHEN 'model' THEN {_is_name("r.model", side)}
        WHEN 'status' THEN {_is_name("r.worker_status", side)}
        WHEN 'context' THEN {_is_list("r.context_sources", side)}
        WHEN 'tools' THEN {_is_list("r.tool_categories", side)}
    END IS TRUE"""


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

_ENDED = """coalesce(
        r.finished_at,
        coalesce(r.started_at, r.created_at)
            + to_milliseconds(CASE WHEN r.duration_ms IS NOT NULL
                THEN least(r.duration_ms, 1e11)::BIGINT END)  -- least() passes over NULL
    )"""

_WINDOWED = f"""windows AS (
    SELECT *, {_NAMES} FROM (SELECT {_COLUMNS})
),
{{windowed}} AS (
    SELECT r.*, w.number AS change, CASE
        WHEN r.created_at >= w.at THEN CASE WHEN {_has("old")} THEN 'late' ELSE 'after' END
        WHEN r.created_at >= w.begun THEN 'during'
        WHEN r.outcome IN ('queued', 'pending', 'running') OR {_ENDED} > w.begun THEN 'during'
        WHEN {_has("new")} THEN 'early'
        ELSE 'before'
    END AS place
    FROM {{chosen}} r JOIN windows w
        ON r.worker_id = w.worker_id AND r.created_at >= w.since AND r.created_at < w.until
        AND r.time_basis IS DISTINCT FROM 'import'
)"""


def windows_cte(
    filters: Filters,
    windows: Sequence[Window],
    zone: str,
    ids: Ids = (),
    of: Literal["runs", "failures"] = "runs",
) -> Clause:
    """The common table expressions `runs` and `failures` of the chosen runs, and `windowed`, or
    `windowed_failures`: those of them around each change, with its number and their place: before
    or after it; during, created or running while it was made; early or late, with a value of their
    own that is that of the other side."""
    chosen = runs_cte(filters, zone, ids)
    held = {
        f"window_{field.name}": [getattr(one, field.name) for one in windows]
        for field in fields(Window)
    }
    windowed = "windowed" if of == "runs" else "windowed_failures"
    placed = _WINDOWED.format(windowed=windowed, chosen=of)
    return Clause(f"{chosen.sql}, {placed}", chosen.values | held)
