"""The page Changes: what came after changes, and recording one."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.change import key_of
from dashboard.analysis.changes import all_changes
from dashboard.ledger.changes import recorded_changes
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.settings import set_zone
from dashboard.words.change_rows import moved, sides
from dashboard.words.values import SURE, unbroken
from tests.app_pages.opening import as_read, links, open_page, read_page, table_with, texts
from tests.cli.conftest import forty_days
from tests.workspaces import (
    ONE_ROW,
    import_run_list,
    import_runs,
    import_steady_runs,
    import_text,
    steady_runs,
)

Runs = list[dict[str, Any]]
NOW = datetime(2026, 11, 16, tzinfo=UTC)


def says(app: AppTest, text: str) -> bool:
    return any(text in said for said in texts(app))


def press(app: AppTest, label: str) -> AppTest:
    return next(widget for widget in app.button if widget.label == label).click().run()


def box(app: AppTest, label: str) -> AppTest:
    return next(
        widget
        for widget in (*app.selectbox, *app.text_input, *app.text_area)
        if widget.label == label
    )


def day(app: AppTest) -> AppTest:
    return next(widget for widget in app.date_input if widget.label == "Day")


def key(home: Path, worker: str, what: str | None = None) -> str:
    history = current(Home(home))
    assert history
    found = [
        impact for impact in all_changes(history, ALL).impacts if impact.change.worker == worker
    ]
    return key_of(next(impact for impact in found if what in (None, impact.change.main.what)))


def test_the_form_on_a_shift_begins_with_its_worker_and_day_also_after_the_list(
    sample: Path,
) -> None:
    app = open_page(sample, "changes")
    assert box(app, "Worker").value is None
    app.query_params["detail"] = key(sample, "Supplier records")
    app.run()
    assert day(app).value == date(2026, 11, 8)
    assert box(app, "Worker").value == "Supplier records"


def test_each_record_of_a_change_can_be_taken_back(home: Path) -> None:
    import_steady_runs(home)
    history = current(Home(home))
    assert history and history.about.last
    worker = "Bob"
    at = history.about.last - timedelta(days=1)
    for what, who in (("instructions", "Ann"), ("model", "Lee")):
        record_change(Ledger(home), history, worker, at, what, new="new", who=who)
    app = open_page(home, "changes", detail=key(home, worker))
    assert not any(str(one.key).startswith("undo-") for one in app.button), "nobody said who reads"
    box(app, "Your name").set_value("Lee").run()
    assert [one.key for one in app.button if str(one.key).startswith("undo-")] == ["undo-2"]
    app.button(key="undo-2").click().run()
    (left,) = recorded_changes(Ledger(home).entries())
    assert left.what == "instructions"


def test_the_sample_s_changes_are_listed_worst_first(sample: Path) -> None:
    app = read_page(sample, "changes")
    assert says(app, "10 changes and 1 shift that no edit explains: 2 regressed, 1 improved.")
    table = table_with(app, "Change")
    workers, changes = table.column("Worker"), table.column("Change")
    assert workers[:2] == ["Invoice follow-up", "Supplier records"]
    assert workers[-1] == "Lead triage"
    assert changes[0] == "26 Oct 2026: instructions v1 → v2"
    assert changes[1] == "about 8 Nov 2026: no edit recorded"
    assert table.column("Note")[2] == "the model changed too"
    assert "15 Oct 2026: instructions v2 → v3, white space only" in changes
    assert says(app, "hold back the model until there is a verdict")


def test_a_change_says_what_came_after_it_and_how_sure_that_is(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Invoice follow-up"))
    for text in (
        "Invoice follow-up: instructions v1 → v2, 26 Oct 2026", "▼ regressed",
        "76.7 % of 374 runs succeeded after this change, 91.6 % of 509 before: 14.8 points fewer.",
        "287 of 374 succeeded; without a change we would expect", "How sure?",
        "Newcombe’s interval",
        "so that a difference doesn’t show up merely because somebody looks every day",
        "Which runs came just before and just after?", "Which causes moved?",
        "0 → 49, +13.1 points, unlikely to be chance",
        "Which runs worked before and failed after this change?",
        "+ 5. Log every reminder as a note on the customer in the CRM.",
        "At this worker’s pace, a change of 10 points shows after about",
        "runs show what came after it, not what caused it",
    ):  # fmt: skip
        assert says(app, text), text
    assert not any("because of this change" in text or "caused by" in text for text in texts(app))


def test_different_kinds_of_work_are_told_with_both_differences(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Refund desk"))
    assert says(app, "but on different kinds of work; within each kind it is 0.3 points fewer")
    assert says(app, "They differ because the kinds of work changed")
    assert says(app, "disputed refund")


def test_a_shift_offers_to_record_what_happened(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Supplier records"))
    assert says(app, "Supplier records: no edit recorded, about 8 Nov 2026")
    assert box(app, "Worker").value == "Supplier records"
    assert day(app).value == date(2026, 11, 8)


def test_white_space_only_is_said(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Applicant mail"))
    assert says(app, "White space only: no word differs.")


def test_a_change_is_recorded_judged_and_taken_back(home: Path) -> None:
    app = open_page(import_steady_runs(home), "changes", worker="bob")
    assert says(app, "No change is known.")
    assert says(app, "Record a change")
    box(app, "Worker").set_value("bob")
    box(app, "To").set_value("shorter")
    box(app, "Which cause should it fix?").set_value("record-access")
    day(app).set_value(date(2026, 10, 19))
    app.time_input[0].set_value(time(8))
    press(app, "Record the change")
    assert says(app, "Recorded.") and says(app, "1 change: none with a clear effect.")
    press(app, "Record the change")
    assert says(app, "That was recorded before.")
    assert len(Ledger(home).entries()) == 1
    app = open_page(home, "changes", detail=key(home, "Bob"))
    assert says(app, "Bob: instructions → shorter, 19 Oct 2026")
    assert says(
        app, "100.0 % of 56 runs completed after this change, 100.0 % of 56 before: as many."
    )
    assert says(app, "It should fix “Missing access to a record”: expected 0.0, seen 0.")
    press(app, "Undo this record")
    assert says(app, "1 change: none with a clear effect."), "Cleo’s"
    assert says(app, "Undone. Bob: instructions → shorter, 19 Oct 2026.")
    assert not says(app, "Recorded.")
    app.run()  # as when the page is drawn again because of it
    assert says(app, "Undone. Bob: instructions → shorter, 19 Oct 2026.")
    import_runs(home, {"run_id": "later", "status": "failed"}, name="later.json")
    assert not says(app.run(), "Undone.")
    assert table_with(app, "Change").column("Worker") == ["Cleo"]


def test_runs_that_still_have_the_old_value_are_told(home: Path) -> None:
    import_runs(home, *steady_runs(), changes=[
        {"worker_id": "bob", "changed_at": "2026-10-19T08:00:00Z", "what": "instructions",
         "old": "v1", "new": "v2"},
    ])  # fmt: skip
    app = open_page(home, "changes", detail=key(home, "Bob"))
    assert says(app, "None of the 56 runs since had the new value: all had the old one.")
    assert says(app, "56 runs were created after the change with the old value and left out.")


def test_a_record_without_a_worker_is_refused_in_words(home: Path) -> None:
    app = open_page(import_run_list(home), "changes")
    assert says(app, "Your export doesn’t say when instructions changed")
    press(app, "Record the change")
    assert says(app.run(), "Choose the worker that was changed.")
    assert not Ledger(home).entries()


def test_a_time_that_happens_twice_is_refused_in_words(home: Path) -> None:
    set_zone(Home(import_steady_runs(home)), "Europe/Berlin")
    app = open_page(home, "changes", worker="bob")
    box(app, "Worker").set_value("bob")
    day(app).set_value(date(2026, 10, 25))
    app.time_input[0].set_value(time(2, 30))
    press(app, "Record the change")
    assert says(app, "Not recorded. 2026-10-25T02:30 happens twice in Europe/Berlin")
    assert says(app, "Choose a time before or after that.")
    assert not Ledger(home).entries()


def test_few_rows_and_unknown_links_do_no_harm(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    app = open_page(home, "changes")
    assert says(app, "No change is known.") and says(app, "doesn’t name workers")
    for detail in ("nonsense", "2026-10-26T09:36:00+00:00 Nobody", "  "):
        assert not open_page(home, "changes", detail=detail).exception


BOOKS = "Read the task. Book a meeting with the customer."


def edited_workers(home: Path) -> Path:
    """Ann's edit asks for a tool, and a later one keeps that; Bob lost the tool after his edit,
    Cleo was given it."""
    later = {
        "ann": ("docs", "docs"), "bob": ("docs; scheduling", "docs"),
        "cleo": ("docs", "docs; scheduling"),
    }  # fmt: skip
    runs = steady_runs()
    for run in runs:
        day = int(run["run_id"].split("-")[1])
        version = "v1" if day < 10 else "v2" if day < 20 or run["worker_id"] != "ann" else "v3"
        run["instructions_id"] = run["instructions_version"] = version
        run["tool_categories"] = later[run["worker_id"]][day >= 15]
        run["context_sources"], run["output_mode"] = "tasks", "task comment"
    texts_ = {"v1": "Read the task.", "v2": BOOKS, "v3": f"{BOOKS} Be brief."}
    instructions = [
        {"instructions_id": name, "instructions_text": text} for name, text in texts_.items()
    ]
    return import_runs(home, *runs, instructions=instructions)


def asked(app: AppTest) -> list[str]:
    """What stands under the question which instructions ask for what can’t be done."""
    said = texts(app)
    start = said.index("Which instructions ask for what can’t be done?")
    until = next(n for n, text in enumerate(said) if n > start and text == "Record a change")
    return said[start + 2 : until]


def test_what_present_instructions_ask_for_in_vain_is_told_whatever_the_period(home: Path) -> None:
    edited_workers(home)
    found = asked(open_page(home, "changes"))
    assert [text.split(",")[0] for text in found[::2]] == ["Ann", "Bob"], "Cleo has the tool now"
    assert "instructions v2 → v3" in found[0] and "instructions v1 → v2" in found[2]
    assert all(
        "asks for the tool category scheduling; the worker has docs." in text
        for text in found[1::2]
    )
    first = {"since": "2026-10-01", "until": "2026-10-07"}
    assert asked(open_page(home, "changes", **first)) == found
    assert [
        text.split(",")[0] for text in asked(open_page(home, "changes", worker="bob"))[::2]
    ] == ["Bob"]


def test_an_edit_is_told_as_it_was_where_that_is_not_so_now(home: Path) -> None:
    edited_workers(home)
    assert says(
        open_page(home, "changes", detail=key(home, "Cleo", "instructions")),
        "asks for the tool category scheduling; the worker had docs then.",
    )
    assert not says(open_page(home, "changes", detail=key(home, "Bob", "instructions")), "asks for")


def test_of_a_long_text_it_is_said_that_only_the_beginning_is_read(home: Path) -> None:
    worker = {"worker_id": "bob", "worker": "Bob", "tool_categories": "docs"}
    long = {"instructions_text": "Book a meeting.\n" + "Be brief. " * 10_001}
    import_runs(home, *steady_runs(), workers=[worker | long])
    told = "Only the first 100,000 letters of the text are read for this."
    assert told in asked(open_page(home, "changes")) and says(
        open_page(home, "worker", id="bob"), told
    )


def test_a_text_that_is_recorded_says_at_once_what_it_asks_for_in_vain(home: Path) -> None:
    runs = [run | {"tool_categories": "docs"} for run in steady_runs()]
    app = open_page(import_runs(home, *runs), "changes")
    box(app, "Worker").set_value("bob")
    day(app).set_value(date(2026, 10, 29))
    box(app, "Instructions after, if at hand").set_value(BOOKS)
    press(app, "Record the change")
    said = iter(texts(app))
    assert any("Recorded. Bob: instructions" in text for text in said)
    assert "asks for the tool category scheduling" in next(said)
    found = asked(open_page(home, "changes"))
    assert found[0].startswith("Bob, newest edit 29 Oct 2026") and "scheduling" in found[1]


def test_who_got_worse_stands_on_trends_and_workers(sample: Path) -> None:
    told = "Worse on 9–15 Nov 2026 than in the 4 weeks before, unlikely to be chance"
    for page in ("trends", "worker"):
        app = read_page(sample, page)
        assert says(app, told) and says(app, "Supplier records (38 failed, usually 6)")


def test_the_cause_that_moved_most_comes_first_also_where_it_shrank(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Lead triage"))
    causes = [
        html.unescape(node.proto.label)
        for node in app.get("link_button")
        if "/failures?" in node.proto.url
    ]
    assert causes[0].startswith("Output not in the requested form")
    moved = [float(text.split(", ")[1].split()[0].replace("−", "-"))
             for text in texts(app) if "be chance" in text and "→" in text]  # fmt: skip
    assert len(moved) == len(causes) > 8
    sure = sum("unlikely to be chance" in text for text in texts(app))
    for part in (moved[:sure], moved[sure:]):
        assert part == sorted(part, key=abs, reverse=True)
    assert says(app, "more that may be chance")


def test_a_shift_is_told_without_a_change_or_a_time_of_day(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Supplier records"))
    assert says(app, "succeeded since then, 94.9 % of 392 before: 33.3 points fewer.")
    assert says(app, "since about 8 Nov 2026, read from its runs")
    assert not says(app, "after this change") and not says(app, "00:00")


def test_what_else_changed_is_told_with_its_article(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Contract summary"))
    assert says(app, "Something else changed too: the model is not the same after as before.")


def edited(worker: str, n: int, *, at: str = "2026-10-{:02}T09:00:00Z", **about: Any) -> Runs:
    """Runs of a worker, one a day, whose version changes half way; every other one fails."""
    return [
        {"run_id": f"{worker}-{day}", "worker_id": worker, "worker": worker,
         "created_at": at.format(day + 1), "status": ("completed", "failed")[day % 2],
         "instructions_version": "v1" if day < n // 2 else "v2",
         "error_message": "Access to the record was denied" if day % 2 else None} | about
        for day in range(n)
    ]  # fmt: skip


def test_with_fewer_than_five_runs_a_side_there_are_counts_alone(home: Path) -> None:
    import_runs(home, *edited("ann", 8), changes=[change_of("ann", "2026-10-04T12:00:00Z")])
    app = open_page(home, "changes", detail=key(home, "ann"))
    assert says(app, "2 of 4 runs completed after this change, 2 of 4 before: too few runs")
    assert says(app, "2 of 4 runs failed before, 2 of 4 after.")
    for text in ("points", "we would expect", "may be chance", "Newcombe"):
        assert not any(text in line for line in texts(app) if "10 points" not in line), text
    assert says(open_page(home, "changes"), "1 change: it can’t be judged.")


def change_of(worker: str, at: str) -> dict[str, str]:
    return {"worker_id": worker, "changed_at": at, "what": "instructions", "old": "v1", "new": "v2"}


def test_a_filter_that_hides_a_change_is_named_and_can_be_taken_off(home: Path) -> None:
    import_steady_runs(home)
    app = open_page(home, "changes", detail=key(home, "Cleo"), worker="bob")
    assert says(app, "The filter “Worker is Bob” hides this change.")
    assert not says(app, "No change of")
    press(app, hiding(app))
    assert says(app, "Cleo: instructions v1 → v2, 19 Oct 2026")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("2026-10-20T00:00:00+00:00 Nobody", "No change of “Nobody” is known for 20 Oct 2026."),
        ("2026-12-24T00:00:00+00:00 Cleo", "No change of “Cleo” is known for 24 Dec 2026."),
        ("nonsense", "This link names no change."),
        ("0001-01-01T00:00:00+14:00 Cleo", "This link names no change."),
    ],
)
def test_a_link_to_no_change_says_what_is_not_known(home: Path, named: str, said: str) -> None:
    import_steady_runs(home)
    assert says(open_page(home, "changes", detail=named), said)


def hiding(app: AppTest) -> str:
    """The label of the button that takes a filter off."""
    return next(widget.label for widget in app.button if (widget.key or "").startswith("without-"))


def test_a_change_of_another_year_carries_it(home: Path) -> None:
    runs = edited("ann", 12, at="2025-12-{:02}T09:00:00Z")
    import_runs(home, *runs, as_of="2026-01-20T09:00:00Z")
    app = open_page(home, "changes")
    assert table_with(app, "Change").column("Change")[0].startswith("7 Dec 2025: instructions")
    app = open_page(home, "changes", detail=key(home, "ann"))
    assert says(app, "ann: instructions v1 → v2, 7 Dec 2025")


def test_a_record_is_told_where_one_lands_with_its_zone_and_its_note(home: Path) -> None:
    app = open_page(import_run_list(home), "changes")
    assert says(app, "Times are those of Europe/Berlin.")
    name = box(app, "Worker").options[0]
    box(app, "Worker").set_value(name)
    box(app, "To").set_value("v2")
    box(app, "Why?").set_value("asked for by sales")
    day(app).set_value(date(2026, 11, 16))
    app.time_input[0].set_value(time(10, 30))
    press(app, "Record the change")
    told = f"Recorded. {name}: instructions → v2, 16 Nov 2026, 10:30 (Europe/Berlin)."
    assert says(app, told)
    assert Ledger(home).entries()[0].about["note"] == "asked for by sales"


def test_an_aim_is_taken_back_on_the_page(home: Path) -> None:
    app = open_page(import_steady_runs(home), "changes")
    app = open_page(home, "changes", detail=key(home, "Cleo"))
    box(app, "Which cause should it fix?").set_value("record-access").run()
    press(app, "Record")
    assert says(app, "Recorded. It should fix “Missing access to a record”.")
    assert says(app, "It should fix “Missing access to a record”: expected 0.0, seen 0.")
    press(app, "Undo this aim")
    assert says(app, "Undone.") and not says(app, "It should fix “") and not says(app, "Recorded.")
    assert not any(widget.label == "Undo this aim" for widget in app.button)


def test_a_name_from_right_to_left_takes_no_digits_along(home: Path) -> None:
    name = "שמש"
    import_runs(home, *edited(name, 12))
    app = open_page(home, "changes", detail=key(home, name))
    assert says(app, f"\u2068{name}\u2069: instructions v1 → v2, 7 Oct 2026")


def test_changes_close_together_are_one_line_a_worker(home: Path) -> None:
    log = [
        change_of("ann", f"2026-10-{1 + 2 * n:02}T12:00:00Z") | {"old": f"v{n}", "new": f"v{n + 1}"}
        for n in range(12)
    ]
    import_runs(home, *edited("ann", 28), changes=log)
    told = [text for text in texts(open_page(home, "changes")) if "within three days" in text]
    assert len(told) == 1
    assert "changed 12 times, each within three days of the one before" in told[0]


AT_ONCE = "2026-11-10T09:00:00Z"


def of_one_time(**field: str) -> Runs:
    """Forty runs of Ann at one time, half with A and half with B in a field."""
    ((name, begin),) = field.items()
    return [
        {"run_id": f"r{n:02}", "worker": "Ann", "worker_id": "ann", "created_at": AT_ONCE,
         "status": "failed" if n % 4 == 0 else "completed", name: f"{begin}{'AB'[n % 2]}"}
        for n in range(40)
    ]  # fmt: skip


def test_values_without_an_order_are_no_change_and_can_be_compared(home: Path) -> None:
    import_runs(home, *of_one_time(model="m"))
    app = open_page(home, "changes")
    assert says(app, "No change is known.")
    assert says(app, "All runs of Ann stand at one time, so that of its model “mA” and “mB” none")
    (led,) = [urlsplit(link) for link in links(app) if link.startswith("/compare?")]
    assert parse_qs(led.query) == {
        "period": ["all"], "a": ["worker=ann&model=mA"], "b": ["worker=ann&model=mB"]
    }  # fmt: skip


def test_what_has_an_order_needs_no_such_sentence(home: Path) -> None:
    import_steady_runs(home)
    app = open_page(home, "changes")
    assert not says(app, "stand at one time")
    assert "Compare" not in [button.label for button in app.button]


def test_how_many_changes_may_be_called_by_chance_stands_under_the_list(
    sample: Path,
) -> None:
    assert says(read_page(sample, "changes"), "judged changes, expect fewer than one false alarm.")


def test_one_change_has_no_such_line(home: Path) -> None:
    import_steady_runs(home)
    app = open_page(home, "changes")
    assert app.title[0].value.startswith("1 change")
    assert not says(app, "by chance.")


def test_the_list_says_replaced_only_of_what_runs_show_replaced(home: Path) -> None:
    def of_model(run: dict[str, Any]) -> dict[str, Any]:
        return run | {"model": run.pop("instructions_version")}

    runs = [of_model(run) for run in forty_days("Ann")]
    import_runs(home, *runs)
    history = current(Home(home))
    assert history
    end = max(run["created_at"] for run in runs)[:10]
    record_change(Ledger(home), history, "Ann", datetime.fromisoformat(f"{end}T01:00+00:00"),
                  "model", new="v3")  # fmt: skip
    app = open_page(home, "changes")
    assert "▼ regressed" in table_with(app, "Verdict").column("Verdict")
    assert not says(app, "replaced since")


def test_values_that_take_turns_are_said_with_a_way_to_compare_them(home: Path) -> None:
    runs = [
        run | {"instructions_version": "v1" if n // 20 % 2 else "v2"}
        for n, run in enumerate(forty_days("Ann"))
    ]
    import_runs(home, *runs)
    app = open_page(home, "changes")
    assert says(app, "take turns, 19 times on 40 days")
    assert [button.proto.label for button in app.get("link_button")].count("Compare") == 1


def test_it_is_said_of_whose_instructions_no_edit_can_be_told(home: Path) -> None:
    runs = [
        {name: value for name, value in run.items() if name != "instructions_version"}
        | {"instructions_text": f"Write to customer {n}."}
        for n, run in enumerate(forty_days("Ann"))
    ]
    app = open_page(import_runs(home, *runs), "changes")
    assert says(app, f"instructions of Ann: {len(runs)} of {len(runs)} runs have a text that no")
    assert not app.get("link_button")


def test_many_values_that_take_turns_are_folded_away(home: Path) -> None:
    runs = [
        run | {"instructions_version": "v1" if n // 20 % 2 else "v2"}
        for worker in ("Ann", "Bob", "Cleo", "Dora")
        for n, run in enumerate(forty_days(worker))
    ]
    app = open_page(import_runs(home, *runs), "changes")
    (folded,) = [one for one in app.expander if "are no changes" in one.label]
    assert as_read(folded.label) == "4 settings differ from run to run, and are no changes"
    assert sum("take turns" in one.value for one in folded.caption) == 4


JOINED = (
    "v2 added “Log every reminder as a note on the customer in the CRM.” CRM is not among its "
    "tools; 49 of 374 runs failed for that after this change, none of 509 before. Smallest change: "
    "allow CRM or drop that sentence."
)


def test_a_change_leads_with_what_words_change_and_errors_say_together(sample: Path) -> None:
    said = texts(read_page(sample, "changes", detail=key(sample, "Invoice follow-up")))
    place = said.index(JOINED)
    assert "91.6 % of 509 before: 14.8 points fewer" in said[place + 1]
    assert not any("asks for the tool category" in text for text in said), "once is enough"
    assert any(
        "whose error names CRM and nothing else that the worker lacks, like “Tool category "
        '"CRM" is not enabled for this worker: crm.add_note”.' in text
        for text in said
    )


def test_where_nothing_joins_the_plain_finding_stands(sample: Path) -> None:
    for worker in ("Lead triage", "Ticket summary"):
        said = " ".join(texts(read_page(sample, "changes", detail=key(sample, worker))))
        assert "Smallest change" not in said and "Failed for that" not in said


def test_a_worker_s_page_tells_it_once(sample: Path) -> None:
    said = texts(read_page(sample, "worker", id="Invoice follow-up"))
    assert said.count(JOINED) == 1
    assert not any("asks for the tool category" in text for text in said)


def test_no_line_of_a_row_ends_within_a_number_and_what_it_counts(sample: Path) -> None:
    history = current(Home(sample))
    assert history is not None
    found = all_changes(history, ALL).listed
    parts = [[*moved(one).split(" "), *sides(one).split(" ")] for one in found]
    longest = unbroken("was 91.6 % of 1,509")
    assert max(len(part) for row in parts for part in row) <= len(longest)
    assert [unbroken(part) for part in ("(−21.9 to −7.3)", "was 91.6 % of 509")] == parts[0][1::2]
    heads = "".join(str(node.proto) for node in read_page(sample, "changes").get("html"))
    assert "\\302\\240range)" in heads or SURE in heads


@pytest.mark.parametrize(
    ("worker", "told"),
    [
        ("Supplier records", "“Missing access to a record”: 43 of 112 runs failed for that since "
         "then, 5 of 392 before. Smallest change: restore the access that it lacks."),
        ("Refund desk", "v2 added “Greet the customer by first name.” 82.7 % of 289 runs "),
        ("Refund desk", "“Month … is closed for bookings on account … of …”: 8 of 289 runs failed "
         "for that after this change, none of 336 before."),
        ("Lead triage", "“Output not in the requested form”: 3 of 345 runs failed for that after "
         "this change, 58 of 513 before."),
        ("Contract summary", "Smallest change: take one of the changes back, to see which one it "
         "was."),
    ],
)  # fmt: skip
def test_the_top_joins_the_edit_the_causes_that_moved_and_the_smallest_change(
    sample: Path, worker: str, told: str
) -> None:
    app = read_page(sample, "changes", detail=key(sample, worker))
    top = " ".join(texts(app)).split("How sure?")[0]
    assert told in top


def test_a_regression_without_a_known_lack_says_what_to_take_back(home: Path) -> None:
    texts_of = {"v1": "Read the order.", "v2": "Read the order. Be brief."}
    runs = [
        {
            "run_id": f"{side}{n}",
            "worker": "Ann",
            "status": "failed" if n % 20 < bad else "completed",
            "created_at": (NOW - timedelta(days=away - n / 20)).isoformat(),
            "task_id": f"{side}{n}",
            "error_message": "Timed out after 30 s" if n % 20 < bad else None,
            "instructions_version": side,
            "instructions_text": texts_of[side],
        }
        for side, bad, away in (("v1", 1, 28), ("v2", 10, 14))
        for n in range(260)
    ]
    import_runs(home, *runs, as_of=NOW.isoformat())
    said = " ".join(texts(open_page(home, "changes", detail=key(home, "Ann"))))
    top = said.split("How sure?")[0]
    assert (
        "v2 added “Be brief.” 50.0 % of 260 runs completed after this change, 95.0 % of 260" in top
    )
    assert "“Timed out”: 130 of 260 runs failed for that after this change, 13 of 260" in top
    assert "Smallest change: drop that sentence again." in top
