"""How the fields of JSON lines are taken apart, and when what was found is all that a line has.

DuckDB gives every value as text, whether it is one or not, and writes decimal numbers, lists and
objects in its own way. Where a text may be one of these the line tells what stands behind its key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from dashboard.records.lines import Lines
from dashboard.records.schema import ValueKind
from dashboard.store.writing.columnar.fields import (
    BY_NAME,
    SPACE,
    TakenField,
    beyond_sql,
    looked_of,
    looked_sql,
    objects_field,
    plain_field,
    sure_sql,
    text_field,
)

_UNLIKE_TEXT = rf"^(?:[{SPACE}]+$|[\[{{]|-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)$|-?\d{{100}})"
"""A text that is only space, or that may have been an object, a list or a decimal number."""
_TEXT = rf'"[^{SPACE}"\\][^\x00-\x1f"\\]*"'
"""A JSON text with nothing in it that JSON writes in another way."""
_LIST = rf"\[(?:{_TEXT}(?:,{_TEXT})*)?\]"
_DECIMAL = r"-?(?:0\.0|0\.0{0,3}[1-9]\d{0,20}|[1-9]\d{0,14}\.\d{1,20})"
"""A decimal number that Python writes without an exponent, as DuckDB does: both in the fewest
digits that tell it."""
_SCALAR = rf"{_TEXT}|-?\d{{1,15}}|{_DECIMAL}|true|false"

_PLAIN_KEY = re.compile(r"[\w .-]+", re.ASCII)
"""A key that JSON writes in one way, if not by the numbers of its signs."""
_USUAL = 8
"""Orders of keys that lines are compared with as a whole."""

MACROS = f"""
CREATE OR REPLACE TEMP MACRO is_text(v) AS CASE
    WHEN v >= ':' AND v < '[' OR v >= '\\' AND v < '{{' THEN true
    ELSE NOT regexp_matches(v, '{_UNLIKE_TEXT}') END;
