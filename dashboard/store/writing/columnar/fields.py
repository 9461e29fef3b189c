"""For each kind of column: how DuckDB takes its value out of JSON, and when that is plainly right.

Nothing here says what is wrong. A value in another than the usual spelling is not sure, though it
may be right; the exact reader of records/ knows, and reads the whole row.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from dashboard.records.convert import TEXT_LIMIT
from dashboard.records.schema import EFFECT_KEYS, RUN_COLUMNS, TOOL_CALL_KEYS, Column, Kind
from dashboard.records.times import EARLIEST

BY_NAME = {column.name: column for column in RUN_COLUMNS}

_SPACE = r"\s\pZ\x{85}\x00-\x1f"
_UNLIKE_TEXT = (
    rf"^(?:[{_SPACE}]+$|[\[{{]|-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)$|-?\d{{100}})"
)
"""A text that is only space, or that may have been an object, a list or a decimal number: DuckDB
writes these in its own way."""
_TEXT = rf'"[^{_SPACE}"\\][^\x00-\x1f"\\]*"'
"""A JSON text with nothing in it that JSON writes in another way."""
_TIME = (
    r"20\d\d-[01]\d-[0-3]\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3}|\.\d{6})?"
    r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)"
)
_NUMBER = r"-?\d{1,15}(?:\.\d{1,9})?"
_POSITIVE = r"\d{1,15}(?:\.\d{1,9})?"
_WHOLE = r"\d{1,15}(?:\.0)?"
_LIST = rf"\[(?:{_TEXT}(?:,{_TEXT})*)?\]"
_DECIMAL = r"-?(?:\d{1,9}\.(?:0|\d{0,3}[1-9])|[1-9]\d{0,8}\.\d{0,5}[1-9])"
_SCALAR = rf"{_TEXT}|-?\d{{1,15}}|{_DECIMAL}|true|false"

MACROS = f"""
CREATE OR REPLACE TEMP MACRO is_text(v) AS v IS NULL OR strlen(v) <= {TEXT_LIMIT} AND CASE
    WHEN v >= ':' AND v < '[' OR v >= '\\' AND v < '{{' THEN true
    ELSE NOT regexp_matches(v, '{_UNLIKE_TEXT}') END;
CREATE OR REPLACE TEMP MACRO is_like(v, spelling) AS
    v IS NULL OR v = '' OR regexp_full_match(v, spelling);
CREATE OR REPLACE TEMP MACRO is_time(v, t, latest) AS v IS NULL OR v = '' OR coalesce(
    regexp_full_match(v, '{_TIME}')
    AND t BETWEEN TIMESTAMPTZ '{EARLIEST.isoformat()}' AND latest, false);
CREATE OR REPLACE TEMP MACRO list_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN strlen(v) > 4 THEN string_split(substr(v, 3, length(v) - 4), '","') END;
CREATE OR REPLACE TEMP MACRO times_in(v, part) AS
    coalesce((strlen(v) - strlen(replace(v, part, ''))) // strlen(part), 0);
"""


class TakenField(NamedTuple):
    """How one key of a line is read: the type under which it is taken, the value made of that, and
    whether this is sure. nested: it holds objects, whose members count too."""

    shape: str
    value: str
    sure: str
    nested: bool = False


def field(column: Column, raw: str, value: str) -> TakenField:
    """How a column is read: `raw` names what stands under its key, `value` the result."""
    if column.words:
        words = ", ".join(f"'{word}'" for word in ("", *column.words))
        return TakenField("VARCHAR", f"nullif({raw}, '')", f"({raw} IS NULL OR {raw} IN ({words}))")
    match column.kind:
        case Kind.TIME:
            cast = f"TRY_CAST({raw} AS TIMESTAMPTZ)"
            return TakenField("VARCHAR", cast, f"is_time({raw}, {value}, $latest)")
        case Kind.NUMBER:
            spelling = _POSITIVE if column.name == "duration_ms" else _NUMBER
            cast = f"TRY_CAST({raw} AS DOUBLE)"
            return TakenField("VARCHAR", cast, f"is_like({raw}, '{spelling}')")
        case Kind.INTEGER:
            cast = f"TRY_CAST(TRY_CAST({raw} AS DOUBLE) AS BIGINT)"
            return TakenField("VARCHAR", cast, f"is_like({raw}, '{_WHOLE}')")
        case Kind.LIST:
            return TakenField("VARCHAR", f"list_of({raw})", f"is_like({raw}, '{_LIST}')")
        case Kind.TOOLS:
            return _objects(raw, TOOL_CALL_KEYS, ("ok", "wrote"))
        case Kind.EFFECTS:
            return _objects(raw, EFFECT_KEYS, ("customer_visible",))
    return TakenField("VARCHAR", f"nullif({raw}, '')", f"is_text({raw})")


def _objects(raw: str, keys: tuple[str, ...], flags: tuple[str, ...]) -> TakenField:
    """A list of objects with these keys in this order, of which only the first is needed."""
    needed, *rest = keys
    spelled = {key: "(?:true|false|null)" if key in flags else f"(?:{_TEXT}|null)" for key in rest}
    members = "".join(f'(?:,"{key}":{value})?' for key, value in spelled.items())
    one = rf'\{{"{needed}":{_TEXT}{members}\}}'
    sure = rf"is_like({raw}, '\[(?:{one}(?:,{one})*)?\]')"
    shape = json.dumps([{key: "BOOLEAN" if key in flags else "VARCHAR" for key in keys}])
    return TakenField(
        "VARCHAR", f"CASE WHEN {sure} THEN json_transform({raw}, '{shape}') END", sure, True
    )


def other(raw: str) -> TakenField:
    """A key that no field uses: the JSON text of its value as records/kept.py writes it."""
    sure = f"(strlen({raw}) <= {TEXT_LIMIT} AND regexp_full_match({raw}, '{_SCALAR}'))"
    empty = f"{raw} IS NULL OR {raw} = '\"\"'"
    return TakenField("JSON", f"nullif({raw}::VARCHAR, '\"\"')", f"({empty} OR {sure})")


def json_member(key: str, value: str) -> str:
    """A member of an object, NULL where the value is."""
    name = json.dumps(key, ensure_ascii=False).replace("'", "''")
    return f"'{name}: ' || {value}"
