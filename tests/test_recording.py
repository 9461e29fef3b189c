"""Recording changes: what is kept, what is refused, and what it changes elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.asked import asked_in_vain
from dashboard.analysis.causes import causes
from dashboard.analysis.change import change, key_of
from dashboard.analysis.change_log import changes
from dashboard.analysis.changes import all_changes
from dashboard.analysis.edits import edits
from dashboard.analysis.lifecycle import CAME_BACK
from dashboard.analysis.verdict import NOT_ENOUGH
from dashboard.cli import main
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.changes import RECORDED
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.recording import aim, record_change
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import open_page, texts
from tests.workspaces import FIRST, import_runs, import_steady_runs, steady_runs

AT = FIRST + timedelta(days=20, hours=1)
LATER = datetime(2199, 1, 1, tzinfo=UTC)
BEFORE_THE_WEEK = FIRST + timedelta(days=10)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return import_steady_runs(tmp_path / "home")


def reading(home: Path) -> History:
    history = current(Home(home))
    assert history
    return history


def record(home: Path, worker: str = "Ann", what: str = "instructions", **about: Any) -> bool:
    at = about.pop("at", AT)
    return record_change(Ledger(home), reading(home), worker, at, what, **about)


def recorded(home: Path) -> list[Any]:
    return [change for change in changes(reading(home), ALL) if change.origin == "recorded"]


def test_a_recorded_change_is_listed_and_stays(home: Path) -> None:
    assert record(home, old="v1", new="v2", note="asked for by sales", who="Kim")
    (found,) = recorded(home)
    assert (found.worker_id, found.worker, found.at) == ("ann", "Ann", AT)
    assert (found.what, found.old, found.new) == ("instructions", "v1", "v2")
    assert (found.author, found.note) == ("Kim", "asked for by sales")
    import_runs(home, *steady_runs(30), name="more.json")
    assert [change.at for change in recorded(home)] == [AT]


def test_recording_twice_records_once(home: Path) -> None:
    assert record(home, new="v2")
    assert not record(home, new="v2")
    assert record(home, new="v3")
    assert len(recorded(home)) == 2


def test_a_worker_is_named_by_its_id_or_its_name(home: Path) -> None:
    assert record(home, "ann") and record(home, "Bob")
    assert {change.worker_id for change in recorded(home)} == {"ann", "bob"}


@pytest.mark.parametrize(
    ("about", "error", "said"),
    [
        ({"worker": "Nobody"}, NotFound, "Nobody"),
        ({"what": "mood"}, FilterInvalid, "mood"),
        ({"cause": "no such cause"}, NotFound, "no such cause"),
        ({"at": datetime(2026, 10, 25)}, FilterInvalid, "zone"),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, FilterInvalid, "1 is no year of a change"),
        ({"old": "v1", "new": " v1 "}, FilterInvalid, "new value are the same"),
        ({"old_text": "same", "new_text": "same"}, FilterInvalid, "same"),
        ({"what": "model", "new_text": "Be brief."}, FilterInvalid, "changed is the model"),
        ({"new": "x" * 201}, FilterInvalid, "new value is longer than 200"),
        ({"new_text": "x" * 100_001}, FilterInvalid, "100,000"),
    ],
)
def test_what_is_no_change_is_refused(
    home: Path, about: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as refused:
        record(home, **about)
    assert refused.value.remedy
    assert not [entry for entry in Ledger(home).entries() if entry.kind == RECORDED]


def test_a_change_recorded_where_the_runs_turn_is_the_same_change(home: Path) -> None:
    derived = next(change for change in changes(reading(home), ALL) if change.origin == "derived")
    assert derived.worker == "Cleo"
    record(home, "Cleo", at=derived.at - timedelta(hours=3), old="v1", new="v2")
    (found,) = [change for change in changes(reading(home), ALL) if change.worker == "Cleo"]
    assert found.origin == "recorded"


def test_how_near_a_record_of_a_change_that_the_log_knows_may_lie(tmp_path: Path) -> None:
    """Within a week, if it names the value that was turned to; else within a day. One worker per
    line, changed on the 20th day."""
    apart = (
        (timedelta(days=-7), "small", True), (timedelta(days=7), "small", True),
        (timedelta(days=-8), "small", False), (timedelta(days=8), "small", False),
        (timedelta(days=-1), "", True), (timedelta(days=1), "", True),
        (timedelta(hours=-25), "", False), (timedelta(hours=25), "", False),
        (timedelta(days=1), "another", False),
    )  # fmt: skip
    logged = [
        {"worker_id": f"w{n}", "what": "model", "old": "large", "new": "small",
         "changed_at": AT.isoformat()}
        for n in range(len(apart))
    ]  # fmt: skip
    ran = [
        {"run_id": f"r{n}", "worker_id": f"w{n}", "created_at": FIRST.isoformat()}
        for n in range(len(apart))
    ]
    home = import_runs(tmp_path / "other", *ran, changes=logged)
    for n, (by, new, _) in enumerate(apart):
        assert record(home, f"w{n}", "model", at=AT + by, new=new)
    found = Counter(change.worker_id for change in changes(reading(home), ALL))
    assert [found[f"w{n}"] == 1 for n in range(len(apart))] == [same for *_, same in apart]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-3, ["active → paused"]),
        (0.5, ["active → paused"]),
        (5, ["active → paused", "None → paused"]),
    ],
)
def test_a_pause_that_the_runs_show_for_days_stays_where_another_is_recorded(
    tmp_path: Path, days: float, told: list[str]
) -> None:
    """The runs show it from the tenth day on, after a weekend without any; what ran between the two
    is on a side of both."""
    shown = FIRST + timedelta(days=10)
    ran = [
        {"run_id": f"{day}-{n}", "worker_id": "Ann", "worker": "Ann", "status": "completed",
         "created_at": (FIRST + timedelta(days=day, hours=n)).isoformat(),
         "worker_status": "active" if day < 10 else "paused"}
        for day in (*range(7), *range(10, 14)) for n in range(8)
    ]  # fmt: skip
    home = import_runs(tmp_path / "other", *ran)
    assert record(home, "Ann", "status", at=shown + timedelta(days=days), new="paused")
    found = changes(reading(home), ALL)
    assert [f"{one.old} → {one.new}" for one in found] == told
    if len(told) > 1:
        judged = all_changes(reading(home), ALL).listed
        first, second = sorted(judged, key=lambda one: one.change.at)
        assert first.change.at == shown
        sides = [(one.sides.before.n, one.sides.after.n) for one in (first, second)]
        assert sides == [(56, 32), (32, 0)]


def test_undoing_takes_it_back(home: Path) -> None:
    record(home, new="v2")
    (found,) = recorded(home)
    assert found.entry is not None
    assert undo(Ledger(home), found.entry)
    assert recorded(home) == []
    assert not undo(Ledger(home), found.entry)
    assert record(home, new="v2") and len(recorded(home)) == 1


def test_a_cause_that_a_change_should_fix_and_that_is_seen_after_it_came_back(home: Path) -> None:
    (before,) = causes(reading(home), ALL).rows
    assert before.state != CAME_BACK
    record(home, "Bob", at=BEFORE_THE_WEEK, cause=before.cause.key)
    (other,) = causes(reading(home), ALL).rows
    assert other.state == before.state, "Ann fails by it, and Bob was changed"
    record(home, "Ann", at=BEFORE_THE_WEEK, cause=before.cause.key)
    (after,) = causes(reading(home), ALL).rows
    assert after.state == CAME_BACK


def test_a_run_of_the_very_moment_of_a_change_says_nothing_of_what_it_fixed(home: Path) -> None:
    """Such a run may have begun before it."""
    (cause,) = causes(reading(home), ALL).rows
    assert cause.last
    record(home, "Ann", at=cause.last, cause=cause.cause.key)
    assert causes(reading(home), ALL).rows[0].state != CAME_BACK
    record(home, "Ann", at=cause.last - timedelta(seconds=1), cause=cause.cause.key)
    assert causes(reading(home), ALL).rows[0].state == CAME_BACK


def test_an_aim_belongs_to_a_known_change_and_the_newest_holds(home: Path) -> None:
    history = reading(home)
    derived = next(change for change in changes(history, ALL) if change.origin == "derived")
    (row,) = causes(history, ALL).rows
    assert aim(Ledger(home), history, derived.worker_id, derived.at, row.cause.label)
    assert not aim(Ledger(home), reading(home), derived.worker_id, derived.at, row.cause.key)
    found = next(change for change in changes(reading(home), ALL) if change.origin == "derived")
    assert found.cause == row.cause.key


def test_what_was_recorded_and_what_the_export_logs_is_one_change(home: Path) -> None:
    at = FIRST + timedelta(days=9)
    logged = {"worker_id": "ann", "what": "context", "old": "a", "new": "a, b", "author": "Log"}
    import_runs(home, *steady_runs(), changes=[logged | {"changed_at": at.isoformat()}])

    def context() -> list[tuple[str, str | None, str | None]]:
        held = changes(reading(home), ALL)
        return [
            (change.origin, change.old, change.new) for change in held if change.what == "context"
        ]

    assert context() == [("export", "a", "a, b")]
    record(home, what="context", at=at + timedelta(minutes=50), note="asked for")
    assert context() == [("recorded", "a", "a, b")]
    record(home, what="context", at=at + timedelta(hours=5), new="c")
    assert context() == [("recorded", "a", "a, b"), ("recorded", None, "c")]


def test_a_record_without_labels_has_those_of_the_runs(home: Path) -> None:
    (derived,) = (change for change in changes(reading(home), ALL) if change.worker_id == "cleo")
    record(home, "Cleo", at=derived.at + timedelta(hours=5))
    (found,) = recorded(home)
    assert (found.old, found.new, found.new_id) == (derived.old, derived.new, derived.new_id)
    assert len(changes(reading(home), ALL)) == 1
    judged = next(impact for impact in all_changes(reading(home), ALL).impacts)
    assert judged.early > 0, "runs that had the new version before the time that was recorded"


def test_a_recorded_change_can_be_aimed_at_a_cause_later(home: Path) -> None:
    record(home)
    cause = next(iter(reading(home).causes.by_key))
    assert aim(Ledger(home), reading(home), "ann", AT, cause)
    assert [change.cause for change in recorded(home)] == [cause]


def test_a_change_before_all_runs_or_after_them_does_no_harm(home: Path) -> None:
    far = datetime(2001, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    assert [record(home, at=at) for at in far] == [True, True]
    assert [change.at for change in recorded(home)] == list(far)
    found = {impact.change.at: impact for impact in all_changes(reading(home), ALL).impacts}
    early, late = (found[at] for at in far)
    assert (early.sides.all_before.n, late.sides.all_after.n) == (0, 0)
    assert early.verdict == late.verdict == NOT_ENOUGH
    assert early.sides.all_after.n == late.sides.all_before.n == 0, "56 and 28 days are long over"


def test_a_change_made_since_the_export_says_when_there_will_be_a_verdict(home: Path) -> None:
    record(home, at=FIRST + timedelta(days=29))
    found = next(
        impact
        for impact in all_changes(reading(home), ALL).impacts
        if impact.change.worker == "Ann"
    )
    assert found.sides.all_before.n > 90 and found.sides.all_after.n == 0
    assert found.open and found.verdict == NOT_ENOUGH
    assert change(reading(home), ALL, key_of(found)).expected is None


def aimed(home: Path) -> list[Any]:
    return [
        (change.cause, change.aim_entry) for change in changes(reading(home), ALL) if change.cause
    ]


def test_an_aim_is_taken_back_by_its_entry(home: Path) -> None:
    cleo = next(change for change in changes(reading(home), ALL) if change.worker == "Cleo")
    assert aim(Ledger(home), reading(home), cleo.worker_id, cleo.at, "record-access")
    ((cause, entry),) = aimed(home)
    assert cause == "record-access" and entry == 1
    assert undo(Ledger(home), entry)
    assert not aimed(home)


TEXTS = [
    {"worker_id": "ann", "instructions_version": "v1", "instructions_text": "Write a note."},
    {"worker_id": "ann", "instructions_version": "v2", "instructions_text": "Write a long note."},
]
AFTERWARDS = FIRST + timedelta(days=40)


@pytest.mark.parametrize(
    ("log", "at", "was", "text"),
    [
        ([], AFTERWARDS, "v1", "Write a note."),  # the last runs had it
        ([("v1", "v2", 30)], AFTERWARDS, "v2", "Write a long note."),  # changed since the last run
        ([], AT, None, None),  # the runs since still have it: nobody knows what was replaced
    ],
)
def test_a_record_takes_the_instructions_that_were_in_force_as_the_old_ones(
    tmp_path: Path, log: list[Any], at: datetime, was: str | None, text: str | None
) -> None:
    logged = [
        {"worker_id": "ann", "what": "instructions", "old": old, "new": new,
         "changed_at": (FIRST + timedelta(days=day)).isoformat()}
        for old, new, day in log
    ]  # fmt: skip
    home = import_runs(tmp_path / "other", *steady_runs(), changes=logged, instructions=TEXTS)
    assert record(home, at=at, new="v3", new_text="Write a short note.")
    (found,) = recorded(home)
    assert (found.old, found.new) == (was, "v3")
    (edit,) = edits(reading(home), [found])
    assert (edit.old or None, edit.new) == (text, "Write a short note.")


def test_what_a_record_says_it_replaced_stands(home: Path) -> None:
    assert record(home, at=AFTERWARDS, old="the first", new="v3")
    assert record(home, "Bob", at=AFTERWARDS, new="v1")
    assert [(change.old, change.new) for change in recorded(home)] == [
        ("the first", "v3"),
        (None, "v1"),
    ]


def test_a_recorded_text_is_the_present_one_where_it_is_newer_than_the_export(home: Path) -> None:
    def told() -> list[tuple[str, str]]:
        found = asked_in_vain(reading(home), ALL)
        return [(asked.worker, finding.subject) for asked in found for finding in asked.findings]

    said = {"worker_id": "bob", "worker": "Bob", "tool_categories": "docs"}
    side = [said | {"instructions_text": "Book a meeting."}]
    import_runs(home, *steady_runs(), workers=side)
    assert told() == [("Bob", "scheduling")]
    record(home, "Bob", at=FIRST - timedelta(days=9), new_text="Issue a refund.")
    assert told() == [("Bob", "scheduling")], "the export is newer"
    record(home, "Bob", at=LATER, new_text="Upload the file.")
    assert told() == [("Bob", "files")]
    record(home, "Bob", at=LATER + timedelta(days=1), new="v9")
    assert told() == [], "what it is told now is not known"


def test_a_finding_names_the_version_whose_text_was_read(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))

    def told() -> str:
        assert main(["--home", str(home), "show", "changes"]) == 0
        (line,) = (line for line in capsys.readouterr().out.splitlines() if "asks for" in line)
        name = line.split(": “")[0]
        told = "".join(texts(open_page(home, "changes"))).replace("\u00a0", " ")
        assert re.sub(r", newest edit \d+ \w+ \d{4}: ", ", ", told).count(name)
        return name

    said = {"worker_id": "bob", "worker": "Bob", "tool_categories": "docs"}
    now = said | {"instructions_text": "Book a meeting.", "instructions_version": "v1"}
    import_runs(home, *steady_runs(), workers=[now])
    assert told() == "Bob, instructions v1"
    record(home, "Bob", at=AT - timedelta(days=9), new="v2")
    assert told() == "Bob, instructions v1", "the text of v2 is not known"
    record(home, "Bob", at=AT, old="v2", new="v1")
    assert told() == "Bob, instructions v2 → v1"


def test_all_workers_are_asked_for_in_as_many_questions_as_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = History.ask

    def counted(self: History, question: str, *rest: Any, **values: Any) -> Any:
        asked.append(question)
        return ask(self, question, *rest, **values)

    monkeypatch.setattr(History, "ask", counted)
    history = reading(home)
    asked.clear()
    asked_in_vain(history, ALL.of_worker("cleo"))
    one = list(asked)
    asked.clear()
    asked_in_vain(history, ALL)
    assert asked == one and asked.count("worker") == 1
