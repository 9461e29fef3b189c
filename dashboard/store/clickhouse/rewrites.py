"""Which rewrite is for which part of a question: what sqlglot translates not, or not rightly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlglot import exp

from dashboard.store.clickhouse import aggregates, lists, values
from dashboard.store.clickhouse.functions import FUNCTIONS, filled, said
from dashboard.store.clickhouse.lists import Node, is_list, is_whole, listed, no_list, null_list

_KNOWN: dict[type[Node], tuple[str, ...]] = {
    exp.Transform: ("list_transform", "this", "expression"),
    exp.ArrayFilter: ("list_filter", "this", "expression"),
    exp.ArrayDistinct: ("list_distinct", "this"),
    exp.ArraySort: ("list_sort", "this"),
    exp.ArrayContains: ("list_contains", "this", "expression"),
    exp.ArrayOverlaps: ("list_has_any", "this", "expression"),
    exp.ArrayToString: ("array_to_string", "this", "expression"),
    exp.Flatten: ("flatten", "this"),
    exp.Split: ("string_split", "this", "expression"),
    exp.Lower: ("lower", "this"),
    exp.Length: ("length", "this"),
    exp.Left: ("left", "this", "expression"),
    exp.Contains: ("contains", "this", "expression"),
    exp.MD5: ("md5", "this"),
    exp.RegexpLike: ("regexp_matches", "this", "expression"),
    exp.RegexpFullMatch: ("regexp_full_match", "this", "expression"),
    exp.RegexpExtractAll: ("regexp_extract_all", "this", "expression"),
    exp.GenerateSeries: ("range", "end"),
    exp.LogicalOr: ("bool_or", "this"),
    exp.LogicalAnd: ("bool_and", "this"),
    exp.AnyValue: ("any_value", "this"),
    exp.Hour: ("hour", "this"),
    exp.DayOfWeekIso: ("isodow", "this"),
    exp.TimeToUnix: ("epoch", "this"),
    exp.MapKeys: ("map_keys", "this"),
    exp.MapFromEntries: ("map_from_entries", "this"),
    exp.JSONType: ("json_type", "this"),
    exp.JSONExtract: ("json_extract", "this", "expression"),
}
"""Functions that sqlglot knows by a class of its own: what DuckDB calls them, and where their
arguments stand."""
_OF_LISTS = {"list_transform", "list_filter", "list_distinct", "list_length", "array_to_string"}
"""The functions that give NULL of a list that is NULL."""
_WHOLE = {"flatten", "map_entries"}
_TO_LISTS = _WHOLE | {
    "list_transform", "list_filter", "list_distinct", "list_sort", "list_intersect", "list_concat",
    "string_split", "regexp_extract_all",
}  # fmt: skip


def _function(node: Node) -> Node:
    """A function, by its name, as ClickHouse says it."""
    if isinstance(node, exp.Anonymous):
        name, arguments = node.name.lower(), node.expressions
    else:
        name, *places = _KNOWN[type(node)]
        arguments = [node.args[place] for place in places]
    if name == "list_zip":
        return listed(exp.Anonymous(this="arrayZip", expressions=arguments), whole=True)
    if name == "timezone":
        zone, moment = arguments
        return values.at_time_zone(exp.AtTimeZone(this=moment, zone=zone))
    if name not in FUNCTIONS:
        return node
    if name in _OF_LISTS and not is_whole(arguments[0]):
        return _unless_null(name, *arguments)
    made = said(name, *arguments)
    return listed(made, whole=name in _OF_LISTS | _WHOLE) if name in _TO_LISTS else made


def _unless_null(name: str, held: Node, *arguments: Node) -> Node:
    """A function of a list; NULL of NULL. What is no column is worked out once."""
    null = null_list() if name in _TO_LISTS else exp.Null()
    if name == "list_transform" and is_list(arguments[0].this):
        null = exp.Array()  # no list stands among lists; they are put in a row at once
    plain = isinstance(held.unnest(), (exp.Column, exp.Identifier, exp.Dot))
    once = held if plain else exp.to_identifier("whole")
    made = filled("if(_1, _2, _3)", no_list(once), null, said(name, once, *arguments))
    if not plain:
        made = filled("arrayElement(arrayMap(whole -> _1, [_2]), 1)", made, held)
    return listed(made) if name in _TO_LISTS else made


def _letter(node: exp.Chr) -> Node:
    """chr()."""
    return said("chr", *node.expressions)


REWRITES: dict[type[Node], Callable[[Any], Node]] = {
    **dict.fromkeys(_KNOWN, _function),
    exp.Anonymous: _function,
    exp.Chr: _letter,
    exp.Case: lists.case,
    exp.Is: lists.is_,
    exp.Coalesce: lists.coalesce,
    exp.DPipe: lists.joined,
    exp.Explode: lists.unnested,
    exp.Bracket: lists.element,
    exp.Count: aggregates.counted,
    exp.ArrayAgg: aggregates.gathered,
    exp.ArgMin: aggregates.first_ones,
    exp.ArgMax: aggregates.first_ones,
    exp.Mode: aggregates.most_common,
    exp.GroupConcat: aggregates.joined_rows,
    exp.PercentileDisc: aggregates.quantiles,
    exp.PercentileCont: aggregates.quantile,
    exp.Filter: aggregates.narrowed,
    exp.Window: aggregates.narrowed,
    exp.AtTimeZone: values.at_time_zone,
    exp.TimestampTrunc: values.cut,
    exp.Sub: values.between_clocks,
    exp.DateDiff: values.between_moments,
    exp.Struct: values.struct,
    exp.Dot: values.field,
    exp.JSONExtractScalar: values.told_text,
    exp.Cast: values.cast,
    exp.ConcatWs: values.joined_words,
    exp.IntDiv: values.divided,
}
"""By the class of a part of a question what is put in its place; what stands in it was rewritten
before."""
