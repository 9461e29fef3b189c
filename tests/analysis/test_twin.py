"""The most similar run: an injected twin is found, and only what differs is told."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pair import MOST_WORDS, align, pair, word_diff
from dashboard.analysis.run import run
from dashboard.analysis.twin import BETWEEN_ANY, FARTHEST, edit_distance, neighbours, twin
from dashboard.errors import NotFound
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export
from tests.workspaces import import_run_list, import_runs

OTHER = {
    "trigger": "webhook", "record_type": "contract", "model": "m-9", "instructions_version": "v9",
    "context_sources": ["tasks", "CRM", "docs", "moon"], "tool_categories": ["moon"],
    "output_mode": "mail", "worker_status": "draft", "steps": 40, "tokens": 90_000,
    "max_iterations": 99, "region": "moon", "worker_id": "Zed",
    "tools_called": [{"name": "moon.fly", "ok": True}],
}  # fmt: skip
SHOWN_AS = {"instructions_version": "version", "region": "field.region"}


def reading(home: Path) -> History:
    history = current(Home(home))
    assert history is not None
    return history


def some_run(chance: Random, n: int) -> dict[str, Any]:
    return {
        "run_id": f"r{n}",
        "status": "failed" if n % 5 == 0 else "completed",
        "error_message": "it failed" if n % 5 == 0 else None,
        "created_at": f"2026-11-{1 + n % 20:02}T{n % 24:02}:00:00Z",
        "worker_id": chance.choice(("Ann", "Bob")),
        "trigger": chance.choice(("schedule", "event", "person")),
        "record_type": chance.choice(("invoice", "order")),
        "record_id": f"R{n // 2}",
        "task_id": f"T{n // 2}",
        "task_title": f"{chance.choice(('Check', 'Send'))} {chance.choice(('Elm', 'Fir'))} {n}",
        "model": chance.choice(("m-1", "m-2")),
        "instructions_version": chance.choice(("v1", "v2")),
        "context_sources": chance.choice((["tasks"], ["tasks", "CRM"])),
        "tool_categories": chance.choice((["files"], ["files", "docs"])),
        "output_mode": "comment",
        "worker_status": "active",
        "output_visibility": "internal",
        "max_iterations": 12,
        "steps": chance.randrange(2, 9),
        "tokens": chance.randrange(900, 9000),
        "tools_called": [
            {"name": name, "ok": True} for name in chance.choices(("a", "b", "c"), k=3)
        ],
        "region": chance.choice(("north", "south")),
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_an_injected_twin_is_found_with_its_one_difference(home: Path) -> None:
    chance = Random(11)
    runs = [some_run(chance, n) for n in range(1200)]
    failed = chance.sample([run for run in runs if run["status"] == "failed"], 60)
    plan = {}
    for n, mine in enumerate(failed):
        name = list(OTHER)[n % len(OTHER)]
        copy = mine | {"run_id": f"twin{n}", "status": "completed", "error_message": None}
        runs.append(copy | {name: OTHER[name]})
        plan[mine["run_id"]] = (f"twin{n}", [SHOWN_AS.get(name, name)])
    history = reading(import_runs(home, *runs))
    right = 0
    for run_id, (twin_id, names) in plan.items():
        found = twin(history, run_id)
        counted = [name for name in names if name not in BETWEEN_ANY]
        right += found.twin == twin_id and [one.attribute for one in found.differences] == counted
    assert right == 60


def test_tells_both_values(home: Path) -> None:
    mine = some_run(Random(1), 0)
    copy = mine | {"run_id": "good", "status": "completed", "error_message": None, "model": "m-9"}
    history = reading(import_runs(home, mine, copy))
    found = twin(history, "r0")
    [difference] = found.differences
    assert (difference.attribute, difference.run, difference.twin) == (
        "model",
        mine["model"],
        "m-9",
    )
    assert twin(history, "good").twin == "r0"  # the other way round


def test_a_number_that_only_one_of_the_two_has_says_nothing_of_how_alike_they_are(
    home: Path,
) -> None:
    mine = some_run(Random(3), 0)
    good = mine | {"status": "completed", "error_message": None}
    others = [good | {"run_id": f"o{n}", "model": "m-9", "tokens": 900 + n} for n in range(5)]
    history = reading(import_runs(home, mine, good | {"run_id": "good", "tokens": None}, *others))
    found = twin(history, "r0")
    assert (found.twin, found.distance) == ("good", 0)
    assert not found.differences, "how much a run did is no difference to learn from"


def test_says_why_there_is_none(home: Path) -> None:
    mine = some_run(Random(2), 0)
    far = {"run_id": "far", "worker_id": "Else", "trigger": "moon", "model": "x",
           "task_title": "nothing alike", "created_at": mine["created_at"]}  # fmt: skip
    old = mine | {"run_id": "old", "status": "completed", "created_at": "2026-01-01T00:00:00Z"}
    history = reading(import_runs(home, mine, far, old, {"run_id": "open", "status": "running"}))
    found = twin(history, "r0")
    assert found.twin is None and found.distance is not None and found.distance > 0.35
    assert found.reason == "No similar run that worked within 28 days."
    assert "has not ended" in twin(history, "open").reason
    with pytest.raises(NotFound):
        twin(history, "nobody")


MANY = 9
MADE = {"worker": "Ann", "model": "m", "created_at": "2026-11-16T09:00:00Z"}


def columns(letter: str) -> dict[str, str]:
    return {f"column {n}": letter for n in range(MANY)}


def filler() -> list[dict[str, Any]]:
    """Failed runs by which every column has few values, so that it describes runs."""
    rows = [
        {"run_id": f"x{n}", "status": "failed", **columns("abcdefgh"[n % 8])} for n in range(40)
    ]
    return [MADE | row for row in rows]


def test_many_other_columns_count_as_one_attribute(home: Path) -> None:
    mine = MADE | {"run_id": "bad", "status": "failed", "task_id": "t", **columns("a")}
    other = MADE | {"run_id": "good", "status": "completed", "task_id": "u", **columns("b")}
    found = twin(reading(import_runs(home, mine, other, *filler())), "bad")
    assert found.twin == "good" and found.distance == pytest.approx(1 / 3)  # worker, model, others
    assert len(found.differences) == MANY


@pytest.mark.parametrize("work", ["task_id", "record_id"])
def test_the_same_work_of_the_same_worker_is_always_offered(home: Path, work: str) -> None:
    given = {"model": "a", "trigger": "a", "version": "a", "output_mode": "a", "record_type": "a"}
    unlike = dict.fromkeys(given, "b")
    mine = MADE | given | {"run_id": "bad", "status": "failed", work: "t", **columns("a")}
    same = MADE | unlike | {"run_id": "good", "status": "completed", work: "t", **columns("b")}
    nearer = [
        MADE | unlike | {"run_id": f"n{n}", "status": "completed", "model": "a", **columns("a")}
        for n in range(60)
    ]
    found = twin(reading(import_runs(home, mine, same, *nearer, *filler())), "bad")
    assert found.twin == "good" and found.distance is not None and found.distance > FARTHEST
    assert {"model", "trigger"} <= {one.attribute for one in found.differences}


@pytest.mark.parametrize(
    ("at", "found"),
    [("08-04T09:00:00", True), ("08-04T08:59:59", False),
     ("09-29T09:00:00", True), ("09-29T09:00:01", False)],
)  # fmt: skip
def test_a_run_of_28_days_before_or_after_is_the_farthest_in_time(
    home: Path, at: str, found: bool
) -> None:
    mine = MADE | {"run_id": "bad", "status": "failed", "created_at": "2026-09-01T09:00:00Z"}
    other = MADE | {"run_id": "good", "status": "completed", "created_at": f"2026-{at}Z"}
    told = twin(reading(import_runs(home, mine, other)), "bad")
    assert (told.twin == "good") == found
    assert told.reason == ("" if found else "No similar run that worked within 28 days.")


@pytest.mark.parametrize(
    ("shared", "listed", "close"),
    [(3, 10, True), (8, 25, True), (7, 25, False), (1, 10, False)],
)
def test_a_run_with_fewer_than_three_of_ten_tools_alike_is_none_to_learn_from(
    home: Path, shared: int, listed: int, close: bool
) -> None:
    """Two of one worker that have all else in common; none of its tools is half of the distance."""
    names = [f"tool {n}" for n in range(listed)]
    mine = MADE | {"run_id": "bad", "status": "failed", "model": None, "tool_categories": names}
    other = mine | {"run_id": "good", "status": "completed", "tool_categories": names[:shared]}
    found = twin(reading(import_runs(home, mine, other)), "bad")
    assert found.distance == pytest.approx((1 - shared / listed) / 2)
    assert (found.twin == "good") == close


WORKED_ON = {
    "task_id": "t1", "task_title": "Pay the salaries", "record_id": "p5",
    "record_title": "Payroll May", "record_url": "https://app.example.com/p5", "trigger": "mail",
    "record_text": "May", "tokens": 900, "extra_key": "x", "nested": {"a": [1]},
    "tools_called": [{"name": "write", "ok": True}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        ({}, []),
        ({"task_id": "t2", "task_url": "https://app.example.com/t2"}, []),
        ({"task_title": "pay the salaries!"}, ["task_title"]),
        ({"record_id": "p6", "record_url": "https://app.example.com/p6"}, []),
        ({"record_id": "p6", "record_title": "Payroll June", "record_text": "June"},
         ["record_title"]),
        ({"record_text": "June"}, ["record_text"]),
        ({"record_title": None}, ["record_title"]),
        ({"task_id": "t2", "task_title": "Remind Acme of invoice 7", "record_id": "i7",
          "record_title": "Invoice 7"},
         ["record_title", "task_title"]),
        ({"tokens": 90_000, "steps": 9, "cost": 2.5}, []),
        ({"extra_key": "y"}, ["field.extra_key"]),
        ({"nested": {"a": [2]}}, ["field.nested"]),
        ({"tools_called": [{"name": "write", "ok": False}]}, ["tools_called"]),
        ({"comment_preview": "Done", "finished_at": "2026-11-16T10:00:00Z"}, []),
    ],
)  # fmt: skip
def test_all_that_the_export_shows_of_two_runs_is_listed(
    home: Path, other: dict[str, Any], listed: list[str]
) -> None:
    mine = MADE | WORKED_ON | {"run_id": "bad", "status": "failed"}
    good = mine | {"run_id": "good", "status": "completed"} | other
    found = twin(reading(import_runs(home, mine, good)), "bad")
    assert found.twin == "good"
    assert [one.attribute for one in found.differences] == listed


@pytest.mark.parametrize(
    ("mine", "other", "differ"),
    [
        (["b", "a"], ["a", "b"], False),
        (["CRM", "docs"], ["docs", " crm"], False),
        (["a", "a", "b"], ["b", "a"], False),
        (["a"], ["a", "b"], True),
        ([], ["a"], True),
    ],
)
@pytest.mark.parametrize("name", ["context_sources", "tool_categories"])
def test_lists_of_names_are_the_same_in_any_order(
    home: Path, name: str, mine: list[str], other: list[str], differ: bool
) -> None:
    bad = MADE | WORKED_ON | {"run_id": "bad", "status": "failed", name: mine}
    good = bad | {"run_id": "good", "status": "completed", name: other}
    history = reading(import_runs(home, bad, good))
    found = twin(history, "bad")
    assert [one.attribute for one in found.differences] == [name] * differ
    assert bool(found.distance) == differ
    fields = {one.name: one for one in pair(run(history, "bad"), run(history, "good")).fields}
    assert fields[name].same != differ


def test_works_with_the_run_list_alone(home: Path) -> None:
    history = reading(import_run_list(home))
    found = twin(history, "88005")
    assert found.twin is not None
    assert run(history, found.twin).values["outcome"] == "succeeded"
    previous, following = neighbours(history, ALL, "88005")
    assert (previous, following) == ("88000", "88010")
    assert neighbours(history, ALL, "88000")[0] is None


def test_a_pair_shows_every_field_of_both(home: Path) -> None:
    mine = some_run(Random(3), 0) | {"instructions_id": "i1"}
    copy = mine | {"run_id": "good", "status": "completed", "instructions_id": "i2", "region": None}
    texts = [
        {"instructions_id": "i1", "instructions_text": "Write a reminder. Be friendly."},
        {"instructions_id": "i2", "instructions_text": "Write a short reminder. Be friendly."},
    ]
    history = reading(import_runs(home, mine, copy, instructions=texts))
    found = pair(run(history, "r0"), run(history, "good"))
    differing = {field.name for field in found.fields if not field.same}
    assert {"run_id", "status", "outcome", "instructions_id"} <= differing
    assert {field.name for field in found.fields if field.same} >= {
        "trigger",
        "model",
        "context_sources",
    }
    assert [(field.name, field.a, field.b) for field in found.extra] == [
        ("region", mine["region"], None)
    ]
    added = [(piece.removed, piece.added) for piece in found.instructions if not piece.kept]
    assert added == [("", "short ")] or added == [("", " short")]
    assert not found.whitespace_only


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_aligned_calls_hold_both_sequences(a: list[str], b: list[str]) -> None:
    calls = [[{"name": name, "ok": True} for name in names] for names in (a, b)]
    steps = align(*calls)
    assert [step.a for step in steps if step.a] == calls[0]
    assert [step.b for step in steps if step.b] == calls[1]
    assert all(
        step.a is None or step.b is None or step.a["name"] == step.b["name"] for step in steps
    )
    assert edit_distance(a, b) == edit_distance(b, a)
    assert 0 <= edit_distance(a, b) <= 1 and (edit_distance(a, b) == 0) == (a == b)


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.kept + piece.removed for piece in pieces) == old
    assert "".join(piece.kept + piece.added for piece in pieces) == new


def test_a_change_of_white_space_alone_is_said(home: Path) -> None:
    texts = [
        {"instructions_id": "i1", "instructions_text": "Write it."},
        {"instructions_id": "i2", "instructions_text": "Write  it."},
    ]
    runs = ({"run_id": "a", "instructions_id": "i1"}, {"run_id": "b", "instructions_id": "i2"})
    history = reading(import_runs(home, *runs, instructions=texts))
    assert pair(run(history, "a"), run(history, "b")).whitespace_only


@pytest.mark.parametrize(
    ("old", "new"),
    [("a " * 6000, "a " * 2999 + "b "), ("a b " * 3000, "b a c " * 2000), ("a " * 5000, "b " * 9)],
)
def test_long_texts_of_few_words_are_compared_at_once(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert (
        "".join(piece.kept + piece.removed for piece in pieces).split() == old.split()[:MOST_WORDS]
    )
    assert "".join(piece.kept + piece.added for piece in pieces).split() == new.split()[:MOST_WORDS]


def test_a_changed_word_in_a_long_text_is_all_that_differs() -> None:
    words = [f"w{n % 50}" for n in range(3000)]
    other = [*words[:1500], "moved", *words[1501:]]
    pieces = word_diff(" ".join(words), " ".join(other))
    assert [(piece.removed, piece.added) for piece in pieces if not piece.kept] == [
        (" w0", " moved")
    ]


def test_what_is_appended_changes_no_word() -> None:
    pieces = word_diff("Write a reply.", "Write a reply.\nLog it.")
    assert [(piece.kept, piece.removed, piece.added) for piece in pieces] == [
        ("Write a reply.", "", ""),
        ("", "", "\nLog it."),
    ]


def test_a_run_without_a_time_has_none_near_its_import(home: Path) -> None:
    run = {"status": "failed", "worker_id": "w", "created_at": NOW, "time_basis": "import"}
    import_export(Home(home), export(run | {"run_id": "a"}), NOW)
    history = current(Home(home))
    assert history
    assert twin(history, "a").reason == "No similar run that worked within 28 days of its import."
