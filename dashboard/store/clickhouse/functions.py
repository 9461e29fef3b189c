"""What functions of DuckDB are called in ClickHouse, or how the same is said there.

_1, _2 … stand for the arguments, which are ClickHouse's already. JSON is text in ClickHouse, of
which a part is text again; of lists see lists.py.
"""

from __future__ import annotations

from functools import cache

from sqlglot import exp, parse_one

_TEXT = (
    "if(JSONType(ifNull({0}, '')) = 'Null', NULL,"
    " if(JSONType(ifNull({0}, '')) = 'String', JSONExtractString(ifNull({0}, '')), {0}))"
)
"""The text of a value of JSON: strings without their marks, null as NULL."""
_PAIRS = "JSONExtractKeysAndValuesRaw(ifNull(_1, ''))"
_OF_PAIR = _TEXT.format("tupleElement(pair, 2)")
_UNESCAPED = "replaceAll(replaceAll(step, '~1', '/'), '~0', '~')"

FUNCTIONS = {
    # Lists.
    "list_transform": "arrayMap(_2, _1)",
    "list_filter": "arrayFilter(_2, _1)",
    "list_distinct": "arrayDistinct(_1)",
    "list_sort": "arraySort(_1)",
    "list_length": "toInt64(length(_1))",
    "list_contains": "has(_1, _2)",
    "list_has_any": "hasAny(arrayFilter(one -> isNotNull(one), _1), _2)",
    "list_position": "nullIf(toInt64(indexOf(_1, _2)), 0)",
    "list_concat": "arrayConcat(_1, _2, _3)",
    "list_avg": "if(empty(_1), NULL, arrayAvg(arrayMap(one -> assumeNotNull(one), _1)))",
    "list_sum": "arraySum(arrayMap(one -> assumeNotNull(one), _1))",
    "list_bool_or": "arrayExists(one -> ifNull(one, false), _1)",
    "list_bool_and": "arrayAll(one -> ifNull(one, false), _1)",
    "list_intersect": "arrayIntersect(_1, _2)",
    "flatten": "arrayFlatten(arrayFilter(one -> NOT (length(one) = 1 AND isNull(one[1])), _1))",
    "array_to_string": "arrayStringConcat(_1, _2)",
    "range": "range(_1)",
    # Texts: length() and left() count letters, lower() knows those of all languages.
    "string_split": "if(isNull(_1), [NULL], splitByString(_2, assumeNotNull(_1)))",
    "regexp_extract_all": "if(isNull(_1), [NULL], extractAll(assumeNotNull(_1), _2))",
    "regexp_matches": "match(_1, _2)",
    "regexp_full_match": "match(_1, concat('^(?:', _2, ')$'))",
    "contains": "position(_1, _2) > 0",
    "lower": "lowerUTF8(_1)",
    "left": "substringUTF8(_1, 1, _2)",
    "length": "toInt64(lengthUTF8(_1))",
    "strlen": "length(_1)",
    "chr": "char(_1)",
    "md5": "lower(hex(MD5(_1)))",
    # Another number than DuckDB's: of many runs another sample of about the same size is looked at.
    "hash": "cityHash64(_1)",
    # Times.
    "to_milliseconds": "toIntervalMillisecond(_1)",
    "epoch_us": "toUnixTimestamp64Micro(_1)",
    "epoch": "toUnixTimestamp64Micro(_1) / 1000000",
    "make_timestamptz": "fromUnixTimestamp64Micro(_1, 'UTC')",
    "hour": "toHour(_1)",
    "isodow": "toDayOfWeek(_1)",
    # Aggregates.
    "bool_or": "max(_1)",
    "bool_and": "min(_1)",
    "any_value": "any(_1)",
    "arg_max_null": "tupleElement(argMax(tuple(_1), _2), 1)",
    "histogram": "CAST((tupleElement(sumMap([_1], [toInt64(1)]), 1), tupleElement(sumMap([_1],"
    " [toInt64(1)]), 2)), 'Map(Date32, Int64)')",
    # JSON.
    "json_type": "if(isNull(_1), NULL, transform(toString(JSONType(ifNull(_1, ''))),"
    " ['Array', 'Object', 'Null', 'String'], ['ARRAY', 'OBJECT', 'NULL', 'VARCHAR'], 'OTHER'))",
    "json_extract": f"nullIf(arrayFold((held, step) -> JSONExtractRaw(held, {_UNESCAPED}),"
    " arraySlice(splitByString('/', ifNull(_2, '')), 2), ifNull(_1, '')), '')",
    "json_text": _TEXT.format("_1"),
    "json_elements": f"arrayMap(one -> {_TEXT.format('one')}, JSONExtractArrayRaw(ifNull(_1, '')))",
    "json_values": f"arrayMap(pair -> {_OF_PAIR}, {_PAIRS})",
    "json_texts": f"arrayMap(pair -> tuple(tupleElement(pair, 1), {_OF_PAIR}), {_PAIRS})",
    "json_pairs": _PAIRS,
    "map_entries": "CAST(_1, 'Array(Tuple(key String, value Nullable(String)))')",
    "map_from_entries": "CAST(_1, 'Map(String, Nullable(String))')",
    "map_keys": "mapKeys(_1)",
}
"""By the name of a function in DuckDB how ClickHouse says it."""


@cache
def _parsed(text: str) -> exp.Expr:
    return parse_one(text, read="clickhouse")


def said(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of DuckDB as ClickHouse says it."""
    return filled(FUNCTIONS[name], *arguments)


def filled(text: str, *arguments: exp.Expr) -> exp.Expr:
    """A text of ClickHouse with arguments in the places of _1, _2 …"""
    places = {f"_{n}": argument for n, argument in enumerate(arguments, start=1)}

    def fill(node: exp.Expr) -> exp.Expr:
        if isinstance(node, (exp.Column, exp.Identifier)) and node.name in places:
            return places[node.name].copy()
        return node

    tree = _parsed(text).copy().transform(fill)
    return exp.paren(tree, copy=False) if isinstance(tree, exp.Binary) else tree
