"""A question in DuckDB's dialect as one in ClickHouse's.

Beside the rewrites of single expressions (rewrites.py) here are those of whole questions. The
server is asked with the settings that make it mean by a question what DuckDB does (server.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from sqlglot import exp

from dashboard.store.clickhouse.bound import NULL, array_of
from dashboard.store.clickhouse.lists import Node
from dashboard.store.clickhouse.macros import expanded
from dashboard.store.clickhouse.rewrites import REWRITES
from dashboard.store.tables import COLUMNS_OF_RUNS

_ELEMENTS = {
    "TEXT": "String", "BIGINT": "Int64", "INT": "Int64", "TIMESTAMPTZ": "DateTime64(6, 'UTC')",
}  # fmt: skip
_WHERE_NUMBERS_STAND = (exp.Alias, exp.If, exp.Case, exp.Select, exp.Coalesce, exp.PropertyEQ)


SAID = "said_"
"""What the names of tables begin with that stand beside the history: questions have common table
expressions that are called like some of them."""


def translated(
    sql: str, types: Mapping[str, str], views: Mapping[str, str], said: Collection[str] = ()
) -> str:
    """The same question for ClickHouse.

    types: of the bound values, by their names (bound.py); views: what stands beside the history and
    is no table, by its name the SELECT that it is, those first that others read; said: the names of
    what is a table there, which are read as SAID and the name.
    """
    return _translated(sql, tuple(types.items()), tuple(views.items()), tuple(said))


@lru_cache(maxsize=500)
def _translated(
    sql: str,
    types: tuple[tuple[str, str], ...],
    views: tuple[tuple[str, str], ...],
    said: tuple[str, ...],
) -> str:
    tree = _with_views(expanded(sql), dict(views), said)
    tree = tree.transform(lambda node: _bound(node, dict(types)))
    _number_rows(tree)
    _without(tree)
    _name_columns(tree)
    _zip(tree)
    tree = _said(tree)
    _keep_names(tree)
    return tree.sql("clickhouse")


def _with_views(tree: Node, views: Mapping[str, str], said: Collection[str]) -> Node:
    """The question with the views that it reads as common table expressions before its own, and
    tables under the names that they have."""
    needed: dict[str, Node] = {}

    def look(node: Node, own: Collection[str]) -> None:
        for table in list(node.find_all(exp.Table)):
            name = table.name
            if name in own and not table.db:
                continue
            if (table.db or name in said) and not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
            if table.db:
                continue
            if name in said:
                table.set("this", exp.to_identifier(f"{SAID}{name}"))
            elif name in views and name not in needed:
                body = expanded(views[name])
                look(body, {one.alias for one in body.find_all(exp.CTE)})
                needed[name] = body

    look(tree, {one.alias for one in tree.find_all(exp.CTE)})
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


def _number_rows(tree: Node) -> None:
    """ClickHouse numbers no rows; of the table whose rows questions number a run is told by its id
    as well."""
    for column in tree.find_all(exp.Column):
        if column.name == "rowid":
            column.set("this", exp.to_identifier("run_id"))


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
