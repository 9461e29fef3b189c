"""The query that takes lines apart and makes rows of the runs of what is plainly right."""

from __future__ import annotations

from dashboard.records.canonical import NAMES_A_TASK
from dashboard.records.lines import Lines
from dashboard.store.column_types import DUCKDB_TYPES
from dashboard.store.derived.judging import outcome_of
from dashboard.store.derived.retries import NOT_RETRIED
from dashboard.store.tables import RUN_NAMES
from dashboard.store.writing.columnar import cells, fields, json_lines
from dashboard.store.writing.columnar.fields import BY_NAME, beyond_of, json_member
from dashboard.store.writing.columnar.json_lines import Apart

MACROS = fields.MACROS + json_lines.MACROS + cells.MACROS


def rows_sql(lines: Lines, apart: Apart) -> str:
    """The rows that lines of the stream lines become, by the statuses in the table words. apart:
    how lines of JSON are taken apart; cells of a CSV are so already.

    What was found must be all that a line has. A line that is not sure is a row too, with its
    number made negative for its import, its place and its size, so that it can be taken out again.
    """
    told = cells.told(lines) if lines.header else json_lines.told(lines, apart)
    return f"""
WITH {told}
SELECT * EXCLUDE (is_plain, number, place, size),
    CASE WHEN is_plain THEN $import_id ELSE -number END::INTEGER AS import_id,
    CASE WHEN NOT is_plain THEN place END::UBIGINT AS content_hash,
    CASE WHEN NOT is_plain THEN size END::INTEGER AS filled,
    false AS went_backwards,
    quality AS judged, {outcome_of("quality")} AS outcome, instructions_version AS version,
    {", ".join(f"{value} AS {name}" for name, value in NOT_RETRIED.items())}
FROM (SELECT {", ".join(f"{_made(lines, name)} AS {name}" for name in RUN_NAMES)},
    is_sure AND words.status IS NOT NULL AS is_plain, number, place, size
    FROM told LEFT JOIN words ON words.word = c_status)
"""


def _made(lines: Lines, name: str) -> str:
    """The value of a canonical column, as RowMaker completes it."""
    if name == "status":
        return "words.status"
    if name == "extra":
        return _extra(lines)
    instead, needed = _INSTEAD.get(name, ("", ()))
    there = [f"c_{name}"] if name in lines.fields else []
    if instead and all(need in lines.fields for need in needed):
        there.append(instead)
    if not there:
        return f"NULL::{DUCKDB_TYPES[BY_NAME[name].kind]}"
    return f"coalesce({', '.join(there)})"


_INSTEAD: dict[str, tuple[str, tuple[str, ...]]] = {
    "worker_id": ("c_worker", ("worker",)),
    "worker": ("c_worker_id", ("worker_id",)),
    "task_id": (
        f"CASE WHEN regexp_matches(c_task_url, '{NAMES_A_TASK}') THEN c_task_url END",
        ("task_url",),
    ),
    "raw_status": ("words.raw", ()),
    "time_basis": ("'export'", ()),
    "duration_ms": (
        "CASE WHEN c_finished_at >= c_started_at"
        " THEN (epoch_us(c_finished_at) - epoch_us(c_started_at)) / 1000 END",
        ("started_at", "finished_at"),
    ),
}
"""What stands in for a field that is absent, and the fields that this needs."""


def _extra(lines: Lines) -> str:
    kept = {key: f"o_{place}" for place, key in enumerate(sorted(lines.others))}
    kept |= {key: beyond_of(name) for name, key in lines.beyond.items()}
    members = [json_member(key, kept[key]) for key in sorted(kept)]
    if not members:
        return "NULL::VARCHAR"
    return f"nullif('{{' || concat_ws(', ', {', '.join(members)}) || '}}', '{{}}')"
