"""Which texts of instructions are read, and what of them is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.store.derived.output import instructions
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

SHORT, JSON, PLAIN = "Write at most 3 words.", "Answer as JSON.", "Be polite to {}."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read."""
    texts, digest = list[str](), instructions._digest

    def noted(text: str) -> str:
        texts.append(text)
        return digest(text)

    monkeypatch.setattr(instructions, "_digest", noted)
    return texts


def run(name: str, text: str, **fields: Any) -> dict[str, Any]:
    written = {"comment_preview": "One two three four", "instructions_text": text}
    return (
        {"run_id": name, "worker": "Ann", "created_at": "2026-10-16T09:00:00Z"} | written | fields
    )


def flagged(home: Path) -> set[str]:
    history = current(Home(home))
    assert history
    rows = history.reader.rows("SELECT run_id FROM history.runs WHERE checks = 'format'", {})
    return {row["run_id"] for row in rows}


def test_a_text_is_read_by_the_import_that_brings_it_and_by_no_other(
    home: Path, read: list[str]
) -> None:
    """Instructions that are filled in for each run are as many as the runs."""
    own = [run(f"own{n}", PLAIN.format(n)) for n in range(5)]
    import_runs(home, run("a", SHORT), *own)
    assert sorted(read) == sorted([SHORT, *(PLAIN.format(n) for n in range(5))])
    assert flagged(home) == {"a"}
    read.clear()
    import_runs(home, run("b", SHORT), run("c", JSON))
    assert read == [JSON]
    assert flagged(home) == {"a", "b", "c"}
