"""The page about a worker: what its runs show, how it is set up, what changed, its runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.review.facts import PRESSING
from dashboard.analysis.review.review import review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.periods import in_last_week
from dashboard.words.review import GLYPHS, brief, why
from dashboard.words.safe_text import md
from tests.app_pages.opening import (
    as_read,
    linked_words,
    links_out,
    open_link,
    open_page,
    read_link,
    read_page,
    table_with,
    texts,
)
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


def weeks_of(worker: str, *failed: int, runs: int = 40) -> list[dict[str, Any]]:
    """So many runs in each whole week before the newest Monday, oldest week first, of which so many
    failed."""
    monday = datetime(2026, 11, 16, tzinfo=UTC) - timedelta(weeks=len(failed))
    return [
        {
            "run_id": f"{worker} {week}-{n}",
            "worker": worker,
            "status": "failed" if (n * bad) % runs < bad else "completed",
            "created_at": (monday + timedelta(weeks=week, hours=1 + 160 * n / runs)).isoformat(),
            "task_id": f"{worker} {week}-{n}",
            "error_message": "Access to the record was denied" if (n * bad) % runs < bad else None,
        }
        for week, bad in enumerate(failed)
        for n in range(runs)
    ]


def finding(home: Path, worker: str, **params: str) -> list[str]:
    """The parts of the sentence that the page of a worker leads with."""
    return list(linked_words(open_link(home, "worker", id=worker, **params)))


def test_the_sample_leads_with_what_is_wrong_and_each_part_leads_there(sample: Path) -> None:
    app = read_link(sample, "worker", id="Supplier records")
    parts = linked_words(app)
    week, since, cause = parts
    assert week == "38 of 98 failed last week, usually 6"
    assert since == "worse since about 8 Nov 2026"
    assert cause == "all 38 are “Missing access to a record”"
    failures = follow(sample, parts[week])
    assert failures.title[0].value == md("38 runs failed for 1 cause; 1 is above usual.")
    change = follow(sample, parts[since])
    assert change.title[0].value == md("Supplier records: no edit recorded, about 8 Nov 2026")
    opened = follow(sample, parts[cause])
    assert opened.title[0].value == md("Missing access to a record")
    assert any("38 runs by 1 worker" in text for text in texts(opened))
    hurt = finding(sample, "Invoice follow-up")
    assert (
        hurt[0] == "30 of 128 failed last week, usually 20, though part of the 4 weeks before was "
        "already worse"
    )
    assert hurt[1] == "worse since instructions v1 → v2, 26 Oct 2026"
    said = " ".join(texts(app))
    assert "No change of this worker is known" not in said
    assert table_with(app, "Verdict").column("Change") == ["about 8 Nov 2026: no edit recorded"]
    causes = table_with(app, "Cause")
    assert causes.column("Failed 9–15 Nov 2026") == ["38, usually 2.5"]
    assert "worker=Supplier%20records" in causes.links["permissions"]


def follow(home: Path, address: str) -> AppTest:
    """The page that a link of a page leads to; the workspace is only read."""
    place = urlsplit(address)
    return read_link(home, place.path.strip("/"), **dict(parse_qsl(place.query)))


def test_no_sentence_of_the_sample_denies_a_change_that_changes_knows_of(sample: Path) -> None:
    known = table_with(read_page(sample, "changes"), "Verdict")
    for change, worker in zip(known.column("Change"), known.column("Worker"), strict=True):
        app = read_link(sample, "worker", id=worker)
        assert change in table_with(app, "Verdict").column("Change")
        if "shift" in change or "no edit" in change:
            assert "No change of this worker is known in these weeks." not in texts(app)


WEEKS: dict[str, tuple[tuple[int, ...], list[str]]] = {
    "as usual": (
        (4, 4, 4, 4, 4),
        ["4 of 40 failed last week, usually 4: as usual",
         "all 4 are “Missing access to a record”"]),
    "more": (
        (4, 4, 4, 4, 7),
        ["7 of 40 failed last week, usually 4: more than usual, which may be chance",
         "all 7 are “Missing access to a record”"]),
    "fewer": (
        (8, 8, 8, 8, 1),
        ["1 of 40 failed last week, usually 8: fewer than usual, which may be chance",
         "its cause is “Missing access to a record”"]),
    "none": (
        (0, 0, 0, 0, 0),
        ["None of 40 finished runs failed last week, usually none: as usual"]),
    "worse": (
        (2, 2, 2, 2, 24),
        ["24 of 40 failed last week, usually 2", "worse since some day of 9–15 Nov 2026",
         "all 24 are “Missing access to a record”"]),
}  # fmt: skip
"""How many of 40 runs failed week by week, and what the page of the worker leads with."""


def test_leads_with_its_week(home: Path) -> None:
    runs = [run for name, (failed, _) in WEEKS.items() for run in weeks_of(name, *failed)]
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    for name, (_, parts) in WEEKS.items():
        assert finding(home, name) == parts, name


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (weeks_of("Ann", 1, 1, 1, 1, 5, runs=10),
         "5 of 10 failed last week: too few runs to judge"),
        (weeks_of("Ann", 1, 1, 1, 1, 0), "None of 40 finished runs failed last week, usually 1: "
         "as usual"),
        (weeks_of("Ann", 5, runs=10), "5 of 10 failed, and the data before is too short to say "
         "what is usual"),
        (weeks_of("Ann", 1, 1, 1, 1)[:-40] + weeks_of("Bob", 1, 1, 1, 1),
         "No run since 8 Nov 2026; usually 40 runs a week."),
        (weeks_of("Ann", 0, 0, 0, 0, runs=2)[:-2] + weeks_of("Bob", 1, 1, 1, 1),
         "No run finished last week"),
    ],
)  # fmt: skip
def test_claims_no_more_than_its_runs_show(
    home: Path, runs: list[dict[str, Any]], said: str
) -> None:
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    assert finding(home, "Ann", period="all")[0] == said


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (2, ["None of 10 finished runs failed, 2 were bad, "]),
        (3, ["3 of 10 judged runs were bad.", "None of 10 finished runs failed, "]),
    ],
)
def test_bad_runs_are_told_once_where_nothing_failed(home: Path, bad: int, said: list[str]) -> None:
    runs = [
        run | {"quality": "bad" if n < bad else "good"}
        for n, run in enumerate(weeks_of("Ann", 0, runs=10))
    ]
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    too_short = "and the data before is too short to say what is usual"
    assert finding(home, "Ann", period="all") == [*said[:-1], said[-1] + too_short]


def test_a_week_is_not_judged_where_runs_are_chosen_by_how_they_ended(home: Path) -> None:
    import_runs(home, *weeks_of("Ann", 2, 2, 2, 2, 2), as_of="2026-11-16T00:00:00Z")
    assert finding(home, "Ann", outcome="failed")[0] == (
        "2 of 2 failed: these runs are chosen by how they ended"
    )


def test_two_weeks_are_called_by_their_days(home: Path) -> None:
    runs = [*weeks_of("Ann", 2, 2, 2, 2, 2, 2), *weeks_of("Bob", 2, 2, 2, 2, 2, 2)]
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    period = {"since": "2026-11-02", "until": "2026-11-15"}
    assert finding(home, "Ann", **period)[0].startswith(
        "4 of 80 failed on 2–15 Nov 2026, usually 4"
    )
    listed = table_with(open_link(home, "worker", **period), "Worker")
    assert listed.column("Failed 2–15 Nov 2026") == ["4, usually 4", "4, usually 4"]
    assert "Failed that week" not in listed.rows[0]


def test_tells_since_which_edit_it_got_worse(home: Path) -> None:
    change = {
        "worker_id": "Ann",
        "changed_at": "2026-10-26T00:00:00Z",
        "what": "instructions",
        "old": "v1",
        "new": "v2",
    }
    runs = weeks_of("Ann", 2, 2, 2, 12, 12, 12)
    import_runs(home, *runs, changes=[change], as_of="2026-11-16T00:00:00Z")
    assert "worse since instructions v1 → v2, 26 Oct 2026" in finding(home, "Ann")


def test_a_part_of_the_failures_is_told_of_how_many_failed(home: Path) -> None:
    runs = weeks_of("Ann", 2, 2, 2, 2, 12)
    failed = [run for run in runs if run["status"] == "failed"][-12:]
    for run in failed[:5]:
        run["error_message"] = "Timed out after 30 s"
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    assert "7 of 12 failed runs are “Missing access to a record”" in finding(home, "Ann")


def test_what_is_usual_of_the_only_cause_is_what_is_usual_of_the_worker(home: Path) -> None:
    """In the reviewed week there is more of the work that fails more often: 19 failures are
    usual of it, 9 of as many runs of the mixture before."""
    runs = [
        run | {"run_id": f"{kind} {run['run_id']}", "record_type": kind}
        for kind, failed, of in (("invoice", 1, (60,) * 4 + (20,)), ("claim", 6, (20,) * 4 + (60,)))
        for week, many in enumerate(of)
        for run in weeks_of("Ann", *[failed * many // 20] * len(of), runs=many)
        if f" {week}-" in run["run_id"]
    ]
    import_runs(home, *runs, as_of="2026-11-16T00:00:00Z")
    (week,) = [part for part in finding(home, "Ann") if "usually" in part]
    counted = table_with(open_link(home, "worker", id="Ann"), "Cause").column(
        "Failed 9–15 Nov 2026"
    )
    assert week == "19 of 80 failed last week, usually 19: as usual"
    assert counted == ["19, usually 19"], "9 by the mixture before"


def test_lists_the_tasks_of_which_its_newest_run_failed(home: Path) -> None:
    import_runs(home, *weeks_of("Ann", 1, 1, 1, 1, 3), as_of="2026-11-16T00:00:00Z")
    app = open_link(home, "worker", id="Ann")
    assert len(table_with(app, "Newest run").column("Newest run")) == 7
    assert "7 tasks of all data, of which this worker’s newest run failed." in texts(app)


def test_tasks_that_are_still_failed_are_paged_through_beside_its_runs(home: Path) -> None:
    import_runs(home, *weeks_of("Ann", 6, 6, 6, 6, 6), as_of="2026-11-16T00:00:00Z")
    app = open_page(home, "worker", id="Ann", page="2", tasks="2")
    said = texts(app)
    assert "26 to 30 of 30 tasks of all data, of which this worker’s newest run failed." in said
    assert any(text.startswith("26 to 50 of 200 runs") for text in said)
    leads = {node.proto.label: node.proto for node in app.get("link_button")}
    assert leads["Tasks before"].url == "?period=all&id=Ann&page=2&tasks=1"
    assert leads["More tasks"].disabled


def test_says_rate_interval_n_and_tasks_still_failed(home: Path) -> None:
    runs = runs_of("Ann", "c" * 36 + "f" * 4)
    for n, run in enumerate(runs):
        run["task_id"] = f"t{n}"
    import_runs(home, *runs, as_of=NOW.isoformat())
    said = texts(open_page(home, "worker", id="Ann"))
    assert (
        "All data: 90.0 % of 40 finished runs completed (95 % range 76.9–96.0 %); "
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
    assert "3 runs not ended: 1 running, 2 queued. Data of 16 Nov 2026, 09:10" in said
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
    changes = table_with(app, "To")
    assert [changes.column(name)[0] for name in ("What", "From", "To", "By", "Known from")] == [
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


def test_what_failed_is_told_where_nothing_says_what_is_usual(home: Path) -> None:
    import_runs(home, *weeks_of("Ann", 2, 2, 2, 2, 2), *weeks_of("New", 2, runs=8))
    table = table_with(open_link(home, "worker"), "Failed 9–15 Nov 2026")
    assert table.column("Worker") == ["Ann", "New"]
    assert [told.split(",")[0] for told in table.column("Failed 9–15 Nov 2026")] == ["2", "2"]


def test_runs_that_name_no_worker_are_none(home: Path) -> None:
    import_runs(home, *runs_of("Ann", "ccf"), *runs_of("Bob", "cc"), {"run_id": "x"})
    app = open_page(home, "worker")
    assert app.title[0].value.startswith("2 workers")
    assert "How do 2 workers compare?" in texts(app)


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
    assert "Your export doesn’t hold the worker’s configuration" in said
    assert "How is it set up?" not in said


def test_with_one_run_and_no_worker(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    said = texts(open_page(home, "worker"))
    assert "Your export doesn’t name workers (column worker)." in said


def test_with_nothing_loaded(home: Path) -> None:
    assert "No runs here yet." in " ".join(texts(open_page(home, "worker", id="a")))


def test_every_worker_of_the_sample(sample: Path) -> None:
    held = current(Home(sample))
    assert held
    for worker_id, name in held.values_of("worker").items():
        app = read_page(sample, "worker", id=worker_id)
        assert name in texts(app)
        assert table_with(app, "Run", "Outcome").links


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
        assert f"1 run not ended: 1 running. Data of 16 Nov 2026, {clock}" in said


def test_says_what_to_look_at_before_it_may_do_more(sample: Path) -> None:
    app = read_page(sample, "worker", id="Invoice follow-up")
    table = table_with(app, "Check", "What the data says")
    told = dict(zip(table.column("Check"), table.column("What the data says"), strict=True))
    assert told["Tasks still failed"] == "82 tasks are still failed."
    assert told["Tools it may use and never used"] == "productivity, in 1,268 runs."
    assert told["What it writes for customers"] == (
        "What 1,276 of its 1,276 runs write is for customers to see."
    )
    assert told["Failed runs that customers may see"].startswith("7 wrote something that")
    assert told["What its changes did"].startswith("Worse since: instructions v1 → v2, 26 Oct")
    assert "not-looked-at=judged" in table.links["Failed runs nobody looked at one by one"]
    assert told.keys() - table.links.keys() == {"Decisions about it"}


def lead(app: AppTest) -> list[str]:
    """The sentences at the head of a worker's page, up to its button Decide."""
    said = texts(app)
    start = said.index(as_read(app.title[0].value))
    return "\n".join(said[start + 3 : said.index("Decide", start)]).splitlines()


