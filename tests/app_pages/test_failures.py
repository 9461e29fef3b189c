"""The page Failures: why runs fail, and what a person can say about a cause."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import dashboard.analysis.causes
from dashboard.ledger.ledger import Ledger
from dashboard.store.workspace.reader import TooSlow
from tests.app_pages.opening import open_link, open_page, read_page, table_with, texts
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text

CLOSED = "Month {} is closed for bookings"


def failing(home: Path, *more: dict[str, Any]) -> Path:
    """Two time-outs, three closed months, one run without a reason, one that says two things."""
    failed = [
        {"run_id": f"f{n}", "status": "failed", "error_message": message, "worker": "Ann",
         "task_id": f"t{n}", "instructions_version": "v1"}
        for n, message in enumerate(
            ["Timed out after 30 s", "HTTP 504 Gateway Timeout", *map(CLOSED.format, (1, 2, 3))]
        )
    ]  # fmt: skip
    return import_runs(
        home,
        *failed,
        {"run_id": "silent", "status": "failed", "worker": "Ann"},
        {"run_id": "odd", "status": "completed", "error_message": "but it worked", "worker": "Ann"},
        *({"run_id": f"ok{n}", "worker": "Ann"} for n in range(20)),
        *more,
    )


def press(app: AppTest, label: str) -> AppTest:
    return next(widget for widget in app.button if widget.label == label).click().run()


def says(app: AppTest, text: str) -> bool:
    return any(text in said for said in texts(app))


def closed_key(app: AppTest) -> str:
    options = next(
        widget for widget in app.selectbox if widget.label == "Make it a part of"
    ).options
    assert options
    return options[0]


def test_the_tasks_are_paged_through_to_their_end(home: Path) -> None:
    failing(home, *({"run_id": f"m{n}", "task_id": f"more {n}"} for n in range(50)))
    seen: list[str] = []
    for page, told in enumerate(("1 to 25", "26 to 50", "51 to 55"), start=1):
        app = open_page(home, "failures", tasks=str(page))
        assert says(app, f"{told} of 55 tasks are shown.")
        seen += table_with(app, "Solved").column("Task")
    assert len(seen) == len(set(seen)) == 55
    assert not says(open_page(failing(home), "failures", cause="no-reason"), "are shown.")


def test_failed_runs_of_no_task_are_counted_beside_the_tasks(home: Path) -> None:
    stray = {"status": "failed", "task_id": None, "retry_of": "nobody"}
    app = open_page(failing(home, stray | {"run_id": "s1"}, stray | {"run_id": "s2"}), "failures")
    assert says(app, "3 failed runs have no task and are not listed."), "with the silent one"


def test_says_how_many_failed_and_why(home: Path) -> None:
    app = open_page(failing(home), "failures")
    said = texts(app)
    assert said[1] == "6 runs failed for 3 causes." or "6 runs failed for 3 causes." in said
    for text in (
        "Where did 6 failures come from?", "What are the 3 causes?", "Timed out",
        "Month … is closed for bookings", "No reason given", "? history too short",
        "too short to say what is usual", "Which runs say two things at once?",
        "1 failed run gives no reason", "1 run completed and yet carries",
    ):  # fmt: skip
        assert any(text in line for line in said), text


def test_says_when_nothing_failed_and_when_filters_hide_all(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    app = open_page(home, "failures")
    assert says(app, "No run failed among 1 finished run.")
    assert not says(app, "doesn’t say why runs failed"), "as none did"
    assert says(open_page(home, "failures", since="2030-01-01"), "No run fits these filters.")


def test_that_nothing_says_why_runs_failed_is_said_where_one_did(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW.replace("completed", "failed"))
    assert says(open_page(home, "failures"), "doesn’t say why runs failed")


def test_is_worth_opening_with_the_run_list(home: Path) -> None:
    app = open_page(import_run_list(home), "failures")
    assert says(app, "8 runs failed for 1 cause.")
    newest = table_with(app, "Task", "Newest run").column("Newest run")
    assert any(cell.endswith(", completed") for cell in newest), newest
    assert not any("succeeded" in cell for cell in newest)
    assert says(app, "Missing access to a record")


def test_the_sample_shows_what_is_new_and_what_is_above_usual(sample: Path) -> None:
    app = read_page(sample, "failures")
    assert says(app, "for 13 causes; on 9–15 Nov 2026: 2 new, 1 above usual.")
    assert says(app, "Month … is closed for bookings on account …")
    assert says(app, "States are about 9–15 Nov 2026, compared with the 4 weeks before.")
    app = read_page(sample, "failures", detail="missing-input")
    assert says(app, "Context source: docs") or says(app, "Without the context source docs")
    assert says(app, "Trigger: schedule")


def test_a_cause_shows_its_runs_its_rule_and_its_versions(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="time-out")
    said = texts(app)
    for text in (
        "Timed out", "platform", "2 runs by 1 worker on 2 tasks, 2 of them still failed.",
        "HTTP 504 Gateway Timeout", "The rule “time-out” matches", "Timed out after …",
        "What differs from runs of the same workers that worked?", "v1", "40.0 %",
        "A second run may write twice", "f0", "f1",
    ):  # fmt: skip
        assert any(text in line for line in said), text


def test_an_unknown_cause_is_said_to_be_none(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="moon")
    assert says(app, "There is no cause “moon”.")


def test_a_name_is_recorded_once_and_taken_back(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="time-out")
    next(widget for widget in app.text_input if widget.label == "Call it").set_value(
        "Slow model"
    ).run()
    next(widget for widget in app.text_input if widget.label.startswith("Your name")).set_value(
        "Ann"
    ).run()
    press(app, "Record the name")
    press(app, "Record the name")
    assert says(app, "That was recorded before. It is called “Slow model”.")
    assert says(app.run(), "That was recorded before."), "also once the page is drawn again"
    assert says(app, "Slow model") and says(app, "Ann called it “Slow model”")
    assert len(Ledger(home).entries()) == 1
    assert says(open_page(home, "failures"), "Slow model")
    app.text_input(key="who-marking").set_value("Bob").run()
    assert not any(widget.label == "Undo" for widget in app.button), "Ann takes back what Ann said"
    app.text_input(key="who-marking").set_value("Ann").run()
    press(app, "Undo")
    assert says(app.run(), "Undone.") and not says(app, "Ann called it")
    assert not says(app, "recorded before"), "what was done since is news"
    assert says(open_page(home, "failures"), "Timed out")


def test_an_origin_moves_the_bar(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="time-out")
    next(widget for widget in app.selectbox if widget.label == "It comes from").select(
        "context"
    ).run()
    press(app, "Record the origin")
    assert says(app, "Origin: the worker lacked information, or had too much.")


def test_a_split_says_how_many_runs_it_moves_and_moves_them(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="time-out")
    words = next(
        widget for widget in app.text_input if widget.label == "Errors that hold these words"
    )
    words.set_value("gateway").run()
    assert says(app, "Moves 1 of 2 runs of all time.")
    next(
        widget for widget in app.text_input if widget.label.startswith("become the cause")
    ).set_value("At the gateway").run()
    press(app, "Split")
    assert says(open_page(home, "failures"), "At the gateway")
    assert says(open_page(home, "failures"), "6 runs failed for 4 causes.")


def test_a_merge_leads_to_the_cause_that_took_it_in(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="no-reason")
    next(widget for widget in app.selectbox if widget.label == "Make it a part of").select(
        "time-out"
    ).run()
    assert says(app, "Moves 1 run.")
    press(app, "Merge")
    assert app.query_params["detail"] == "time-out"
    assert says(app.run(), "Recorded. “No reason given” is a part of this cause.")
    assert says(open_page(home, "failures"), "6 runs failed for 2 causes.")


def test_expected_fixed_and_seen_again_came_back(home: Path) -> None:
    later = {"run_id": "late", "status": "failed", "error_message": "Timed out after 9 s",
             "created_at": "2026-11-16T11:00:00Z", "worker": "Ann"}  # fmt: skip
    app = open_page(failing(home, later), "failures", detail="time-out")
    press(app, "Record")
    assert says(app, "↺ came back")


def test_where_runs_are_only_bad_it_leads_to_what_they_share(home: Path) -> None:
    import_runs(home, {"run_id": "1", "quality": "bad"}, {"run_id": "2", "quality": "good"})
    app = open_page(home, "failures")
    assert says(app, "No run failed among 2 finished runs; 1 was bad.")
    assert says(app, "The export gives no reason (column quality_reason)")
    assert says(app, "See what bad runs share")


def test_every_origin_is_named_counted_and_leads_to_its_causes(home: Path) -> None:
    app = open_page(failing(home), "failures")
    table = table_with(app, "Origin", "Share")
    assert dict(zip(table.column("Origin"), table.numbers("Failed runs"), strict=True)) == {
        "unknown": 4, "platform": 2,
    }  # fmt: skip
    assert "unknown 4" in table.alt and "platform 2" in table.alt
    found = {
        name: values[0]
        for name, values in parse_qs(urlsplit(table.links["platform"]).query).items()
    }
    narrowed = open_link(home, "failures", **found)
    assert says(narrowed, "2 runs failed for 1 cause.")
    only = table_with(narrowed, "Origin", "It means")
    assert only.column("Origin") == ["platform"]


def test_origins_of_a_few_failures_have_no_percentages(home: Path) -> None:
    few = table_with(open_page(failing(home), "failures"), "Origin", "It means")
    assert few.column("Of all failures") == ["4 of 6", "2 of 6"]
    more = [{"run_id": f"m{n}", "status": "failed"} for n in range(94)]
    many = table_with(open_page(failing(home, *more), "failures"), "Origin", "It means")
    assert many.column("Share") == ["98 %", "2 %"]


def test_where_nothing_is_usual_nothing_is_said_of_it(home: Path) -> None:
    app = open_page(import_run_list(home), "failures")
    assert not says(app, "usual first") and not says(app, "Failed 9–15")
    app = open_page(failing(home), "failures")
    assert says(app, "Most runs first.") and not says(app, "Furthest above usual")


def test_the_sample_says_what_is_above_usual_first(sample: Path) -> None:
    app = read_page(sample, "failures", week="2026-11-09")
    assert says(app, "Furthest above usual first.")
    assert (
        table_with(app, "Cause", "State")
        .column("Failed 9–15 Nov 2026")[0]
        .startswith("51, usually")
    )


def test_the_chart_is_there_before_the_causes_are_counted(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = {"since": "2026-11-09", "until": "2026-11-15"}
    whole = texts(read_page(sample, "failures", **week))
    assert whole.index("When did runs fail, day by day?") == 1 + next(
        place for place, text in enumerate(whole) if text.startswith("145 runs failed for 13")
    )

    def slow(*_: Any) -> Any:
        raise TooSlow("This took too long.")

    monkeypatch.setattr(dashboard.analysis.causes, "causes", slow)
    said = texts(read_page(sample, "failures", **week, outcome="failed"))
    assert "When did runs fail, day by day?" in said
    assert said[-1] == "This took too long."


def test_a_cause_leads_with_where_it_gathers(sample: Path) -> None:
    week = {"since": "2026-11-09", "until": "2026-11-15"}
    said = texts(read_page(sample, "failures", detail="record-access", **week))
    at = said.index("Missing access to a record")
    assert said[at + 1] == "38 of 51 are Supplier records."
    why = next(line for line in said if line.startswith("Above usual: 51 runs on 9–15 Nov 2026, "))
    assert "is unusual. In the 4 weeks before, oldest first: " in why


def test_what_a_person_may_do_with_a_cause_is_folded_away(home: Path) -> None:
    app = open_page(failing(home), "failures", detail="time-out")
    folded = next(node for node in app.expander if node.label == "Manage this cause")
    assert not folded.proto.expanded
    assert {"Call it", "Errors that hold these words"} <= {box.label for box in folded.text_input}
    assert [box.label for box in folded.selectbox] == ["It comes from", "Make it a part of"]


def test_whose_fault_runs_were_stands_before_what_rules_say(home: Path) -> None:
    denied = {"status": "failed", "error_message": "Access to the record was denied"}
    import_runs(
        home,
        *(denied | {"run_id": f"w{n}", "attributed_to": "worker"} for n in range(3)),
        denied | {"run_id": "p"},
        {"run_id": "b", "quality": "bad", "attributed_to": "input"},
    )
    app = open_page(home, "failures")
    origins = table_with(app, "It means")
    assert origins.column("Origin") == ["worker", "permissions"]
    assert origins.column("Failed runs") == ["3", "1"]
    assert table_with(app, "First seen").column("Origin") == ["worker 3, permissions 1"]
    assert says(app, "Whose fault it was, as a person or judge wrote: input 1.")
    link = next(link for link in origins.links.values() if "worker" in link)
    assert parse_qs(urlsplit(link).query)["origin"] == ["worker"]
    only = open_page(home, "failures", origin="worker")
    assert table_with(only, "It means").column("Failed runs") == ["3"]
    assert says(only, "Origin is worker")
    run = open_page(home, "run", run="w0")
    assert says(
        run, "origin: worker (a person or judge says so of this run: the worker did it wrong)"
    )


def test_a_task_leads_to_its_runs_and_a_reason_to_the_runs_that_say_it(home: Path) -> None:
    bad = {"quality": "bad", "status": "completed"}
    import_runs(
        home,
        *({"run_id": f"b{n}", "task_id": "t1", "quality_reason": f"Sum {n} & total are … “wrong”"}
          | bad for n in range(12, 15)),
        {"run_id": "t1-failed", "task_id": "t1", "status": "failed"},
        {"run_id": "other", "task_id": "t2", "quality": "good"},
    )  # fmt: skip
    app = open_page(home, "failures")
    (reason,) = table_with(app, "Reason").column("Reason")
    assert found_at(home, table_with(app, "Reason").links[reason]) == {"b12", "b13", "b14"}
    tasks = table_with(app, "Task").links
    assert found_at(home, tasks["t1"]) == {"b12", "b13", "b14", "t1-failed"}
    assert found_at(home, tasks["t2"]) == {"other"}


def test_a_run_that_was_tried_again_without_a_task_leads_to_its_newest(home: Path) -> None:
    import_runs(
        home,
        {"run_id": "first", "status": "failed"},
        {"run_id": "again", "status": "failed", "retry_of": "first"},
    )
    tasks = table_with(open_page(home, "failures"), "Task").links
    assert urlsplit(tasks["Run first and its retries"]).query.endswith("run=again")


def found_at(home: Path, address: str) -> set[str]:
    """The ids of the runs that a page lists."""
    page, query = urlsplit(address).path.strip("/"), parse_qs(urlsplit(address).query)
    app = open_link(home, page, **{name: values[0] for name, values in query.items()})
    return set(table_with(app, "Run").column("Run"))
