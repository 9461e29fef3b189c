"""The links to files hold the filters of the page, and no value of one breaks out of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.exporting import clean_up
from dashboard.exporting.export import WRITERS
from dashboard.store.workspace.home import Home
from dashboard.store.writing.own_fields import offer_field
from dashboard.store.writing.settings import set_zone
from tests.app_pages.opening import open_link, texts
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


def test_what_only_a_zip_takes_along_is_said_beside_the_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, {"run_id": "r1", "tier": "gold"})
    said = "Only a .zip takes along "
    assert not any(said in text for text in texts(open_link(home, "failures", period="all")))
    set_zone(Home(home), "Asia/Tokyo")
    offer_field(Home(home), "tier")
    [told] = [text for text in texts(open_link(home, "failures", period="all")) if said in text]
    assert told == (
        f"{said}the time zone of days (Asia/Tokyo), which other fields are filters, so that pages "
        "say the same elsewhere."
    )
