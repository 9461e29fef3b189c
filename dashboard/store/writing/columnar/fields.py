"""For each kind of column: how DuckDB reads its value, and when that is plainly right.

Nothing here says what is wrong. A value in another than the usual spelling is not sure, though it
may be right; the exact reader of records/ knows, and reads the whole row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from dashboard.records.convert import ERRORS, IDS, NAMES, TEXT_LIMIT
from dashboard.records.lines import Lines
from dashboard.records.schema import RUN_COLUMNS, Column, ValueKind
from dashboard.records.times import EARLIEST
from dashboard.sources.raw.nothing import NO_ERROR
from dashboard.store.writing.columnar.exact_values import KEYS

BY_NAME = {column.name: column for column in RUN_COLUMNS}

SPACE = r"\s\pZ\x{85}\x00-\x1f"
"""What may be white space, within a class of signs."""
_NAIVE = r"20\d\d-[01]\d-[0-3]\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?"
_OFFSET = r"(?:Z|[+-](?:0\d|1[01]):[0-5]\d|[+-]12:00|\+1[23]:[0-5]\d|\+14:00)"
_FLAGS = ("ok", "wrote", "customer_visible")
_POSITIVE = r"\d{1,15}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?"
_NUMBER = rf"-?{_POSITIVE}"
_WHOLE = r"\d{1,15}(?:\.0)?"

_NO_ERROR = rf"(?i)(?:{'|'.join(map(re.escape, NO_ERROR))})"

MACROS = f"""
CREATE OR REPLACE TEMP MACRO error_of(v) AS
    CASE WHEN strlen(v) > 60 OR NOT regexp_full_match(v, '{_NO_ERROR}') THEN v END;
CREATE OR REPLACE TEMP MACRO is_error(v) AS strlen(v) > 60 OR error_of(v) IS NULL
    OR NOT regexp_full_match(v, '[{SPACE}]*{_NO_ERROR}[{SPACE}]*');
CREATE OR REPLACE TEMP MACRO is_bare(v) AS CASE
    WHEN v >= '!' AND v < chr(127) AND v[-1] BETWEEN '!' AND '~' THEN true
    ELSE NOT regexp_matches(v, '^[{SPACE}]|[{SPACE}]$') END;
CREATE OR REPLACE TEMP MACRO is_like(v, spelling) AS v = '' OR regexp_full_match(v, spelling);
CREATE OR REPLACE TEMP MACRO is_time(v, t, spelling, latest) AS v = '' OR coalesce(
    regexp_full_match(v, spelling)
    AND t BETWEEN TIMESTAMPTZ '{EARLIEST.isoformat()}' AND latest, false);
