"""What tells of all runs together follows imports: it is what would be told of all runs anew."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import dashboard.store
from dashboard.store.derived import (
    drawn,
    open_or_bad,
    recent,
    sharing,
    together,
    unsettled,
    worth_gathering,
)
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import COUNTED, CREATE_HISTORY, ZONE
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import all_of, import_export, into
from dashboard.store.writing.settings import set_zone
from tests.store.conftest import NOW, export
from tests.store.derived.small_world import loads, run

TABLES = (
    *COUNTED, "spanning", "tries", "tasks_tried", "drawn", "filled", "import_days", "read_as",
    "tool_errors", "categories_called", "open_or_bad",
)  # fmt: skip
ZONES = ("UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana")
BEGIN = f"SET GLOBAL TimeZone = 'UTC'; ATTACH ':memory:' AS earlier; {CREATE_HISTORY}"
AS_OF_OPEN = "CASE WHEN outcome <> 'bad' THEN as_of END"
AS_IT_WAS = """
CREATE OR REPLACE TABLE earlier.runs AS FROM runs ORDER BY hash(run_id);
CREATE OR REPLACE TABLE earlier.settings AS FROM settings
"""


@pytest.fixture(autouse=True)
def any_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a small one is followed, whatever its runs have in common and how many were written."""
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(drawn, "FEWEST_RUNS", 1)
    monkeypatch.setattr(drawn, "_PART", 2)
    monkeypatch.setattr(recent, "FEWEST_RUNS", 1)
    monkeypatch.setattr(recent, "PART", 2)
    monkeypatch.setattr(open_or_bad, "FEWEST_RUNS", 1)
    monkeypatch.setattr(open_or_bad, "MOST", 0.5)
    monkeypatch.setattr(worth_gathering, "MOST", 99)
    monkeypatch.setattr(unsettled, "MOST", 1)


