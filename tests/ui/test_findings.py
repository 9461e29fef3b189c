"""The list of findings and the button that copies write HTML: text of exports stays text there."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboard.analysis.review.facts import CUSTOMER, PRESSING, Fact, Touched
from dashboard.analysis.review.joining import Explained, Item
from dashboard.store.filters.filters import ALL
from dashboard.ui.copy_text import copy_html
from dashboard.ui.review import findings
from dashboard.ui.review.findings import FindingLine, rows_html
from tests.workspaces import import_runs

HOSTILE = '<img src=x onerror=alert(1)>" onmouseover="alert(1) \u202eevil'
FACT = Fact("k", CUSTOMER, PRESSING, "w", HOSTILE, 5.4, ALL, Touched(1, 0))


class Read(HTMLParser):
    """Tags, attributes and text of a piece of HTML."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(import_runs(tmp_path / "home", {"run_id": "1"})))


def test_names_of_an_export_are_text_in_the_list(
    home: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [Item((FACT,), Explained()), Item((replace(FACT, key=HOSTILE),), Explained())]
    lines = [FindingLine(items[0]), FindingLine(items[1], "was <i>new</i>")]
    monkeypatch.setattr(findings, "to_here", lambda item: f"?item={item}")
    read = Read(rows_html(lines, HOSTILE))
    assert read.tags == {"ol", "li", "a", "span", "b"}
    assert read.names == {
        "data-findings", "start", "aria-label", "aria-current", "href", "data-finding", "class",
        "style",
    }  # fmt: skip
    assert read.links == ["?item=k", "?item="]
    assert "<img src=x onerror=alert(1)>" in read.text and "⟨U+202E⟩" in read.text
    assert "+5.4" in read.text and "Was <i>new</i>." in read.text


def test_what_is_copied_is_an_attribute_and_nothing_else() -> None:
    read = Read(copy_html(HOSTILE, "Copy"))
    assert read.tags == {"div", "button", "span", "textarea"}
    assert not {name for name in read.names if name.startswith("on")}
    assert read.text == "Copy"
