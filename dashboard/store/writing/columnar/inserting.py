"""The statement that takes lines apart and brings what is plainly right into the runs."""

from __future__ import annotations

import json

from dashboard.records.lines import Lines
from dashboard.store.tables import DUCKDB_TYPES, RUN_NAMES
from dashboard.store.writing.columnar.fields import BY_NAME, TakenField, field, json_member, other
from dashboard.store.writing.fold import FILLED


def insert_sql(lines: Lines) -> str:
    """Bring the lines of the table block into the runs, by the statuses in the table words.

    What was found must be all that a line has. A line that is not sure goes in too, with the
    negative number of the line for its import, so that it can be taken out again.
    """
    return f"""
INSERT INTO runs BY NAME
WITH {_taken(lines)}
SELECT *, {FILLED} AS filled,
    false AS went_backwards,
    CASE WHEN status <> 'completed' THEN status WHEN quality = 'bad' THEN 'bad'
        ELSE 'succeeded' END AS outcome,
    instructions_version AS version
FROM (SELECT {", ".join(f"{_made(lines, name)} AS {name}" for name in RUN_NAMES)},
    CASE WHEN is_sure AND status IS NOT NULL THEN $import_id ELSE -number END::INTEGER AS import_id
    FROM told LEFT JOIN words ON words.word = c_status)
"""


def _taken(lines: Lines) -> str:
    """Tables up to told: of every line its number, whether it is sure, and under c_… its fields.

    Of a line with nulls, which can't be told from keys that are absent, the keys are asked for.
    """
    found = _found(lines)
    shape = {key: one.shape for key, one in found.values()}
    raws = [_raw(key) for key in shape]
    nested = dict.fromkeys(_raw(key) for key, one in found.values() if one.nested)
    present = " + ".join(f"({raw} IS NOT NULL)::INTEGER" for raw in raws)
    inner = " + ".join([f"times_in({raw}, '\":')" for raw in nested] or ["0"])
    inner_nulls = " + ".join([f"times_in({raw}, '\":null')" for raw in nested] or ["0"])
    return f"""
taken AS (
    SELECT number, members, nulls,
        CASE WHEN members > 0 THEN TRY(json_transform(line, {_text(json.dumps(shape))})) END AS s,
        CASE WHEN nulls > 0 AND members > 0 THEN TRY(json_keys(line)) END AS keys
    FROM block
),
made AS (
    SELECT number, members - ({inner}) AS own, nulls, keys, s, {present} AS present,
        CASE WHEN nulls > 0 THEN nulls - ({inner_nulls}) ELSE 0 END AS own_nulls,
        {", ".join(f"{one.value} AS {name}" for name, (_, one) in found.items())}
    FROM taken
),
told AS (
    SELECT number, {", ".join(found)}, coalesce(
        own = present + own_nulls
        AND c_run_id IS NOT NULL AND c_created_at IS NOT NULL AND c_status IS NOT NULL
        AND {" AND ".join(one.sure for _, one in found.values())}
        AND (nulls = 0 OR len(keys) = own AND len(list_distinct(keys)) = own
            AND list_has_all([{", ".join(map(_text, shape))}], keys)),
        false) AS is_sure
    FROM made
)"""


def _found(lines: Lines) -> dict[str, tuple[str, TakenField]]:
    """What is taken out of a line, by its name in told: the key, and how it is read."""
    found = {}
    for name, key in lines.fields.items():
        raw, value = _raw(key), f"c_{name}"
        if name == "status":
            found[value] = key, TakenField("VARCHAR", f"nullif({raw}, '')", f"is_text({raw})")
        else:
            found[value] = key, field(BY_NAME[name], raw, value)
    for place, name in enumerate(sorted(lines.others)):
        key = lines.others[name]
        found[f"o_{place}"] = key, other(_raw(key))
    return found


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
    "task_id": ("c_task_url", ("task_url",)),
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
    members = [json_member(key, f"o_{place}") for place, key in enumerate(sorted(lines.others))]
    if not members:
        return "NULL::VARCHAR"
    return f"nullif('{{' || concat_ws(', ', {', '.join(members)}) || '}}', '{{}}')"


def _raw(key: str) -> str:
    return 's."' + key.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
