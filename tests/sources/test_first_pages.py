"""A page of a list that an API gives in several is said to be one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, written

AT = "2026-10-11T09:00:00Z"


def row(number: int) -> dict[str, Any]:
    return {"run_id": f"r{number}", "status": "ok", "created_at": AT, "worker": "Ann"}


def said(tmp_path: Path, document: Any, name: str = "e.json") -> str:
    found = read(written(tmp_path, json.dumps(document), name))
    assert found.ids and found.rejected == []
    return " ".join(found.export.notices)


@pytest.mark.parametrize(
    "beside",
    [
        {"has_more": True}, {"hasMore": True}, {"nextCursor": "abc"}, {"next_page_token": "abc"},
        {"next": "https://x/?page=2"}, {"@odata.nextLink": "https://x"}, {"NextToken": "abc"},
        {"pagination": {"next": 7}}, {"pageInfo": {"hasNextPage": True, "endCursor": "x"}},
        {"meta": {"next_page": 2}}, {"cursors": {"next": "abc"}}, {"meta": {"cursor": "abc"}},
        {"_links": {}, "links": {"next": "x"}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("under", ["runs", "data", "items"])
def test_more_follows(tmp_path: Path, beside: dict[str, Any], under: str) -> None:
    assert "e.json says that more follows (" in said(tmp_path, {under: [row(1)]} | beside)


@pytest.mark.parametrize("key", ["total", "total_count", "totalItems", "total_size", "count"])
def test_there_are_more(tmp_path: Path, key: str) -> None:
    for beside in ({key: 640}, {"meta": {key: 640}}, {key: 640, "has_more": None}):
        assert f"{key} is 640, and 2 rows are here" in said(
            tmp_path, {"runs": [row(1), row(2)]} | beside
        )
    assert said(tmp_path, {"runs": [row(1), row(2)], key: 2}) == ""


def test_deep_within(tmp_path: Path) -> None:
    page = {"hasNextPage": True}
    document = {"data": {"project": {"runs": {"nodes": [row(1)], "pageInfo": page}}}}
    assert "more follows (hasNextPage)" in said(tmp_path, document)


@pytest.mark.parametrize(
    "beside",
    [
        {}, {"has_more": False}, {"meta": {"cursor": "abc", "has_more": False}}, {"next": None},
        {"cursor": "abc"}, {"meta": {"cursor": "c3", "next_cursor": None}},
        {"pagination": {"cursor": "c3", "next": ""}}, {"meta": {"cursor": "c3"}, "nextPage": False},
        {"nextCursor": ""}, {"total": "640"},
        {"page": 1, "per_page": 100}, {"pagination": {"next": None}}, {"total": 1},
        {"note": "next", "summary": {"total": 640}},
    ],
)  # fmt: skip
def test_the_last_page_says_nothing(tmp_path: Path, beside: dict[str, Any]) -> None:
    assert said(tmp_path, {"runs": [row(1)]} | beside) == ""


def test_all_pages_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    written(folder, json.dumps({"data": [row(1)], "has_more": True, "total": 2}), "1.json")
    written(folder, json.dumps({"data": [row(2)], "has_more": False, "total": 2}), "2.json")
    found = read(folder)
    assert found.ids == ["r1", "r2"]
    assert not [
        notice for notice in found.export.notices if "follows" in notice or "may be" in notice
    ]
    written(folder, json.dumps({"data": [row(2)], "has_more": True, "total": 9}), "2.json")
    assert "The files say that more follows (has_more)" in " ".join(read(folder).export.notices)


def test_rows_that_are_documents_have_nothing_around(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row(at) | {"next": "x", "total": 9}) for at in (1, 2))
    assert read(written(tmp_path, lines, "e.jsonl")).export.notices == ()
