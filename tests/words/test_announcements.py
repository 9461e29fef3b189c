"""What the data cannot tell is said by pages, commands and documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.reading.gaps import Gap
from dashboard.store.workspace.home import Home
from dashboard.words.announcements import news, not_exported
from tests.app_pages.opening import open_page, table_with, texts
from tests.cli.conftest import Run, worker_runs
from tests.words.test_periods import about
from tests.workspaces import import_text

__all__ = ["worker_runs"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"runs": 12}, "New data of 19 Nov 2026, 00:30."),
        ({"as_of": datetime(2026, 11, 20, 8, tzinfo=UTC)}, "New data of 20 Nov 2026, 09:00."),
        ({"runs": 5}, "Back to the data of 19 Nov 2026, 00:30."),
        ({"runs": 12, "as_of": None}, "New data."),
        ({"unread": ()}, "Something about this history was changed: the numbers follow."),
    ],
)
def test_new_data_is_told_from_a_definition_that_was_changed(
    changed: dict[str, Any], said: str
) -> None:
    assert news(about(), about(generation=2, **changed)) == said


HEAD = "run_id,status,created_at,worker,task_id\n"
UNTIMED = """
same_names = true
[times]
when_absent = "import"
[fields]
run_id = "run_id"
status = "status"
created_at = "created_at"
worker = "worker"
task_id = "task_id"
"""


def rows(times: int, without: int = 0, failed: int = 2) -> str:
    """An export of so many runs with a time, one a day and worker, and so many without."""
    lines = [
        f"{n},{'failed' if n % 10 < failed else 'completed'},"
        f"{f'2026-11-{2 + n % 20:02}T09:00:00Z' if n < times else ''},Ann,t{n % 80}\n"
        for n in range(times + without)
    ]
    return HEAD + "".join(lines)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def loaded(home: Path, text: str) -> Path:
    """A workspace with an export of which single rows lack a time."""
    file, mapping = home.parent / "runs.csv", home.parent / "map.toml"
    file.write_text(text)
    mapping.write_text(UNTIMED)
    load(Home(home), file, mapping=mapping, answers=Answers(), progress=lambda rows: None)
    return home


def said(home: Path, page: str, **params: str) -> str:
    return " ".join(texts(open_page(home, page, **params)))


UNREAD = HEAD + "".join(
    f"{n},{word},2026-11-{2 + n % 20:02}T09:00:00Z,Ann,t{n}\n"
    for n, word in enumerate(["Zorped"] * 20 + ["Blurred"] * 11 + ["unknown"] * 4 + ["done"] * 165)
)
SENTENCE = "31 of 200 runs have a status we don’t know: Zorped (20), Blurred (11)."


def test_status_words_that_nobody_knows_are_said_at_once(home: Path) -> None:
    import_text(home, "runs.csv", UNREAD)
    assert SENTENCE in said(home, "trends")
    assert SENTENCE in said(home, "data")


def test_a_page_leads_to_where_words_are_told_and_that_one_to_its_form(home: Path) -> None:
    import_text(home, "runs.csv", UNREAD)
    (box,) = open_page(home, "trends").warning
    assert "[Say what they mean](/data?period=all)." in box.value and "statuses" not in box.value
    (box,) = open_page(home, "data").warning
    assert box.value.endswith(" Say what they mean below.")


def test_a_command_says_status_words_that_nobody_knows(worker_runs: Run, tmp_path: Path) -> None:
    file = tmp_path / "runs.csv"
    file.write_text(UNREAD)
    worker_runs("load", file)
    assert worker_runs("show", "trends") == 0
    assert SENTENCE in worker_runs.err
    (said,) = worker_runs.json("show", "trends")["notices"]
    assert said.startswith(SENTENCE) and "statuses WORD=failed` (or =completed" in said
    assert worker_runs.json("check")["notices"] == [said]


def test_many_words_are_counted_beyond_the_most_frequent(home: Path) -> None:
    words = [f"zz{letter}" for letter in "abcdefgh"]
    lines = [f"{n},{word},2026-11-02T09:00:00Z,Ann,t\n" for n, word in enumerate(words)]
    import_text(home, "runs.csv", HEAD + "".join(lines))
    assert "zze (1), zzf (1), 2 other words (2)." in said(home, "trends")


def test_nothing_is_announced_where_nothing_is_amiss(home: Path) -> None:
    import_text(home, "runs.csv", rows(40))
    for page in ("trends", "data"):
        told = said(home, page)
        assert "don’t know" not in told and "no time in the export" not in told


@pytest.mark.parametrize("page", ["trends", "failures", "changes", "compare", "worker", "data"])
def test_every_page_says_that_runs_have_no_time(home: Path, page: str) -> None:
    loaded(home, rows(0, 40))
    assert "40 runs have no time in the export. They stand at the time of the import" in said(
        home, page
    )


def test_runs_without_times_have_no_course_no_weekday_and_no_hour(home: Path) -> None:
    loaded(home, rows(0, 400))
    trends = said(home, "trends")
    assert "400 runs without a time in the export: 80.0 % of finished runs completed" in trends
    assert "there is no course to draw" in trends and "day by day" not in trends
    compared = said(home, "compare")
    assert "Weekday" not in compared and "Time of day" not in compared
    assert "Last 7 days" not in trends


def test_of_mixed_runs_only_those_with_a_time_are_drawn(home: Path) -> None:
    loaded(home, rows(100, 30))
    app = open_page(home, "trends")
    told = " ".join(texts(app))
    assert "30 of 130 runs have no time in the export" in told
    assert "How did 100 runs end, day by day?" in told
    assert "Not drawn: 30 runs without a time in the export." in told
    assert sum(table_with(app, "Day").numbers("Runs")) == 100


def test_a_document_of_runs_without_times_has_no_times(worker_runs: Run, home: Path) -> None:
    loaded(worker_runs.home, rows(0, 40))
    document: dict[str, Any] = worker_runs.json("show", "trends")
    assert (document["runs"], document["first"], document["last"]) == (40, None, None)
    assert document["buckets"] == []
    assert document["notices"][0].startswith("40 runs have no time in the export.")
    assert worker_runs.json("show", "trends", "--since", "2020-01-01")["runs"] == 0
    assert worker_runs("show", "trends") == 0
    assert "day (UTC)" not in worker_runs.out


def test_one_run_without_a_time_is_told_as_one(worker_runs: Run) -> None:
    worker_runs.home.parent.joinpath("map.toml").write_text(UNTIMED)
    file = worker_runs.home.parent / "runs.csv"
    file.write_text(HEAD + "1,completed,,Ann,t1\n")
    assert worker_runs("load", file, "--map", file.parent / "map.toml") == 0
    assert (
        "1 of 1 run has no time in the export, so nothing is said of its hours" in worker_runs.err
    )
    assert "or changes by it." in worker_runs.json("show", "trends")["notices"][0]


def test_words_that_say_that_a_status_is_unknown_are_not_asked_for(
    worker_runs: Run, tmp_path: Path
) -> None:
    words = ("neutral", "JOB_STATE_UNSPECIFIED", "Blurred")
    file = tmp_path / "runs.csv"
    file.write_text(HEAD + "".join(f"{w},{w},2026-11-02T09:00:00Z,Ann,t\n" for w in words))
    assert worker_runs("load", file) == 0
    assert "1 of 3 runs has a status we don’t know: Blurred (1)." in worker_runs.err
    (said,) = worker_runs.json("show", "trends")["notices"]
    assert "Blurred" in said and "neutral" not in said and "JOB" not in said
    assert worker_runs("statuses", "Blurred=failed") == 0
    assert "1 run has another status now." in worker_runs.err


def test_a_person_says_on_the_data_page_what_a_word_means(home: Path) -> None:
    import_text(home, "runs.csv", UNREAD)
    app = open_page(home, "data")
    next(box for box in app.selectbox if box.label == "The word").select("Zorped")
    next(button for button in app.button if button.label == "Say so").click()
    app.run()
    assert not app.exception
    told = " ".join(texts(app.run()))
    assert "runs with “Zorped” now failed." in told
    assert "11 of 200 runs have a status we don’t know: Blurred (11)." in told


def test_load_says_that_runs_have_no_time(worker_runs: Run, tmp_path: Path) -> None:
    file, mapping = tmp_path / "runs.csv", tmp_path / "map.toml"
    file.write_text(rows(5, 7))
    mapping.write_text(UNTIMED)
    assert worker_runs("load", file, "--map", mapping) == 0
    assert "7 of 12 runs have no time in the export" in worker_runs.err


def days(first: int, last: int, skip: tuple[int, ...] = ()) -> str:
    """An export of three runs a day, of some days of November."""
    return HEAD + "".join(
        f"{day}-{n},completed,2026-11-{day:02}T{9 + n:02}:00:00Z,Ann,t{day}-{n}\n"
        for day in range(first, last + 1)
        if day not in skip
        for n in range(3)
    )


GAP = "No export covers 6–8 Nov 2026:"


def test_days_between_exports_are_not_days_without_runs(worker_runs: Run, tmp_path: Path) -> None:
    for name, text in (("a.csv", days(2, 5)), ("b.csv", days(9, 12))):
        (tmp_path / name).write_text(text)
        assert worker_runs("load", tmp_path / name) == 0
    found = worker_runs.json("show", "trends")
    assert found["notices"][0].startswith(GAP)
    assert [bucket["completed"] for bucket in found["buckets"]] == [3] * 4 + [None] * 3 + [3] * 4
    weeks = worker_runs.json("show", "trends", "--by", "week")["buckets"]
    assert [week["complete"] for week in weeks] == [False, False]
    assert worker_runs.json("show", "trends", "--since", "2026-11-09")["before"] is None
    worker_runs("show", "trends")
    assert worker_runs.out.count("not exported") == 3


def hourly(begin: str, end: str) -> str:
    """An export of a run an hour, as of its end; both like "2026-09-20T06:00"."""
    since, until = (datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (begin, end))
    times = [since + timedelta(hours=n) for n in range((until - since) // timedelta(hours=1))]
    runs = [
        {"run_id": f"{at}", "status": "completed", "created_at": f"{at}", "worker": "Ann"}
        for at in times
    ]
    return json.dumps({"as_of": f"{until}", "runs": runs})


@pytest.mark.parametrize(
    ("end", "begin", "told", "day", "hours", "period"),
    [
        ("14T00:00", "15", "14 Sep 2026:", None, 0, ("18", "21")),
        ("14T06:00", "15", "14 Sep 2026 (from 06:00):", 6, 6, ("15", "16")),
        ("14T06:00", "16", "14 Sep 2026 (from 06:00) to 15 Sep 2026:", 6, 6, ("16", "17")),
    ],
)
def test_what_is_not_exported_begins_where_an_export_ends(
    worker_runs: Run, tmp_path: Path,
    end: str, begin: str, told: str, day: int | None, hours: int, period: tuple[str, str],
) -> None:  # fmt: skip
    ends = ("2026-09-07T00:00", f"2026-09-{end}"), (f"2026-09-{begin}T00:00", "2026-09-23T00:00")
    for name, edges in zip("ab", ends, strict=True):
        (tmp_path / f"{name}.json").write_text(hourly(*edges))
        assert worker_runs("load", tmp_path / f"{name}.json") == 0
    of_day = ("--since", "2026-09-14", "--until", "2026-09-14")
    by_hour = worker_runs.json("show", "trends", *of_day, "--by", "hour")
    assert by_hour["notices"][0].startswith(f"No export covers {told}")
    exported = [bucket["exported"] for bucket in by_hour["buckets"]]
    assert exported == [hour < hours for hour in range(24)]
    (bucket,) = worker_runs.json("show", "trends", *of_day, "--by", "day")["buckets"]
    assert (bucket["completed"], bucket["complete"]) == (day, False)
    since, until = (f"2026-09-{number}" for number in period)
    compared = worker_runs.json("show", "trends", "--since", since, "--until", until)
    assert compared["runs"] and compared["before"] is None
    worker_runs("show", "trends", *of_day, "--by", "day")
    assert ("6 of 24 hours" if day else "not exported") in worker_runs.out


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("06 00:00", "09 00:00", "6–8 Nov 2026"),
        ("06 00:00", "07 00:00", "6 Nov 2026"),
        ("06 17:30", "07 00:00", "6 Nov 2026 (from 17:30)"),
        ("06 00:00", "06 08:05", "6 Nov 2026 (until 08:05)"),
        ("06 07:00", "06 08:05", "6 Nov 2026 (07:00 to 08:05)"),
        ("06 17:30", "09 08:05", "6 Nov 2026 (from 17:30) to 9 Nov 2026 (until 08:05)"),
    ],
)
def test_a_gap_is_told_by_its_days_and_by_times_within_days(
    since: str, until: str, told: str
) -> None:
    edges = [datetime.strptime(f"2026-11-{at}", "%Y-%m-%d %H:%M") for at in (since, until)]
    assert not_exported(about(gaps=(Gap(*edges, *edges),))).startswith(f"No export covers {told}:")


@pytest.mark.parametrize(
    "texts_of_exports",
    [
        [days(2, 12, skip=(7, 8))],  # a quiet weekend within one export
        [days(2, 6), days(7, 12)],
        [days(2, 6), days(6, 12, skip=(7, 8))],  # the second shows runs of the first
        [days(2, 5), days(9, 12), days(2, 12, skip=(6, 7, 8))],  # the third covers all
        [days(9, 12), days(2, 8)],
    ],
)
def test_what_one_export_covers_is_no_gap(
    worker_runs: Run, tmp_path: Path, texts_of_exports: list[str]
) -> None:
    for n, text in enumerate(texts_of_exports):
        (tmp_path / f"{n}.csv").write_text(text)
        assert worker_runs("load", tmp_path / f"{n}.csv") == 0
    found = worker_runs.json("show", "trends")
    assert found["notices"] == [] and all(bucket["exported"] for bucket in found["buckets"])


def test_runs_without_a_time_close_no_gap_and_move_no_now(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    loaded(worker_runs.home, days(2, 5) + "u1,completed,,Ann,t1\n")
    loaded(worker_runs.home, HEAD + "u2,completed,,Ann,t1\n")
    found = worker_runs.json("show", "trends")
    assert len(found["buckets"]) == 4 and GAP not in " ".join(found["notices"])
    loaded(worker_runs.home, days(9, 12))
    found = worker_runs.json("show", "trends")
    assert GAP in " ".join(found["notices"])
    assert len(found["buckets"]) == 11, "the data ends with its newest run that has a time"
    assert [row["as_of"] is None for row in worker_runs.json("imports")] == [False, True, False]


def test_a_cause_whose_runs_have_no_time_was_seen_at_none(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    loaded(worker_runs.home, rows(0, 40))
    (found,) = worker_runs.json("show", "causes")
    times = [found[name] for name in ("first_seen", "last_seen", "newest_run", "oldest_run")]
    assert times == [None] * 4 and found["example_run"]
    app = open_page(worker_runs.home, "failures", detail=found["cause"])
    assert "First and last seen: not known, as no run with it has a time" in " ".join(texts(app))
    assert not [button for button in app.button if "newest" in button.label]


def test_a_cause_was_seen_when_its_runs_with_a_time_were(worker_runs: Run) -> None:
    loaded(worker_runs.home, rows(10, 30))
    (found,) = worker_runs.json("show", "causes")
    assert (found["first_seen"], found["newest_run"]) == ("2026-11-02T09:00:00Z", "1")
    assert found["last_seen"] == "2026-11-03T09:00:00Z"


def test_pages_of_runs_that_have_no_time_at_all_are_drawn(home: Path) -> None:
    loaded(home, rows(0, without=12))
    assert "12 runs have no time in the export" in said(home, "trends")
    for page, params in (("worker", {"worker": "Ann"}), ("failures", {}), ("compare", {})):
        assert said(home, page, **params)


def test_trends_draws_days_that_no_export_covers_as_unknown(home: Path) -> None:
    import_text(home, "a.csv", days(2, 5))
    import_text(home, "b.csv", days(9, 12))
    app = open_page(home, "trends")
    assert GAP in " ".join(texts(app))
    table = table_with(app, "Covered")
    assert table.column("Covered").count("not exported") == 3
    assert table.column("Runs").count("") == 3


ORDER = (
    ("t1", "failed", None), ("t1", "completed", None),
    ("t2", "failed", None),
    ("t3", "completed", "2026-11-02T09:00:00Z"), ("t3", "failed", "2026-11-03T09:00:00Z"),
    ("t4", "completed", "2026-11-02T09:00:00Z"), ("t4", "failed", None),
)  # fmt: skip
"""Which run came last can be told of t2, of which there is one, and of t3."""


def of_tasks(runs: tuple[tuple[str, str, str | None], ...]) -> str:
    return HEAD + "".join(
        f"{n},{status},{at or ''},Ann,{task}\n" for n, (task, status, at) in enumerate(runs)
    )


def test_which_task_is_still_failed_is_told_only_where_runs_have_an_order(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    loaded(worker_runs.home, of_tasks(ORDER))
    now = worker_runs.json("show", "trends")
    assert (now["unresolved_failed_tasks"], now["tasks_without_order"]) == (2, 2)
    for question in (("show", "workers"), ("show", "causes")):
        assert worker_runs(*question) == 0
        assert "2, 2 not known" in worker_runs.out
    tasks = {task["task_id"]: task for task in worker_runs.json("show", "tasks")}
    assert [tasks[name]["last_outcome"] for name in ("t1", "t2", "t3", "t4")] == [
        None, "failed", "failed", None,
    ]  # fmt: skip
    two = "of 2 tasks it can’t be told: their runs have no time in the export"
    assert f"2 tasks are still failed; {two}" in said(worker_runs.home, "trends")
    assert "leaves out tasks whose runs have no time" in said(worker_runs.home, "failures")
    run = worker_runs.json("show", "run", "0")
    assert [brief["is_latest"] for brief in run["task_runs"]] == [None, None]
    assert [brief["created_at"] for brief in run["task_runs"]] == [None, None]
    page = said(worker_runs.home, "run", run="0")
    assert "Which run of its task is the latest can’t be told" in page
    assert "in no order" in page and "oldest first" not in page


def test_no_task_is_called_failed_or_mended_where_no_run_has_a_time(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    loaded(worker_runs.home, of_tasks(ORDER[:2]))
    assert worker_runs("show", "trends") == 0
    assert "Tasks still failed: not known of 1 task" in worker_runs.out
    page = said(worker_runs.home, "trends")
    assert "of 1 task it can’t be told: its runs have no time" in page
    assert "no task is still failed" not in page
