"""How the cells of a CSV are read: each is a text, and JSON where it holds a list."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.records.lines import Lines
from dashboard.records.schema import ValueKind
from dashboard.store.writing.columnar.fields import (
    BY_NAME,
    SPACE,
    TakenField,
    beyond_sql,
    looked_sql,
    objects_field,
    plain_field,
    sure_sql,
    text_field,
)

_TEXT = rf'"[^{SPACE}",\\][^\x00-\x1f"\\]*"'
"""A JSON text with nothing in it that JSON writes in another way, and no comma first: so what
stands between the quotes of two of them is told from a text."""
_PART = r'[\pL\pN](?:[^;"\[\]{}\\\x00-\x1f]*[\pL\pN)])?'
_LIST = rf"\[(?:{_TEXT}(?:, ?{_TEXT})*)?\]|{_PART}(?:; ?{_PART})*"
_UNWRITTEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
"""Signs that JSON writes by their number."""

MACROS = rf"""
CREATE OR REPLACE TEMP MACRO is_cell(v) AS CASE
    WHEN v >= '!' AND v < chr(127) THEN true ELSE NOT regexp_full_match(v, '[{SPACE}]+') END;
CREATE OR REPLACE TEMP MACRO entries_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN v[1] = '[' THEN
        string_split(replace(substr(v, 3, length(v) - 4), '", "', '","'), '","')
    ELSE string_split(replace(v, '; ', ';'), ';') END;
CREATE OR REPLACE TEMP MACRO as_json(v) AS '"' || CASE
    WHEN regexp_matches(v, '["\\\n\r\t]') THEN
        replace(replace(replace(replace(replace(
            v, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r'), chr(9), '\t')
    ELSE v END || '"';
"""


def told(lines: Lines) -> str:
    """The table told: of every row its number, whether it is sure, and under c_… its fields."""
    at = {name: f"c{place}" for place, name in enumerate(lines.header)}
    raws = {f"c_{name}": at[key] for name, key in lines.fields.items()}
    for place, name in enumerate(sorted(lines.others)):
        raws[f"o_{place}"] = at[lines.others[name]]
    found = {name: _field(name, raw, lines.in_utc) for name, raw in raws.items()}
    beyond = beyond_sql(found, lines)
    return f"""
looked AS (SELECT * {looked_sql(found)} FROM lines),
made AS (
    SELECT *, {", ".join(f"{one.value} AS {name}" for name, one in found.items())} {beyond}
    FROM looked
),
told AS (
    SELECT *, {sure_sql(found.values(), raws.values())} AS is_sure
    FROM made
)"""


def _field(name: str, raw: str, in_utc: Collection[str]) -> TakenField:
    """How a field is read. name: its own in told; raw: its cell, NULL where that is empty;
    in_utc: as of plain_field."""
    column = BY_NAME.get(name.removeprefix("c_"))
    if column is None:
        return _other(raw)
    if name != "c_status":
        if plain := plain_field(column, raw, name, in_utc):
            return plain
        match column.kind:
            case ValueKind.LIST:
                return TakenField("", f"entries_of({raw})", f"is_like({raw}, '{_LIST}')")
            case ValueKind.TOOLS | ValueKind.EFFECTS:
                field = objects_field(column, raw, name, _TEXT, " ?", "''")
                more = f"CASE WHEN {field.beyond} IS NOT NULL THEN as_json({raw}) END"
                return field._replace(beyond=more)
    return text_field(column, TakenField("", raw, f"is_cell({raw})"))


def _other(raw: str) -> TakenField:
    """A cell that no field uses: as JSON text, as records/kept.py writes it."""
    sure = f"(is_cell({raw}) AND NOT regexp_matches({raw}, '{_UNWRITTEN}'))"
    return TakenField("", f"as_json({raw})", sure)
