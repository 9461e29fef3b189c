"""What people found of what a run created, and that runs are cleaned up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.clearance import left_by
from dashboard.analysis.headline import headline
from dashboard.clearing import Look, clean_up, look_up
from dashboard.deciding import By
from dashboard.errors import FilterInvalid, LedgerUnusable, NotFound
from dashboard.ledger.clearances import CLEANED, LOOKED, cleaned_up, looked_up
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.looked_up import looked_up_line, looked_up_sentence
from tests.workspaces import import_runs

FAILED = {"run_id": "a", "status": "failed", "task_id": "t", "error_message": "HTTP 504"}
IN_TASK = Look("the task", "nothing")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(import_runs(tmp_path / "home", FAILED, {"run_id": "b"}))


def now(home: Home) -> History:
    held = current(home)
    assert held
    return held


def state(home: Home, run_id: str = "a") -> str:
    return left_by(now(home), run_id)


def look(home: Home, finding: Look = IN_TASK, who: str = "Kim", form: str = "") -> bool:
    by = By(who, form)
    return look_up(Ledger(home.path), now(home), "a", finding, state(home), by)


def told(home: Home) -> str:
    return looked_up_sentence(looked_up(Ledger(home.path).entries(), "a"), state(home))


def test_what_was_found_holds_until_the_run_changes(home: Home) -> None:
    assert told(home) == ""
    assert look(home) and not look(home), "once"
    assert told(home) == "Somebody looked in 1 place and found nothing."
    import_runs(home.path, {"run_id": "other"}, name="more.json")
    assert told(home) == "Somebody looked in 1 place and found nothing.", "another task"
    import_runs(
        home.path,
        FAILED | {"comment_preview": "half"},
        name="later.json",
        as_of="2026-11-20T00:00:00Z",
    )
    assert told(home) == "It was looked up before, but has changed since: look again."
    (held,) = looked_up(Ledger(home.path).entries(), "a")
    assert looked_up_line(held, state(home), "UTC").endswith("has changed since: look again")
    assert look(home), "it is looked up anew"
    assert told(home) == "Somebody looked in 1 place and found nothing."


def test_a_retry_of_its_task_changes_it_too(home: Home) -> None:
    look(home)
    again = FAILED | {"run_id": "c", "created_at": "2026-11-16T10:00:00Z"}
    import_runs(home.path, again, name="retry.json")
    assert told(home) == "It was looked up before, but has changed since: look again."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (("nothing", "something"), "found something that it created"),
        (("nothing", "unclear"), "could not tell"),
        (("nothing", "nothing"), "in 2 places and found nothing"),
    ],
)
def test_the_gravest_finding_is_told(home: Home, found: tuple[str, ...], words: str) -> None:
    for n, one in enumerate(found):
        look(home, Look(f"place {n}", one))
    assert words in told(home)


def test_what_says_nothing_is_refused(home: Home) -> None:
    for finding in (Look(" ", "nothing"), Look("task", "?"), Look("x" * 9999, "nothing")):
        with pytest.raises(FilterInvalid):
            look(home, finding)
    with pytest.raises(NotFound):
        look_up(Ledger(home.path), now(home), "gone", IN_TASK, "", By())
    with pytest.raises(FilterInvalid):
        clean_up(Ledger(home.path), now(home), ["a"], "perhaps", "yes", By())
    with pytest.raises(NotFound):
        clean_up(Ledger(home.path), now(home), ["a", "gone"], "yes", "yes", By())
    assert not Ledger(home.path).entries()


def test_runs_are_cleaned_up_at_once_and_a_form_counts_once(home: Home) -> None:
    def done(*ids: str, cleaned: str = "yes", form: str = "") -> bool:
        return clean_up(Ledger(home.path), now(home), ids, cleaned, "no", By("Kim", form))

    assert done("a", form="one") and not done("a", form="one")
    assert done("a", "b")
    entries = Ledger(home.path).entries()
    assert entries[-1].about["runs"] == ["b"], "of a it is said already"
    assert done("a", cleaned="no", form="two") and not done("a", form="one"), "a reload"
    held = {run_id: one.cleaned for run_id, one in cleaned_up(Ledger(home.path).entries()).items()}
    assert held == {"a": "no", "b": "yes"}


@pytest.mark.parametrize(
    ("later", "holds"),
    [
        (FAILED, True),
        ({"run_id": "other", "task_id": "u"}, True),
        (FAILED | {"comment_preview": "half"}, False),
        (FAILED | {"effects_state": "created"}, False),
        (FAILED | {"run_id": "again", "created_at": "2026-11-16T10:00:00Z"}, False),
        ({"run_id": "again", "retry_of": "a", "comment_preview": "twice"}, False),
    ],
)
def test_that_a_run_is_cleaned_up_holds_until_it_changes(
    home: Home, later: dict[str, Any], holds: bool
) -> None:
    def done() -> bool:
        return clean_up(Ledger(home.path), now(home), ["a", "b"], "yes", "yes", By("Kim"))

    assert done()
    import_runs(home.path, later, name="later.json", as_of="2026-11-20T00:00:00Z")
    held = now(home).cleaned
    assert (held["a"].holds, held["b"].holds) == (holds, True)
    assert done() is not holds, "what changed can be cleaned up anew"
    assert now(home).cleaned["a"].holds and not done()


@pytest.mark.parametrize(
    ("later", "holds"),
    [
        (FAILED, True),
        (FAILED | {"model": "another", "task_title": "renamed"}, True),
        (FAILED | {"comment_preview": "half"}, False),
        (FAILED | {"run_id": "again", "created_at": "2026-11-16T10:00:00Z"}, False),
    ],
)
def test_the_page_of_a_run_and_the_filter_agree_on_how_long_a_finding_holds(
    home: Home, later: dict[str, Any], holds: bool
) -> None:
    look(home)
    import_runs(home.path, later, name="later.json", as_of="2026-11-20T00:00:00Z")
    chosen = headline(now(home), ALL.choosing("looked-at", ["looked up"])).runs
    assert (chosen, "found nothing" in told(home)) == (int(holds), holds)


def test_a_word_of_an_older_version_holds(home: Home) -> None:
    Ledger(home.path).append(CLEANED, {"runs": ["a", "gone"], "cleaned": "yes", "told": "no"})
    assert {run_id: one.holds for run_id, one in now(home).cleaned.items()} == {
        "a": True, "gone": True,
    }  # fmt: skip


def test_what_another_said_meanwhile_can_be_said_otherwise_again(home: Home) -> None:
    for who, cleaned in (("Kim", "yes"), ("Lee", "no"), ("Kim", "yes")):
        ids = ["a", "b"]
        assert clean_up(Ledger(home.path), now(home), ids, cleaned, "no", By(who)), (who, cleaned)
        assert not clean_up(Ledger(home.path), now(home), ids, cleaned, "no", By(who)), "once"
    assert {one.cleaned for one in cleaned_up(Ledger(home.path).entries()).values()} == {"yes"}


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        (LOOKED, {"run": "a"}),
        (CLEANED, {"runs": ["a"], "cleaned": "?", "told": "no"}),
        (CLEANED, {}),
    ],
)
def test_what_is_not_understood_is_told(home: Home, kind: str, about: dict[str, Any]) -> None:
    Ledger(home.path).append(kind, about)
    with pytest.raises(LedgerUnusable, match="Entry 1 "):
        current(home)
