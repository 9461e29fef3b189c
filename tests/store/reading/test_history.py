"""Reading: a locked instance, one per generation, safe to share."""

from __future__ import annotations

import threading
from typing import Any

import duckdb
import pytest

from dashboard.errors import LedgerUnusable, StoreUnusable
from dashboard.ledger.ledger import Ledger
from dashboard.store.reading import open_histories
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "DELETE FROM history.runs",
    ],
)
def test_a_serving_instance_reads_its_history_and_nothing_else(home: Home, attempt: str) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    history = current(home)
    assert history
    with pytest.raises(duckdb.Error):
        history.reader.connection.cursor().execute(attempt)
    assert history.about.runs == 1


def test_an_empty_workspace_has_no_history(home: Home) -> None:
    assert current(home) is None


def test_readers_see_a_whole_generation_each_while_imports_go_on(home: Home) -> None:
    import_export(home, export({"run_id": "0"}), NOW)
    wrong: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            history = current(home)
            assert history
            runs = history.ask("headline")[0]["runs"]
            if runs != history.about.runs or runs != history.about.generation:
                wrong.append(f"{runs} runs in generation {history.about.generation}")

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    for n in range(1, 7):
        import_export(home, export({"run_id": str(n)}), NOW)
    stop.set()
    for reader in readers:
        reader.join()
    assert not wrong
    history = current(home)
    assert history and history.about.runs == 7


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("cause painted", {"cause": "c"}),
        ("cause named", {"cause": "c"}),
        ("cause expected fixed", {"cause": "c", "at": "some day"}),
        ("causes merged", {"cause": "c", "into_templates": 3}),
        ("change recorded", {"worker_id": "w"}),
        ("change aimed at a cause", {"worker_id": "w", "at": 7, "cause": "c"}),
        ("undone", {"entry": [1]}),
    ],
)
def test_an_entry_that_is_not_understood_is_told(home: Home, kind: str, about: Any) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    Ledger(home.path).append("cause named", {"cause": "c", "name": "C"})
    assert current(home)
    Ledger(home.path).append(kind, about)
    with pytest.raises(LedgerUnusable, match="Entry 2"):
        current(home)


@pytest.mark.parametrize(
    ("found", "is_damage"),
    [
        (duckdb.Error("Corrupt database file: computed checksum 1 does not match 2"), True),
        (duckdb.IOException('IO Error: The file "{path}" is not a valid DuckDB database'), True),
        (duckdb.IOException('IO Error: Could not read enough bytes from file "{path}"'), True),
        (duckdb.IOException('IO Error: Could not read enough bytes from file "x.tmp"'), False),
        (duckdb.IOException('IO Error: Cannot open file "{path}": Too many open files'), False),
        (duckdb.IOException("IO Error: Could not write file: No space left on device"), False),
        (duckdb.InternalException("INTERNAL Error: Attempted to access index 4"), False),
        (duckdb.PermissionException("Permission Error: file system access is disabled"), False),
        (duckdb.ConnectionException("Connection Error: Connection already closed!"), False),
    ],
)
def test_only_what_is_said_of_the_file_itself_is_damage(
    home: Home, found: duckdb.Error, is_damage: bool
) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    history = current(home)
    assert history
    said = str(found).replace("{path}", str(home.database(1)))
    with pytest.raises(StoreUnusable) as caught, history.reader.told():
        raise type(found)(said)
    assert caught.value.what.startswith(
        "The history is damaged: " if is_damage else "The question could not be answered: "
    )
    assert ("writing" in caught.value.remedy or "Move" in caught.value.remedy) == is_damage


def test_a_workspace_that_is_slow_to_open_holds_up_no_other(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Home(home.path / "slow")
    for place in (home, slow):
        import_export(place, export({"run_id": "a"}), NOW)
    begun, let_go, joined = threading.Event(), threading.Event(), open_histories._joined

    def held(place: tuple[Home, object], *given: Any) -> Any:
        if place == (slow, None):
            begun.set()
            assert let_go.wait(30)
        return joined(place, *given)

    monkeypatch.setattr(open_histories, "_joined", held)
    opening = threading.Thread(target=current, args=(slow,))
    opening.start()
    assert begun.wait(30)
    other = threading.Thread(target=current, args=(home,))
    other.start()
    other.join(20)
    waits = other.is_alive()
    let_go.set()
    opening.join()
    other.join()
    assert not waits
