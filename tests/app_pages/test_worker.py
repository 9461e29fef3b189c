"""The page about a worker: what its runs show, how it is set up, what changed, its runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.store.home import Home
from dashboard.store.open_histories import current
from tests.app_pages.opening import links_out, open_page, table_with, texts
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text

NOW = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)


def runs_of(worker: str, statuses: str, **more: Any) -> list[dict[str, Any]]:
    """Runs, newest first, with a status a letter: c completed, f failed, r running, q queued."""
    words = {"c": "completed", "f": "failed", "r": "running", "q": "queued"}
    return [
        {
            "run_id": f"{worker}-{n}",
            "worker": worker,
            "status": words[letter],
            "created_at": (NOW - timedelta(hours=2 * n + 1)).isoformat(),
            **more,
        }
        for n, letter in enumerate(statuses)
    ]


def test_says_rate_interval_n_and_tasks_still_failed(home: Path) -> None:
    runs = runs_of("Ann", "c" * 36 + "f" * 4)
    for n, run in enumerate(runs):
        run["task_id"] = f"t{n}"
    import_runs(home, *runs, as_of=NOW.isoformat())
    said = texts(open_page(home, "worker", id="Ann"))
    assert (
        "90.0 % of 40 finished runs completed (95 % interval 76.9–96.0 %); "
        "4 tasks are still failed."
    ) in said


def test_words_for_few_runs(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "ccff"), *runs_of("Bob", "c" * 10), *runs_of("Cy", "rr"))
    said = {name: " ".join(texts(open_page(home, "worker", id=name))) for name in ("Ann", "Bob")}
    assert "2 of 4 finished runs completed: too few runs for a rate." in said["Ann"]
    assert "few runs, so read it with care" in said["Bob"]
    assert "%" not in said["Ann"].split("How did")[0]
    none = " ".join(texts(open_page(home, "worker", id="Cy")))
    assert "None of these runs has finished" in none


def test_says_what_had_not_ended_and_how_old_the_data_is(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "rqqccc"), as_of=NOW.isoformat())
    said = " ".join(texts(open_page(home, "worker", id="Ann")))
    assert "3 runs not ended: 1 running, 2 queued. Data of Mon 16 Nov 2026, 09:10" in said
    assert "running now" not in said


def test_shows_the_workers_file_before_the_newest_run(home: Path) -> None:
    worker = {
        "worker": "Ann",
        "worker_status": "paused",
        "model": "model-of-the-file",
        "instructions_text": "Chase invoices.\n**Never** promise.",
        "tool_categories": ["CRM"],
        "worker_url": "https://app.example.com/w/1",
    }
    runs = runs_of("Ann", "cc", model="model-of-the-run", output_mode="task comment")
    import_runs(home, *runs, workers=[worker])
    app = open_page(home, "worker", id="Ann")
    said = texts(app)
    assert "As your workers file says" in said
    assert "model-of-the-file" in said and "task comment" in said
    assert "Chase invoices.\n**Never** promise." in [block.value for block in app.code]
    assert any("Never" in text for text in said)
    assert links_out(app) == ["https://app.example.com/w/1"]
    assert ":gray-badge[paused]" in said or ":orange-badge[paused]" in said


def test_says_that_the_newest_run_shows_the_set_up(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "cc", model="m-1"))
    said = texts(open_page(home, "worker", id="Ann"))
    assert "As its newest run shows" in said and "m-1" in said


def test_lists_changes_beside_the_weeks(home: Path) -> None:
    change = {
        "worker_id": "Ann",
        "changed_at": (NOW - timedelta(days=3)).isoformat(),
        "what": "instructions",
        "old": "v1",
        "new": "v2",
        "author": "Dana",
    }
    import_runs(home, *runs_of("Ann", "ccf"), changes=[change], as_of=NOW.isoformat())
    app = open_page(home, "worker", id="Ann")
    changes = table_with(app, "Became")
    assert [changes.column(name)[0] for name in ("What", "Was", "Became", "By", "Known from")] == [
        "instructions", "v1", "v2", "Dana", "the export"
    ]  # fmt: skip
    weeks = table_with(app, "Week of")
    assert (sum(weeks.numbers("Runs")), sum(weeks.numbers("failed"))) == (3, 1)
    assert len(app.get("plotly_chart")) == 1


def test_lists_its_runs_only_and_under_the_filters(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "ccf"), *runs_of("Bob", "cc"))
    listed = table_with(open_page(home, "worker", id="Ann"), "Run")
    assert listed.column("Run") == ["Ann-0", "Ann-1", "Ann-2"]
    failed = open_page(home, "worker", id="Ann", outcome="failed")
    assert table_with(failed, "Run").column("Run") == ["Ann-2"]
    none = texts(open_page(home, "worker", id="Ann", outcome="cancelled"))
    assert "No run of this worker fits the filters above." in none


def test_without_a_worker_it_lists_all(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "ccf"), *runs_of("Bob", "cc"))
    app = open_page(home, "worker")
    assert set(table_with(app, "Worker").column("Worker")) == {"Ann", "Bob"}
    app.selectbox(key="worker beside ").set_value("Bob").run()
    assert not app.exception
    assert app.title[0].value == "Bob"
    assert app.query_params["id"] == "Bob"


def test_tells_workers_of_one_name_apart(home: Path) -> None:
    import_runs(
        home,
        {"run_id": "a", "worker_id": "1", "worker": "Ann"},
        {"run_id": "b", "worker_id": "2", "worker": "Ann"},
    )
    app = open_page(home, "worker", id="2")
    assert set(app.selectbox(key="worker beside 2").options) == {"Ann (1)", "Ann (2)"}
    assert table_with(app, "Run").column("Run") == ["b"]


def test_says_when_there_is_no_such_worker(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "c"))
    assert "No worker has the id “Nobody”." in texts(open_page(home, "worker", id="Nobody"))


def test_with_a_run_list(home: Path) -> None:
    import_run_list(home)
    said = " ".join(texts(open_page(home, "worker", id="Worker 1")))
    assert "80.0 % of 10 finished runs completed" in said
    assert "Your export doesn't hold the worker's configuration" in said
    assert "How is it set up?" not in said


def test_with_one_run_and_no_worker(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    said = texts(open_page(home, "worker"))
    assert "Your export doesn't name workers (column worker)." in said


def test_with_nothing_loaded(home: Path) -> None:
    assert "No runs here yet." in " ".join(texts(open_page(home, "worker", id="a")))


def test_every_worker_of_the_sample(sample: Path) -> None:
    held = current(Home(sample))
    assert held
    for worker_id, name in held.values_of("worker").items():
        app = open_page(sample, "worker", id=worker_id)
        assert name in texts(app)
        assert table_with(app, "Run", "Status").links


def test_the_filter_bar_leaves_the_choice_of_workers_to_the_page(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "cccf"), *runs_of("Bob", "cc", model="m"))
    alone = open_page(home, "worker", id="Ann")
    assert "4 runs" in texts(alone)
    filtered = open_page(home, "worker", id="Ann", worker="Bob", outcome="failed")
    assert "1 of 4 runs" in texts(filtered)
    buttons = " ".join(button.label for button in filtered.button)
    assert "failed" in buttons
    assert "Bob" not in buttons


def test_runs_that_newer_exports_do_not_tell_of_keep_the_age_of_their_own(home: Path) -> None:
    early, late = NOW - timedelta(hours=3), NOW - timedelta(hours=1)
    import_runs(home, *runs_of("Ann", "rc"), *runs_of("Bob", "rc"), as_of=early.isoformat())
    import_runs(home, *runs_of("Ann", "rc"), *runs_of("Cy", "c"), as_of=late.isoformat())
    for worker, clock in (("Ann", "08:10"), ("Bob", "06:10")):
        said = " ".join(texts(open_page(home, "worker", id=worker)))
        assert f"1 run not ended: 1 running. Data of Mon 16 Nov 2026, {clock}" in said
