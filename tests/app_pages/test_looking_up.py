"""Who looked where and found what, and what is cleaned up, on the page of a run."""

from __future__ import annotations

from pathlib import Path

from dashboard.ledger.clearances import CLEANED, LOOKED, cleaned_up, looked_up
from dashboard.ledger.ledger import Ledger
from tests.app_pages.opening import as_read, open_page, table_with, texts
from tests.workspaces import import_runs

HOSTILE = "[mail](javascript:alert(1)) :red[x]"


def told(home: Path, run_id: str) -> str:
    return "\n".join(as_read(text) for text in texts(open_page(home, "run", run=run_id)))


def test_a_failed_run_is_looked_up_and_that_is_taken_back(home: Path) -> None:
    import_runs(home, {"run_id": "a", "status": "failed"})
    app = open_page(home, "run", run="a")
    app.text_input(key="place-a").set_value(HOSTILE)
    app = app.button(key="look-a").click().run()
    assert "Say whether you found something or nothing" in as_read(app.warning[0].value)
    assert not Ledger(home).entries(), "nothing is assumed"
    app.selectbox(key="found-a").set_value("something")
    app = app.button(key="look-a").click().run()
    assert not app.exception
    (found,) = looked_up(Ledger(home).entries(), "a")
    assert (found.place, found.found) == (HOSTILE, "something")
    said = told(home, "a")
    assert "Somebody looked and found something that it created" in said
    assert f"{HOSTILE}: something found. somebody, " in said
    app = app.button(key=f"undo-look-{found.entry}").click().run()
    assert "something found" not in told(home, "a")


def test_runs_like_one_are_cleaned_up_together(home: Path) -> None:
    error = {"status": "failed", "error_message": "HTTP 504", "worker_id": "w"}
    import_runs(home, *({"run_id": str(n)} | error for n in range(3)))
    app = open_page(home, "run", run="0", like="cause")
    assert "Cleaned up: 0 of 3 runs." in "\n".join(texts(app))
    button = next(one for one in app.button if one.label == "Record it for all")
    app = button.click().run()
    assert "Is it done?" in as_read(app.warning[0].value) and not Ledger(home).entries(), (
        "nothing is assumed"
    )
    app.selectbox(key="cleaned-2").set_value("yes")
    app.selectbox(key="told-2").set_value("yes")
    app = next(one for one in app.button if one.label == "Record it for all").click().run()
    assert not app.exception
    held = cleaned_up(Ledger(home).entries())
    assert {run_id: (one.cleaned, one.told) for run_id, one in held.items()} == {
        str(n): ("yes", "yes") for n in range(3)
    }
    assert "Cleaned up: 3 of 3 runs. Customer told: 3 of 3 runs." in "\n".join(texts(app))
    assert "3 runs. Cleaned up: yes, customer told: yes. somebody, " in "\n".join(texts(app))
    column = table_with(app, "Cleaned up").column("Cleaned up")
    assert len(column) == 3 and all(one.startswith("Cleaned up: yes") for one in column)
    assert "1 of 3 runs. Cleaned up: yes, customer told: yes." in told(home, "1")
    entry = held["0"].entry
    app = app.button(key=f"undo-clean-{entry}").click().run()
    assert not app.exception and not cleaned_up(Ledger(home).entries())
    assert "Nobody said yet whether it is cleaned up." in told(home, "1")


def test_what_others_said_is_theirs_to_take_back(home: Path) -> None:
    error = {"status": "failed", "error_message": "HTTP 504", "worker_id": "w"}
    import_runs(home, *({"run_id": str(n)} | error for n in range(3)))
    look = {"run": "0", "place": "CRM", "found": "something", "note": "", "state": ""}
    clean = {"cleaned": "yes", "told": "yes"}
    for who, runs in (("Kim", ["0", "1", "2"]), ("", ["0", "1"])):
        Ledger(home).append(LOOKED, look, who=who)
        Ledger(home).append(CLEANED, clean | {"runs": runs}, who=who)
    app = open_page(home, "run", run="0")
    assert [one.label for one in app.button if one.label.startswith("Undo")] == [
        "Undo",
        "Undo for 2 runs",
    ]
    app = open_page(home, "run", run="2")
    assert "Kim" in "\n".join(texts(app))
    assert not [one.label for one in app.button if one.label.startswith("Undo")]


def test_the_period_of_runs_like_one_stands_in_the_heading(home: Path) -> None:
    error = {"status": "failed", "error_message": "HTTP 504", "worker_id": "w"}
    days = ("2026-10-20", "2026-11-10", "2026-11-11", "2026-11-17")
    import_runs(home, *({"run_id": day, "created_at": f"{day}T09:00:00Z"} | error for day in days))
    one = open_page(home, "run", run="2026-11-10", like="cause", week="2026-W46")
    (heading,) = [text for text in texts(one) if text.startswith("2 runs of w: ")]
    assert heading.endswith(", 9–15 Nov 2026")
