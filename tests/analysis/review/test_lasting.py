"""What a lasting cause of one worker is told with: what its runs were given, not what they did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.review.facts import LONG
from dashboard.words.review import why
from tests.analysis.review.test_review import AS_OF, days_of, of
from tests.workspaces import import_runs

FAILED = {"status": "failed", "error_message": "Timed out after 30 s"}
SAVED = {"tools_called": [{"name": "save", "ok": True, "wrote": True}]}


def told(home: Path, at_night: dict[str, Any], by_day: dict[str, Any]) -> str:
    """Why a cause is in the list of which two of eight runs a day fail, with what both kinds of
    runs hold."""
    runs = [
        {**run, "run_id": f"{run['run_id']}-{n}"}
        for n in range(8)
        for run in days_of("Ann", range(35), **(FAILED | at_night if n < 2 else SAVED | by_day))
    ]
    (item,) = [
        one for one in of(import_runs(home, *runs, as_of=AS_OF)).items if one.lead.kind == LONG
    ]
    return why(item, "UTC", judged=False)


def test_it_says_what_its_runs_were_given_and_of_one_thing_once(tmp_path: Path) -> None:
    said = told(tmp_path / "home", {"trigger": "night"}, {"trigger": "day"})
    assert said.endswith(
        "some in each of the 4 weeks before. Over 5 weeks, of such runs 70 of 70 had "
        "“Trigger: night” (0 of 210 of those that worked)."
    )


@pytest.mark.parametrize("held", [{}, {"trigger": "day"}])
def test_what_runs_did_or_have_alike_is_not_told(tmp_path: Path, held: dict[str, Any]) -> None:
    assert told(tmp_path / "home", held, held).endswith("some in each of the 4 weeks before.")
