"""Judging on the page of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.ledger.judgements import judgements
from dashboard.ledger.ledger import Ledger
from tests.app_pages.opening import as_read, open_page, texts
from tests.workspaces import import_runs

HOSTILE = "![x](http://127.0.0.1/p.png) :red[Ann]"


def test_a_run_is_judged_and_the_next_person_sees_it(home: Path) -> None:
    import_runs(home, {"run_id": "a"}, {"run_id": "b", "status": "running"})
    app = open_page(home, "run", run="a")
    app = app.text_input(key="who").set_value(HOSTILE).run()
    app = app.button(key="judge-bad-a").click().run()
    app = app.button(key="judge-input-a").click().run()
    (said,) = judgements(Ledger(home).entries())
    assert (said.verdict, said.why, said.who) == ("bad", "input", HOSTILE)
    again = open_page(home, "run", run="a")
    told = [as_read(text) for text in texts(again)]
    assert any(text.startswith(f"Bad, the input was incomplete: {HOSTILE}, ") for text in told)
    assert "unjudge-a" not in [one.key for one in again.button], "it is another’s"
    assert app.button(key="unjudge-a").label == "Undo", "as wherever one's own words are taken back"
    app = app.button(key="unjudge-a").click().run()
    assert judgements(Ledger(home).entries()) == ()
    assert not any("incomplete" in as_read(text) for text in texts(open_page(home, "run", run="a")))


def test_what_a_run_wrote_stands_beside_the_keys(home: Path) -> None:
    import_runs(home, {"run_id": "a", "comment_preview": HOSTILE}, {"run_id": "b"})
    app = open_page(home, "run", run="a")
    assert app.code[0].value == HOSTILE, "first of all texts, in the box of the keys"
    without = texts(open_page(home, "run", run="b"))
    assert any("shows no output of this run" in text for text in without)


def test_an_unfinished_run_is_not_judged(home: Path) -> None:
    import_runs(home, {"run_id": "b", "status": "running"})
    assert "judge-good-b" not in [one.key for one in open_page(home, "run", run="b").button]


@pytest.mark.parametrize("status", ["running", "failed", "completed", "cancelled"])
def test_who_decides_about_a_run_can_say_their_name(home: Path, status: str) -> None:
    import_runs(home, {"run_id": "b", "status": status})
    app = open_page(home, "run", run="b")
    app = next(one for one in app.button if one.label == "Decide").click().run()
    assert not app.exception
    assert [one.key for one in app.text_input].count("who") == 1
