"""The page Changes: what came after changes, and recording one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.analysis.change import key_of
from dashboard.analysis.changes import all_changes
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters import ALL
from dashboard.store.history import current
from dashboard.store.home import Home
from tests.app_pages.opening import open_page, texts
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text, steady_runs


def says(app: AppTest, text: str) -> bool:
    return any(text in said for said in texts(app))


def press(app: AppTest, label: str) -> AppTest:
    return next(it for it in app.button if it.label == label).click().run()


def box(app: AppTest, label: str) -> AppTest:
    return next(it for it in (*app.selectbox, *app.text_input, *app.text_area) if it.label == label)


def day(app: AppTest) -> AppTest:
    return next(it for it in app.date_input if it.label == "Day")


def key(home: Path, worker: str) -> str:
    history = current(Home(home))
    assert history
    found = all_changes(history, ALL).impacts
    return key_of(next(it for it in found if it.change.worker == worker))


def test_the_sample_s_changes_are_listed_worst_first(sample: Path) -> None:
    app = open_page(sample, "changes")
    assert says(app, "10 changes and 1 shift that no edit explains: 2 regressed, 1 improved.")
    table = app.dataframe[0].value.replace("\u00a0", " ", regex=True)
    assert list(table["Worker"])[:2] == ["Invoice follow-up", "Supplier records"]
    assert list(table["Worker"])[-1] == "Lead triage"
    assert table["What"][0] == "26 Oct: instructions v1 → v2"
    assert table["What"][1] == "about 8 Nov: no edit recorded"
    assert table["Note"][2] == "the model changed too"
    assert "15 Oct: instructions v2 → v3, white space only" in list(table["What"])
    assert says(app, "hold back the model until there is a verdict")


def test_a_change_says_what_came_after_it_and_how_sure_that_is(sample: Path) -> None:
    app = open_page(sample, "changes", detail=key(sample, "Invoice follow-up"))
    for text in (
        "Invoice follow-up: instructions v1 → v2, Mon 26 Oct", "▼ regressed",
        "14.8 points fewer succeeded after this change: 76.7 % of 374, 91.6 % of 509 before.",
        "287 of 374 succeeded; unchanged, we would expect", "How sure?", "Newcombe’s interval",
        "so that looking every day until something shows does not make something show",
        "Which runs came just before and just after?", "Which causes moved?",
        "0 → 49, +13.1 points, unlikely to be chance",
        "Which runs worked before and failed after this change?",
        "+ 5. Log every reminder as a note on the customer in the CRM.",
        "To see ±10 points with this worker’s traffic takes about",
        "runs show what came after it, not what caused it",
    ):  # fmt: skip
        assert says(app, text), text
    assert not any("because of this change" in it or "caused by" in it for it in texts(app))


def test_different_kinds_of_work_are_told_with_both_differences(sample: Path) -> None:
    app = open_page(sample, "changes", detail=key(sample, "Refund desk"))
    assert says(app, "but on different kinds of work: 0.3 points fewer within each kind")
    assert says(app, "They differ because the kinds of work changed")
    assert says(app, "disputed refund")


def test_a_shift_offers_to_record_what_happened(sample: Path) -> None:
    app = open_page(sample, "changes", detail=key(sample, "Supplier records"))
    assert says(app, "Supplier records: no edit recorded, about Sun 8 Nov")
    assert box(app, "Worker").value == "Supplier records"
    assert day(app).value == date(2026, 11, 8)


def test_white_space_only_is_said(sample: Path) -> None:
    app = open_page(sample, "changes", detail=key(sample, "Applicant mail"))
    assert says(app, "White space only: no word differs.")


def test_a_change_is_recorded_judged_and_taken_back(home: Path) -> None:
    app = open_page(import_runs(home, *steady_runs()), "changes", worker="bob")
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
    assert says(app, "Bob: instructions → shorter, Mon 19 Oct")
    assert says(app, "as many completed after this change: 100.0 % of 56, 100.0 % of 56 before.")
    assert says(app, "It should fix “Missing access to a record”: expected 0.0, seen 0.")
    press(app, "Undo this record")
    assert says(app, "1 change: none with a clear effect."), "Cleo’s"
    assert says(app, "Undone. Bob: instructions → shorter, Mon 19 Oct.")
    assert not says(app, "Recorded.")
    assert list(app.dataframe[0].value["Worker"]) == ["Cleo"]


def test_runs_that_still_have_the_old_value_are_told(home: Path) -> None:
    import_runs(home, *steady_runs(), changes=[
        {"worker_id": "bob", "changed_at": "2026-10-19T08:00:00Z", "what": "instructions",
         "old": "v1", "new": "v2"},
    ])  # fmt: skip
    app = open_page(home, "changes", detail=key(home, "Bob"))
    assert says(app, "None of the 56 runs since had the new value: they still had the old one.")
    assert says(app, "56 runs were created after the change with the old value and left out.")


def test_a_record_without_a_worker_is_refused_in_words(home: Path) -> None:
    app = open_page(import_run_list(home), "changes")
    assert says(app, "Your export doesn't say when instructions changed")
    press(app, "Record the change")
    assert says(app, "Choose the worker that was changed.")
    assert not Ledger(home).entries()


def test_few_rows_and_unknown_links_do_no_harm(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    app = open_page(home, "changes")
    assert says(app, "No change is known.") and says(app, "doesn't name workers")
    for detail in ("nonsense", "2026-10-26T09:36:00+00:00 Nobody", "  "):
        assert not open_page(home, "changes", detail=detail).exception


def test_who_got_worse_stands_on_trends_and_workers(sample: Path) -> None:
    told = "Worse in Mon 9 Nov to Sun 15 Nov than in the 4 weeks before, unlikely to be chance"
    for page in ("trends", "worker"):
        app = open_page(sample, page)
        assert says(app, told) and says(app, "Supplier records: 38 failed, usually 6.0")