@pytest.mark.parametrize(
    ("worker", "first", "others"),
    [
        ("Supplier records", "38 of 98 failed last week, usually 6; worse since", []),
        ("Contract summary", "Instructions v3 → v4 and model m-large-3 → m-small-3, 29 Oct 2026: "
         "something else changed too.", []),
        ("Delivery notices", "11 runs came while it was paused, the first on 11 Nov 2026, and 6 of "
         "them failed.", ["◉ may have touched a customer: 1 failed run may have"]),
        ("Stock check", "No run since 6 Nov 2026; usually 14 runs a week.", []),
        ("Product texts", "2 runs have not ended, the first created 4 Nov 2026.",
         ["? output suspect: 6 of 52"]),
        ("Applicant mail", "1 failed run may have written something that a customer sees", []),
        ("Invoice follow-up", "30 of 128 failed last week", ["◉ may have touched a customer: 7 ",
         "? output suspect: 7 of 128"]),
        ("Refund desk", "15 of 85 failed last week, usually 15: as usual; 8 of 15 failed runs are "
         "“Month … is closed for bookings on account … of …”, a new cause.",
         ["⚖ change ready to judge: Instructions v1 → v2, 22 Oct 2026"]),
        ("Ticket summary", "3 of 58 failed last week, usually 3.8: as usual",
         ["! judged bad: 3 of 55 judged runs"]),
        ("Meeting preparation", "5 of 58 failed last week, usually 5.1: as usual", []),
    ],
)  # fmt: skip
def test_leads_with_the_worst_that_the_review_lists_of_it(
    sample: Path, worker: str, first: str, others: list[str]
) -> None:
    said = lead(read_link(sample, "worker", id=worker))
    assert said[0].startswith(first)
    lines = [line for line in said if line[0] in GLYPHS.values()]
    assert len(lines) == len(others)
    for line, other in zip(lines, others, strict=True):
        assert line.startswith(other)


