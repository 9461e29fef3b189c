"""Objects and lists as Python writes them: read as data, never carried out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.sources.raw.python_text import LONGEST, decode
from tests.reading import HEADER, ROW, read, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': None, 'b': [1, -2, True], 'c': ('x', \"it's\")}",
         {"a": None, "b": [1, -2, True], "c": ["x", "it's"]}),
        ("[Timestamp('2026-05-01 10:00:00+0000', tz='UTC'), UUID('x-1'), Decimal('1.50')]",
         ["2026-05-01 10:00:00+0000", "x-1", "1.50"]),
        ("{'at': datetime.datetime(2026, 5, 1, 10, 0, tzinfo=datetime.timezone.utc), 'n': nan}",
         {"at": "2026-05-01T10:00:00+00:00", "n": None}),
        ("{'x': array(['a', 'b'], dtype=object)}", {"x": ["a", "b"]}),
    ],
)  # fmt: skip
def test_what_data_frames_write_is_read(text: str, value: Any) -> None:
    assert decode(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "{'a': __import__('os').system('x')}", "['a' 'b']", "{'a': 1, 'a': 2}", "{'a': b'x'}",
        "[x for x in 'y']", "{**a, 'b': 1}", "{'a': 1e999}", "['a'", "[f'{x}']", "['\ud800']",
        "{'a', 'b'}", '["a", ]', "['a'," + "[" * 300 + "]" * 300 + "]", "['" + "-" * LONGEST + "']",
        "['x'," + "-" * 100_000 + "1]", "{'t': datetime.datetime()}",
        "{'t': datetime.datetime(2026, 5, 1, tzinfo=zone('CET'))}",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        decode(text)


def test_a_csv_of_a_data_frame_is_read(tmp_path: Path) -> None:
    calls = [{"name": "find", "ok": None, "error": "it's gone"}]
    cell = repr(calls).replace('"', '""')
    [run] = read(written(tmp_path, f'{HEADER},tools_called\n{ROW},"{cell}"\n')).runs
    assert [(call["name"], call["error"]) for call in run["tools_called"]] == [
        ("find", "it's gone")
    ]


FRAME = pd.DataFrame(
    {
        "run_id": ["a", "b", "c"],
        "status": ["ok", "failed", "ok"],
        "created_at": ["2026-11-16T09:10:00Z"] * 3,
    }
)


@pytest.mark.parametrize("form", ["columns", "index", "split", "records", "table"])
def test_json_of_a_data_frame_is_read_in_all_its_forms(tmp_path: Path, form: Any) -> None:
    path = tmp_path / "runs.json"
    FRAME.to_json(path, orient=form)
    assert read(path).ids == ["a", "b", "c"]
    if form in ("columns", "split"):
        FRAME.set_index("status", drop=False).iloc[1:].to_json(path, orient=form)
        assert read(path).ids == ["b", "c"]


def test_a_row_of_a_data_frame_that_lacks_a_value_is_rejected_alone(tmp_path: Path) -> None:
    text = '{"columns": ["run_id", "status", "created_at"], "data": [["a", "ok", %s], ["b"], %s]}'
    time = '"2026-11-16T09:10:00Z"'
    found = read(written(tmp_path, text % (time, f'["c", "ok", {time}]'), "e.json"))
    assert found.ids == ["a", "c"]
    assert [(row.line, row.reason) for row in found.rejected] == [
        (2, "it has 1 values, and there are 3 columns")
    ]
