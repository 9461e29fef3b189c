"""Deciding on the pages of a cause, a change, a worker and a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard import clock
from dashboard.analysis.change import key_of
from dashboard.analysis.change_log import changes
from dashboard.analysis.changes import all_changes
from dashboard.ledger.decisions import decisions
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.sample import next_week_folder
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import as_read, open_page, texts
from tests.workspaces import import_file, import_sample

INVOICE = "Invoice follow-up"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in a workspace into which may be written."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(import_sample(tmp_path / "home")))
    return tmp_path / "home"


def changed(home: Path) -> str:
    """The key of the edit that hurt."""
    held = current(Home(home))
    assert held
    return next(
        key_of(found) for found in all_changes(held, ALL).standing if found.change.worker == INVOICE
    )


@pytest.mark.parametrize(
    ("page", "param", "named", "suggested"),
    [
        ("failures", "detail", "missing-input", "Suggested: add context."),
        ("failures", "detail", "record-access", "Suggested: restore the access that it lacks."),
        ("worker", "id", INVOICE, "Suggested: update instructions."),
        ("run", "run", "run-08788", ""),
    ],
)
def test_a_decision_is_made_where_its_evidence_stands(
    own: Path, page: str, param: str, named: str, suggested: str
) -> None:
    app = open_page(own, page, **{param: named})
    app = next(one for one in app.button if one.label == "Decide").click().run()
    assert not app.exception
    told = "\n".join(texts(app))
    assert suggested in told and "Nothing is changed yet: do it in your tool." in told
    record = next(one for one in app.button if one.label == "Record the decision")
    own_key = str(record.key).removeprefix("record-")
    app = app.button_group(key=f"action-{own_key}").set_value("pause").run()
    app.text_input(key=f"owner-{own_key}").set_value("Ann")
    app = app.button(key=f"record-{own_key}").click().run()
    (kept,) = decisions(Ledger(own).entries())
    assert (kept.action, kept.owner) == ("pause", "Ann") and kept.evidence.sentence
    said = "\n".join(texts(app))
    assert "Pause worker, somebody" in said and "owner Ann" in said
    assert "Record the decision" not in [one.label for one in app.button]
    again = open_page(own, page, **{param: named})
    assert "Pause worker, somebody" in "\n".join(texts(again))


def test_what_was_decided_about_a_change_is_done_and_becomes_one(own: Path) -> None:
    app = open_page(own, "changes", detail=changed(own))
    app = next(one for one in app.button if one.label == "Decide").click().run()
    assert "its instructions ask for what the worker lacks" in "\n".join(texts(app)).lower()
    app = next(one for one in app.button if one.label == "Record the decision").click().run()
    (kept,) = decisions(Ledger(own).entries())
    assert kept.action == "instructions" and kept.subject.change == changed(own)
    app = app.button(key=f"mark-{kept.entry}").click().run()
    assert "done 16 Nov 2026" in "\n".join(texts(app))
    held = current(Home(own))
    assert held
    (made,) = [one for one in changes(held, ALL) if one.origin == "recorded"]
    assert (made.worker, made.what) == (INVOICE, "instructions")


def test_what_was_recorded_is_said_in_the_words_of_the_decision(own: Path) -> None:
    app = open_page(own, "failures", detail="record-access")
    app = next(one for one in app.button if one.label == "Decide").click().run()
    app = next(one for one in app.button if one.label == "Record the decision").click().run()
    said = [as_read(one.value) for one in app.success]
    assert said == ["Recorded. “Missing access to a record”: restore the access that it lacks."]
    assert [as_read(one.value) for one in app.run().success] == said
    (kept,) = decisions(Ledger(own).entries())
    written = Ledger(own).entries()[-1]
    Ledger(own).append(written.kind, written.about, who="somebody else")
    assert [as_read(one.value) for one in app.run().success] == said, "with other news"
    undo(Ledger(own), kept.entry, "somebody else")
    assert not app.run().success, "what another person has taken back"


def test_one_thing_at_a_time(own: Path) -> None:
    app = open_page(own, "changes", detail=changed(own))
    app = next(one for one in app.button if one.label == "Decide").click().run()
    next(one for one in app.button if one.label == "Record the decision").click().run()
    app = open_page(own, "run", run="run-08788")
    app = next(one for one in app.button if one.label == "Decide").click().run()
    assert any("One thing at a time" in as_read(one.value) for one in app.warning)


def test_what_is_left_unchanged_asks_for_no_day_and_no_number_and_waits_for_nobody(
    own: Path,
) -> None:
    app = open_page(own, "worker", id=INVOICE)
    app = next(one for one in app.button if one.label == "Decide").click().run()
    record = next(one for one in app.button if one.label == "Record the decision")
    key = str(record.key).removeprefix("record-")
    assert app.text_input(key=f"owner-{key}") and "Due" in [one.label for one in app.date_input]
    app = app.button_group(key=f"action-{key}").set_value("unchanged").run()
    assert "Due" not in [one.label for one in app.date_input] and not app.number_input
    app = app.button(key=f"record-{key}").click().run()
    (kept,) = decisions(Ledger(own).entries())
    assert (kept.action, kept.due, kept.expected) == ("unchanged", None, None)
    assert "Mark it done" not in [one.label for one in app.button]
    review = "\n".join(texts(open_page(own, "review")))
    assert "1 decision: 1 left unchanged." in review and "not done yet" not in review


def test_what_is_done_later_than_the_newest_data_is_of_that_day_and_too_early(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.NAME, "2026-11-28T10:00+00:00")
    app = open_page(own, "changes", detail=changed(own))
    app = next(one for one in app.button if one.label == "Decide").click().run()
    days = {one.label: one.value for one in app.date_input}
    assert (days["Due"], days["By"]) == (date(2026, 12, 5), date(2026, 12, 26))
    app = next(one for one in app.button if one.label == "Record the decision").click().run()
    (kept,) = decisions(Ledger(own).entries())
    assert "The newest data is of 16 Nov 2026: what comes of it" in "\n".join(texts(app))
    app = app.button(key=f"mark-{kept.entry}").click().run()
    assert "done 28 Nov 2026" in "\n".join(texts(app))
    for _ in range(2):  # also once the week before that day is there
        review = "\n".join(texts(open_page(own, "review")))
        assert "1 decision: 1 too early to say." in review
        import_file(own, next_week_folder())


def test_what_was_done_on_the_last_day_of_the_data_is_at_its_end_whatever_day_it_is(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.NAME, "2026-11-28T10:00+00:00")
    app = open_page(own, "changes", detail=changed(own))
    app = next(one for one in app.button if one.label == "Decide").click().run()
    app = next(one for one in app.button if one.label == "Record the decision").click().run()
    (kept,) = decisions(Ledger(own).entries())
    app.date_input(key=f"day-{kept.entry}").set_value(date(2026, 11, 16))
    app.button(key=f"mark-{kept.entry}").click().run()
    (kept,) = decisions(Ledger(own).entries())
    held = current(Home(own))
    assert held and kept.done and kept.done.at == held.about.now
