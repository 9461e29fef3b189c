"""Which of several versions of a run is shown, and where nothing can say so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.analysis.conflicts import conflicts
from dashboard.records.rows import Export
from dashboard.records.schema import STATUSES
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import Imported, import_export
from tests.store.conftest import NOW, export

MONDAY, TUESDAY = NOW - timedelta(days=1), NOW
Values = dict[str, Any]


def table(home: Home, name: str = "runs") -> list[Values]:
    history = current(home)
    assert history
    found = history.reader.rows(f"SELECT * FROM history.{name}", {})
    said = [{key: value for key, value in row.items() if key != "import_id"} for row in found]
    return sorted(said, key=repr)


def both(home: Home, first: Export, then: Export) -> tuple[Values, Imported]:
    """The one run after both were loaded, and what the second load did."""
    import_export(home, first, NOW)
    done = import_export(home, then, NOW)
    (run,) = table(home)
    return run, done


FAILED = {"run_id": "R-1", "status": "failed", "error_message": "HTTP 429"}
COMPLETED = {"run_id": "R-1", "status": "completed", "error_message": None}
RUNNING = {"run_id": "R-1", "status": "running"}
EARLY = {"created_at": MONDAY - timedelta(hours=3)}


def at(state: Values, **more: Any) -> Values:
    return state | EARLY | more


OTHER = {"run_id": "R-9", "created_at": TUESDAY}
NEWER = {
    "the stated as-of": (
        export(at(FAILED), as_of=MONDAY),
        export(at(COMPLETED), as_of=TUESDAY),
    ),
    "the newest time in the export": (
        export(at(FAILED)),
        export(at(COMPLETED, finished_at=TUESDAY), columns={"run_id", "status", "created_at",
               "finished_at", "error_message"}),
    ),
    "updated_at": (
        export(at(FAILED, updated_at=MONDAY), as_of=TUESDAY),
        export(at(COMPLETED, updated_at=MONDAY + timedelta(hours=1)), as_of=MONDAY),
    ),
    "updated_at of the newer one, the as-of of the other": (
        export(at(FAILED), as_of=MONDAY),
        export(at(COMPLETED, updated_at=TUESDAY), as_of=TUESDAY),
    ),
    "the as-of of the newer one, updated_at of the other": (
        export(at(FAILED, updated_at=MONDAY), as_of=MONDAY),
        export(at(COMPLETED), as_of=TUESDAY),
    ),
    "that it has ended, at the same time": (
        export(at(RUNNING, model="m", steps=3), as_of=MONDAY),
        export(at(COMPLETED), as_of=MONDAY),
    ),
}  # fmt: skip


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
@pytest.mark.parametrize(("older", "newer"), NEWER.values(), ids=NEWER.keys())
def test_the_newest_ending_wins(home: Home, older: Export, newer: Export, backwards: bool) -> None:
    first, then = (newer, older) if backwards else (older, newer)
    run, done = both(home, first, then)
    assert run["status"] == "completed"
    assert backwards or (done.new, done.changed, done.unchanged) == (0, 1, 0)
    assert done.conflicting == 0 and table(home, "conflicts") == []
    assert len(table(home, "superseded")) == 2, "the losing version is kept"


def test_a_later_run_in_the_list_tells_that_the_list_is_newer(home: Home) -> None:
    import_export(home, export(at(FAILED), {"run_id": "R-5", "created_at": MONDAY}), NOW)
    done = import_export(home, export(at(COMPLETED), OTHER), NOW)
    assert (done.new, done.changed, done.unchanged) == (1, 1, 0)
    assert {run["run_id"]: run["status"] for run in table(home)}["R-1"] == "completed"


def test_an_unfinished_state_of_a_newer_export_is_believed(home: Home) -> None:
    run, _ = both(home, export(at(COMPLETED), as_of=MONDAY), export(at(RUNNING), as_of=TUESDAY))
    assert run["status"] == "running"


def test_a_version_that_is_shown_again_later_is_that_new(home: Home) -> None:
    loads = [(FAILED, 0), (COMPLETED, 1), (FAILED, 2)]
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        here = Home(home.path / "".join(map(str, order)))
        for n in order:
            state, day = loads[n]
            import_export(here, export(at(state), as_of=MONDAY + timedelta(days=day)), NOW)
        (run,) = table(here)
        assert (run["status"], run["as_of"]) == ("failed", MONDAY + timedelta(days=2))


@pytest.mark.parametrize("days", [(0, 4), (4, 0), (4, 0, 4), (0, 4, 0)])
def test_a_run_that_is_shown_unchanged_is_as_new_as_its_newest_export(
    home: Home, days: tuple[int, ...]
) -> None:
    for day in days:
        done = import_export(home, export(at(FAILED), as_of=MONDAY + timedelta(days=day)), NOW)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 1)
    (run,) = table(home)
    assert run["as_of"] == MONDAY + timedelta(days=4)
    import_export(home, export(at(COMPLETED), as_of=MONDAY + timedelta(days=2)), NOW)
    (run,) = table(home)
    assert run["status"] == "failed"


def test_an_empty_column_says_more_than_none_also_where_all_else_is_the_same(home: Home) -> None:
    without, empty = at(FAILED), at(FAILED, model=None)
    for day, state in ((0, without), (4, empty), (2, at(FAILED, model="m1"))):
        import_export(home, export(state, as_of=MONDAY + timedelta(days=day)), NOW)
    (run,) = table(home)
    assert run["model"] is None


CALL = dict.fromkeys(("name", "category", "ok", "error", "wrote"))
NEARLY: dict[str, tuple[Values, Values]] = {
    "no list and an empty one": ({"context_sources": None}, {"context_sources": []}),
    "no calls and an empty list": ({"tools_called": None}, {"tools_called": []}),
    "no effects and an empty list": ({"effects": None}, {"effects": []}),
    "an empty list and one of an empty name": ({"tool_categories": []}, {"tool_categories": [""]}),
    "a call that says nothing": ({"tools_called": []}, {"tools_called": [CALL]}),
    "lists that run on from one to the next": (
        {"context_sources": ["a", "b"], "tool_categories": ["c"]},
        {"context_sources": ["a"], "tool_categories": ["b", "c"]},
    ),
    "no text and an empty one": ({"model": None}, {"model": ""}),
    "0 and -0": ({"score": 0.0}, {"score": -0.0}),
    "a cost of nothing and none": ({"cost": 0.0}, {"cost": None}),
    "no steps and 0": ({"steps": None}, {"steps": 0}),
    "nothing kept and an empty object": ({"extra": None}, {"extra": "{}"}),
}


@pytest.mark.parametrize(("one", "other"), NEARLY.values(), ids=NEARLY.keys())
def test_values_that_are_nearly_the_same_are_two_versions_in_either_order(
    tmp_path: Path, one: Values, other: Values
) -> None:
    told = []
    for order in ((one, other), (other, one)):
        home = Home(tmp_path / str(order[0] is one))
        for values in order:
            import_export(home, export(at(FAILED, **values), as_of=MONDAY), NOW)
        told.append(repr([row | {"content_hash": 0, "filled": 0} for row in table(home)]))
        assert len(table(home, "superseded")) == 2
    assert told[0] == told[1]


@pytest.mark.parametrize("rows", [(RUNNING, COMPLETED), (COMPLETED, RUNNING)])
def test_a_run_that_an_export_shows_as_it_was_and_as_it_ended_has_ended(
    home: Home, rows: tuple[Values, Values]
) -> None:
    columns = {*RUNNING, *COMPLETED, *EARLY}
    import_export(home, export(at(RUNNING), as_of=MONDAY, columns=columns), NOW)
    both_states = export(*map(at, rows), as_of=MONDAY, columns=columns)
    done = import_export(home, both_states, NOW)
    (run,) = table(home)
    assert (run["status"], done.changed) == ("completed", 1)


DISAGREE = {
    "how it ended": (FAILED, COMPLETED),
    "one field": (COMPLETED | {"model": "m"}, COMPLETED | {"model": "n"}),
    "a field that one leaves empty": (COMPLETED | {"model": "m"}, COMPLETED | {"model": None}),
    "a list": (COMPLETED | {"context_sources": ["a"]}, COMPLETED | {"context_sources": ["b"]}),
    "calls": (
        COMPLETED | {"tools_called": [{"name": "find", "ok": True}]},
        COMPLETED | {"tools_called": [{"name": "find", "ok": False}]},
    ),
    "a field of its own": (COMPLETED | {"extra": '{"x":"1"}'}, COMPLETED | {"extra": '{"x":"2"}'}),
    "a status word that nobody knows": (
        {"run_id": "R-1", "status": "unknown", "raw_status": "TimedOut"},
        {"run_id": "R-1", "status": "unknown", "raw_status": "Faulted"},
    ),
    "when it was created": (COMPLETED, COMPLETED | {"created_at": MONDAY - timedelta(hours=9)}),
}


def test_what_nothing_can_order_is_a_conflict(home: Home) -> None:
    """Each of a run of its own: in either order the same version is shown of it."""
    shown = list[Any]()
    for backwards in (False, True):
        here, many = Home(home.path / str(backwards)), len(DISAGREE)
        for n in (1, 0) if backwards else (0, 1):
            rows = [
                EARLY | states[n] | {"run_id": f"R-{place}"}
                for place, states in enumerate(DISAGREE.values())
            ]
            done = import_export(here, export(*rows, as_of=MONDAY), NOW)
        assert (done.new, done.changed, done.unchanged, done.conflicting) == (0, 0, 0, many)
        assert f"{many} in conflict" in done.sentence and f"{many} rows differ" in done.notices[0]
        history = current(here)
        assert history
        found = conflicts(history, 10).listed
        for (name, _), conflict in zip(DISAGREE.items(), found, strict=True):
            assert [row.shown for row in conflict.contenders] == [True, False], name
            assert all(row.says or row.extra for row in conflict.contenders), name
        shown.append([run | {"as_of": None} for run in table(here)])
    assert shown[0] == shown[1]


AGREE = {
    "the same again": (COMPLETED, COMPLETED),
    "columns that the other lacks": (COMPLETED | {"model": "m"}, COMPLETED | {"steps": 3}),
    "keys that the other lacks": (
        COMPLETED | {"extra": '{"x":1}'}, COMPLETED | {"extra": '{"y":2}'},
    ),
    "another word for the same status": (
        COMPLETED | {"raw_status": "ok"}, COMPLETED | {"raw_status": "done"},
    ),
    "times that we gave": (
        COMPLETED | {"time_basis": "import", "created_at": MONDAY},
        COMPLETED | {"time_basis": "import", "created_at": TUESDAY},
    ),
    "a time that the other lacks": (COMPLETED, COMPLETED | {"time_basis": "import"}),
    "a newer state": (FAILED | {"updated_at": MONDAY}, COMPLETED | {"updated_at": TUESDAY}),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), AGREE.values(), ids=AGREE.keys())
def test_what_agrees_or_can_be_ordered_is_none(home: Home, one: Values, other: Values) -> None:
    _, done = both(home, export(EARLY | one, as_of=MONDAY), export(EARLY | other, as_of=MONDAY))
    assert done.conflicting == 0
    assert not any("differ" in notice for notice in done.notices)


def test_three_rows_of_one_id_are_one_new_run_and_two_in_conflict(home: Home) -> None:
    rows = [at(COMPLETED, worker=name) for name in ("Ann", "Bob", "Cleo", "Cleo")]
    for n in range(2):
        done = import_export(home, export(*rows, as_of=MONDAY), NOW)
        assert (done.read, done.new, done.unchanged, done.conflicting) == (4, 1 - n, 1, 2 + n)
    assert len(table(home, "superseded")) == 3


def test_a_newer_version_settles_a_conflict(home: Home) -> None:
    import_export(home, export(at(FAILED), at(COMPLETED), as_of=MONDAY), NOW)
    done = import_export(home, export(at(COMPLETED, model="m"), as_of=TUESDAY), NOW)
    assert (done.changed, done.conflicting) == (1, 0)
    assert table(home, "conflicts") == [] and len(table(home, "superseded")) == 3


def test_no_time_at_all_can_order_nothing(home: Home) -> None:
    given_times = {"time_basis": "import"}
    run, done = both(
        home,
        export(FAILED | given_times | {"created_at": MONDAY}),
        export(COMPLETED | given_times | {"created_at": TUESDAY}),
    )
    assert (run["status"], done.conflicting) == ("failed", 1), "more fields filled"


UNTIMED = {"time_basis": "import"}
"""Of a row whose export has no time at all."""


@pytest.mark.parametrize("backwards", [False, True], ids=["dated first", "dated last"])
def test_a_row_without_a_time_is_not_older_than_a_dated_one(home: Home, backwards: bool) -> None:
    dated, undated = export(at(FAILED)), export(COMPLETED | UNTIMED)
    loads = (undated, dated) if backwards else (dated, undated)
    _, done = both(home, *loads)
    assert (done.changed, done.unchanged, done.conflicting) == (0, 0, 1)
    assert len(table(home, "conflicts")) == 2
    import_export(home, export(at(RUNNING), as_of=TUESDAY), NOW)
    (run,) = table(home)
    assert run["status"] == "completed", "ended, and nothing says that it is older"
    assert table(home, "conflicts") == []


STATES = st.fixed_dictionaries(
    {
        "run_id": st.sampled_from("ab"),
        "status": st.sampled_from(STATUSES),
        "model": st.sampled_from([None, "m", "n"]),
        "updated_at": st.sampled_from([None, MONDAY, TUESDAY]),
    }
)
FILES = st.tuples(
    st.lists(STATES, min_size=1, max_size=3),
    st.sampled_from([MONDAY - timedelta(hours=1), MONDAY, TUESDAY]),
    st.sampled_from(["all", "model", "updated_at", "time"]),
)


def parts(file: tuple[list[Values], Any, str], size: int) -> list[Export]:
    """A file in parts of so many rows, each with its columns and the time that it states."""
    rows, as_of, without = file
    dropped = {"time": {"updated_at"}}.get(without, {without})
    held = [{k: v for k, v in row.items() if k not in dropped} for row in rows]
    columns = {"time_basis", *held[0]} | ({"created_at"} if without != "time" else set())
    of, time = (None, EARLY | UNTIMED) if without == "time" else (as_of, EARLY)
    return [
        export(*(time | row for row in held[n : n + size]), as_of=of, columns=columns)
        for n in range(0, len(held), size)
    ]


def tables(home: Home, loads: list[Export]) -> list[list[Values]]:
    for load in loads:
        import_export(home, load, NOW)
    return [table(home, name) for name in ("runs", "superseded", "conflicts")]


def require_same(one: list[Values], other: list[Values]) -> None:
    """The same rows; what is worked out of a row once another of its run comes may be missing."""
    for row, twin in zip(one, other, strict=True):
        for name in ("content_hash", "filled"):
            if name in row and None in (row[name], twin[name]):
                row[name] = twin[name] = None
    assert one == other


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))
@given(files=st.lists(FILES, min_size=2, max_size=3), data=st.data())
def test_neither_order_nor_repetition_nor_splitting_matters(
    tmp_path_factory: pytest.TempPathFactory, files: list[Any], data: st.DataObject
) -> None:
    whole = [part for file in files for part in parts(file, 9)]
    pieces = [part for file in files for part in parts(file, data.draw(st.integers(1, 2)))]
    again = data.draw(st.lists(st.sampled_from(pieces), max_size=2))
    mixed = data.draw(st.permutations(pieces + again))
    first, second = (Home(tmp_path_factory.mktemp("home")) for _ in range(2))
    for one, other in zip(tables(first, whole), tables(second, mixed), strict=True):
        require_same(one, other)
