"""show leaderboard says what the page says, and what an answer is compared with is said."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.app_pages.opening import open_page
from tests.cli.conftest import Run
from tests.ui.test_leaderboards import leaderboard_html
from tests.workspaces import import_runs, made_once

WEEK = ("--week", "2026-W46")
DAYS = {"since": "2026-11-09", "until": "2026-11-15"}


@made_once
def import_two_weeks(home: Path) -> Path:
    """Two models over two weeks; of the second week more of the small one failed. A run a day is
    without one, and every fifth week day two are."""
    runs = [
        {
            "run_id": f"r{day}-{n}",
            "created_at": f"2026-11-{2 + day:02}T{8 + n // 4:02}:{n % 4}0:00Z",
            "status": "failed" if n % 2 and n < (4 if day < 7 else 10) else "completed",
            "error_message": "Timed out after 3 s" if day < 7 else "Month 3 is closed",
            "model": ("large | *3*", "small")[n % 2] if n else None,
            "worker": "Ann",
            "task_id": f"t{day}-{n}",
            "tier": ["gold", "<b>new</b>"][: 1 + n % 2],
        }
        for day in range(14)
        for n in range(20)
    ]
    for run in runs:
        if run["status"] == "completed":
            del run["error_message"]
    return import_runs(home, *runs)


@pytest.fixture
def two_weeks(worker_runs: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    import_two_weeks(worker_runs.home)
    return worker_runs


class Rows(HTMLParser):
    """The cells of a table, row by row, the headings first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def cells(home: Path, board: str) -> list[list[str]]:
    """The leaderboard of the page for the second week, row by row."""
    return Rows(leaderboard_html(open_page(home, "trends", **DAYS, board=board))).rows


@pytest.mark.parametrize("board", ["model", "worker", "weekday", "outcome", "cause"])
def test_it_says_what_the_page_says(two_weeks: Run, board: str) -> None:
    found = two_weeks.json("show", "leaderboard", "--by", board, *WEEK)
    page = cells(two_weeks.home, board)
    heads, rows = page[0], page[1:]
    assert [row["runs"] for row in found["rows"]] == [int(row[heads.index("Runs")]) for row in rows]
    assert [f"{100 * row['share']:.1f}\xa0%" for row in found["rows"]] == [
        row[heads.index("Share")] for row in rows
    ]
    if "Completed" in heads:
        assert [f"{100 * row['success_rate']:.1f}\xa0%" for row in found["rows"]] == [
            row[heads.index("Completed")].removesuffix(", few runs") for row in rows
        ]
    else:
        assert {row["success_rate"] for row in found["rows"]} == {None}
        assert found["rows"][0]["success_rate_withheld"]
    assert found["runs"] == 140
    text_rows = two_weeks("show", "leaderboard", "--by", board, *WEEK)
    assert text_rows == 0
    assert len([row for row in two_weeks.out.splitlines() if "  " in row]) == 1 + len(rows)


def test_the_change_is_against_the_time_that_is_asked_for(two_weeks: Run) -> None:
    found = two_weeks.json("show", "leaderboard", "--by", "model", *WEEK)
    assert (found["by"], found["label"], found["values"]) == ("model", "Model", 2)
    small, large, none = found["rows"]
    assert (small["value"], small["success_rate"], small["success_rate_before"]) == (
        "small", 0.5, 0.8,
    )  # fmt: skip
    assert small["difference"] == pytest.approx(-0.3)
    assert (large["value"], large["difference"]) == ("large | *3*", 0)
    assert (none["value"], none["label"], none["runs"]) == (None, None, 7)
    days = "2026-11-02..2026-11-03"
    found = two_weeks.json("show", "leaderboard", *WEEK, "--compare-with", days)
    assert found["by"] == "worker" and found["before"]["until"] == "2026-11-04T00:00:00Z"
    assert found["rows"][0]["finished_before"] == 40
    other = ("--by", "model", "--compare-with", "4-weeks-before")
    assert two_weeks.json("show", "leaderboard", *WEEK, *other)["not_compared"]
    assert two_weeks("show", "leaderboard", *WEEK, *other) == 0
    assert "Not compared with the same time 4 weeks before" in two_weeks.out


def test_fields_of_ones_own_and_hostile_values_are_rows(two_weeks: Run) -> None:
    found = two_weeks.json("show", "leaderboard", "--by", "field.tier")
    assert {(row["value"], row["runs"]) for row in found["rows"]} == {
        ("gold", 280), ("<b>new</b>", 140),
    }  # fmt: skip
    assert two_weeks("show", "leaderboard", "--by", "field.nobody") == 0
    assert two_weeks.out.endswith("None of these runs has one.\n")
    assert two_weeks("show", "leaderboard", "--by", "model", "--not-model", "small") == 0
    assert "Counted without the filter of model." in two_weeks.out


