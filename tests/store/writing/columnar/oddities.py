"""Rows of an export, and what stands in badly written ones: each a change of a plain line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Values = dict[str, Any]
Odd = Callable[[Values], str]


def plain(n: int) -> Values:
    """A wide row as most are; of 50 ids, so that some stand there in several versions."""
    created = f"2026-03-{n % 28 + 1:02d}T{n % 24:02d}:05:{n % 60:02d}"
    row: Values = {
        "run_id": f"run-{n % 50}",
        "worker": f"Wörker {n % 3}",
        "status": ("completed", "FAILED", "In progress", "odd word")[n % 4],
        "created_at": f"{created}.{n % 1000:03d}+00:00",
        "started_at": f"{created}Z" if n % 3 else None,
        "finished_at": f"2026-04-02T10:00:0{n % 10}.25{n % 7:04d}+02:00",
        "updated_at": f"2026-04-0{n % 9 + 1} 10:00:00Z",
        "duration_ms": (n, 12.5, None)[n % 3],
        "task_url": f"https://example.com/{n}",
        "context_sources": ["tasks", "CRM"] if n % 2 else [],
        "tools_called": [{"name": "find", "ok": True}, {"name": "write", "ok": n % 2 == 0,
            "error": None, "wrote": True}],
        "effects": [{"kind": "comment", "id": f"c{n}"}] if n % 4 else None,
        "output_policy": "adds",
        "tokens": n * 7,
        "cost": n / 8,
        "score": 0.25,
        "output_text": f"Done — “{n}”\nNächster Schritt",
        "comment_preview": f" {n}",
        "error_message": "HTTP 429" if n % 4 == 1 else None,
        "region": ("nord", "süd", 12, 1.5, True, None, "")[n % 7],
    }  # fmt: skip
    return row if n % 5 else {key: value for key, value in row.items() if value is not None}


def line(values: Values) -> str:
    return json.dumps(values, ensure_ascii=len(values) % 2 == 0)


def given(**more: Any) -> Odd:
    return lambda row: line(row | more)


def raw(key: str, text: str) -> Odd:
    """A value as it can't be dumped: written as the text says."""
    return lambda row: line(row | {key: "@@"}).replace('"@@"', text)


def ending(text: str) -> Odd:
    return lambda row: line(row)[:-1] + text