"""


class TakenField(NamedTuple):
    """How one key of a row is read: the type under which it is taken, the value made of that, and
    whether this is sure; NULL is as good as true, and is what a field that is not there gives.
    looked: what both need to know of it, which is called as looked_of() says; beyond: whether all
    that it says is in the value, where it may say more; nested: it may hold objects, whose members
    count too."""

    shape: str
    value: str
    sure: str
    looked: str = ""
    beyond: str = ""
    nested: bool = False


def sure_sql(found: Iterable[TakenField], raws: Iterable[str]) -> str:
    """Whether all fields of a row are sure. raws: what stands under their keys; a text that is too
    long may stand in a row of more bytes only."""
    short = " AND ".join(f"coalesce(strlen({raw}) <= {TEXT_LIMIT}, true)" for raw in raws)
    return f"""c_run_id IS NOT NULL AND c_created_at IS NOT NULL AND c_status IS NOT NULL
        AND ({" AND ".join(one.sure for one in found)}) IS NOT FALSE
        AND CASE WHEN size <= {TEXT_LIMIT} THEN true ELSE {short} END"""


def looked_sql(found: Mapping[str, TakenField]) -> str:
    """What fields need to know, as columns."""
    return "".join(
        f", {one.looked} AS {looked_of(name)}" for name, one in found.items() if one.looked
    )


def beyond_sql(found: Mapping[str, TakenField], lines: Lines) -> str:
    """What fields leave to `extra`, as columns."""
    return "".join(f", {found[f'c_{name}'].beyond} AS {beyond_of(name)}" for name in lines.beyond)


def beyond_of(name: str) -> str:
    """What is called what a column of objects leaves to `extra`."""
    return f"b_{name}"


def looked_of(name: str) -> str:
    """What is called what a field needs to know; name: of the field."""
    return f"l_{name}"


def plain_field(column: Column, raw: str, value: str, in_utc: Collection[str]) -> TakenField | None:
    """How a column of words, times or numbers is read; None for any other. raw: names what stands
    under its key, value: the result; in_utc: columns whose times need no offset, as it is in UTC
    that DuckDB reads those without."""
    if column.words:
        words = ", ".join(f"'{word}'" for word in ("", *column.words))
        return TakenField("VARCHAR", f"nullif({raw}, '')", f"{raw} IN ({words})")
    match column.kind:
        case ValueKind.TIME:
            cast = f"TRY_CAST({raw} AS TIMESTAMPTZ)"
            spelling = f"{_NAIVE}{_OFFSET}{'?' if column.name in in_utc else ''}"
            return TakenField("VARCHAR", cast, f"is_time({raw}, {value}, '{spelling}', $latest)")
        case ValueKind.NUMBER:
            spelling = _POSITIVE if column.name == "duration_ms" else _NUMBER
            cast = f"TRY_CAST({raw} AS DOUBLE)"
            return TakenField("VARCHAR", cast, f"is_like({raw}, '{spelling}')")
        case ValueKind.INTEGER:
            cast = f"TRY_CAST(TRY_CAST({raw} AS DOUBLE) AS BIGINT)"
            return TakenField("VARCHAR", cast, f"is_like({raw}, '{_WHOLE}')")
    return None


def text_field(column: Column, field: TakenField) -> TakenField:
    """A field of text as it is, given the column that it is of. An id or a name with space around
    it is not sure, nor is an error that says that there was none, with space around it."""
    if column.name in (*IDS, *NAMES):
        return field._replace(sure=f"({field.sure} AND is_bare({field.value}))")
    if column.name not in ERRORS:
        return field
    sure = f"({field.sure} AND is_error({field.value}))"
    return field._replace(value=f"error_of({field.value})", sure=sure)


def objects_field(
    column: Column, raw: str, value: str, text: str, gap: str, empty: str
) -> TakenField:
    """How a column of objects is read. raw, value: as of plain_field; text: the spelling of a text;
    gap: what may stand behind colons and commas; empty: SQL of what says nothing.

    Plain are objects with its keys in their order, of which only the first is needed; others are
    read as exact_values.py says.
    """
    keys = KEYS[column.kind]
    types = {key: "BOOLEAN" if key in _FLAGS else "VARCHAR" for key in keys}
    spelled = {key: "true|false" if key in _FLAGS else text for key in keys[1:]}
    members = "".join(f'(?:,{gap}"{key}":{gap}(?:{value}|null))?' for key, value in spelled.items())
    one = rf'\{{"{keys[0]}":{gap}{text}{members}\}}'
    spelling = rf"\[(?:{one}(?:,{gap}{one})*)?\]"
    plain = looked_of(value)
    objects = f"CASE WHEN {plain} THEN nullif({raw}, {empty})"
    objects += f" WHEN NOT {plain} THEN {column.name}_objects({raw}) END"
    return TakenField(
        shape="JSON",
        value=f"json_transform({objects}, '{json.dumps([types])}')",
        sure=f"({plain} OR {value} IS NOT NULL)",
        looked=f"({raw} = {empty} OR regexp_full_match({raw}, '{spelling}'))",
        beyond=f"CASE WHEN NOT {plain} THEN {column.name}_beyond({raw}) END",
        nested=True,
    )


def json_member(key: str, value: str) -> str:
    """A member of an object, NULL where the value is."""
    name = json.dumps(key, ensure_ascii=False).replace("'", "''")
    return f"'{name}: ' || {value}"
