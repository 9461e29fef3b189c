"""The page Trends: the finding, the cards, the chart's table, the workers, the filters."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.trends import trends
from dashboard.started import command
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import TooSlow
from dashboard.store.writing.importing import import_export
from dashboard.ui import run_table
from dashboard.ui.trends import leaderboards
from tests.app_pages.opening import APP, SECONDS, as_read, open_link, read_link, table_with, texts
from tests.app_pages.opening import open_page as open_any
from tests.store.conftest import export
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)  # a Monday


def open_page(home: Path, **params: str | list[str]) -> AppTest:
    """Trends over a workspace, at a link with these parameters."""
    app = open_any(home, "trends")
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def runs_of(worker: str, day: int, good: int, failed: int, **more: Any) -> list[dict[str, Any]]:
    """So many completed and failed runs of one day, each on a task of its own."""
    return [
        {
            "run_id": f"{worker}-{day}-{n}",
            "worker": worker,
            "status": "completed" if n < good else "failed",
            "created_at": (NOON + timedelta(days=day)).isoformat(),
            "task_id": f"{worker}-{day}-{n}",
            **more,
        }
        for n in range(good + failed)
    ]


def test_a_part_of_an_hour_without_runs_is_not_said_to_have_a_bar(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 3, 1), as_of=(NOON + timedelta(minutes=61)).isoformat())
    told = " ".join(texts(open_any(home, "trends")))
    assert "2 Nov 2026, 13:00 counts 1 of 60 minutes. " in told


def test_shares_have_no_bar_of_runs_that_have_not_ended(home: Path) -> None:
    later = {"status": "running", "created_at": (NOON + timedelta(minutes=61)).isoformat()}
    import_runs(home, *runs_of("Ann", 0, 3, 1), {"run_id": "x", "worker": "Ann", **later})
    counts, shares = (" ".join(texts(open_any(home, "trends", **how)))
                      for how in ({}, {"as": "share"}))  # fmt: skip
    part = "2 Nov 2026, 13:00 counts 1 of 60 minutes"
    assert f"{part} (dotted bar). " in counts and f"{part}. " in shares


def test_of_a_run_with_an_unknown_status_nobody_says_that_it_ended(home: Path) -> None:
    runs = runs_of("Ann", 0, 3, 1)
    import_runs(home, *runs, runs[0] | {"run_id": "odd", "status": "Half-baked"})
    told = texts(open_any(home, "trends"))
    assert "1 of unknown status" in told and "all have ended" not in told


def test_the_sample_says_the_numbers_of_the_analysis(sample: Path) -> None:
    app = open_any(sample, "trends")
    history = current(Home(sample))
    assert history is not None
    now = trends(history, ALL).now
    said = texts(app)
    assert any(line.startswith(f"{now.runs:,} runs in 10 weeks") for line in said)
    assert f"of {now.success.n:,} finished runs" in said
    assert f"{now.runs:,} runs" in said
    assert any("Synthetic sample data" in line for line in said)
    rows = table_with(app, "Success rate")
    assert sum(rows.numbers("Runs")) == now.runs and sum(rows.numbers("Failed")) == now.failed
    counted = table_with(app, "✕ failed")
    assert sum(counted.numbers("Runs")) == now.runs
    assert sum(counted.numbers("✕ failed")) == now.failed


def test_an_empty_workspace_says_how_to_begin(home: Path) -> None:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS).run()
    assert not app.exception
    assert "No runs here yet." in texts(app)
    assert command("load runs.csv") in [block.value for block in app.code]


def test_one_row_claims_nothing(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    app = open_any(home, "trends")
    said = " ".join(texts(app))
    assert "1 run on 16 Nov 2026: 1 of 1 finished run completed (few runs)." in said
    assert "too few finished runs for a rate" in said
    assert "100.0 %" not in said and "nan" not in said.lower() and "inf" not in said.lower()
    assert "this run names no task" in said
    assert "Which worker?" not in said, "the export names none"


def test_a_poor_export_says_what_it_cannot_answer(home: Path) -> None:
    import_run_list(home)
    said = " ".join(texts(open_any(home, "trends")))
    assert "so runs are called completed, not succeeded" in said
    assert "succeeded /" not in said and "✓ succeeded" not in said
    assert "(column duration_ms)" in said
    assert "times in Europe/Berlin" in said


def lists(app: AppTest) -> list[str]:
    """The lists of filters that are open."""
    return [node.proto.body for node in app.get("html") if "data-filter-list" in node.proto.body]


def test_the_list_of_filters_is_counted_where_it_is_open_and_says_what_is_hidden(
    home: Path,
) -> None:
    import_run_list(home)
    app = open_any(home, "trends")
    assert not lists(app)
    app.session_state["filter-panel-1"] = True
    app.run()
    [told] = lists(app)
    assert "filters hidden, not in your export: " in told and "record type (record_type)" in told
    assert "trigger (trigger)" not in told
    for name, runs in (
        ("Worker 1", 10),
        ("✕ failed", 8),
        ("Monday", 40),
        ("Missing access to a record", 8),
    ):
        assert f"<span>{name}" in told and f'<span class="n">{runs}</span>' in told


def test_workers_with_few_runs_stand_last_and_say_so(home: Path) -> None:
    import_runs(
        home,
        *runs_of("Many good", 0, 38, 2),
        *runs_of("Many poor", 0, 30, 10),
        *runs_of("Few", 0, 5, 5),
        *runs_of("Fewer", 0, 0, 2),
    )
    rows = table_with(open_any(home, "trends"), "Leave out")
    assert rows.column("Worker") == ["Many poor", "Many good", "Few", "Fewer"]
    assert rows.column("Completed") == [
        "75.0 %", "95.0 %", "50.0 %, few runs", "0 of 2, few runs",
    ]  # fmt: skip
    drawn = rows.column("95 % range")
    assert drawn == [
        "75.0 %, 59.8–85.8 %", "95.0 %, 83.5–98.6 %", "50.0 %, 23.7–76.3 %", "",
    ]  # fmt: skip
    assert rows.numbers("Tasks still failed") == [10, 2, 5, 2]
    order = (
        "First 2 workers with 30 finished runs or more, lowest rate of completed runs on top, a "
        "dot on its 95 % range, drawn from 20 to 100 %; then 2 with fewer, grey and not ranked, "
        "most runs on top."
    )
    assert order in texts(open_any(home, "trends"))
    assert rows.alt.replace("\xa0", " ").endswith(order)


def test_a_week_in_which_nothing_has_ended_judges_nobody(sample: Path) -> None:
    said = texts(open_any(sample, "trends", week="2026-W47"))
    assert "no run has ended yet" in said
    assert any("no run of a worker ended, so none is judged." in text for text in said)
    assert not any(text.endswith("→ 0") for text in said)


@pytest.mark.parametrize(
    ("failed_now", "said"),
    [(12, ": no clear change"), (60, "−48.0 points")],
)
def test_a_change_is_called_one_only_when_it_is_clear(
    home: Path, failed_now: int, said: str
) -> None:
    import_runs(
        home,
        *runs_of("Ann", 0, 88, 12),
        *runs_of("Ann", 1, 100 - failed_now, failed_now),
        as_of=(NOON + timedelta(days=2)).isoformat(),
    )
    app = open_page(home, since="2026-11-03", until="2026-11-03")
    card = next(card for card in app.metric if card.label == "Completed")
    found = [*texts(app), card.delta.replace("\xa0", " ")]
    assert any(said in text for text in found)
    assert ("no clear change" in " ".join(texts(app)).split("How sure?")[0]) == (failed_now == 12)
    assert "Compared with the day before, 2 Nov 2026." in found
    assert "%" not in card.delta


def test_one_run_against_two_has_no_points(home: Path) -> None:
    import_runs(
        home,
        *runs_of("Ann", 0, 1, 1),
        *runs_of("Ann", 1, 1, 0),
        as_of=(NOON + timedelta(days=2)).isoformat(),
    )
    app = open_page(home, since="2026-11-03", until="2026-11-03")
    card = next(card for card in app.metric if card.label == "Completed")
    assert card.delta == "1 of 1 against 1 of 2"
    assert not any("points" in text for text in texts(app))


def test_filters_that_hide_all_are_named_with_what_each_hides(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 3, 0, model="m1"), *runs_of("Bob", 0, 4, 0, model="m2"))
    app = open_page(home, worker="Ann", model="m2")
    said = texts(app)
    assert "0 of 7 runs" in said and "No run fits these filters." in said
    next(
        button for button in app.button if "Without “Model is m2”: 3 runs" in _plain(button.label)
    ).click()
    app.run()
    assert "3 of 7 runs" in texts(app)
    assert "model" not in app.query_params


def test_free_text_is_literal(home: Path) -> None:
    titles = ["100 % done", "100 x done", "it's", "a_b", "axb"]
    import_runs(home, *({"run_id": str(n), "task_title": title} for n, title in enumerate(titles)))
    for text, runs in (("0 %", 1), ("'", 1), ("a_b", 1), ("' OR 1=1 --", 0), ("DONE", 2)):
        assert f"{runs} of 5 runs" in texts(open_page(home, text=text)), text


def test_a_link_says_what_it_asked_for_in_vain(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 3, 0))
    app = open_page(home, worker=["Ann", "Dora"], colour="red", since="lately")
    said = texts(app)
    assert "1 filter in this link no longer exists: worker “Dora”" in said
    assert "“colour” is no filter, so the link’s was left out." in said
    assert any("“lately” is not a date" in line for line in said)
    next(button for button in app.button if button.label == "Remove from the link").click()
    app.run()
    assert app.query_params["worker"] == "Ann" and "colour" not in app.query_params


def test_no_rate_is_claimed_where_the_filter_made_it(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 70, 30), *runs_of("Bob", 0, 90, 10))
    app = open_page(home, outcome="failed")
    said = " ".join(texts(app))
    assert "40 runs on 2 Nov 2026; " in said
    assert "no rate: these runs are chosen by how they ended" in said
    assert not re.search(r"(?<!\d)0\.0 %", said)
    worker = " ".join(texts(open_any(home, "worker", id="Ann", outcome="failed")))
    assert "30 finished runs: no rate, because these runs are chosen by how they ended" in worker
    assert not re.search(r"(?<!\d)0\.0 %", worker)  # of others it may be said how many failed


def test_tasks_that_workers_share_are_counted_as_what_they_are(home: Path) -> None:
    shared = [
        {"run_id": f"{worker}-{n}", "worker": worker, "task_id": f"t{n}", "status": status}
        for worker, status in (("Ann", "failed"), ("Bob", "completed"), ("Cleo", "failed"))
        for n in range(10)
    ]
    import_runs(home, *shared)
    said = " ".join(texts(open_page(home)))
    assert "20 of 30 pairs of worker and task (10 tasks) are still failed." in said
    alone = " ".join(texts(open_page(home, worker="Ann")))
    assert "10 tasks are still failed." in alone and "of 10 tasks" in alone


def test_no_change_is_told_where_scores_cover_one_period_only(home: Path) -> None:
    good = [run | {"score": 1, "quality": "good"} for run in runs_of("Ann", 1, 40, 10)]
    import_runs(home, *runs_of("Ann", 0, 40, 10), *good, as_of="2026-11-04T00:00:00Z")
    said = " ".join(texts(open_page(home, since="2026-11-03", until="2026-11-03")))
    assert "no change told: scores cover one side only" in said
    assert "points" not in said.split("How sure?")[0]


def test_a_period_after_the_data_is_said_as_it_is(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 3, 0))
    said = texts(open_page(home, since="2027-01-01"))
    assert "No run fits these filters." in said
    assert "Without “since 1 Jan 2027”: 3 runs" in said


def test_names_of_workers_are_shown_as_they_are(home: Path) -> None:
    name = "<b>x</b> ![y](http://127.0.0.1/p.png) :red[z]"
    import_runs(home, *runs_of(name, 0, 3, 0))
    app = open_page(home, worker=name)
    assert any(f"Worker is {name[:30]}" in text for text in texts(app))
    assert table_with(app, "Leave out").column("Worker") == [f"✓ {name}"]


def _plain(label: str) -> str:
    return html.unescape(label).replace("\xa0", " ")


def test_a_week_says_what_moved_and_who_got_worse(sample: Path) -> None:
    (title,) = read_link(sample, "trends").title
    assert as_read(title.value) == (
        "Last week 83.1 % of 875 finished runs succeeded, 87.3 % the week before: "
        "Supplier records and Delivery notices got worse."
    )


def test_a_week_in_which_nobody_got_worse_says_so(home: Path) -> None:
    runs = [run for day in range(-14, 22) for run in runs_of("Ann", day, 9, 1)]
    import_runs(home, *runs)
    (title,) = open_link(home, "trends", since="2026-11-16", until="2026-11-22").title
    assert as_read(title.value).endswith(
        "the week before: no worker got worse by more than chance."
    )


def test_a_period_of_ones_own_says_who_got_worse_in_it(home: Path) -> None:
    import_runs(home, *(run for day in range(-14, 20) for run in runs_of("Ann", day, 9, 1)))
    (title,) = open_link(home, "trends", since="2026-11-09", until="2026-11-22").title
    assert as_read(title.value) == (
        "9–22 Nov 2026: 90.0 % of 130 finished runs completed, 90.0 % in the same part of the "
        "period before: "
        "no worker got worse by more than chance."
    )


@pytest.mark.parametrize(
    ("workers", "failed", "said"),
    [
        # many workers with few runs each: who did it can't be told, that it fell can
        (20, (1, 4), "60.0 % of 200 finished runs completed, 90.0 % the week before: a fall beyond "
         "chance; too few runs of each worker to say whose."),
        (20, (4, 1), "90.0 % of 200 finished runs completed, 60.0 % the week before: a rise beyond "
         "chance."),
        (20, (2, 2), "80.0 % of 200 finished runs completed, 80.0 % the week before: too few runs "
         "of each worker to say who got worse."),
    ],
)  # fmt: skip
def test_a_fall_is_a_finding_also_where_nobody_can_be_named(
    home: Path, workers: int, failed: tuple[int, int], said: str
) -> None:
    runs = [
        {
            "run_id": f"{week} {worker} {n}",
            "worker": f"w{worker}",
            "status": "failed" if n < bad else "completed",
            "created_at": (datetime(2026, 11, 2, 9, tzinfo=UTC)
                           + timedelta(days=7 * week + n % 5, minutes=worker)).isoformat(),
        }
        for week, bad in enumerate((failed[0], failed[0], failed[1]), start=-1)
        for worker in range(workers)
        for n in range(10)
    ]  # fmt: skip
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    (title,) = open_link(home, "trends").title
    assert said in as_read(title.value)
    reviewed = as_read(open_link(home, "review").title[0].value)
    fell = failed == (1, 4)
    assert ("Fewer runs ended well (60.0 %, 90.0 % the week before)" in reviewed) == fell
    sentences = " ".join(texts(open_link(home, "review")))
    assert (", a fall beyond chance." in sentences) == fell


def test_changes_are_named_in_the_list_beside_the_chart_without_numbers(sample: Path) -> None:
    listed = table_with(open_any(sample, "trends"), "Known from")
    assert "No." not in listed.rows[0]
    assert "Invoice follow-up" in listed.column("Worker")


def test_runs_without_times_are_in_no_order(home: Path) -> None:
    loaded = datetime(2026, 11, 16, tzinfo=UTC)
    placed = {"status": "completed", "created_at": loaded, "time_basis": "import"}
    runs = [{"run_id": name} | placed for name in "ab"]
    import_export(Home(home), export(*runs), loaded)
    told = " ".join(texts(open_any(home, "trends")))
    assert "in no order: the export gives no times" in told and "newest" not in told


def test_a_long_list_is_paged_through_to_its_end(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 40, 22))
    seen: list[str] = []
    for page, told in enumerate(("1 to 25", "26 to 50", "51 to 62"), start=1):
        app = open_any(home, "trends", page=str(page))
        assert f"{told} of 62 runs, newest first, times of UTC." in texts(app)
        seen += table_with(app, "Run").column("Run")
    assert len(seen) == len(set(seen)) == 62
    leads = {node.proto.label: node.proto for node in app.get("link_button")}
    assert leads["Older runs"].disabled
    assert leads["Newer runs"].url == "?period=all&page=2"


@pytest.mark.parametrize("page", ["0", "-1", "9", "x", "٣", "9" * 400])
def test_a_page_that_is_none_is_the_first(home: Path, page: str) -> None:
    import_runs(home, *runs_of("Ann", 0, 60, 0))
    told = texts(open_any(home, "trends", page=page))
    assert "1 to 25 of 60 runs, newest first, times of UTC." in told
    [said] = [text for text in told if text.startswith(f"The link’s page “{page[:30]}")]
    assert said.endswith("was left out. This list has 3 pages; this is the first.")


def test_a_few_runs_are_counts_in_what_is_said_of_drawings(home: Path) -> None:
    days = [("Ann", 0, 3, 1), ("Bob", 0, 8, 2), ("Bob", 1, 2, 1), ("Cleo", 3, 5, 0)]
    import_runs(home, *(run for day in days for run in runs_of(*day)))
    app = open_any(home, "trends", by="day", since="2026-11-02", until="2026-11-05")
    (chart,) = (node.proto for node in app.get("plotly_chart") if "Failed of" in node.proto.alt)
    assert as_read(chart.alt) == (
        "Failed of finished runs by day: 21.4 % (7.6–47.6 %) on 2 Nov 2026, 0.0 % (0.0–43.4 %) "
        "on 5 Nov 2026, their ranges overlap."
    )
    everybody = open_any(home, "worker", since="2026-11-02", until="2026-11-05")
    courses = table_with(everybody, "By day").column("By day")
    assert [told for told in courses if told] == ["By day: 80.0 %, 2 of 3, no runs"]


@pytest.mark.parametrize("model", ["m1", "m2"])
def test_what_all_runs_of_a_list_have_in_common_is_said_once(home: Path, model: str) -> None:
    import_runs(home, *runs_of("w", 0, 3, 1, model="m1"), *runs_of("w", 1, 1, 0, model=model))
    app = open_page(home)
    said = any("Model of all in this list: m1." in line for line in map(as_read, texts(app)))
    assert said != ("Model" in table_with(app, "Outcome").rows[0])
    assert said == (model == "m1")


def test_without_judgements_outcomes_are_called_completed_everywhere(home: Path) -> None:
    import_runs(home, *runs_of("Ann", 0, 9, 1))
    app = open_any(home, "trends", board="outcome", outcome="succeeded")
    said = " ".join(texts(app) + [button.label for button in app.button])
    assert "✓ completed" in said and "succeeded" not in said.replace("completed, not succeeded", "")


def test_what_is_shown_beside_the_chart_is_counted_without_nought(sample: Path) -> None:
    app = open_any(sample, "trends", since="2026-11-08", until="2026-11-14", period="")
    assert not [one.label for one in app.expander if "Show 0 " in one.label]


def test_changes_that_were_made_at_once_count_as_one_as_on_changes(sample: Path) -> None:
    app = open_any(sample, "trends", period="all")
    (shown,) = [one for one in app.expander if one.label == "Show 10 changes and 1 shift"]
    (told,) = [one.value for one in shown.caption]
    assert told == "A change of several things at once has a row for each of them.", "12 rows"
    (told,) = [one.value for one in open_any(sample, "changes", period="all").title]
    assert as_read(told).startswith("10 changes and 1 shift that no edit explains: ")


def test_what_an_export_lacks_is_said_of_it_once(home: Path) -> None:
    import_run_list(home)
    (told,) = [one for one in texts(open_any(home, "trends")) if "(column quality" in one]
    assert told.count("Your export") == 1 and told.startswith("Your export doesn’t say whether")
    assert "so runs are called completed, not succeeded. It doesn’t say how long runs" in told


def test_the_chart_is_there_before_what_stands_below_it_is_asked(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: Any) -> Any:
        raise TooSlow("This took too long.")

    for module, name in ((leaderboards, "board"), (run_table, "newest")):
        monkeypatch.setattr(module, name, slow)
        said = texts(open_page(sample))
        assert any(text.startswith("How did") and "day by day" in text for text in said)
        assert said[-1] == "This took too long."
