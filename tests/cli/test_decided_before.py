"""What was decided about a worker does not hide what is new or worse of it in the week after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard.ledger.decisions import decisions
from dashboard.ledger.ledger import Ledger
from dashboard.sample import next_week_folder
from tests.cli.conftest import Run
from tests.workspaces import import_file, import_sample


def of(found: list[dict[str, Any]], worker: str) -> list[dict[str, Any]]:
    return [item for item in found if item["worker"] == worker]


def test_a_worker_that_was_paused_and_goes_on_worse_stands_in_the_list(
    worker_runs: Run, tmp_path: Path
) -> None:
    import_sample(worker_runs.home)
    assert worker_runs("decide", "pause", "--worker", "Lead triage", "--who", "Kim") == 0
    assert not of(worker_runs.json("show", "review")["items"], "Lead triage")
    assert worker_runs("show", "review") == 0
    assert worker_runs.out.count("Lead triage: Pause worker, Kim") == 1, "of two findings"
    assert worker_runs("done", 1) == 0
    import_file(worker_runs.home, next_week_folder())
    found = worker_runs.json("show", "review")
    worst = found["items"][0]
    assert (worst["worker"], worst["kind"]) == ("Lead triage", "paused but running")
    assert worst["why"].startswith("120 runs came though it was recorded as paused on 16 Nov 2026")
    assert "22.1 points fewer" in worst["why"]
    assert (
        "pause worker, done 16 Nov 2026; since then: paused but running" in worst["since_decided"]
    )
    assert len(worst["runs"]) == 120
    (calm,) = of(found["handled"], "Lead triage")
    assert "improved" in calm["why"], "what was decided then is not asked again"
    assert worker_runs("report") == 0
    assert "since then: paused but running" in worker_runs.out


def test_what_is_decided_by_command_is_all_of_its_finding_as_in_the_list(
    worker_runs: Run, tmp_path: Path
) -> None:
    """Runs came while it was paused, and more failed than usual: one finding."""
    import_sample(worker_runs.home)
    assert worker_runs("decide", "pause", "--worker", "Lead triage") == 0
    assert worker_runs("done", 1) == 0
    import_file(worker_runs.home, next_week_folder())
    (open_,) = of(worker_runs.json("show", "review")["items"], "Lead triage")
    words = ("--worker", "Lead triage", "--counting", "paused")
    assert worker_runs("decide", "pause", *words, "--who", "Kim") == 0
    found = worker_runs.json("show", "review")
    assert not of(found["items"], "Lead triage"), "nothing came since"
    assert open_["key"] in [item["key"] for item in of(found["handled"], "Lead triage")]
    made = decisions(Ledger(worker_runs.home).entries())[-1]
    assert made.subject.items == tuple(one.key for one in made.evidence.facts)
    assert len(made.subject.items) > 1 and made.subject.measure == "paused"
