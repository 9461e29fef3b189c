"""A question in DuckDB's dialect as one in ClickHouse's.

Beside the rewrites of single expressions (rewrites.py) here are those of whole questions. The
session must have SETTINGS, which make ClickHouse mean by a question what DuckDB does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlglot import exp

from dashboard.store.clickhouse.bound import NULL, array_of
from dashboard.store.clickhouse.lists import Node
from dashboard.store.clickhouse.macros import expanded
from dashboard.store.clickhouse.rewrites import REWRITES
from dashboard.store.tables import COLUMNS_OF_RUNS

SETTINGS = {
    "join_use_nulls": 1,  # what an outer join does not find is NULL
    "aggregate_functions_null_for_empty": 1,  # and so is the sum of no rows
    "allow_experimental_nullable_tuple_type": 1,
    "enable_named_columns_in_function_tuple": 1,  # structs keep their names
    "enable_extended_results_for_datetime_functions": 1,  # days before 1970
    "joined_subquery_requires_alias": 0,
    "prefer_column_name_to_alias": 1,  # a column, not what is selected by its name
    "union_default_mode": "DISTINCT",
}
_ELEMENTS = {
    "TEXT": "String", "BIGINT": "Int64", "INT": "Int64", "TIMESTAMPTZ": "DateTime64(6, 'UTC')",
}  # fmt: skip
_WHERE_NUMBERS_STAND = (exp.Alias, exp.If, exp.Case, exp.Select, exp.Coalesce, exp.PropertyEQ)


def translated(sql: str, types: Mapping[str, str], views: Mapping[str, str]) -> str:
    """The same question for ClickHouse.

    types: of the bound values, by their names (bound.py); views: what stands beside the history and
    is no table, by its name the SELECT that it is, those first that others read.
    """
    return _translated(sql, tuple(types.items()), tuple(views.items()))


@lru_cache(maxsize=500)
def _translated(
    sql: str, types: tuple[tuple[str, str], ...], views: tuple[tuple[str, str], ...]
) -> str:
    tree = _with_views(expanded(sql), dict(views))
    tree = tree.transform(lambda node: _bound(node, dict(types)))
    _without(tree)
    _name_columns(tree)
    _zip(tree)
    tree = _said(tree)
    _keep_names(tree)
    return tree.sql("clickhouse")


def _with_views(tree: Node, views: Mapping[str, str]) -> Node:
    """The question with the views that it reads as common table expressions before its own."""
    needed: dict[str, Node] = {}

    def look(node: Node) -> None:
        for table in node.find_all(exp.Table):
            if table.name in views and not table.db and table.name not in needed:
                body = expanded(views[table.name])
                look(body)
                needed[table.name] = body

    look(tree)
    if needed:
        made = [
            exp.CTE(this=body, alias=exp.TableAlias(this=exp.to_identifier(name)))
            for name, body in needed.items()
        ]
        own = tree.args.get("with_") or exp.With(expressions=[])
        own.set("expressions", [*made, *own.expressions])
        tree.set("with_", own)
    return tree


def _bound(node: Node, types: Mapping[str, str]) -> Node:
    """Bound values with their types, lists by what they are cast to: one that holds nothing but
    NULL does not tell it."""
    if isinstance(node, exp.Placeholder):
        return _placeholder(node, types[node.name])
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.Placeholder):
        if types[node.this.name] == NULL or not node.to.is_type("array"):
            return node
        element = _ELEMENTS[node.to.expressions[0].sql("duckdb")]
        return _placeholder(node.this, array_of(element))
    return node


def _placeholder(node: exp.Placeholder, kind: str) -> Node:
    if kind == NULL:
        return exp.Null()
    made = exp.Placeholder(this=node.name, kind=exp.DataType.build(kind, dialect="clickhouse"))
    made.meta["list"] = kind.startswith("Array")
    return made


def _without(tree: Node) -> None:
    """Take out what ClickHouse doesn't know: what is to be worked out once, and a limit of none."""
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)
    for limit in list(tree.find_all(exp.Limit)):
        if isinstance(limit.expression, exp.Null):
            limit.pop()


def _name_columns(tree: Node) -> None:
    """count(COLUMNS(* EXCLUDE …)) of runs: of each column by its name."""
    for found in list(tree.find_all(exp.Columns)):
        left_out = {one.name for one in found.this.args.get("except_") or ()}
        select = found.find_ancestor(exp.Select)
        if select is None:  # it stands among what is selected
            continue
        counts = [
            exp.alias_(exp.Count(this=exp.column(name)), name, quoted=True)
            for name in COLUMNS_OF_RUNS
            if name not in left_out
        ]
        rest = [one for one in select.selects if one is not found.parent]
        select.set("expressions", [*counts, *rest])


def _zip(tree: Node) -> None:
    """Several unnest() beside each other go in step; several arrayJoin() would give all pairs."""
    for select in list(tree.find_all(exp.Select)):
        found = [one for one in select.selects if isinstance(one.unalias(), exp.Explode)]
        if len(found) < 2:
            continue
        zipped = exp.Anonymous(this="list_zip", expressions=[one.unalias().this for one in found])
        row = exp.alias_(exp.Anonymous(this="arrayJoin", expressions=[zipped]), "zipped")
        parts = [
            exp.alias_(
                exp.Anonymous(
                    this="tupleElement", expressions=[exp.column("zipped"), exp.Literal.number(n)]
                ),
                one.alias,
                quoted=True,
            )
            for n, one in enumerate(found, start=1)
        ]
        select.replace(exp.select(*parts).from_(exp.select(row).subquery("zips")))


def _said(node: Node) -> Node:
    """A part of a question with all that is in it, as ClickHouse says it, the inner ones first."""
    for place, value in list(node.args.items()):
        if isinstance(value, exp.Expr):
            node.set(place, _said(value))
        elif isinstance(value, list):
            node.set(place, [_said(one) if isinstance(one, exp.Expr) else one for one in value])
    if isinstance(node, exp.Literal):
        number = node.this.isdigit() and not node.is_string
        if number and isinstance(node.parent, _WHERE_NUMBERS_STAND):  # else of one byte, as flags
            return exp.Anonymous(this="toInt64", expressions=[node.copy()])
        return node
    rewrite = REWRITES.get(type(node))
    return rewrite(node) if rewrite else node


def _keep_names(tree: Node) -> None:
    """Columns of tables keep their names without these, and rows are ordered by what is selected,
    not by a column of that name."""
    for select in tree.find_all(exp.Select):
        for one in list(select.selects):
            if isinstance(one, exp.Column) and one.table and not one.is_star:
                one.replace(exp.alias_(one.copy(), one.name, quoted=True))
        order = select.args.get("order")
        if order is None or any(one.is_star for one in select.selects):
            continue
        places = {
            one.alias: n
            for n, one in enumerate(select.selects, start=1)
            if isinstance(one, exp.Alias)
        }
        for ordered in order.expressions:
            held = ordered.this
            if isinstance(held, exp.Column) and not held.table and held.name in places:
                held.replace(exp.Literal.number(places[held.name]))