def test_a_worker_that_fell_silent_says_so_once(sample: Path) -> None:
    said = "\n".join(lead(read_link(sample, "worker", id="Stock check")))
    assert "No run finished" not in said and "compared with" not in said


def test_a_worker_of_a_first_week_says_once_how_many_failed_and_all_causes_in_one_sentence(
    home: Path,
) -> None:
    failed = dict.fromkeys(range(0, 22, 2), "Access to the record was denied")
    failed |= dict.fromkeys(range(1, 13, 2), "Timed out after 60 s")
    runs = [
        run | {"status": "failed" if n in failed else "completed", "error_message": failed.get(n)}
        for n, run in enumerate(weeks_of("Ann", 0))
    ]
    import_runs(home, *runs, *weeks_of("Bob", 0), *weeks_of("Cleo", 1), as_of=NOW.isoformat())
    first, week, *_ = said = lead(open_link(home, "worker", id="Ann"))
    assert first.startswith("17 of 40 finished runs failed, of all others 1 of 80")
    assert week.startswith("The data before is too short to say what is usual; 11 of 17 failed")
    assert sum("17 of 40" in line for line in said) == 1
    held = current(Home(home))
    assert held
    item = review(held, in_last_week(ALL, held.about)).items[0]
    assert why(item, "UTC", judged=False).endswith(
        "It has 11 of the 12 runs with “Missing access to a record”; all 6 runs with “Timed out”."
    )


