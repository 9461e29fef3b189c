"""Decisions: what is kept, what is refused, and that each is written once whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.analysis.change_log import changes
from dashboard.deciding import By, Draft, decide, finish, postpone
from dashboard.errors import FilterInvalid, LedgerUnusable, NotFound
from dashboard.ledger.checklist import Answered
from dashboard.ledger.decisions import (
    OF_CAUSE,
    Expectation,
    Subject,
    decisions,
    postponed,
)
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.recording import Made
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.decisions import evidence_of
from tests.workspaces import FIRST, import_runs, import_steady_runs, steady_runs

ANN = Subject(worker_id="ann", cause="record-access")
UPDATE = Draft("instructions", reason="it asks for too much", owner="Bo", due=date(2026, 11, 20))
SEEN = Evidence("7 of 28 failed", runs=28, failed=7)
AT = FIRST + timedelta(days=27)
FEWER = Expectation(OF_CAUSE, 7, 1, date(2026, 12, 1))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return import_steady_runs(tmp_path / "home")


def reading(home: Path) -> History:
    history = current(Home(home))
    assert history
    return history


def made(home: Path, subject: Subject = ANN, draft: Draft = UPDATE, by: By | None = None) -> bool:
    return decide(Ledger(home), reading(home), subject, draft, SEEN, by or By("Kim"))


def test_a_decision_is_kept_with_its_evidence_whatever_is_loaded_later(home: Path) -> None:
    evidence = evidence_of(reading(home), ALL, ANN)
    assert evidence.failed and evidence.sentence.startswith(f"{evidence.failed} runs of Ann failed")
    draft = replace(UPDATE, expected=FEWER)
    assert decide(Ledger(home), reading(home), ANN, draft, evidence, By("Kim"))
    import_runs(home, *steady_runs(30), name="more.json")
    (kept,) = decisions(Ledger(home).entries())
    assert (kept.action, kept.owner, kept.due) == ("instructions", "Bo", date(2026, 11, 20))
    assert (kept.who, kept.expected, kept.done) == ("Kim", FEWER, None)
    assert kept.evidence == evidence
    assert kept.subject.worker_id == "ann" and kept.subject.templates


def test_what_is_decided_changes_no_answer_until_it_is_a_change(home: Path) -> None:
    before = reading(home)
    assert made(home)
    assert postpone(Ledger(home), before, ANN, date(2026, 12, 1), "later", SEEN, By())
    assert reading(home) is before
    assert finish(Ledger(home), before, 1, AT, By("Kim"))
    assert reading(home) is before
    assert undo(Ledger(home), 3)
    assert finish(Ledger(home), before, 1, AT, By("Kim"), Made("Ann", "instructions", new="v2"))
    (change,) = [one for one in changes(reading(home), ALL) if one.origin == "recorded"]
    assert (change.worker_id, change.at, change.what, change.new) == (
        "ann",
        AT,
        "instructions",
        "v2",
    )
    assert change.note == UPDATE.reason and change.cause is None
    (kept,) = decisions(Ledger(home).entries())
    assert kept.done and kept.done.changed and kept.done.entry == change.entry
    assert undo(Ledger(home), kept.done.entry)
    assert reading(home).identity == before.identity or not [
        one for one in changes(reading(home), ALL) if one.origin == "recorded"
    ]
    assert decisions(Ledger(home).entries())[0].done is None


def test_a_cause_of_which_nothing_is_expected_any_more_should_be_fixed_by_it(home: Path) -> None:
    assert made(home, draft=replace(UPDATE, expected=replace(FEWER, after=0)))
    finish(Ledger(home), reading(home), 1, AT, By(), Made("ann", "instructions", new="v2"))
    (change,) = [one for one in changes(reading(home), ALL) if one.origin == "recorded"]
    assert change.cause == "record-access"


def test_a_form_that_is_sent_twice_is_written_once_also_after_it_was_taken_back(
    home: Path,
) -> None:
    by = By("Kim", "form 1")
    assert made(home, by=by) and not made(home, by=by)
    assert not made(home, draft=replace(UPDATE, reason="retyped"), by=by)
    assert undo(Ledger(home), 1) and not made(home, by=by)
    assert made(home, by=By("Kim", "form 2"))


def test_two_people_may_decide_alike_and_one_person_once(home: Path) -> None:
    assert made(home) and not made(home)
    assert made(home, by=By("Lee"))
    assert [one.who for one in decisions(Ledger(home).entries())] == ["Kim", "Lee"]


def test_a_name_is_the_same_with_blanks_about_it(home: Path) -> None:
    assert made(home, by=By("Kim")) and not made(home, by=By(" Kim "))
    assert made(home, by=By("Kim  Lee")) and not made(home, by=By("Kim Lee\n"))
    assert [one.who for one in decisions(Ledger(home).entries())] == ["Kim", "Kim Lee"]
    Ledger(home).append("judgement", {}, who=" Lee ")
    assert Ledger(home).entries()[-1].who == "Lee"


def test_what_was_decided_before_there_were_checklists_is_the_same_now(home: Path) -> None:
    assert made(home)
    (entry,) = Ledger(home).entries()
    old = {name: one for name, one in entry.about.items() if name not in ("checklist", "items")}
    assert undo(Ledger(home), 1)
    assert Ledger(home).append(entry.kind, old, who="Kim")
    by_data = (Answered("format", "yes", "They say: “a table”"), Answered("pause", "unknown"))
    assert not made(home, draft=replace(UPDATE, checklist=by_data))
    assert made(home, draft=replace(UPDATE, checklist=(Answered("pause", "yes"),)))


def test_done_is_said_once_and_of_a_decision_that_stands(home: Path) -> None:
    history, ledger = reading(home), Ledger(home)
    assert made(home)
    assert finish(ledger, history, 1, AT, By("Kim")) and not finish(
        ledger, history, 1, AT, By("Lee")
    )
    assert undo(ledger, 1)
    with pytest.raises(NotFound, match="decision 1"):
        finish(ledger, history, 1, AT, By())


@pytest.mark.parametrize(
    ("subject", "draft", "error"),
    [
        (Subject(), UPDATE, FilterInvalid),
        (Subject(worker_id="Zoe"), UPDATE, NotFound),
        (Subject(cause="moon"), UPDATE, NotFound),
        (Subject(runs=("Ann-0-0", "no such run")), UPDATE, NotFound),
        (ANN, Draft("dance"), FilterInvalid),
        (ANN, Draft("other"), FilterInvalid),
        (ANN, replace(UPDATE, reason="x" * 3_000), FilterInvalid),
        (ANN, replace(UPDATE, expected=replace(FEWER, after=-1)), FilterInvalid),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_written(
    home: Path, subject: Subject, draft: Draft, error: type[Exception]
) -> None:
    with pytest.raises(error):
        made(home, subject, draft)
    assert not Ledger(home).entries()


def test_postponing_takes_a_reason_and_a_decision_a_ledger_that_takes_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, history = Ledger(home), reading(home)
    with pytest.raises(FilterInvalid, match="reason"):
        postpone(ledger, history, ANN, date(2026, 12, 1), " ", SEEN, By())
    assert postpone(ledger, history, ANN, date(2026, 12, 1), "wait for IT", SEEN, By("Kim"))
    (kept,) = postponed(ledger.entries())
    assert (kept.until, kept.reason, kept.who) == (date(2026, 12, 1), "wait for IT", "Kim")
    monkeypatch.setattr("dashboard.ledger.entries.add", _full)
    with pytest.raises(LedgerUnusable, match="Nothing was recorded"):
        made(home)


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from dashboard.deciding import By, Draft, decide
from dashboard.ledger.decisions import Subject
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger

home, shown = Path(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
chance, subject = random.Random(14), Subject(items=("a finding",))

def save(token):
    draft = Draft("pause", reason=token)
    decide(Ledger(home), None, subject, draft, Evidence("so"), By(form=token))
    os.write(shown, (token + "\\n").encode())

def child(round_, who):
    # The form that was on the screen when the one before was killed is sent again.
    save(f"{round_ - 1} {who} 0")
    for n in range(1000):
        save(f"{round_} {who} {n}")

for round_ in range(1, 26):
    children = []
    for who in "ab":
        pid = os.fork()
        if not pid:
            child(round_, who)
        children.append(pid)
    time.sleep(chance.uniform(0.005, 0.12))
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_fifty_kills_leave_each_decision_that_was_shown_as_saved_there_once(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "home"), str(shown)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kept = Counter(one.reason for one in decisions(Ledger(tmp_path / "home").entries()))
    saved = set(shown.read_text().split("\n")) - {""}
    assert len(saved) > 25 and saved <= kept.keys()
    assert set(kept.values()) == {1}