def rows(history: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of all tables, in one order; of the runs which are alone."""
    asked = {table: f"SELECT * FROM {table}" for table in TABLES}
    asked["runs"] = "SELECT run_id, alone FROM runs"
    asked["drawn"] = "SELECT * EXCLUDE (as_of) FROM drawn"
    asked["open_or_bad"] = f"SELECT * REPLACE ({AS_OF_OPEN} AS as_of) FROM open_or_bad"
    return {
        table: sorted(map(str, history.execute(sql).fetchall())) for table, sql in asked.items()
    }


def require_newest(history: duckdb.DuckDBPyConnection) -> None:
    """That the newest runs are all since the first of them."""
    newest = history.execute("SELECT * EXCLUDE (as_of) FROM recent ORDER BY run_id").fetchall()
    assert (
        newest
        == history.execute(
            "SELECT * EXCLUDE (as_of) FROM runs"
            " WHERE created_at >= (SELECT min(created_at) FROM recent) ORDER BY run_id"
        ).fetchall()
    )


def load_of(history: duckdb.DuckDBPyConnection, one: object) -> None:
    with history.cursor() as connection:
        into(connection, all_of(one), NOW, lambda rows: None)  # type: ignore[arg-type]


def follow(history: duckdb.DuckDBPyConnection) -> None:
    """As an import does, with the history as it was at the last time."""
    if history.execute("FROM duckdb_tables() WHERE database_name = 'earlier'").fetchone():
        together.follow_attached(history)
    else:
        together.refresh(history)
    history.execute(AS_IT_WAS)


@settings(
    max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)  # fmt: skip
@given(seed=st.integers(0, 1 << 32), zones=st.lists(st.sampled_from(ZONES), min_size=9, max_size=9))
def test_after_each_import_it_is_what_is_told_of_all_runs_anew(seed: int, zones: list[str]) -> None:
    chance = Random(seed)
    with duckdb.connect() as history:
        history.execute(BEGIN)
        for n, load in enumerate(loads(chance)):
            load_of(history, load)
            if chance.random() < 0.2:
                history.execute("DELETE FROM settings WHERE name = ?", [ZONE])
                history.execute("INSERT INTO settings VALUES (?, ?)", [ZONE, zones[n]])
            follow(history)
            followed = rows(history)
            require_newest(history)
            together.refresh(history)
            require_newest(history)
            expected = rows(history)
            for table, found in followed.items():
                assert found == expected[table], table
            runs = history.execute("SELECT count(*) FROM runs").fetchone()
            for table in COUNTED:
                assert history.execute(f"SELECT sum(n) FROM {table}").fetchone() == runs


@pytest.mark.parametrize(
    "told",
    [
        "output_visibility = 'customer'", "finished_at = created_at + INTERVAL 9 DAY",
        "duration_ms = 1e9", "effects_state = 'none'", "comment_preview = NULL, output_text = NULL",
        "tools_called = [{'name': 'a', 'category': NULL, 'ok': true, 'error': NULL,"
        " 'wrote': true}]",
        "status = 'completed', outcome = 'succeeded', error_message = 'HTTP 429'",
        "created_at = created_at + INTERVAL 5 DAY", "cluster = 'task t9'", "cluster = 'task t1'",
    ],
)  # fmt: skip
def test_what_any_change_of_a_run_bears_on_follows(told: str) -> None:
    chance = Random(7)
    with duckdb.connect() as history:
        history.execute(BEGIN)
        failed = {"run_id": "a", "status": "failed", "comment_preview": "Done.", "task_id": "t0"}
        others = (run(chance, place) for place in range(40))
        load_of(history, export(failed, {"run_id": "b", "task_id": "t0"}, *others))
        follow(history)
        before = rows(history)
        history.execute(f"UPDATE runs SET {told}, {unsettled.UNSETTLED} WHERE run_id = 'a'")
        follow(history)
        followed = rows(history)
        together.refresh(history)
        assert followed == rows(history) != before


def test_whoever_writes_runs_says_that_they_are_unsettled() -> None:
    """But for what is said of runs that were not there before, and of which export shows them."""
    of_new = {"as_of = $as_of", "as_of = i.as_of", "as_of = f.as_of"}
    pattern = r"UPDATE (?:runs|\{table\})(?: r)? SET (.*?)(?:\"\n|;|\"\"\")"
    found = [
        (path.name, said)
        for path in Path(dashboard.store.__file__).parent.rglob("*.py")
        for said in re.findall(pattern, path.read_text(), re.DOTALL)
        if not any(said.startswith(new) for new in of_new)
    ]
    assert len(found) > 15
    marks = ("UNSETTLED", "{_SET}", "{anew}", "{mark}", "alone = ", "worker_id = named")
    assert not [one for one in found if not any(mark in one[1] for mark in marks)]


def test_days_that_no_import_touches_are_not_gathered_again() -> None:
    with duckdb.connect() as history:
        history.execute(BEGIN)
        chance = Random(4)
        load_of(history, export(*(run(chance, place) for place in range(60))))
        follow(history)
        history.execute("UPDATE gathered SET last = NULL")  # as none that is gathered anew has
        load_of(history, export({"run_id": "later", "created_at": NOW, "status": "failed"}))
        follow(history)
        asked = """SELECT count(*) FILTER (last IS NULL AND NOT spans),
            count(*) FILTER (last IS NULL AND (spans OR oldest = 'later')),
            count(*) FILTER (oldest = 'later') FROM gathered"""
        kept, not_anew, new = history.execute(asked).fetchone() or (0, 0, 0)
        assert kept > 0 == not_anew and new == 1


def test_a_small_history_has_none_of_it_but_what_is_known(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", 4)
    import_export(home, export(*({"run_id": f"r{n}"} for n in range(3))), NOW)
    asked = " UNION ALL ".join(f"SELECT '{name}' FROM history.{name}" for name in TABLES)
    history = current(home)
    assert history
    assert {row["'gathered'"] for row in history.reader.rows(asked, {})} == {
        "filled", "import_days", "read_as",
    }  # fmt: skip
    import_export(home, export(*({"run_id": f"r{n}"} for n in range(9))), NOW)
    history = current(home)
    assert history
    assert history.reader.rows("SELECT sum(n)::INTEGER AS n FROM history.gathered", {}) == [
        {"n": 9}
    ]


def test_it_follows_in_the_file_of_a_workspace_that_others_read(tmp_path: Path) -> None:
    """Also where the zone is another, or an older version of a run comes in."""
    home = Home(tmp_path / "Ann's home; --")
    first = [{"run_id": f"r{n}", "status": "failed", "task_id": f"t{n % 7}"} for n in range(20)]
    import_export(home, export(*first), NOW)
    reading = current(home)
    assert reading
    changes = (
        lambda: import_export(home, export({"run_id": "r3", "status": "completed",
                                            "task_id": "t9", "updated_at": NOW}), NOW),
        lambda: set_zone(home, "Pacific/Auckland"),
        lambda: import_export(home, export({"run_id": "new", "task_id": "t9"}), NOW),
    )  # fmt: skip
    for change in changes:
        change()
        with duckdb.connect() as copy:
            database = str(home.database(home.generation())).replace("'", "''")
            copy.execute(f"SET GLOBAL TimeZone = 'UTC'; ATTACH '{database}' AS held (READ_ONLY)")
            copy.execute("COPY FROM DATABASE held TO memory")
            followed = rows(copy)
            together.refresh(copy)
            assert followed == rows(copy)
    (failed,) = reading.ask("how_many", filters=ALL.choosing("outcome", ["failed"]))
    assert failed["runs"] == 20, "who reads the history as it was does so until the end"


def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which way is taken from now on."""
    found = list[str]()
    for module, name in ((sharing, "refresh"), (sharing, "follow")):
        way = getattr(module, name)

        def taken(*given: object, way: Any = way, name: str = name) -> None:
            found.append(name)
            way(*given)

        monkeypatch.setattr(module, name, taken)
    return found


def test_all_runs_are_looked_at_where_many_were_written_or_twice_as_many_are_there(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsettled, "MOST", 1 / 4)
    taken = calls(monkeypatch)
    runs = [{"run_id": f"r{n}"} for n in range(100)]
    steps = (20, "refresh"), (24, "follow"), (31, "follow"), (33, "refresh"), (60, "refresh")
    since = 0
    for until, way in (*steps, (61, "follow")):
        import_export(home, export(*runs[since:until]), NOW)
        assert taken.pop() == way and not taken, (since, until)
        since = until


@pytest.mark.parametrize("most", [0, 99])
def test_it_follows_where_gathering_is_not_worth_it(
    home: Home, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(worth_gathering, "MOST", most)
    for n in range(3):
        import_export(home, export(*({"run_id": f"r{n}-{one}"} for one in range(5))), NOW)
    history = current(home)
    assert history
    held = history.reader.rows("SELECT count(*) AS rows, sum(n) AS runs FROM history.tallied", {})
    assert (held[0]["rows"] > 0) == bool(most) and history.about.runs == 15
    assert history.reader.rows("SELECT DISTINCT alone FROM history.runs", {}) == [{"alone": True}]


LISTS = (
    (["crm", "mail"], ["web"]), (["crm"], ["mail", "web"]), (["crm", "mail", "web"], None),
    (None, ["crm", "mail", "web"]), ([], None), (None, []), (None, None), ([], []),
)  # fmt: skip


def test_lists_beside_each_other_are_told_apart() -> None:
    """Of a hash of lists as they are a part of these would be one."""
    with duckdb.connect() as history:
        history.execute(BEGIN)
        runs = [
            {"run_id": f"{n}-{one}", "task_id": f"t{n}", "created_at": NOW,
             "context_sources": context, "tool_categories": tools}
            for n, (context, tools) in enumerate(LISTS)
            for one in range(2)
        ]  # fmt: skip
        load_of(history, export(*runs))
        follow(history)
        asked = "SELECT context_sources, tool_categories, {} FROM {} GROUP BY ALL ORDER BY ALL"
        expected = history.execute(asked.format("count(*)", "runs")).fetchall()
        assert history.execute(asked.format("sum(n)", "set_ups")).fetchall() == expected
        assert len(expected) == len(LISTS)


def test_an_older_version_that_changes_no_run_has_its_day(home: Home) -> None:
    for day in (3, 1, 2):
        at = NOW - timedelta(days=10 - day)
        one = {"run_id": "r1", "created_at": at, "updated_at": at, "status": "failed"}
        import_export(home, export(one, as_of=at), NOW)
    history = current(home)
    assert history
    days = history.reader.rows("SELECT import_id FROM history.import_days ORDER BY ALL", {})
    assert {day["import_id"] for day in days} == {1, 2, 3}
