"""Lists of which nearly each run has another are nobody's change and keep no runs apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard.analysis.impact import QUESTIONS, Impact
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.analysis.edited import TURN, changes_of, iso, only, runs

TOOLS = ("mail", "CRM", "files", "web", "pay")


def made(*, each_its_own: bool) -> list[dict[str, Any]]:
    """Runs around a change of instructions, each with documents and one of 15 pairs of tools."""
    found = list(runs(lambda day: {}, a_day=12))
    if each_its_own:
        for n, run in enumerate(found):
            run["context_sources"] = [f"Document {n}", "Rules"]
            run["tool_categories"] = [TOOLS[n % 5], f"{n // 5 % 3}"]
    return found


def shown(one: Impact) -> tuple[object, ...]:
    return one.verdict, one.observed, one.estimate, one.sides.kinds.keys(), one.carried


def test_a_change_is_judged_as_if_they_were_not_told(tmp_path: Path) -> None:
    without = only(changes_of(tmp_path / "without", *made(each_its_own=False)))
    found = only(changes_of(tmp_path / "home", *made(each_its_own=True)))
    assert found.sides.all_before.n > 100
    assert shown(found) == shown(without)
    history = current(Home(tmp_path / "home"))
    assert history
    (around,) = history.ask_around(QUESTIONS, ALL, [found.window])
    cells = around["change_cells"]
    assert len(cells) <= 30
    assert {row["context"] for row in cells} == {None}
    assert len({row["tools"] for row in cells}) == 15, "few of these there are"


def test_what_a_log_says_was_changed_with_it_is_still_named(tmp_path: Path) -> None:
    log = {"worker_id": "ann", "changed_at": iso(TURN), "what": "context"}
    told = [log | {"old": "Rules", "new": "Rules; Prices"}]
    impacts = changes_of(tmp_path / "home", *made(each_its_own=True), changes=told).impacts
    (found,) = (one for one in impacts if len(one.change.what) > 1)
    assert "context" in found.sides.confounded_by
