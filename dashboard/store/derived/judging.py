"""Whether runs that ended well were good: as their export says, or as a person defined success.

The rule of a format is compiled to SQL over the table of runs; what it says stands in `judged`,
beside what the export says (`quality`), which stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb

from dashboard.records.statuses import key_of
from dashboard.records.success import ENDED, SCORE, WORD, SuccessRule, rules_said
from dashboard.sources.raw.paths import Named, Step, parse
from dashboard.store.derived.unsettled import UNSETTLED

_OF_FORMAT = "import_id IN (SELECT import_id FROM {imports} WHERE format = $format)"
_WHITE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""All white space, of which DuckDB by itself takes only spaces off."""
_OWN = f"""
UPDATE runs SET judged = quality, {UNSETTLED}
WHERE judged IS DISTINCT FROM quality
    AND import_id NOT IN (SELECT import_id FROM imports WHERE list_contains($formats, format))
"""


def outcome_of(judged: str) -> str:
    """SQL: how a run ended, by its status and, where that is completed, by an expression for
    whether it was good."""
    return (
        "CASE WHEN status <> 'completed' THEN status"
        f" WHEN ({judged}) = 'bad' THEN 'bad' ELSE 'succeeded' END"
    )


@dataclass(frozen=True, slots=True)
class Judging:
    """SQL over runs that gives good, bad or NULL, and the values bound in it."""

    sql: str
    values: dict[str, Any]


def judge(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every run whether it was good, by the rule of its format where a person said one."""
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    said = rules_said(settings)
    connection.execute(_OWN, {"formats": list(said)})
    for format_, rule in said.items():
        judging = judging_of(rule, _spelled(connection, rule))
        of_format = _OF_FORMAT.format(imports="imports")
        connection.execute(
            f"UPDATE runs SET judged = {judging.sql}, {UNSETTLED}"
            f" WHERE {of_format} AND judged IS DISTINCT FROM ({judging.sql})",
            judging.values | {"format": format_},
        )


def of_format(imports: str) -> str:
    """SQL: whether a run is of the $format. imports: the table of imports."""
    return _OF_FORMAT.format(imports=imports)


def _spelled(connection: duckdb.DuckDBPyConnection, rule: SuccessRule) -> tuple[str, ...]:
    """The words of a rule as runs spell them."""
    found = connection.execute("SELECT DISTINCT raw_status FROM runs WHERE raw_status IS NOT NULL")
    return spelled(rule, [raw for (raw,) in found.fetchall()])


def spelled(rule: SuccessRule | None, raws: Iterable[str]) -> tuple[str, ...]:
    """Of the status words of runs those that a rule means."""
    if rule is None or rule.look != WORD:
        return ()
    return tuple(sorted(raw for raw in raws if key_of(raw) in rule.keys))


def judging_of(rule: SuccessRule | None, words: tuple[str, ...] = ()) -> Judging:
    """What a rule says of a run; None: what its export says. words: of spelled()."""
    if rule is None:
        return Judging("quality", {})
    if rule.look == ENDED:
        return Judging("NULL::VARCHAR", {})
    if rule.look == WORD:
        told = "list_contains($words::VARCHAR[], raw_status)"
        return Judging(_good("raw_status IS NOT NULL", told), {"words": list(words)})
    found, values = looked_at(rule.look)
    if rule.words:
        values["words"] = [word.strip() for word in rule.words]
        good = "list_contains(list_transform($words::VARCHAR[], lambda word: lower(word)), told)"
        return Judging(_told(_text(found), "told <> ''", good), values)
    bounds = ((rule.at_least, ">=", "least"), (rule.at_most, "<=", "most"))
    tests = [f"told {sign} ${name}" for bound, sign, name in bounds if bound is not None]
    values |= {name: bound for bound, _, name in bounds if bound is not None}
    return Judging(_told(_number(found), "told IS NOT NULL", " AND ".join(tests)), values)


def _told(sql: str, known: str, good: str) -> str:
    """SQL: whether what is looked at is good, by conditions over `told`, which stands for it."""
    return _once(sql, "told", _good(known, good))


def _good(known: str, good: str) -> str:
    return (
        f"CASE WHEN NOT coalesce({known}, false) THEN NULL WHEN {good} THEN 'good' ELSE 'bad' END"
    )


def _once(sql: str, name: str, then: str) -> str:
    """SQL: an expression over a name that stands for another, which is worked out once."""
    return f"list_transform([{sql}], lambda {name}: {then})[1]"


def looked_at(look: str) -> tuple[str, dict[str, Any]]:
    """SQL: the JSON value at which a rule looks, and the values bound in it.

    A field of the export stands in extra; a key that is literally the whole path wins over its
    steps. Where a score is no number, it stands there too.
    """
    values: dict[str, Any] = {"whole": _pointer([look])}
    whole = "json_extract(extra, $whole)"
    if look == SCORE:
        return f"coalesce(to_json(score), {whole})", values
    first, *rest = parse(look)
    if not rest:
        return "json_extract(extra, $whole)", {"whole": _pointer([first])}
    values["step"] = _pointer([first])
    sql = _once("json_extract(extra, $step)", "held", _opened("held"))
    for place, (named, steps) in enumerate(groupby(rest, key=_alone)):
        for group in [[step] for step in steps] if named else [list(steps)]:
            sql = _stepped(sql, group, f"step_{place}_{len(values)}", values)
    return f"coalesce({whole}, {sql})", values


def _alone(step: Step) -> bool:
    """Whether a step can't stand in one pointer with others."""
    return isinstance(step, Named) or (isinstance(step, int) and step < 0)


def _stepped(sql: str, steps: list[Step], name: str, values: dict[str, Any]) -> str:
    """SQL: what steps lead to, from a JSON value. The values that it binds are added."""
    step = steps[0]
    if isinstance(step, Named):
        values |= {name: _pointer([step.key]), f"{name}_is": step.text}
        is_it = f"json_extract_string(entry, ${name}) = ${name}_is"
        return f"list_filter(json_extract({sql}, '$[*]'), lambda entry: {is_it})[1]"
    if isinstance(step, int) and step < 0:
        return f"json_extract({sql}, '$[#{step}]')"
    values[name] = _pointer(steps)
    return f"json_extract({sql}, ${name})"


def _pointer(steps: Iterable[Step]) -> str:
    """Keys and places as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def _opened(value: str) -> str:
    """SQL: a value; of a text that holds a JSON object or list that."""
    text = f"json_extract_string({value}, '$')"
    return (
        f"CASE WHEN json_type({value}) = 'VARCHAR' AND regexp_matches({text}, '^\\s*[\\[{{]')"
        f" THEN TRY_CAST({text} AS JSON) ELSE {value} END"
    )


def _text(sql: str) -> str:
    """SQL: a JSON value as text in small letters; of a list of one entry that, of a longer none."""
    single = (
        "CASE WHEN json_type(value) <> 'ARRAY' THEN json_extract_string(value, '$')"
        " WHEN json_array_length(value) = 1 THEN json_extract_string(value, '$[0]') END"
    )
    opened = _once(sql, "found", _opened("found"))
    return f"lower(trim({_once(opened, 'value', single)}, '{_WHITE}'))"


def _number(sql: str) -> str:
    """SQL: a value as a number; yes and no are 1 and 0, what is neither is absent."""
    number = (
        "CASE WHEN word IN ('true', 'yes') THEN 1.0 WHEN word IN ('false', 'no') THEN 0.0"
        " WHEN isfinite(TRY_CAST(word AS DOUBLE)) THEN TRY_CAST(word AS DOUBLE) END"
    )
    return _once(_text(sql), "word", number)
