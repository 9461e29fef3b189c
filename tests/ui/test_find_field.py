"""The field in which one writes what is to be found: what stands in it is only text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.app_pages.opening import open_link
from tests.workspaces import import_runs


class Field(HTMLParser):
    """The tags of the field, and the attributes of its input."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.input: dict[str, str | None] = {}
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "input":
            self.input = dict(attrs)


def field(home: Path, page: str, **params: str) -> Field:
    app = open_link(home, page, **params)
    (body,) = [node.proto.body for node in app.get("html") if "data-find" in node.proto.body]
    return Field(body)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one run, which the pages read."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    return import_runs(tmp_path / "home", {"run_id": "1"})


def test_it_stands_on_every_page_and_is_empty(home: Path) -> None:
    for page in ("review", "trends", "failures", "compare", "worker", "run", "data"):
        assert field(home, page).input["value"] == ""


def test_what_was_looked_for_is_only_text(home: Path) -> None:
    evil = "\"><img src=x onerror=alert(1)> ' & \u202e"
    found = field(home, "find", q=evil)
    assert found.tags == ["form", "input", "kbd"]
    assert found.input["value"] == evil.replace("\u202e", "⟨U+202E⟩")
    assert not [name for name in found.input if name.startswith("on")]