BREAKS: tuple[Odd, ...] = (
    lambda row: line(row)[:-20],
    lambda row: "",
    lambda row: "  \t ",
    lambda row: "\u3000",
    lambda row: "[1, 2]",
    lambda row: '"text"',
    lambda row: "null",
    lambda row: "{}",
    lambda row: f" {line(row)} ",
    lambda row: f"{line(row)}\r",
    lambda row: f"\ufeff{line(row)}",
    lambda row: line(row) + line(row),
    lambda row: line(row) + " // why",
    lambda row: line(row).replace('"worker"', '"worker" '),
    lambda row: line(row).replace(": ", " :  "),
    lambda row: line(row).replace(", ", ",\r", 1),
    lambda row: line(row).replace('"run_id"', "run_id"),
    lambda row: line(row).replace('"', "'"),
    lambda row: line(row).replace('"tokens"', '"TOKENS"'),
    lambda row: line(row).replace('"worker"', '"\\u0077orker"'),
    lambda row: json.dumps(row, indent=None, separators=(",", ":")),
    lambda row: json.dumps(row, indent=1).replace("\n", ""),
    ending(",}"),
    ending(", }"),
    ending(', "tokens": 1}'),
    ending(', "tokens": null}'),
    ending(', "TOKENS": 1}'),
    ending(', "other": 1, "other": 2}'),
    ending(', "newcomer": null}'),
    ending(', "newcomer": "x"}'),
    ending(', "newcomer" : "x"}'),
    ending(', "newcomer\\\\": "x"}'),
    ending(', "": ":"}'),
    ending(', "quality": "bad"}'),
    ending(', "Region": "x"}'),
    ending(', "metrics": {"a": {"b": [1, 1.50]}}}'),
)
VALUES: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("run_id", (None, "", "  ", 5, 12.5, True, 10**25, [1], {"a": 1}, "x" * 100_001, "00123",
        "1.50", "\ud800", "a\x00b", "NaN", " r", "é")),
    ("worker", ("Ann ", " Ann", "Ann\t", "Ann\u00a0", "\u3000Ann", "A nn\u2028",
        "Zo\u00eb ", "Zo\u00eb")),
    ("model", ("m ", " m")),
    ("task_id", ("t ", "t\u202f")),
    ("worker", ({"name": "Ann", "calls": 3}, {"id": 7, "of": [1]}, {"x": "y"}, {},
        {"name": {"first": "Ann"}, "id": "a1"}, {"name": "Ü "})),
    ("model", ({"name": "m-1", "vendor": "v"},)),
    ("tokens", ("1 234", "1\u202f234\u202f567", "1'234", "1 23", "12 345.0", "0 123", "00 123")),
    ("worker", (None, 7, ":colon", "[beta] search", "{name}", "\u00a0", "-", "'=1+1", "null",
        "W\udc00", "W\udc01")),
    ("status", (None, "", 3, "SUCCESS", "no such", "cancelled by Ann", " failed ", True)),
    ("created_at", (None, "", "2026-03-01", "2026-02-30T00:00:00Z", "1999-12-31T23:59:59Z",
        "2030-01-01T00:00:00Z", "2026-03-01T10:00:00.1234567Z", "2026-03-01T10:00Z",
        "2026-03-01T24:00:00Z", "2026-03-01T10:00:00.5+0100", "1 March 2026 10:00 UTC", 1772000000,
        "2026-03-01T10:00:00-11:30", "2026-03-01 10:00:00+01:00", "2026-03-01T10:00:60Z",
        "2026-03-01T10:00:00+14:30", "2026-03-01T10:00:00-12:30")),
    ("finished_at", ("", "2020-01-01T00:00:00Z", "never", "0001-01-01T00:00:00Z")),
    ("duration_ms", (-1, "12", "1_000", "1,5", " 5 ", "inf", "1e3", 1e300, 1e-7, True, "0x1f", "")),
    ("tokens", ({"in": 3, "out": 4}, [], [7], "[7]", [{"n": 1}])),
    ("tokens", (1.0, 1.5, "7", "1.000", "٣", 10**17, 2**63, -3, "007", "", "12 ", False)),
    ("cost", (0.1, -0.0, 1e22, 123456789.123456789, "1.234", "5.", ".5", "+3")),
    ("output_policy", ("ADDS", "replaces", "none", "", 1, [])),
    ("context_sources", ("tasks; CRM", "[\"a\"]", [1], [1.50], [None], [""], ["a\"b"], ["a,b", "c"],
        ['","'], [["x"]], {"a": 1}, ["\u2003"], "", ["é", "日本"], [True], ["NaN"])),
    ("tools_called", ([], ["find"], [{"name": ""}], [{"ok": True}], [{"name": "a", "extra": 1}],
        [{"ok": False, "name": "late"}], [{"name": "a", "ok": "yes"}], [{"name": "a", "ok": 1}],
        [{"name": "a\\b"}], [{"name": ":a"}], [None], {"name": "only"}, "find; write",
        [{"name": "a", "error": ":null"}], [{"name": "a", "error": {"code": 1}}], [{"name": 5}],
        '[{"name": "text"}]', [{"name": "a", "category": " "}])),
    ("effects", ([{"kind": "comment", "id": 5}], [{"kind": "comment", "customer_visible": None}],
        [{"kind": "comment", "url": "x", "id": "y"}], [{}])),
    ("output_text", ("", " ", "\t", "\u2028", '"', "\\", "a\\", ": ", ",}", ", ]", "- [ ] task",
        {"a": [1, 2]}, [1, 2], 5, 1.50, "1.50", "\x1f", "x" * 100_001, '": null', "\"a\":", "Inf")),
    ("error_message", ("None", "null", " NaN\u3000", "-", "n/a", "No  error", "Keine Fehler", "[]",
        "none of it", "KEINE", "Brak błędu", "なし", False, {}, [], 0, "–", "", "None.")),
    ("region", ("a\"b", "\\", "\n", " x", "\u3000y", [1], {"b": 1, "a": 1.0}, 1e22, 0.1, 1e-5, -0.0,
        10**16, "x" * 100_001, False, 1.10, 100.0, 12345678.1234567)),
    ("region", ({"a": {"b": [1, 2.50, None]}, "z": 'say "y": 1'}, {"b": None}, {"ü": "ä: \u2028"},
        {}, [], [[]], [{"a": 0.00001}, 1e16, -0.0], {"k": '": null, "k": null'},
        {"a": "x" * 60_000}, 123456789012.12345, 0.00012345678901234567, 99999999999999.98, 5e-324,
        " ", "\ud83d\ude00")),
    ("tools_called", ([{"wrote": True, "name": "a", "ok": None}], [{"error": None, "name": "a"}],
        [{"name": "a", "arguments": {"id": 5, "sum": 1.50, "to": None}}, {"name": "b"}],
        [{"name": "a", "error": "x\ny"}], [{"name": "a\x00"}], [{"name": 1.50}], [{"name": 10**25}],
        [{"name": "a", "error": ["x"]}], [{"name": "a", "took": 12.5, "category": "{CRM}"}],
        [{"name": "a"}, "b", 2.5], [{"name": "a", "name ": "b"}],
        '[{"name": "a", "why": "cut \\ud83d"}]', '"[search, fetch]"', "[search, fetch]", "\n[]",
        ' [{"name": "a", "why": 1.50}]', '[{"name": 1.50}]', "[[" * 150 + "]]" * 150, " ", '""',
        ["["], [{"name": "a", "why": 1}, '{": ,'], [{"name": "[true\t"}, "[true\t"],
        [{"name": "ü", "why": 'a "b": c'}],
        '[{"name":"a","arguments":{"id":5}}]', [{"name": "a", "output_text": "x", "worker": "y"}])),
    ("output_text", ('{"a": 1.50}', "[1, 2.50]", '{"output_text": "x"}', "12.50", "-1.5e3", 1.25,
        1e5, 10**120, "1" * 120, [], {}, '[{"a":"b\\\\"}]', " [x]", "{\u00fc}", "{{}}")),
    ("instructions_version", ("1.2", 1.2, "1.20", "v1", 3, "[draft] 2", "{v}")),
    ("time_basis", ("export", "import", "as_of", "x", None)),
    ("raw_status", ("given", "", None)),
    ("score", ("C", True, [1], {"a": 1}, "85%", "0,5", "NaN", "", -1, 10**400)),
)  # fmt: skip
UNDUMPED = tuple(
    raw(key, text)
    for key, texts in (
        ("cost", ("NaN", "-Infinity", "1e400", "1.10", "-0", "01", "1.", "Inf", "nan", "-nan")),
        ("output_text", ("NaN", "Infinity", '"a\tb"', '"\\ud800"', '"\\u0000"', '"\\x"', "12.50")),
        ("region", ('{"a":{"b":1,"b":2}}', '{"a":[1.50,1E5,-0]}', '[NaN]', '{"a" : 1}', '{"a":1,}',
            '{"a":"\\ud800"}', '{"a":"\\/"}', '{"a":' * 220 + "1" + "}" * 220)),
        ("tools_called", ('[{"ok":null,"name":"a","ok":true}]', '[{"name":"a","x":{"y":1,"y":2}}]',
            '[{"name":"a" , "x":1}]', '[{"x":1,"name":"a"}] ', '[{"x":1.50,"name":"a"}]')),
        ("output_text", ("1.50", "1.5e0", '"1.50"', '{"a":1.50}', "-0.0", "-0", '"[1]" ')),
        ("region", ("NaN", "1.50", "1E5", "-0", "-0.0", '"\\u00e4"', '"\\/"', '{"a":1,"a":2}')),
        ("context_sources", ('["a",]', "[NaN]", "[inf]", '["a" , "b"]', "[1.50]", "[-0]", "[1e5]")),
        ("tools_called", ('[{"name":"a","name":"b"}]', '[{"name":"a","ok":null,"ok":true}]',
            '[{"name":"a",}]', '[{"name":"a","error":"x","error":null}]', "[" * 250 + "]" * 250)),
        ("score", ("null", "0.30000000000000004", "1" * 400, "1" * 5000)),
    )
    for text in texts
)  # fmt: skip
MIXED = (
    given(tools_called='[{"name":"a"}]', error_message="boom", surprise="kept"),
    given(tools_called='[{"name":"a"}]', metrics={"a": 1}),
    given(effects=' [{"kind":"a","z":1.50}]'),
    lambda row: line(row | {"tools_called": '[{"name":"a"}]'})[:-1] + ', "status": "failed"}',
    lambda row: line(row | {"region": {"worker": "x"}, "worker": [1, 2]}).replace(
        '"worker": [', '"wo\\u0072ker": ['
    ),
    given(output_text=1.50, region={"output_text": "x"}),
    given(output_text="{x}", region={"output_text": "x"}),
    given(output_text="1.5", tools_called=[{"name": "a", "output_text": 1.50}]),
    given(worker="[a]", region='"worker": "[a]"'),
    given(worker="[a]", region=["worker", ": ", "[a]"]),
    given(record_id="1.50", task_id=1.50),
    lambda row: line(row | {"worker": "{a}"}).replace('"worker"', '"\\u0077orker"'),
    lambda row: line(row | {"worker": "{a}"}).replace('"worker": ', '"worker":   '),
    lambda row: line(row | {"worker": 1.5}).replace('"worker": 1.5', '"worker": 1.5 '),
    lambda row: line(row | {"region": {"worker": None}}).replace('"worker": "', '"wörker": "'),
)
"""Values that are told from each other only by what stands around them."""
ODDITIES: tuple[Odd, ...] = (
    *MIXED,
    *BREAKS,
    *(given(**{key: value}) for key, values in VALUES for value in values),
    *UNDUMPED,
)
