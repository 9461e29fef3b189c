"""Lists in ClickHouse, where an array can't be NULL: one that holds just NULL stands for that.

So it is in its tables, and in what questions work out of them. That an expression gives a list, and
one that is surely not NULL, is noted beside it: sqlglot tells no types of what stands in lambdas.
"""

from __future__ import annotations

from sqlglot import exp

from dashboard.records.schema import TABLES, ValueKind
from dashboard.store.clickhouse.functions import filled

Node = exp.Expr

_KINDS = (ValueKind.LIST, ValueKind.TOOLS, ValueKind.EFFECTS)
LISTS = {
    column.name for columns in TABLES.values() for column in columns if column.kind in _KINDS
} | {"columns", "parts", "allowed", "context", "tools", "how", "words", "works", "names"}
"""The columns that hold lists: of tables, and of what stands between within questions."""
ZIPPED = {"pair", "field"}
"""What questions call the elements of list_zip()."""
_IS_NULL = "(length(_1) = 1 AND isNull(_1[1]))"


def is_list(node: Node | None) -> bool:
    """Whether an expression gives a list."""
    if node is None:
        return False
    if isinstance(node, exp.Paren):
        return is_list(node.this)
    if isinstance(node, exp.Column):
        return node.name in LISTS
    return isinstance(node, exp.Array) or bool(node.meta.get("list"))


def is_whole(node: Node) -> bool:
    """Whether a list is surely not NULL."""
    if isinstance(node, exp.Paren):
        return is_whole(node.this)
    if isinstance(node, exp.Array):
        return not isinstance(node.expressions[:1] and node.expressions[0], exp.Null)
    return isinstance(node, exp.Placeholder) or bool(node.meta.get("whole"))


def listed(node: Node, *, whole: bool = False) -> Node:
    """The same expression, known to give a list; whole: and never NULL."""
    node.meta["list"], node.meta["whole"] = True, whole
    return node


def null_list() -> Node:
    """The list that stands for NULL."""
    return exp.Array(expressions=[exp.Null()])


def no_list(node: Node) -> Node:
    """Whether a list is NULL."""
    return filled(_IS_NULL, node)


def case(node: exp.Case) -> Node:
    """A list of no branch is NULL."""
    values = [branch.args["true"] for branch in node.args["ifs"]]
    default = node.args.get("default")
    if not any(map(is_list, [*values, default])):
        return node
    for branch in node.args["ifs"]:
        if isinstance(branch.args["true"], exp.Null):
            branch.set("true", null_list())
    if default is None or isinstance(default, exp.Null):
        node.set("default", null_list())
    elif isinstance(default, exp.Array) and not is_whole(default):
        node.meta["wanted"] = True
    return listed(node)


def is_(node: exp.Is) -> Node:
    """Whether a list is NULL."""
    if isinstance(node.expression, exp.Null) and is_list(node.this):
        return no_list(node.this)
    return node


def coalesce(node: exp.Coalesce) -> Node:
    """coalesce() takes no arrays."""
    *others, found = [node.this, *node.expressions]
    if not any(map(is_list, [*others, found])):
        return node
    for one in reversed(others):
        found = filled(f"if({_IS_NULL}, _2, _1)", one, found)
    return listed(found)


def joined(node: exp.DPipe) -> Node:
    """|| of lists, or of texts."""
    both = [node.this, node.expression]
    if any(map(is_list, both)):
        return listed(exp.Anonymous(this="arrayConcat", expressions=both))
    return exp.Anonymous(this="concat", expressions=both)


def unnested(node: exp.Explode) -> Node:
    """The elements of a list, a row each; none of a list that is NULL, but where a question asks
    for a row of NULL in words."""
    held = node.this
    if is_whole(held) or not is_list(held) or held.unnest().meta.get("wanted"):
        return exp.Anonymous(this="arrayJoin", expressions=[held])
    return filled(f"arrayJoin(if({_IS_NULL}, [], _1))", held)


def element(node: exp.Bracket) -> Node:
    """What stands at a place of a list, or of a tuple of list_zip(), or in a field of a struct."""
    (place,) = node.expressions
    if isinstance(place, exp.Slice):
        return listed(filled("arraySlice(_1, 1, _2)", node.this, place.expression))
    of_tuple = place.is_string or node.this.name in ZIPPED
    name = "tupleElement" if of_tuple else "arrayElement"
    return exp.Anonymous(this=name, expressions=[node.this, place])
