"""What stands in the rows of gathered runs; how they follow imports: test_together.py."""

from __future__ import annotations

import duckdb
import pytest

from dashboard.store.derived import together, worth_gathering
from dashboard.store.tables import COUNTED, COUNTED_TOO, CREATE_HISTORY
from dashboard.store.writing.importing import all_of, into
from tests.store.conftest import NOW, export


@pytest.fixture(autouse=True)
def any_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a small one is gathered, whatever its runs have in common."""
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(worth_gathering, "MOST", 99)


def test_what_is_counted_beside_runs_is_what_is_counted_of_each() -> None:
    asked = "SELECT " + ", ".join(
        f"count(*) FILTER ({test}) AS {name}" for name, test in COUNTED_TOO.items()
    )
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        told = [
            {"status": status, **more}
            for status in ("completed", "failed", "running")
            for more in (
                {},
                {"error_type": "Denied", "tools_called": []},
                {"comment_preview": "Done."},
            )
        ]
        export_of_all = export(*(one | {"run_id": f"r{n}"} for n, one in enumerate(told * 3)))
        with history.cursor() as connection:
            into(connection, all_of(export_of_all), NOW, lambda rows: None)
        together.refresh(history)
        expected = history.execute(f"{asked} FROM runs").fetchone()
        assert expected == (9, 3, 6, 9)
        sums = ", ".join(f"sum({name})" for name in COUNTED_TOO)
        for table in COUNTED:
            assert history.execute(f"SELECT {sums} FROM {table}").fetchone() == expected
