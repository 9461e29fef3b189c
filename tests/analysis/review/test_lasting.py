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


def told(home: Path, *eight: dict[str, Any]) -> str:
    """Why a cause is in the list of which two of eight runs a day fail, with what each holds."""
    runs = [
        {**run, "run_id": f"{run['run_id']}-{n}"}
        for n, held in enumerate(eight)
        for run in days_of("Ann", range(35), **((FAILED if n < 2 else SAVED) | held))
    ]
    (item,) = [
        one for one in of(import_runs(home, *runs, as_of=AS_OF)).items if one.lead.kind == LONG
    ]
    return why(item, "UTC", judged=False)


def test_it_says_what_its_runs_were_given_and_of_one_thing_once(tmp_path: Path) -> None:
    said = told(tmp_path / "home", *[{"trigger": "night"}] * 2, *[{"trigger": "day"}] * 6)
    assert said.endswith(
        "some in each of the 4 weeks before. Over 5 weeks, of such runs 70 of 70 had "
        "“Trigger: night” (0 of 210 of those that worked)."
    )


def test_two_things_that_its_runs_were_given_are_told(tmp_path: Path) -> None:
    night, day, order = {"trigger": "night"}, {"trigger": "day"}, {"record_type": "order"}
    eight = (night | {"record_type": "invoice"}, night | order, *[day | order] * 6)
    said = told(tmp_path / "home", *eight)
    assert "70 of 70 had “Trigger: night”" in said and "“Record type: invoice”" in said


@pytest.mark.parametrize("held", [{}, {"trigger": "day"}])
def test_what_runs_did_or_have_alike_is_not_told(tmp_path: Path, held: dict[str, Any]) -> None:
    assert told(tmp_path / "home", *[held] * 8).endswith("some in each of the 4 weeks before.")
