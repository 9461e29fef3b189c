"""`judge`, and where it is read again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.workspaces import import_sample


def test_a_run_is_judged_shown_chosen_and_taken_back(worker_runs: Run, tmp_path: Path) -> None:
    runs = [{"run_id": name, "status": "completed", "created_at": "2026-11-16T09:00:00Z"}
            for name in ("a", "b")]  # fmt: skip
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", file) == 0
    assert worker_runs("judge", "a", "bad", "--why", "input", "--who", "Ann [x](y)") == 0
    assert "Recorded: a: bad, the input was incomplete." in worker_runs.err
    (said,) = worker_runs.json("show", "run", "a")["judgements"]
    assert (said["verdict"], said["why"], said["who"]) == ("bad", "input", "Ann [x](y)")
    assert worker_runs.json("show", "trends", "--judged", "bad")["runs"] == 1
    assert worker_runs.json("show", "trends", "--not-judged", "bad")["runs"] == 1
    assert worker_runs("ledger") == 0
    assert "judged run a: bad, the input was incomplete" in worker_runs.out
    assert worker_runs.json("mark") == [], "a judgement is no mark on a cause"
    assert worker_runs("judge", "a", "--undo", "--who", "Ann [x](y)") == 0
    assert worker_runs.json("show", "run", "a")["judgements"] == []
    for words in (("a",), ("nobody", "good"), ("a", "good", "--why", "input"), ("a", "--undo")):
        assert worker_runs("judge", *words) == 2


def test_the_sample_is_that_of_the_week_that_is_reviewed(worker_runs: Run) -> None:
    import_sample(worker_runs.home)
    drawn = worker_runs.json("show", "sample")["runs"]
    assert drawn == worker_runs.json("show", "sample", "--week", "2026-W46")["runs"]
    assert drawn != worker_runs.json("show", "sample", "--week", "2026-W45")["runs"]
    assert worker_runs("show", "sample") == 0 and worker_runs.out.startswith("9–15 Nov 2026: 0 of")


def test_the_sample_is_printed_and_its_judgements_make_the_share(changed: Run) -> None:
    found = changed.json("show", "sample")
    assert (found["sampled"], found["looked_at"], found["share_of_bad"]) == (30, 0, None)
    assert changed.json("show", "sample")["runs"] == found["runs"]
    ids = [one["run_id"] for one in found["runs"]]
    for n, run_id in enumerate(ids[:6]):
        assert changed("judge", run_id, "bad" if n == 2 else "good") == 0
    told = changed.json("show", "sample")
    assert (told["looked_at"], told["bad"]) == (6, 1)
    assert told["interval"][0] < told["share_of_bad"] < told["interval"][1]
    assert [one["verdict"] for one in told["runs"][:3]] == ["good", "good", "bad"]
    assert changed("show", "sample") == 0
    assert "6 of 30 looked at. 1 of 6 was bad: about " in changed.out
    assert "not counted" not in changed.out
    assert changed("judge", ids[0], "bad", "--why", "input", "--who", "Lee") == 0
    told = changed.json("show", "sample")
    assert (told["bad"], told["judged_both_ways"]) == (2, 1)
    assert told["runs"][0]["verdict"] == "bad"
    assert told["runs"][0]["not_counted"] == [{"verdict": "good", "why": None, "who": None}]
    assert changed("show", "sample") == 0 and "also said, not counted" in changed.out
    assert "1 run is judged good and bad: the later word counts." in changed.out
    both = changed.json("show", "run", ids[0])["judgements"]
    assert [(one["verdict"], one["counts"]) for one in both] == [("good", False), ("bad", True)]
    assert changed("show", "run", ids[0]) == 0
    assert "They differ: the later word counts (Lee: bad, the input was incomplete)." in changed.out
    assert changed("show", "sample", "--since", "2030-01-01") == 0
    assert "No run completed, so there is no sample." in changed.out
