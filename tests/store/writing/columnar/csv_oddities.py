"""Rows of a CSV, and what stands in badly written ones: each a change of the cells or the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.store.writing.columnar import oddities

Cells = dict[str, str]
Odd = Callable[[Cells, str], str]

HEADER = tuple(name for name in oddities.plain(1) if name != "score")
EXTRA = ("score", "region", 'Übrig, "so"')
COLUMNS = (*(name for name in HEADER if name not in EXTRA), *EXTRA)


def plain(n: int) -> Cells:
    """The cells of a wide row, of 50 ids."""
    row = oddities.plain(n)
    return {name: _cell(row.get(name)) for name in COLUMNS} | {
        EXTRA[2]: f'a "b"\\{n}\n\tc' * (n % 2)
    }


def _cell(value: Any) -> str:
    if isinstance(value, list) and all(type(part) is str for part in value) and len(value) % 3 == 2:
        return "; ".join(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def line(cells: Cells, sign: str) -> str:
    """A line as most programs write it."""
    return sign.join(_quoted(cell, sign) for cell in cells.values())


def _quoted(cell: str, sign: str) -> str:
    needed = any(mark in cell for mark in (sign, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needed else cell


def given(name: str, value: str) -> Odd:
    return lambda cells, sign: line(cells | {name: value}, sign)


def bare(name: str, text: str) -> Odd:
    """A cell that stands there as it is, whatever is in it."""
    return lambda cells, sign: line(cells | {name: "@@"}, sign).replace("@@", text)


BREAKS: tuple[Odd, ...] = (
    lambda cells, sign: line(cells, sign).rpartition(sign)[0],
    lambda cells, sign: line(cells, sign) + sign,
    lambda cells, sign: line(cells, sign) + sign + "more",
    lambda cells, sign: line(cells, sign) + "\r",
    lambda cells, sign: line(cells, sign) + " ",
    lambda cells, sign: line(cells, sign).replace(sign, sign + " ", 3),
    lambda cells, sign: line(cells, sign)[:40],
    lambda cells, sign: line(cells, sign)[:5],
    lambda cells, sign: "a line of a text\nand one more",
    lambda cells, sign: "",
    lambda cells, sign: "  \t ",
    lambda cells, sign: "\u3000",
    lambda cells, sign: sign * (len(cells) - 1),
    lambda cells, sign: sign.join([" "] * len(cells)),
    lambda cells, sign: sign.join(cells),
    lambda cells, sign: "Total" + sign * (len(cells) - 1) + "12",
    lambda cells, sign: "\ufeff" + line(cells, sign),
    lambda cells, sign: sign.join(f'"{cell}"' for cell in cells.values()),
    lambda cells, sign: sign.join(f"'{cell}'" for cell in cells.values()),
    lambda cells, sign: sign.join('"' + c.replace('"', '""') + '"' for c in cells.values()),
    lambda cells, sign: line(cells, sign) + "\n" + line(cells, sign),
    lambda cells, sign: "\x1a",
    lambda cells, sign: line({name: name for name in cells}, sign),
    lambda cells, sign: "\ufeff" + line({name: f" {name}" for name in cells}, sign),
)  # fmt: skip
BARE = (
    'a"b', '"ab" c', '"', '""', '"""', '"never closed', 'x"', '"a""', ' "a"', '"a" ', "a\rb", "\\N",
    '"a\r\nb"', '"a\n\n\nb"', '"\n"', "a\x00b", "\udcff", "\udced\udca0\udc80", '"\udce4"', "a\nb",
    "a\x0bb", "a\x1cb", "'=1+1", "''-2", "'plain", "'\uff1d1", '"\'=1"', "5'", "\\", '"a\\"',
    '"a\rb"', "a\u2028b", '="00123"', '"=""0""""1"""', '="a"b', '"x=""1"""', '=""',
)  # fmt: skip
VALUES = (
    ("run_id", ("", "  ", "x" * 100_001, "00123", " r", "é", "'=r", "\x7f", "#N/A")),
    ("worker", ("Ann ", " Ann", "Ann\t", "Ann\u00a0", "\u3000Ann", "A nn\u2028",
        "Zo\u00eb ", "Zo\u00eb")),
    ("model", ("m ", " m")),
    ("task_id", ("t ", "t\u202f")),
    ("worker", (":colon", "[beta] search", "{name}", "\u00a0", "-", "null", "NaN", "'=1")),
    ("status", ("", " ", "SUCCESS", "no such", "cancelled by Ann", " failed ", "true", "3")),
    ("created_at", ("", "2026-03-01", "2026-02-30T00:00:00Z", "1999-12-31T23:59:59Z", "01.03.2026",
        "2030-01-01T00:00:00Z", "2026-03-01T10:00:00.1234567Z", "2026-03-01 10:00", "45992.38",
        "1/3/2026 10:00", "1772000000", "2026-03-01T10:00:00 UTC", "2026-03-01 10:00:00+01:00",
        "2026-03-01T10:00:00+14:01", "2026-03-01T10:00:00-13:00")),
    ("finished_at", ("2020-01-01T00:00:00Z", "never", "0001-01-01T00:00:00Z", "-", "NaT", " ")),
    ("duration_ms", ("-1", "1_000", "1,5", " 5 ", "inf", "1e3", "1m 23s", "00:01:23", "1.234,5",
        "\u0663", "nan", "0x1f", "+3", "12:30", "5 fortnights", "1.5.2", "012")),
    ("tokens", ("[7]", '{"in": 3}')),
    ("tokens", ("1.0", "1.5", "1.000", "1,000", "10" * 12, "-3", "007", "12 ", "1e5", "False")),
    ("cost", ("-0.0", "1e22", "1e-05", "123456789.123456789", "0,5", "$5", "5.", ".5", "0.1")),
    ("score", ("good", "0,9", "nan", "1e400", "5/5")),
    ("output_policy", ("ADDS", "replaces ", "none")),
    ("context_sources", ("tasks;CRM", "tasks ;  CRM;", ";", "a", '["a","b"]', '["a",  "b"]', "[1]",
        '["a", ",", "b"]', '["a",", ","b"]', '["a;b"]', "[a, b]", "[a; b]", "{a}", '["x', '["é"]',
        '["a\\"b"]', '{"a": 1}', "a;[b]", "a; {\"b\": 1}", '[" a"]', "a, b", "['a']", '[null]',
        "(a)", "[]")),
    ("tools_called", ('[{"name": "a", "arguments": {"sum": 1.50, "to": null}}]',
        '[{"ok": true, "name": "a"}]', '[{"name": "a", "error": 1.50}]',
        '[{"x": "\\u00fc\\n", "name": "a"}]',
        '[{"name": "a", "why": "say \\"b\\": c"}, {"name": "b"}] ',
        '[{"name": "a", "x": 1, "x": 2}]', '[{"name": "x", "input": "cut \\ud83d"}]',
        '"[search, fetch]"', '"[]"', ' [{"name": "a", "x": 1.50}]', '{"name": "a", "x": 1}',
        '["[[' + "[" * 300 + "]" * 300 + ']]"]')),
    ("tools_called", ("find", "find; write", "[]", '[{"name":"a"}]', '[{"name": "a", "ok": "yes"}]',
        '[{"name": "a", "more": 1}]', '[{"ok": true, "name": "a"}]', '[{"name": "a", "ok": null}]',
        '[{"name": "a", "name": "b"}]', '{"name": "a"}', '[{"name": ""}]', '[{"name": "a"} ]',
        '[{"name": "a", "error": "It, {broke}"}]', '[{"name":  "a"}]', "[{'name': 'a'}]", "[1.50]",
        "[{")),
    ("effects", ('[{"kind": "comment", "id": 5}]', '[{"kind": "a", "url": "x", "id": "y"}]',
        "comment")),
    ("output_text", (" ", "\t", "\u2028", "1.50", "NaN", "x" * 100_001, "[1, 2]", '{"a": 1}',
        "'-1")),
    ("error_message", ("None", "null ", " NaN\u3000", "-", "n/a", "No  error", "[]", "none of it",
        "KEINE", "Brak błędu", "なし", "False", "{}", "–", "None.", "no\nerror", "no\u2028error")),
    ("region", ("a\"b", "\\", "\n", "\r", "\t", " x", "\u3000", "\x08", "\x1f", "\x7f", "/", "é",
        "x" * 100_001, "null", "12", "\u2028", " ", "[1, 2]", "''")),
)  # fmt: skip
ODDITIES: tuple[Odd, ...] = (
    *BREAKS,
    *(given(name, value) for name, values in VALUES for value in values),
    *(bare(name, text) for text in BARE for name in ("output_text", "region", "run_id")),
)
