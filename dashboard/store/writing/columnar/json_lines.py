"""How the fields of JSON lines are taken apart, and when what was found is all that a line has."""

from __future__ import annotations

import json

from dashboard.records.convert import TEXT_LIMIT
from dashboard.records.lines import Lines
from dashboard.records.schema import Kind
from dashboard.store.writing.columnar.fields import (
    BY_NAME,
    SPACE,
    TakenField,
    objects_field,
    plain_field,
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
CREATE OR REPLACE TEMP MACRO is_text(v) AS v IS NULL OR strlen(v) <= {TEXT_LIMIT} AND CASE
    WHEN v >= ':' AND v < '[' OR v >= '\\' AND v < '{{' THEN true
    ELSE NOT regexp_matches(v, '{_UNLIKE_TEXT}') END;
CREATE OR REPLACE TEMP MACRO list_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN strlen(v) > 4 THEN string_split(substr(v, 3, length(v) - 4), '","') END;
CREATE OR REPLACE TEMP MACRO times_in(v, part) AS
    coalesce((strlen(v) - strlen(replace(v, part, ''))) // strlen(part), 0);
"""


def told(lines: Lines) -> str:
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
    SELECT number, place, size, members, nulls,
        CASE WHEN members > 0 THEN TRY(json_transform(line, {_text(json.dumps(shape))})) END AS s,
        CASE WHEN nulls > 0 AND members > 0 THEN TRY(json_keys(line)) END AS keys
    FROM lines
),
made AS (
    SELECT number, place, size, members - ({inner}) AS own, nulls, keys, s, {present} AS present,
        CASE WHEN nulls > 0 THEN nulls - ({inner_nulls}) ELSE 0 END AS own_nulls,
        {", ".join(f"{one.value} AS {name}" for name, (_, one) in found.items())}
    FROM taken
),
told AS (
    SELECT number, place, size, {", ".join(found)}, coalesce(
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
        found[value] = key, _text_field(raw) if name == "status" else _field(name, raw, value)
    for place, name in enumerate(sorted(lines.others)):
        key = lines.others[name]
        found[f"o_{place}"] = key, _other(_raw(key))
    return found


def _field(name: str, raw: str, value: str) -> TakenField:
    column = BY_NAME[name]
    if plain := plain_field(column, raw, value):
        return plain
    match column.kind:
        case Kind.LIST:
            return TakenField("VARCHAR", f"list_of({raw})", f"is_like({raw}, '{_LIST}')")
        case Kind.TOOLS | Kind.EFFECTS:
            return objects_field(column, raw, _TEXT, "")
    return _text_field(raw)


def _text_field(raw: str) -> TakenField:
    return TakenField("VARCHAR", f"nullif({raw}, '')", f"is_text({raw})")


def _other(raw: str) -> TakenField:
    """A key that no field uses: the JSON text of its value as records/kept.py writes it."""
    sure = f"(strlen({raw}) <= {TEXT_LIMIT} AND regexp_full_match({raw}, '{_SCALAR}'))"
    empty = f"{raw} IS NULL OR {raw} = '\"\"'"
    return TakenField("JSON", f"nullif({raw}::VARCHAR, '\"\"')", f"({empty} OR {sure})")


def _raw(key: str) -> str:
    return 's."' + key.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