CREATE OR REPLACE TEMP MACRO times_in(v, part) AS
    coalesce((strlen(v) - strlen(replace(v, part, ''))) // strlen(part), 0);
CREATE OR REPLACE TEMP MACRO stands_behind(v, behind) AS starts_with(behind, '"')
    OR strlen(v) < 100 AND v[1] NOT IN ('[', '{{')
        AND (starts_with(behind, v || ',') OR starts_with(behind, v || '}}'));
CREATE OR REPLACE TEMP MACRO is_written(v, line, key) AS
    times_in(line, key) = 1 AND NOT regexp_matches(line, '\\\\u00[0-7]')
    AND NOT regexp_full_match(v, '[{SPACE}]+')
    AND stands_behind(v, ltrim(split_part(line, key, 2), ' '));
CREATE OR REPLACE TEMP MACRO has_members(v) AS
    (starts_with(v, '{{') OR starts_with(v, '[')) AND contains(v, '":');
CREATE OR REPLACE TEMP MACRO times_within(v, part) AS CASE WHEN has_members(v) THEN
    times_in(v, part) - CASE WHEN contains(v, '\\') THEN times_in(v, '\\' || part) ELSE 0 END
    ELSE 0 END;
CREATE OR REPLACE TEMP MACRO list_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN strlen(v) > 4 THEN string_split(substr(v, 3, length(v) - 4), '","') END;
"""


class Apart(NamedTuple):
    """How lines are taken apart, as SQL: which of them, and what is made of each attempt."""

    taken: str
    attempt: str


TRUSTING = Apart("members > 0", "{}")
"""One that only looks like JSON at both ends has all of it fail."""
GUARDED = Apart("members > 0 AND json_valid(line)", "TRY({})")
"""Each is looked at before, and what fails all the same is no line. TRY copies what it gives."""


def told(lines: Lines, apart: Apart) -> str:
    """Tables up to told: of every line its number, whether it is sure, and under c_… its fields.

    Of a line with nulls, which can't be told from keys that are absent, the keys are asked for.
    """
    keys = _keys(lines)
    found = {name: _field(name, key, lines.in_utc) for name, key in keys.items()}
    beyond = beyond_sql(found, lines)
    shape = {key: found[name].shape for name, key in keys.items()}
    raws = [_raw(key) for key in shape]
    nested = dict.fromkeys(_raw(keys[name]) for name, one in found.items() if one.nested)
    present = " + ".join(f"({raw} IS NOT NULL)::INTEGER" for raw in raws)
    inner = " + ".join([f"times_within({raw}::VARCHAR, '\":')" for raw in nested] or ["0"])
    inner_nulls = " + ".join(
        [f"times_within({raw}::VARCHAR, '\":null')" for raw in nested] or ["0"]
    )
    transformed = apart.attempt.format(f"json_transform(line, {_text(json.dumps(shape))})")
    return f"""
taken AS (
    SELECT number, place, size, line, members, nulls,
        CASE WHEN is_whole THEN {transformed} END AS s,
        CASE WHEN nulls > 0 AND is_whole THEN {apart.attempt.format("json_keys(line)")} END AS keys
    FROM (SELECT *, {apart.taken} AS is_whole FROM lines)
),
looked AS (
    SELECT *, members - ({inner}) AS own, {present} AS present,
        CASE WHEN nulls > 0 THEN nulls - ({inner_nulls}) ELSE 0 END AS own_nulls
        {looked_sql(found)}
    FROM taken
),
made AS (
    SELECT *, {", ".join(f"{one.value} AS {name}" for name, one in found.items())} {beyond}
    FROM looked
),
told AS (
    SELECT * EXCLUDE (line), coalesce(
        own = present + own_nulls
        AND {sure_sql(found.values(), raws)}
        AND (nulls = 0 OR len(keys) = own AND {_are_known(lines, shape)}),
        false) AS is_sure
    FROM made
)"""


def _are_known(lines: Lines, shape: Collection[str]) -> str:
    """Whether each of the keys of a line is known, and stands there once. To look at them one by
    one takes ten times as long as to see that they are those of one of the first rows."""
    known = [keys for keys in lines.key_orders(_USUAL) if set(keys) <= set(shape)]
    one_by_one = f"len(list_distinct(keys)) = own AND list_has_all({_list(shape)}, keys)"
    usual = ", ".join(map(_list, known)) or "[]"
    return f"CASE WHEN keys IN ({usual}) THEN true ELSE {one_by_one} END"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _keys(lines: Lines) -> dict[str, str]:
    """The key of each field that is taken out of a line, by its name in told."""
    others = enumerate(sorted(lines.others))
    return {f"c_{name}": key for name, key in lines.fields.items()} | {
        f"o_{place}": lines.others[name] for place, name in others
    }


def _field(name: str, key: str, in_utc: Collection[str]) -> TakenField:
    """How a field is read. name: its own in told; key: under which it stands; in_utc: as of
    plain_field."""
    raw = _raw(key)
    column = BY_NAME.get(name.removeprefix("c_"))
    if column is None:
        return _other(raw, name)
    if name == "c_status":
        return _text_field(key)
    if plain := plain_field(column, raw, name, in_utc):
        return plain
    match column.kind:
        case ValueKind.LIST:
            return TakenField("VARCHAR", f"list_of({raw})", f"is_like({raw}, '{_LIST}')")
        case ValueKind.TOOLS | ValueKind.EFFECTS:
            return objects_field(column, f"{raw}::VARCHAR", name, _TEXT, "", "'\"\"'")
    return text_field(column, _text_field(key))


def _text_field(key: str) -> TakenField:
    raw, written = _raw(key), _text(f'"{key}":')
    if not _PLAIN_KEY.fullmatch(key):
        return TakenField("VARCHAR", f"nullif({raw}, '')", f"is_text({raw})")
    sure = f"CASE WHEN NOT is_text({raw}) THEN is_written({raw}, line, {written}) ELSE true END"
    return TakenField("VARCHAR", f"nullif({raw}, '')", sure)


def _other(raw: str, name: str) -> TakenField:
    """A key that no field uses: the JSON text of its value as records/kept.py writes it."""
    plain = looked_of(name)
    return TakenField(
        shape="JSON",
        value=f"CASE WHEN {plain} THEN nullif({raw}::VARCHAR, '\"\"')"
        f" WHEN NOT {plain} THEN kept_json({raw}::VARCHAR) END",
        sure=f"({plain} OR {name} IS NOT NULL)",
        looked=f"({raw} = '\"\"' OR regexp_full_match({raw}, '{_SCALAR}'))",
        nested=True,
    )


def _raw(key: str) -> str:
    return 's."' + key.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
