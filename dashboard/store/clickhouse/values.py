"""Times, structs, JSON, casts and texts as ClickHouse has them."""

from __future__ import annotations

from sqlglot import exp

from dashboard.store.clickhouse.functions import filled, said
from dashboard.store.clickhouse.lists import LISTS, Node, listed, null_list

LOCAL = "Etc/UTC"
"""The zone in which times without a zone are kept, which tells them from moments, kept in UTC."""
MOMENT = "Nullable(DateTime64(6, 'UTC'))"
_FIELDS = {
    "day": "Nullable(Date32)", "first": MOMENT, "last": MOMENT, "at": MOMENT,
    "run": "Nullable(String)", "text": "Nullable(String)",
}  # fmt: skip
"""The types of fields that are named like other columns of their question: a name in tuple() would
be that of a column, too."""
_CASTS = {
    "DATE": "toDate32(_1)",  # before 1970 and after 2149 as well
    "TEXT": "toString(_1)",
    "BIGINT": "toInt64(_1)",
    "INT": "toInt32(_1)",
    "UBIGINT": "toUInt64(_1)",
    "DOUBLE": "toFloat64(_1)",
}


def at_time_zone(node: exp.AtTimeZone) -> Node:
    """ClickHouse has no times without a zone. What a clock showed is kept as if it were of LOCAL;
    such a time at a zone is a moment again."""
    moment, zone = node.this, node.args["zone"]
    if _is_local(moment):
        return filled("toTimeZone(toDateTime64(toString(_1), 6, _2), 'UTC')", moment, zone)
    text = f"toTimeZone(addSeconds(_1, timezoneOffset(toTimeZone(_1, _2))), '{LOCAL}')"
    return _local(filled(text, moment, zone))


def cut(node: exp.TimestampTrunc) -> Node:
    """dateTrunc() gives a date for weeks and days: a time again."""
    unit = node.args["unit"]
    if not isinstance(unit, exp.Placeholder):
        unit = exp.Literal.string(unit.name.lower())
    made = exp.Anonymous(this="dateTrunc", expressions=[unit, node.this])
    return _local(filled(f"toDateTime64(_1, 6, '{LOCAL}')", made))


def between_clocks(node: exp.Sub) -> Node:
    """The time between two times of a clock: ClickHouse takes no time from a time."""
    if not (_is_local(node.this) and _is_local(node.expression)):
        return node
    text = "toIntervalMicrosecond(dateDiff('microsecond', _2, _1))"
    return filled(text, node.this, node.expression)


def between_moments(node: exp.DateDiff) -> Node:
    """date_diff('microsecond', …)."""
    return filled("dateDiff('microsecond', _2, _1)", node.this, node.expression)


def _local(node: Node) -> Node:
    node.meta["local"] = True
    return node


def _is_local(node: Node) -> bool:
    return bool(node.unnest().meta.get("local"))


def struct(node: exp.Struct) -> Node:
    """A struct is a tuple whose elements have names; those that are no names of columns, or are
    those of others, are given with their types."""
    fields = {one.this.name: _as_list(one.this.name, one.expression) for one in node.expressions}
    typed = all(name in _FIELDS for name in fields)
    if all(name.isidentifier() for name in fields) and not typed:
        named = [exp.alias_(value, name, quoted=True) for name, value in fields.items()]
        return exp.Anonymous(this="tuple", expressions=named)
    types = (
        f"`{name}` {_FIELDS[name] if typed else value.meta['type']}"
        for name, value in fields.items()
    )
    values = exp.Anonymous(this="tuple", expressions=[*fields.values()])
    kind = exp.Literal.string(f"Tuple({', '.join(types)})")
    return exp.Anonymous(this="CAST", expressions=[values, kind])


def _as_list(name: str, value: Node) -> Node:
    """The value of a field; no list where that is one."""
    return null_list() if name in LISTS and isinstance(value.unnest(), exp.Null) else value


def field(node: exp.Dot) -> Node:
    """A field of what is worked out; of a column or variable it may stay as it is."""
    if isinstance(node.this, (exp.Identifier, exp.Column, exp.Dot)):
        return node
    name = exp.Literal.string(node.expression.name)
    return exp.Anonymous(this="tupleElement", expressions=[node.this, name])


def told_text(node: exp.JSONExtractScalar) -> Node:
    """A value of JSON as text, NULL where there is none; JSONExtractString() gives "" then."""
    steps = node.expression.expressions[1:]
    if not steps:
        return said("json_text", node.this)
    if isinstance(steps[0], exp.JSONPathKey):
        return listed(said("json_values", node.this), whole=True)
    if isinstance(steps[0].this, exp.JSONPathWildcard):
        return listed(said("json_elements", node.this), whole=True)
    return filled(f"JSONExtract(_1, {int(steps[0].this) + 1}, 'Nullable(String)')", node.this)


def cast(node: exp.Cast) -> Node:
    """What is NULL stays NULL, which CAST() refuses for types that are not Nullable."""
    kind, held = node.to, node.this
    if kind.is_type("json"):
        return held  # type: ignore[no-any-return]
    if kind.is_type("map"):
        name = "json_texts" if kind.expressions[1].is_type("text") else "json_pairs"
        return listed(said(name, held), whole=True)
    if kind.is_type("array"):
        return null_list() if isinstance(held, exp.Null) else held
    text = _CASTS.get(kind.sql("duckdb"))
    if text is None:
        return node
    made = filled(text, held)
    if kind.is_type("double"):
        made.meta["type"] = "Nullable(Float64)"
    return made


def joined_words(node: exp.ConcatWs) -> Node:
    """concat_ws() passes over NULL; concatWithSeparator() would give NULL then."""
    parting, *words = node.expressions
    text = "arrayStringConcat(arrayFilter(one -> isNotNull(one), _1), _2)"
    return filled(text, exp.Array(expressions=words), parting)


def divided(node: exp.IntDiv) -> Node:
    """//"""
    return exp.Anonymous(this="intDiv", expressions=[node.this, node.expression])
