"""What is nearly JSON is refused in words that name what stands in it, or its row rejected so."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

AT = "2026-10-11T09:00:00Z"
ROW = f'{{"run_id": "1", "status": "ok", "created_at": "{AT}"}}'
QUOTED = ROW.replace('"', "'")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"// export\n[{ROW}]", "a comment stands in it"),
        (f"/* export */ {ROW}", "a comment stands in it"),
        (f'{{\n // when\n "runs": [{ROW}]}}', "a comment stands in it"),
        (f'{{"runs": [{ROW}], // all\n "workers": []}}', "a comment stands in it"),
        (f'{{"runs": [{ROW}]\n # all\n}}', "a comment stands in it"),
        (f"[{QUOTED}]", "single quotes stand in it"),
        (f"{{'runs': [{QUOTED}]}}", "single quotes stand in it"),
        (f"{QUOTED}\n{QUOTED}\n", "single quotes stand in it"),
        (f"[{ROW[:-1]},}}]", "a comma stands before its }"),
        ('[{run_id: "1", status: "ok"}]', "a name stands in it without quotes"),
        (f'{{runs: [{ROW}]}}', "a name stands in it without quotes"),
        (f'[{ROW[:-1]}, "ok": True}}]', "True is no word of JSON"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["e.json", "e.jsonl"])
def test_a_file_without_a_row_that_can_be_read(
    tmp_path: Path, text: str, what: str, name: str
) -> None:
    with pytest.raises(ExportRefused) as refused:
        read(written(tmp_path, text, name))
    assert what in refused.value.what
    assert "json.dump" in (refused.value.remedy or "")


def test_a_row_among_others_is_rejected_with_what_stands_in_it(tmp_path: Path) -> None:
    second, third = (ROW.replace('"1"', f'"{at}"') for at in (2, 3))
    rows = f"[{ROW}, // one\n {second} /* two, [\n */,\n# three\n {ROW[:-1]},}},\n {third}]"
    found = read(written(tmp_path, rows, "e.json"))
    assert found.ids == ["1", "2", "3"]
    comment, comma = "a comment stands in it", "a comma stands before its }"
    assert [one.reason for one in found.rejected] == [
        f"it is not JSON: {what}" for what in (comment, comment, comment, comma)
    ]


def test_a_comma_behind_the_last_row_or_key_is_none_too_many(tmp_path: Path) -> None:
    for text in (f"[{ROW},]", f'{{"runs": [{ROW}],}}'):
        assert read(written(tmp_path, text, "e.json")).ids == ["1"]
