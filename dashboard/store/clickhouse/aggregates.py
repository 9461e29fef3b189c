"""Aggregates that ClickHouse says otherwise: ordered lists, the first few, quantiles, counts."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from dashboard.store.clickhouse.functions import filled
from dashboard.store.clickhouse.lists import Node, is_list, listed, no_list

_NAMES = {"grouparray", "groupuniqarray", "max", "min", "argmax", "any", "count", "countif", "sum"}


def counted(node: exp.Count) -> Node:
    """Counts have a sign, to go with other numbers; of lists those count that are there."""
    if is_list(node.this):
        return filled("toInt64(countIf(NOT _1))", no_list(node.this))
    return filled("toInt64(_1)", node)


def gathered(node: exp.ArrayAgg) -> Node:
    """list(x ORDER BY …): groupArray() has no order and passes over NULL, which a tuple is not.
    What is ordered from the greatest on is a number."""
    held, keys, distinct = node.this, [], False
    if isinstance(held, exp.Order):
        ordered, held = held.expressions, held.this
        keys = [exp.Neg(this=one.this) if one.args.get("desc") else one.this for one in ordered]
    if isinstance(held, exp.Distinct):
        distinct, (held,) = True, held.expressions
    if distinct:
        made = filled("arraySort(groupUniqArray(_1))" if keys else "groupUniqArray(_1)", held)
    else:
        one = exp.Anonymous(this="tuple", expressions=[held])
        told = exp.Anonymous(this="tuple", expressions=[*keys, one])
        made = filled(
            f"arrayMap(one -> tupleElement(tupleElement(one, {len(keys) + 1}), 1),"
            f" {'arraySort(groupArray(_1))' if keys else 'groupArray(_1)'})",
            told,
        )
    if not is_list(held):  # of no rows the list is NULL
        made = filled(
            "arrayElement(arrayMap(whole -> if(empty(whole), [NULL], whole), [_1]), 1)", made
        )
    return listed(made)


def first_ones(node: Any) -> Node:
    """arg_min(x, key, n): of the n least keys; argMin() takes the least alone."""
    if node.args.get("count") is None:
        return node  # type: ignore[no-any-return]
    return listed(
        filled(
            "arrayMap(one -> tupleElement(one, 2),"
            " arraySlice(arraySort(groupArray(tuple(_1, _2))), 1, _3))",
            node.expression, node.this, node.args["count"],
        )
    )  # fmt: skip


def most_common(node: exp.Mode) -> Node:
    """mode(x ORDER BY x): of values that are as frequent the first."""
    return filled(
        "tupleElement(arraySort(one -> tuple(-tupleElement(one, 2), tupleElement(one, 1)),"
        " arrayZip(tupleElement(sumMap([_1], [1]), 1), tupleElement(sumMap([_1], [1]), 2)))[1], 1)",
        node.this.this,
    )


def joined_rows(node: exp.GroupConcat) -> Node:
    """string_agg(x, … ORDER BY …)."""
    made = gathered(exp.ArrayAgg(this=node.this))
    return filled("arrayStringConcat(_1, _2)", made, node.args["separator"])


def quantiles(node: exp.PercentileDisc) -> Node:
    """The value at the place ceil(q n) of the sorted ones; quantileExact() takes another."""
    made = filled(
        "if(count(_1) = 0, [NULL], arrayMap(part -> arrayElementOrNull(arraySort(groupArray(_1)),"
        " toUInt64(greatest(ceil(part * count(_1)), 1))), _2))",
        node.this,
        node.expression,
    )
    made.meta["type"] = "Array(Nullable(Float64))"
    return made


def quantile(node: exp.PercentileCont) -> Node:
    """Between two values as DuckDB has it; sqlglot's translation takes one of them."""
    return exp.ParameterizedAgg(
        this=exp.to_identifier("quantileExactInclusive"),
        expressions=[node.expression],
        params=[node.this],
    )


def narrowed(node: exp.Filter | exp.Window) -> Node:
    """FILTER and OVER go with the aggregate, which may stand within other functions here."""
    held = node.this
    if isinstance(held, exp.Filter):
        return node
    inner = held.find(exp.Filter) if isinstance(node, exp.Window) else None
    inner = inner or next(filter(_is_aggregate, held.find_all(exp.Func)), None)
    if inner is None or inner is held:
        return node
    moved = node.copy()
    moved.set("this", inner.copy())
    inner.replace(moved)
    return held  # type: ignore[no-any-return]


def _is_aggregate(node: Node) -> bool:
    name = node.name if isinstance(node, exp.Anonymous) else str(node.this)
    return isinstance(node, exp.AggFunc) or name.lower() in _NAMES