def test_what_leads_opens_its_evidence(sample: Path) -> None:
    words = linked_words(read_link(sample, "worker", id="Contract summary"))
    change = follow(sample, next(iter(words.values())))
    assert as_read(change.title[0].value).startswith("Contract summary: instructions v3 → v4")
    words = linked_words(read_link(sample, "worker", id="Delivery notices"))
    runs = follow(sample, next(iter(words.values())))
    assert "11 of 8,928 runs" in texts(runs)


def test_review_and_the_page_of_a_worker_say_the_same_of_it(sample: Path) -> None:
    held = current(Home(sample))
    assert held
    found = review(held, in_last_week(ALL, held.about))
    for item in found.items:
        if item.lead.worker_id and item.tier == PRESSING:
            told = brief(item, held.about.zone, judged=True).replace("\xa0", " ")
            app = read_link(sample, "worker", id=item.lead.worker_id)
            leads = [detail for name in linked_words(app).values() for detail in details(name)]
            assert told in " ".join(texts(app)) or item.change in leads


def details(address: str) -> list[str]:
    """Which change or cause a link leads to."""
    return dict(parse_qsl(urlsplit(address).query)).get("detail", "").splitlines()


def test_bad_runs_lead_where_none_failed_and_nothing_is_known_to_be_usual(home: Path) -> None:
    runs = [
        run | {"quality": ("good", "bad")[n % 2]} for n, run in enumerate(runs_of("Ann", "c" * 40))
    ]
    import_runs(home, *runs, as_of=NOW.isoformat())
    said = lead(open_link(home, "worker", id="Ann"))
    assert said[0] == "20 of 40 judged runs were bad."
