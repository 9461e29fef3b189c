"""The links to files hold the filters of the page, and no value of one breaks out of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.exporting import clean_up
from dashboard.exporting.export import WRITERS
from tests.app_pages.opening import open_link
from tests.workspaces import import_runs

HOSTILE = ('A&B "<', "'\"><img src=x onerror=alert(1)>", "a%22b#c?d=e&f", "\u202e日本\n")


def test_each_form_has_a_link_with_the_filters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, *({"run_id": f"r{n}", "worker": name} for n, name in enumerate(HOSTILE)))
    for name in HOSTILE:
        app = open_link(home, "failures", period="all", worker=name)
        drawn = "".join(
            node.proto.body for node in app.get("html") if "/export/" in node.proto.body
        )
        assert set(re.findall(r"<(\w+)", drawn)) == {"div", "a"}
        links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]*)"', drawn)]
        assert [link.path for link in links] == [
            *(f"/export/runs.{ending}" for ending in WRITERS),
            *(f"/export/clean-up.{ending}" for ending in clean_up.WRITERS),
        ]
        for link in links:
            assert parse_qs(link.query) == {"worker": [name], "period": ["all"]}
