"""Pages of data in which all runs end alike, or none is in the period: no NaN, nothing endless."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.records.schema import STATUSES
from tests.app_pages.opening import open_page, texts
from tests.workspaces import import_runs

PAGES = ("trends", "failures", "changes", "compare", "worker", "run", "find", "views", "data")
NO_NUMBER = re.compile(r"\b(?:nan|NaN|NaT|inf|None|Infinity)\b|∞")


@pytest.mark.parametrize("status", STATUSES)
def test_where_all_runs_end_alike_no_page_shows_what_is_no_number(home: Path, status: str) -> None:
    runs = [
        {"run_id": f"r{n}", "worker": f"W{n % 2}", "created_at": f"2026-11-{1 + n:02}T09:00:00Z"}
        for n in range(20)
    ]
    import_runs(home, *({**run, "status": status, "task_id": "t"} for run in runs))
    links = [*((page, {}) for page in PAGES), ("trends", {"week": "2026-W30"})]
    for page, params in links:
        app = open_page(home, page, **params)
        charts = [json.loads(node.proto.spec) for node in app.get("plotly_chart")]
        said = "\n".join(texts(app)).replace("None: every row", "")
        assert not NO_NUMBER.findall(said), (page, NO_NUMBER.findall(said))
        assert not re.search(r"NaN|Infinity", json.dumps([chart["data"] for chart in charts]))