def test_a_field_of_ones_own_goes_by_the_name_that_pages_show(worker_runs: Run) -> None:
    fields = {"customer tier": "gold", "Plan": "a", "plan": "b", "REGION": "north", "mode": "x"}
    run = {"worker": "Ann", "status": "completed", "model": "small"}
    import_runs(
        worker_runs.home,
        *(run | fields | {"run_id": f"r{n}", "created_at": "2026-11-02T08:00:00Z"} for n in "12"),
    )
    for by, field in (
        ("customer tier", "customer tier"),
        ("field.customer tier", "customer tier"),
        ("Customer Tier", "customer tier"),
        ("plan", "plan"),
        ("Plan", "Plan"),
        ("region", "REGION"),
        ("mode", "mode"),
    ):
        found = worker_runs.json("show", "leaderboard", "--by", by)
        assert (found["by"], found["label"]) == (f"field.{field}", field), by
        assert [row["runs"] for row in found["rows"]] == [2], by
    assert worker_runs.json("show", "leaderboard", "--by", "model")["by"] == "model"
    assert worker_runs("dimension", "add", "customer tier") == 0
    found = worker_runs.json("show", "leaderboard", "--by", "customer tier")
    assert found["by"] == "field.customer tier"
    assert worker_runs("show", "leaderboard", "--by", "PLAN") == 2
    assert "“PLAN” is none of the fields Plan, plan, but may mean any of them." in worker_runs.err
    assert "Write field.Plan or field.plan in its place." in worker_runs.err
    assert worker_runs("show", "leaderboard", "--by", "tier") == 2
    assert "“tier” is nothing that these runs have to be compared by." in worker_runs.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("leaderboard", "--by", "nothing"), "“nothing” is nothing that these runs have"),
        (("leaderboard", "--by", "trigger"), "Compare them by worker, outcome"),
        (("leaderboard", "--by", "text"), "“text” is nothing"),
        (("leaderboard", "--by", ""), "“” is nothing"),
        (("trends", "--by", "month"), "write hour, day, week"),
        (("runs", "--by", "model"), "--by is of show trends"),
        (("leaderboard", "7"), "takes no ID"),
    ],
)
def test_what_can_not_be_compared_is_refused(
    two_weeks: Run, words: tuple[str, ...], says: str
) -> None:
    assert two_weeks("show", *words) == 2
    assert says in two_weeks.err and not two_weeks.out


def test_runs_and_causes_tell_the_time_compared(two_weeks: Run) -> None:
    asked = (*WEEK, "--compare-with", "previous")
    found = two_weeks.json("show", "runs", *asked, "--outcome", "failed")
    assert (found["of"], found["before"]["of"], found["not_compared"]) == (35, 14, None)
    assert two_weeks("show", "runs", *asked, "--outcome", "failed") == 0
    told = "Compared with the 7 days before, 2–8 Nov 2026: "
    assert f"{told}14 runs.\n" in two_weeks.out
    (closed,) = two_weeks.json("show", "causes", *asked)
    assert (closed["runs"], closed["runs_before"]) == (35, 0)
    assert closed["before"]["since"] == "2026-11-02T00:00:00Z"
    assert two_weeks("show", "causes", *asked) == 0
    assert f"{told}14 runs failed.\n" in two_weeks.out
    assert [line.split()[-2:] for line in two_weeks.out.splitlines()[-2:]] == [
        ["35", "0"], ["0", "14"],
    ]  # fmt: skip
    for what in ("runs", "causes"):
        assert two_weeks("show", what, *WEEK) == 0 and "ompared with the 7" not in two_weeks.out
        assert two_weeks("show", what, *WEEK, "--compare-with", "4-weeks-before") == 0
        assert "Not compared with the same time 4 weeks before" in two_weeks.out


@pytest.mark.parametrize(
    "words", [("show", "workers"), ("show", "tasks"), ("show", "review"), ("check",), ("find", "t")]
)
def test_who_compares_nothing_says_so(two_weeks: Run, words: tuple[str, ...]) -> None:
    said = "Nothing is compared with another time here"
    assert two_weeks(*words, *WEEK, "--compare-with", "previous") in (0, 1)
    assert said in two_weeks.err
    assert two_weeks(*words, *WEEK) in (0, 1) and said not in two_weeks.err
