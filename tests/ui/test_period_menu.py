"""The usual periods: each link is about its days, and about the same runs otherwise."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.app_pages.opening import open_link
from tests.store.conftest import NOW, export
from tests.workspaces import import_steady_runs

ODD = '"><img src=x onerror=alert(1)> a&b=c'


def test_each_period_keeps_the_other_filters_and_one_is_told_to_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_steady_runs(home)
    app = open_link(home, "failures", period="all", model=ODD)
    [told] = [node.proto.body for node in app.get("html") if "data-periods" in node.proto.body]
    assert set(re.findall(r"<(\w+)", told)) == {"nav", "a"}
    found = {
        words: parse_qs(urlsplit(unescape(address)).query)
        for address, words in re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', told)
    }
    days = {"since": ["2026-10-26"], "until": ["2026-11-01"]}
    assert found == {
        "Last week": {"model": [ODD], **days},
        "14 days": {"model": [ODD], **days, "since": ["2026-10-19"]},
        "4 weeks": {"model": [ODD], **days, "since": ["2026-10-05"]},
        "All": {"model": [ODD], "period": ["all"]},
    }
    assert re.findall(r'aria-current="true">([^<]*)<', told) == ["All"]


def test_a_history_without_times_has_one_period(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_export(Home(home), export({"run_id": "1", "time_basis": "import"}), NOW)
    app = open_link(home, "failures", period="all")
    assert not any("data-periods" in node.proto.body for node in app.get("html"))
