"""How the cells of a CSV are read: each is a text, and JSON where it holds a list."""

from __future__ import annotations

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

_TEXT = rf'"[^{SPACE}",\\][^\x00-\x1f"\\]*"'
"""A JSON text with nothing in it that JSON writes in another way, and no comma first: so what
stands between the quotes of two of them is told from a text."""
_PART = r'[\pL\pN](?:[^;"\[\]{}\\\x00-\x1f]*[\pL\pN)])?'
_LIST = rf"\[(?:{_TEXT}(?:, ?{_TEXT})*)?\]|{_PART}(?:; ?{_PART})*"
_UNWRITTEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
"""Signs that JSON writes by their number."""

MACROS = rf"""
CREATE OR REPLACE TEMP MACRO is_cell(v) AS v IS NULL OR v = '' OR strlen(v) <= {TEXT_LIMIT} AND CASE
    WHEN v >= '!' AND v < chr(127) THEN true ELSE NOT regexp_full_match(v, '[{SPACE}]+') END;
CREATE OR REPLACE TEMP MACRO entries_of(v) AS CASE
    WHEN v = '[]' THEN []::VARCHAR[]
    WHEN v[1] = '[' THEN
        string_split(replace(substr(v, 3, length(v) - 4), '", "', '","'), '","')
    WHEN v <> '' THEN string_split(replace(v, '; ', ';'), ';') END;
CREATE OR REPLACE TEMP MACRO as_json(v) AS '"' || CASE
    WHEN regexp_matches(v, '["\\\n\r\t]') THEN
        replace(replace(replace(replace(replace(
            v, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r'), chr(9), '\t')
    ELSE v END || '"';
"""


def told(lines: Lines) -> str:
    """The table told: of every row its number, whether it is sure, and under c_… its fields."""
    at = {name: f"c{place}" for place, name in enumerate(lines.header)}
    found = {f"c_{name}": _field(name, at[key], f"c_{name}") for name, key in lines.fields.items()}
    found |= {
        f"o_{place}": _other(at[lines.others[name]])
        for place, name in enumerate(sorted(lines.others))
    }
    return f"""
made AS (
    SELECT *, {", ".join(f"{one.value} AS {name}" for name, one in found.items())} FROM lines
),
told AS (
    SELECT number, place, size, {", ".join(found)}, coalesce(
        c_run_id IS NOT NULL AND c_created_at IS NOT NULL AND c_status IS NOT NULL
        AND {" AND ".join(one.sure for one in found.values())}, false) AS is_sure
    FROM made
)"""


def _field(name: str, raw: str, value: str) -> TakenField:
    column = BY_NAME[name]
    if name != "status":
        if plain := plain_field(column, raw, value):
            return plain
        match column.kind:
            case Kind.LIST:
                return TakenField("", f"entries_of({raw})", f"is_like({raw}, '{_LIST}')")
            case Kind.TOOLS | Kind.EFFECTS:
                return objects_field(column, raw, _TEXT, " ?")
    return TakenField("", f"nullif({raw}, '')", f"is_cell({raw})")


def _other(raw: str) -> TakenField:
    """A cell that no field uses: as JSON text, as records/kept.py writes it."""
    value = f"CASE WHEN {raw} <> '' THEN as_json({raw}) END"
    sure = f"is_cell({raw}) AND NOT regexp_matches({raw}, '{_UNWRITTEN}')"
    return TakenField("", value, f"({raw} IS NULL OR {sure})")
