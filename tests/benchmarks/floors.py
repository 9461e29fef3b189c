"""What a person with DuckDB alone would ask of a table of runs for the answer that a page shows.

The floor beside which a page's data is measured: statements over the runs themselves, with the
outcome and the template of the error already told, without intervals, advice, or anything prepared.
It is a low floor: what pages work out beyond it (which runs are of one cluster, what a change is
worth, what is alike) is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_ENDED = "outcome IN ('succeeded', 'failed', 'bad')"
_WEEK = "date_trunc('week', created_at)"
_BY_OUTCOME = """
    count(*) AS runs, count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (outcome = 'failed') AS failed, count(*) FILTER (outcome = 'bad') AS bad
"""
_HEADLINE = f"""
SELECT {_BY_OUTCOME}, count(DISTINCT task_id) AS tasks, count(DISTINCT worker_id) AS workers,
    count(*) FILTER (is_latest AND outcome = 'failed') AS still_failed,
    min(created_at) AS first, max(created_at) AS last
FROM history.runs WHERE {{chosen}}
"""
_WEEKS = f"SELECT {_WEEK} AS week, {_BY_OUTCOME} FROM history.runs WHERE {{chosen}} GROUP BY 1"
_CAUSES = """
SELECT template_id, error_type, any_value(error_message) AS says, count(*) AS runs,
    count(DISTINCT worker_id) AS workers, count(DISTINCT task_id) AS tasks,
    min(created_at) AS first, max(created_at) AS last
FROM history.runs WHERE outcome = 'failed' AND {chosen} GROUP BY ALL ORDER BY runs DESC
"""
_TASKS = """
SELECT task_id, any_value(task_title) AS title, count(*) AS runs,
    count(*) FILTER (outcome = 'failed') AS failed, arg_max(outcome, created_at) AS ended
FROM history.runs WHERE task_id IS NOT NULL AND {chosen}
GROUP BY task_id HAVING ended = 'failed' ORDER BY runs DESC, task_id LIMIT 20
"""
_BOARD = f"SELECT {{by}}, {_BY_OUTCOME} FROM history.runs WHERE {{{{chosen}}}} GROUP BY 1"
_BY_WORKER, _BY_VERSION, _BY_KIND, _BY_TRIGGER = (
    _BOARD.format(by=by) for by in ("worker_id", "version", "record_type", '"trigger"')
)
_NEWEST = """
SELECT run_id, created_at, status, worker, task_title, comment_preview, error_message
FROM history.runs WHERE {chosen} ORDER BY created_at DESC LIMIT 20
"""
_CHANGES = f"""
SELECT c.worker_id, c.changed_at, c.what, r.created_at >= c.changed_at AS is_after, {_BY_OUTCOME}
FROM history.changes c JOIN history.runs r ON r.worker_id = c.worker_id
    AND r.created_at BETWEEN c.changed_at - INTERVAL 28 DAY AND c.changed_at + INTERVAL 28 DAY
WHERE {_ENDED} GROUP BY ALL
"""
_VALUES = """
SELECT worker_id, version, model, context_sources, tool_categories, worker_status,
    min(created_at) AS first, max(created_at) AS last, count(*) AS runs
FROM history.runs WHERE {chosen} GROUP BY ALL
"""
_SIDES = f"""
SELECT {{by}} AS value, count(*) FILTER (outcome = 'failed') AS a,
    count(*) FILTER (outcome = 'succeeded') AS b
FROM history.runs WHERE {_ENDED} AND {{{{chosen}}}} GROUP BY 1
"""
_COMPARED = (
    "worker_id", "version", "model", '"trigger"', "record_type", "output_mode", "error_type",
    "worker_status", "unnest(context_sources)", "unnest(tool_categories)",
    "unnest(tools_called).name", "hour(created_at)", "dayofweek(created_at)", "tokens // 500",
    "steps", "duration_ms // 10000",
)  # fmt: skip
_RANDOM = f"SELECT * FROM history.runs WHERE {_ENDED} AND {{chosen}} ORDER BY random() LIMIT 5"

FLOORS: Mapping[str, tuple[str, ...]] = {
    "review": (_HEADLINE, _CAUSES, _BY_WORKER, _WEEKS, _CHANGES, _RANDOM),
    "trends": (_HEADLINE, _WEEKS, _BY_WORKER, _BY_VERSION, _BY_KIND, _BY_TRIGGER, _CAUSES),
    "failures": (_HEADLINE, _CAUSES, _WEEKS, _TASKS, _NEWEST),
    "changes": (_CHANGES, _VALUES),
    "worker": (_HEADLINE, _WEEKS, _CAUSES, _TASKS, _VALUES, _NEWEST),
    "run": (
        "SELECT * FROM history.runs WHERE {chosen}",
        "SELECT run_id, status, created_at FROM history.runs"
        " WHERE task_id = (SELECT task_id FROM history.runs WHERE {chosen})",
    ),
    "compare": tuple(_SIDES.format(by=by) for by in _COMPARED),
    "data": (
        "SELECT import_id, raw_status, status, count(*) FROM history.runs GROUP BY ALL",
        "SELECT count(COLUMNS(*)) FROM history.runs",
    ),
}  # fmt: skip
"""By the name of a page its statements; {chosen} stands for a condition."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of which runs a page tells: a condition of plain SQL with what is bound to its $names."""

    condition: str = "true"
    values: dict[str, Any] = field(default_factory=dict)


EVERY_RUN = Chosen()


def statements(page: str, chosen: Chosen) -> list[tuple[str, dict[str, Any]]]:
    """The statements of a page for the chosen runs, each with what is bound."""
    texts = [text.format(chosen=chosen.condition) for text in FLOORS[page]]
    return [
        (text, {name: value for name, value in chosen.values.items() if f"${name}" in text})
        for text in texts
    ]
