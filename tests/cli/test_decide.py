"""The commands about decisions, as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard import clock
from dashboard.words.decisions import NOT_CHANGED
from tests.cli.conftest import Run
from tests.workspaces import import_file, import_sample


@pytest.fixture
def decided(changed: Run) -> Run:
    """A workspace with one decision about the time-outs of its worker."""
    words = ("--cause", "time-out", "--expect", "7", "--by", "2026-11-01", "--who", "Kim")
    assert changed("decide", "instructions", *words, "--reason", "too *long*") == 0
    assert "Recorded:" in changed.err and NOT_CHANGED in changed.err
    return changed


def test_a_decision_is_listed_with_what_it_rests_on(decided: Run) -> None:
    (kept,) = decided.json("decisions")
    assert (kept["cause"], kept["action"], kept["who"]) == ("time-out", "instructions", "Kim")
    assert kept["expected"]["after_a_week"] == 7 and kept["expected"]["by"] == "2026-11-01"
    assert kept["expected"]["before_a_week"] == kept["evidence"]["failed"] > 0
    assert "“Timed out”" in kept["evidence"]["sentence"]
    assert decided("decisions") == 0
    assert "Update instructions, Kim" in decided.out and "○ not done yet" in decided.out
    assert "Expected fewer “Timed out”: " in decided.out and "→ 7 a week." in decided.out
    assert (kept["grade"], kept["since"]) == ("not done yet", None)


def test_what_is_decided_again_is_known(decided: Run) -> None:
    words = ("--cause", "Timed out", "--expect", "7", "--by", "2026-11-01", "--who", "Kim")
    assert decided("decide", "instructions", *words, "--reason", "too *long*") == 0
    assert "recorded before" in decided.err
    assert len(decided.json("decisions")) == 1


def test_who_decides_by_command_is_told_what_another_decided_about_it(decided: Run) -> None:
    about = ("decide", "context", "--cause", "Timed out", "--who", "Lee")
    assert decided(*about) == 0
    told = "Decided about it already, and both stand: Update instructions, Kim, "
    assert decided.err.count(told) == 1
    assert decided(*about) == 0 and told not in decided.err, "it was recorded before"
    assert decided("decide", "pause", "--worker", "Ann | *lead*", "--counting", "stuck") == 0
    assert told not in decided.err


def test_what_is_done_by_a_change_stands_among_the_changes(decided: Run) -> None:
    worker = ("--worker", "Ann | *lead*")
    assert decided("done", 1, "--what", "instructions") == 2
    assert "Which worker was changed?" in decided.err
    assert decided("done", 1, "--what", "instructions", "--new", "v3", *worker) == 0
    assert decided("done", 1, *worker) == 0 and "before" in decided.err
    (kept,) = decided.json("decisions")
    assert kept["done"]["change"] and kept["done"]["entry"] == 2
    recorded = [one for one in decided.json("show", "changes") if one["to"] == "v3"]
    assert len(recorded) == 1
    assert decided("decisions", "--undo", 2) == 0
    assert decided.json("decisions")[0]["done"] is None


def test_a_pause_that_was_done_is_a_change_of_the_status(changed: Run) -> None:
    assert changed("decide", "pause", "--worker", "Ann | *lead*") == 0
    assert changed("done", 1, "--when", "2026-10-08") == 0
    assert "status" in [what for one in changed.json("show", "changes") for what in one["what"]]


def test_a_finding_is_postponed_and_taken_up_again(changed: Run) -> None:
    words = ("--until", "2026-12-01", "--reason", "wait for IT", "--cause", "time-out")
    assert changed("postpone", *words) == 0
    (kept,) = changed.json("decisions")
    assert (kept["action"], kept["postponed_until"]) == ("postpone", "2026-12-01")
    assert changed("decisions") == 0 and "Postponed to 1 Dec 2026" in changed.out
    assert changed("decisions", "--undo", 1) == 0 and changed.json("decisions") == []


def test_a_change_is_measured_as_on_its_finding_whoever_decides(changed: Run) -> None:
    item = changed.json("show", "review")["items"][0]
    assert item["change"] and item["cause"] == "time-out"
    words = ("--change", item["change"], "--expect", "1")
    assert changed("decide", "instructions", *words) == 0
    (kept,) = changed.json("decisions")
    assert kept["cause"] == "time-out" and kept["expected"]["measure"] == "cause"
    assert kept["expected"]["before_a_week"] == kept["evidence"]["failed"]
    assert "“Timed out”" in kept["evidence"]["sentence"]


def test_one_thing_at_a_time_is_said_by_the_command_too(changed: Run) -> None:
    worker = ("--worker", "Ann | *lead*")
    assert changed("decide", "instructions", *worker) == 0
    assert "One thing at a time" not in changed.err
    assert changed("decide", "context", *worker) == 0
    assert "One thing at a time. Still open of this worker: Update instructions" in changed.err
    assert changed("decide", "context", "--cause", "time-out") == 0
    assert "One thing at a time" not in changed.err


def test_what_is_done_is_the_change_that_the_pages_make_of_it(changed: Run) -> None:
    worker = ("--worker", "Ann | *lead*")
    assert changed("decide", "remove", *worker) == 0
    assert changed("done", 1) == 0 and "change of the worker’s tools" in changed.err
    assert changed.json("decisions")[0]["done"]["change"]
    assert changed("decide", "other", "--other", "ask IT", *worker) == 0
    number = changed.json("decisions")[-1]["decision"]
    assert changed("done", number) == 0
    assert "stands as no change of a worker" in changed.err
    assert "worker-runs record WORKER model --when TIME" in changed.err
    assert not changed.json("decisions")[-1]["done"]["change"]
    assert changed("done", number, "--what", "tools") == 0
    assert "recorded before" in changed.err and "worker-runs record" in changed.err


ACTIONS_THAT_CHANGE = {
    "instructions": "instructions", "context": "context", "remove": "tools", "pause": "status",
}  # fmt: skip


@pytest.mark.parametrize(("action", "what"), ACTIONS_THAT_CHANGE.items())
def test_each_action_that_changes_a_worker_is_recorded_as_what_it_changes(
    changed: Run, action: str, what: str
) -> None:
    before = len(changed.json("mark"))
    assert changed("decide", action, "--worker", "Ann | *lead*") == 0
    assert changed("done", 1) == 0 and f"change of the worker’s {what}" in changed.err
    assert len(changed.json("mark")) == before + 1
    assert changed("done", 1, "--what", what) == 0 and "record WORKER" not in changed.err


def test_what_is_left_unchanged_is_settled_once_it_is_decided(changed: Run) -> None:
    words = ("decide", "unchanged", "--worker", "Ann | *lead*")
    assert changed(*words, "--due", "2027-01-01") == 2 and "never due" in changed.err
    assert changed(*words, "--expect", "1") == 2 and "nothing is expected" in changed.err
    assert changed(*words) == 0
    (kept,) = changed.json("decisions")
    assert (kept["grade"], kept["due"], kept["expected"]) == ("left unchanged", None, None)
    assert changed("decisions") == 0 and "· left unchanged" in changed.out
    assert changed("done", 1) == 2 and "leaves it unchanged" in changed.err
    told = changed.json("show", "review")["sentences"]
    assert [one for one in told if "1 decision: 1 left unchanged." in one]
    assert not [one for one in told if "not done yet" in one]
    assert changed("decide", "context", "--worker", "Ann | *lead*") == 0
    assert "Still open of this worker" not in changed.err


def test_a_pipe_gets_the_whole_text(changed: Run) -> None:
    reason = "because " * 40
    words = ("--until", "2026-12-01", "--reason", reason, "--cause", "time-out")
    assert changed("postpone", *words) == 0
    assert changed("decisions") == 0 and reason.strip() in changed.out and "…" not in changed.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("decide", "pause", "--cause", "time-out", "--due", "2026-01-01"),
            "1 Jan 2026, is before the newest data, of",
        ),
        (
            ("decide", "pause", "--cause", "time-out", "--expect", "1", "--by", "2026-01-01"),
            "by which something is expected, 1 Jan 2026, is before",
        ),
        (
            ("postpone", "--until", "2026-01-01", "--reason", "x", "--cause", "time-out"),
            "put off until 1 Jan 2026, which is not after the newest data",
        ),
        (("decide", "pause"), "about something"),
        (("decide", "pause", "--worker", "Zoe"), "“Zoe”"),
        (("decide", "pause", "--run", "nine"), "“nine”"),
        (("decide", "other", "--cause", "time-out"), "needs words"),
        (("decide", "pause", "--cause", "time-out", "--due", "soon"), "“soon” is no day"),
        (("decide", "pause", "--cause", "time-out", "--by", "2026-11-01"), "--expect"),
        (("postpone", "--until", "2026-12-01", "--reason", " ", "--cause", "time-out"), "reason"),
        (("done", "7"), "decision 7"),
        (("decisions", "--undo", "7"), "Entry 7"),
    ],
)
def test_what_can_not_be_recorded_says_why(changed: Run, words: tuple[str, ...], said: str) -> None:
    assert changed(*words) == 2
    assert said in changed.err
    assert changed.json("decisions") == []


def test_of_runs_without_a_time_nothing_is_expected_a_week(
    worker_runs: Run, shared_data: Path
) -> None:
    import_file(worker_runs.home, shared_data / "tau-bench")
    words = ("decide", "instructions", "--worker", "tau-bench agent")
    assert worker_runs(*words, "--expect", "7") == 2 and "no time" in worker_runs.err
    assert worker_runs.json("decisions") == []
    assert worker_runs(*words) == 0


def test_a_decision_of_the_command_holds_the_checklist_as_far_as_the_data_knows(
    changed: Run,
) -> None:
    words = ("decide", "instructions", "--worker", "Ann | *lead*", "--answer", "access=yes")
    assert changed(*words) == 0
    assert "Checklist: broader access than needed: yes; the rest is not known." in changed.err
    (kept,) = changed.json("decisions")
    answers = {one["question"]: one["answer"] for one in kept["checklist"]}
    assert list(answers) == ["record", "context", "instructions", "format", "access", "pause"]
    assert (answers["access"], answers["context"]) == ("yes", "unknown")
    assert changed(*words) == 0 and "recorded before" in changed.err
    assert changed(*words[:-1], "access=no") == 0 and "recorded before" not in changed.err
    with pytest.raises(SystemExit):
        changed(*words[:-1], "access=perhaps")


def test_what_is_no_decision_is_not_taken_back_as_one(decided: Run) -> None:
    assert decided("mark", "time-out", "--name", "Too slow") == 0
    assert decided("decisions", "--undo", 2) == 2 and "Entry 2 of the ledger is not" in decided.err
    assert decided("mark", "--undo", 1) == 2 and "Entry 1 of the ledger is not" in decided.err
    assert decided("mark", "--undo", 2) == 0 and decided("decisions", "--undo", 1) == 0


def test_what_is_done_today_is_of_today_and_the_data_says_that_it_ends_before(
    decided: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.NAME, "2027-01-05T10:00+00:00")
    worker = ("--worker", "Ann | *lead*")
    assert decided("decide", "context", *worker, "--expect", "0") == 0
    assert decided("done", 2) == 0
    kept = decided.json("decisions")[-1]
    assert kept["expected"]["by"] == "2027-02-02"
    assert kept["done"]["at"] == "2027-01-05T10:00:00Z"
    assert (kept["grade"], kept["since"]) == ("too early", None)
    assert decided("decisions") == 0 and "no data since it was done" in decided.out
    assert decided("show", "changes") == 0
    for words in (("--due", "2027-01-04"), ("--expect", "0", "--by", "2026-12-24")):
        assert decided("decide", "pause", *worker, *words) == 2, "after the data, and over"
        assert "is before today, 5 Jan 2027." in decided.err
    late = ("postpone", "--until", "2027-01-05", "--reason", "x", *worker)
    assert decided(*late) == 2 and "is not after today, 5 Jan 2027." in decided.err
    assert decided("done", 1, "--on", "2026-10-20", *worker) == 0
    assert decided.json("decisions")[0]["done"]["at"].startswith("2026-10-")


def test_a_time_that_is_none_is_said(changed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.NAME, "soon")
    assert changed("decide", "context", "--worker", "Ann | *lead*", "--expect", "0") == 2
    assert "“soon” is no time" in changed.err and clock.NAME in changed.err


MEASURED = {
    ("Lead triage", "--check", "format"): ("check", 9, 0, "9 of 128 finished runs of Lead triage"),
    ("Product texts", "--counting", "stuck"): ("stuck", 2, 0, "2 runs of Product texts have not"),
    ("Delivery notices", "--counting", "paused"): ("paused", 11, 0, "came while it was not active"),
    ("Applicant mail", "--counting", "customers"): ("customers", 1, 0, "may have written"),
    ("Stock check", "--counting", "runs"): ("runs", 0, 14, "0 runs of Stock check on"),
    ("Ticket summary", "--counting", "bad"): ("bad", 3, 1, "3 of 55 judged runs of Ticket summary"),
}


def test_what_a_finding_counts_is_counted_by_the_command_too(worker_runs: Run) -> None:
    import_sample(worker_runs.home)
    sampled = worker_runs
    for (worker, option, name), (measure, before, after, said) in MEASURED.items():
        words = ("--worker", worker, option, name, "--expect", after)
        assert sampled("decide", "other", "--other", "so", *words) == 0, sampled.err
        kept = sampled.json("decisions")[-1]
        assert (kept["measure"], kept["expected"]["measure"]) == (measure, measure)
        assert kept["expected"]["before_a_week"] == kept["evidence"]["counted"] == before, worker
        assert said in kept["evidence"]["sentence"]
    assert sampled.json("decisions")[0]["check"] == "format"
    assert sampled("decisions") == 0
    assert "Expected fewer runs flagged “requested format missed”: 9 → 0 a week." in sampled.out
    assert "Expected runs again: 0 → at least 14 a week." in sampled.out
    handled = {one["key"] for one in sampled.json("show", "review")["handled"]}
    assert handled == {
        "check format of Lead triage", "stuck Product texts", "customers of Applicant mail",
        "silent Stock check", "bad of Ticket summary", "while paused Delivery notices",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--check", "format", "--cause", "time-out"), "One thing is counted"),
        (("--counting", "stuck"), "about something"),
        (("--counting", "stuck", "--cause", "time-out"), "One thing is counted"),
    ],
)
def test_one_thing_is_counted(changed: Run, words: tuple[str, ...], said: str) -> None:
    assert changed("decide", "pause", *words) == 2
    assert said in changed.err


def test_what_is_decided_of_runs_without_times_has_days_of_its_own(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision is not overdue before its day, and what was put off comes back on it."""
    home = worker_runs.home.parent / "tau.json"
    home.write_text(json.dumps([
        {"task_id": n // 4, "trial": n % 4, "reward": n % 2, "traj": [], "info": {}}
        for n in range(40)
    ]))  # fmt: skip
    assert worker_runs("load", home) == 0
    (item,) = worker_runs.json("show", "review")["items"]
    monkeypatch.setenv(clock.NAME, "2026-11-16")
    about = ("--worker", item["worker"], "--counting", "bad")
    assert worker_runs("decide", "context", *about, "--due", "2026-11-20") == 0
    assert worker_runs.json("decisions")[0]["grade"] == "not done yet"
    assert worker_runs("decisions", "--undo", 1) == 0
    assert worker_runs("postpone", *about, "--until", "2026-11-20", "--reason", "later") == 0
    assert not worker_runs.json("show", "review")["items"]
    monkeypatch.setenv(clock.NAME, "2026-11-20")
    assert len(worker_runs.json("show", "review")["items"]) == 1
    assert worker_runs("decide", "context", *about, "--due", "2026-11-20") == 0
    monkeypatch.setenv(clock.NAME, "2026-11-21")
    assert worker_runs.json("decisions")[0]["grade"] == "overdue"
