"""How the fields of JSON lines are taken apart, and when what was found is all that a line has."""

from __future__ import annotations

import json
from collections.abc import Collection

from dashboard.records.lines import Lines
from dashboard.records.schema import ValueKind
from dashboard.store.writing.columnar.fields import (
    BY_NAME,
    SPACE,
    TakenField,
    error_field,
    looked_sql,
    objects_field,
    plain_field,
    sure_sql,
)

_UNLIKE_TEXT = rf"^(?:[{SPACE}]+$|[\[{{]|-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)$|-?\d{{100}})"
"""A text that is only space, or that may have been an object, a list or a decimal number: DuckDB
writes these in its own way."""
_TEXT = rf'"[^{SPACE}"\\][^\x00-\x1f"\\]*"'
"""A JSON text with nothing in it that JSON writes in another way."""
_LIST = rf"\[(?:{_TEXT}(?:,{_TEXT})*)?\]"
_DECIMAL = r"-?(?:\d{1,9}\.(?:0|\d{0,3}[1-9])|[1-9]\d{0,8}\.\d{0,5}[1-9])"
_SCALAR = rf"{_TEXT}|-?\d{{1,15}}|{_DECIMAL}|true|false"

MACROS = f"""
CREATE OR REPLACE TEMP MACRO is_text(v) AS CASE
    WHEN v >= ':' AND v < '[' OR v >= '\\' AND v < '{{' THEN true
    ELSE NOT regexp_matches(v, '{_UNLIKE_TEXT}') END;
CREATE OR REPLACE TEMP MACRO list_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN strlen(v) > 4 THEN string_split(substr(v, 3, length(v) - 4), '","') END;
CREATE OR REPLACE TEMP MACRO times_in(v, part) AS
    coalesce((strlen(v) - strlen(replace(v, part, ''))) // strlen(part), 0);
"""


def told(lines: Lines, broken: bool) -> str:
    """Tables up to told: of every line its number, whether it is sure, and under c_… its fields.

    Of a line with nulls, which can't be told from keys that are absent, the keys are asked for.
    broken: whether lines were seen that only look like JSON at both ends. Then each is looked at
    before it is taken apart: for one that can't be, DuckDB goes through thousands one by one.
    """
    keys = _keys(lines)
    found = {name: _field(name, _raw(key), lines.in_utc) for name, key in keys.items()}
    shape = {key: found[name].shape for name, key in keys.items()}
    raws = [_raw(key) for key in shape]
    nested = dict.fromkeys(_raw(keys[name]) for name, one in found.items() if one.nested)
    present = " + ".join(f"({raw} IS NOT NULL)::INTEGER" for raw in raws)
    inner = " + ".join([f"times_in({raw}, '\":')" for raw in nested] or ["0"])
    inner_nulls = " + ".join([f"times_in({raw}, '\":null')" for raw in nested] or ["0"])
    whole = f"members > 0{' AND json_valid(line)' if broken else ''}"
    return f"""
taken AS (
    SELECT number, place, size, members, nulls,
        CASE WHEN is_whole THEN TRY(json_transform(line, {_text(json.dumps(shape))})) END AS s,
        CASE WHEN nulls > 0 AND is_whole THEN TRY(json_keys(line)) END AS keys
    FROM (SELECT *, {whole} AS is_whole FROM lines)
),
looked AS (
    SELECT *, members - ({inner}) AS own, {present} AS present,
        CASE WHEN nulls > 0 THEN nulls - ({inner_nulls}) ELSE 0 END AS own_nulls
        {looked_sql(found)}
    FROM taken
),
made AS (
    SELECT *, {", ".join(f"{one.value} AS {name}" for name, one in found.items())} FROM looked
),
told AS (
    SELECT number, place, size, {", ".join(found)}, coalesce(
        own = present + own_nulls
        AND {sure_sql(found.values(), raws)}
        AND (nulls = 0 OR len(keys) = own AND len(list_distinct(keys)) = own
            AND list_has_all([{", ".join(map(_text, shape))}], keys)),
        false) AS is_sure
    FROM made
)"""


def _keys(lines: Lines) -> dict[str, str]:
    """The key of each field that is taken out of a line, by its name in told."""
    others = enumerate(sorted(lines.others))
    return {f"c_{name}": key for name, key in lines.fields.items()} | {
        f"o_{place}": lines.others[name] for place, name in others
    }


def _field(name: str, raw: str, in_utc: Collection[str]) -> TakenField:
    """How a field is read. name: its own in told; raw: what stands under its key;
    in_utc: as of plain_field."""
    column = BY_NAME.get(name.removeprefix("c_"))
    if column is None:
        return _other(raw)
    if name == "c_status":
        return _text_field(raw)
    if plain := plain_field(column, raw, name, in_utc):
        return plain
    match column.kind:
        case ValueKind.LIST:
            return TakenField("VARCHAR", f"list_of({raw})", f"is_like({raw}, '{_LIST}')")
        case ValueKind.TOOLS | ValueKind.EFFECTS:
            return objects_field(column, raw, name, _TEXT, "")
    return error_field(column, _text_field(raw))


def _text_field(raw: str) -> TakenField:
    return TakenField("VARCHAR", f"nullif({raw}, '')", f"is_text({raw})")


def _other(raw: str) -> TakenField:
    """A key that no field uses: the JSON text of its value as records/kept.py writes it."""
    sure = f"({raw} = '\"\"' OR regexp_full_match({raw}, '{_SCALAR}'))"
    return TakenField("JSON", f"nullif({raw}::VARCHAR, '\"\"')", sure)


def _raw(key: str) -> str:
    return 's."' + key.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
