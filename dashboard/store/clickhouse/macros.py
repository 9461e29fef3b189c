"""The macros that a question calls, put in their places: ClickHouse has none that name columns."""

from __future__ import annotations

import re
from functools import cache

from sqlglot import exp, parse_one
from sqlglot.dialects.duckdb import DuckDB

from dashboard.store.questions import macros_of


class Questions(DuckDB):
    """DuckDB's dialect, with places of lists as they are written."""

    INDEX_OFFSET = 0


def expanded(sql: str) -> exp.Expr:
    """A question as a tree, with what its macros say in the place of their calls."""
    bodies = {name: _parsed(made) for name, made in macros_of(sql).items()}
    tree = parse_one(_plain(sql), read=Questions)
    while calls := [call for call in tree.find_all(exp.Anonymous) if call.name in bodies]:
        for call in reversed(calls):  # the inner ones first
            names, body = bodies[call.name]
            given = dict(zip(names, call.expressions, strict=True))
            call.replace(exp.paren(_filled(body, given), copy=False))
    return tree


def _plain(sql: str) -> str:
    """len() of lists by another name: sqlglot does not tell it from the length of a text."""
    return re.sub(r"\blen\(", "list_length(", sql)


@cache
def _parsed(made: str) -> tuple[tuple[str, ...], exp.Expr]:
    """The names of a macro's parameters, and what it says, by how it is made."""
    head, _, body = made.partition(") AS")
    names = head.partition("(")[2].split(",")
    text = _plain(body.strip().removesuffix(";"))
    (parsed,) = parse_one(f"SELECT {text}", read=Questions).expressions
    return tuple(name.strip() for name in names), parsed


def _filled(body: exp.Expr, given: dict[str, exp.Expr]) -> exp.Expr:
    """What a macro says of these arguments. A parameter may stand for a value, or for a row whose
    columns are named. The variables of lambdas are identifiers, not columns: they stay."""

    def fill(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Var) and node.name.lower() in given:
            return given[node.name.lower()].copy()  # the unit of date_trunc()
        if not isinstance(node, exp.Column):
            return node
        parts = node.parts
        argument = given.get(parts[0].name)
        if argument is None:
            return node
        filled = argument.copy()
        for part in parts[1:]:
            filled = _field(filled, part.copy())
        return filled

    return body.copy().transform(fill)


def _field(of: exp.Expr, name: exp.Expr) -> exp.Expr:
    """A field of a row or of a struct."""
    if isinstance(of, exp.Column):
        return exp.Column(
            this=name, **dict(zip(("table", "db", "catalog"), reversed(of.parts), strict=False))
        )
    return exp.Dot(this=of, expression=name)
