"""What imports change of gathered runs is what would be gathered of all runs anew."""

from __future__ import annotations

from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.store.derived import gathered, worth_gathering
from dashboard.store.tables import COUNTED, COUNTED_TOO, CREATE_HISTORY, ZONE
from dashboard.store.writing.importing import all_of, into
from tests.store.conftest import NOW, export
from tests.store.derived.small_world import loads, run

TABLES = (*COUNTED, "gathered_days")
ZONES = ("UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana")
ANEW = ";".join(f"DELETE FROM {table}" for table in TABLES)


@pytest.fixture(autouse=True)
def any_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a small one is gathered, whatever its runs have in common."""
    monkeypatch.setattr(gathered, "FEWEST_RUNS", 0)
    monkeypatch.setattr(worth_gathering, "MOST", 99)


def rows(history: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of all tables, in one order."""
    return {
        table: sorted(map(str, history.execute(f"SELECT * FROM {table}").fetchall()))
        for table in TABLES
    }


@settings(
    max_examples=3, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)  # fmt: skip
@given(seed=st.integers(0, 1 << 32), zones=st.lists(st.sampled_from(ZONES), min_size=9, max_size=9))
def test_after_each_import_the_rows_are_those_of_all_runs_gathered_anew(
    seed: int, zones: list[str]
) -> None:
    chance = Random(seed)
    zone = zones[0]
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        for n, load in enumerate(loads(chance)):
            with history.cursor() as connection:
                into(connection, all_of(load), NOW, lambda rows: None)
            if chance.random() < 0.2:
                zone = zones[n]
                history.execute("DELETE FROM settings WHERE name = ?", [ZONE])
                history.execute("INSERT INTO settings VALUES (?, ?)", [ZONE, zone])
            gathered.refresh(history)
            followed = rows(history)
            history.execute(ANEW)
            gathered.refresh(history)
            assert followed == rows(history)
            runs = history.execute("SELECT count(*) FROM runs").fetchone()
            for table in COUNTED:
                assert history.execute(f"SELECT sum(n) FROM {table}").fetchone() == runs


def test_what_is_counted_beside_runs_is_what_is_counted_of_each() -> None:
    asked = "SELECT " + ", ".join(
        f"count(*) FILTER ({test}) AS {name}" for name, test in COUNTED_TOO.items()
    )
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        told = [
            {"status": status, **more}
            for status in ("completed", "failed", "running")
            for more in ({}, {"error_type": "Denied"}, {"comment_preview": "Done."})
        ]
        export_of_all = export(*(one | {"run_id": f"r{n}"} for n, one in enumerate(told * 3)))
        with history.cursor() as connection:
            into(connection, all_of(export_of_all), NOW, lambda rows: None)
        gathered.refresh(history)
        expected = history.execute(f"{asked} FROM runs").fetchone()
        assert expected == (9, 3, 6)
        sums = ", ".join(f"sum({name})" for name in COUNTED_TOO)
        for table in COUNTED:
            assert history.execute(f"SELECT {sums} FROM {table}").fetchone() == expected


def test_a_day_that_no_import_touches_is_not_gathered_again() -> None:
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        chance = Random(4)
        some_days = export(*(run(chance, place) for place in range(60)))
        with history.cursor() as connection:
            into(connection, all_of(some_days), NOW, lambda rows: None)
        gathered.refresh(history)
        (runs,) = history.execute("SELECT count(*) FROM runs").fetchone() or (0,)
        kept = history.execute("SELECT sum(n) FROM gathered WHERE NOT spans").fetchone() or (0,)
        assert runs > kept[0] > 0, "some clusters span days, others don't"
        history.execute("UPDATE gathered SET last = NULL")  # as none that is gathered anew has
        gathered.refresh(history)
        asked = "SELECT count(*) FILTER (last IS NOT NULL = spans), count(*) FROM gathered"
        as_meant, of_all = history.execute(asked).fetchone() or (0, 0)
        assert as_meant == of_all > 0


@pytest.mark.parametrize(
    "told",
    [
        "output_visibility = 'customer'", "finished_at = created_at + INTERVAL 9 DAY",
        "duration_ms = 1e9", "effects_state = 'none'", "comment_preview = NULL, output_text = NULL",
        "tools_called = [{'name': 'a', 'category': NULL, 'ok': true, 'error': NULL,"
        " 'wrote': true}]",
        "status = 'completed', outcome = 'succeeded', error_message = 'HTTP 429'",
    ],
)  # fmt: skip
def test_what_an_older_version_adds_to_a_run_is_gathered(told: str) -> None:
    """It changes neither the import nor the hash of the run."""
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        failed = {"run_id": "a", "status": "failed", "comment_preview": "Done."}
        with history.cursor() as connection:
            into(connection, all_of(export(failed, {"run_id": "b"})), NOW, lambda rows: None)
        gathered.refresh(history)
        before = rows(history)
        history.execute(f"UPDATE runs SET {told} WHERE run_id = 'a'")
        gathered.refresh(history)
        followed = rows(history)
        history.execute(ANEW)
        gathered.refresh(history)
        assert followed == rows(history) != before
