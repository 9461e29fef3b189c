"""The ledger: written once, whole, by several at once, and never changed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import LedgerUnusable
from dashboard.ledger import tables
from dashboard.ledger.entries import add
from dashboard.ledger.ledger import BEGUN, FILE, Ledger

APPENDS = """
import sys
from pathlib import Path
from dashboard.ledger.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    entry = ledger.append("noted", {"by": sys.argv[3], "n": n})
    print(entry.number, flush=True)
"""


def appending(folder: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", APPENDS, str(folder), str(count), name],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_keeps_what_was_written_in_order(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "home")
    assert ledger.entries() == ()
    ledger.append("named", {"cause": "ä", "templates": ["1"]}, who="Ann")
    ledger.append("named", {"cause": "b"})
    first, second = Ledger(tmp_path / "home").entries()
    assert (first.kind, first.who, first.about) == (
        "named",
        "Ann",
        {"cause": "ä", "templates": ["1"]},
    )
    assert first.at.tzinfo is not None and first.at <= second.at
    assert second.number > first.number


def test_a_needless_entry_is_not_written(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)

    def twice() -> object:
        return ledger.append("fixed", {"x": 1}, unless=lambda held: bool(held))

    assert twice() is not None
    assert twice() is None
    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(lambda _: twice(), range(16)))
    assert len(ledger.entries()) == 1


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [appending(tmp_path, 40, name) for name in ("a", "b")]
    numbers = [
        int(line) for writer in writers for line in writer.communicate(timeout=120)[0].split()
    ]
    assert [writer.returncode for writer in writers] == [0, 0]
    entries = Ledger(tmp_path).entries()
    assert sorted(numbers) == [entry.number for entry in entries] == list(range(1, 81))
    for name in ("a", "b"):
        assert [entry.about["n"] for entry in entries if entry.about["by"] == name] == list(
            range(40)
        )


@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_what_was_confirmed_survives_a_kill(tmp_path: Path, after: int) -> None:
    writer = appending(tmp_path, 10_000, "a")
    assert writer.stdout
    for _ in range(after):
        confirmed = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait(30)
    confirmed = max([confirmed, *map(int, writer.stdout.read().split())])
    entries = Ledger(tmp_path).entries()
    assert confirmed <= len(entries) <= confirmed + 1
    assert [entry.about["n"] for entry in entries] == list(range(len(entries)))
    written = Ledger(tmp_path).append("noted", {})
    assert written is not None and written.number == len(entries) + 1


def test_a_write_that_was_cut_off_is_rolled_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {"n": 0})
    with pytest.raises(RuntimeError), ledger._writing() as connection:
        add(connection, "noted", {}, "")
        raise RuntimeError
    assert len(ledger.entries()) == 1


def test_entries_can_be_neither_changed_nor_removed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    with sqlite3.connect(tmp_path / FILE) as connection:
        for statement in ("UPDATE entries SET who = 'x'", "DELETE FROM entries"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)


def test_a_folder_that_cannot_be_written_is_still_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    (tmp_path / FILE).chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert len(ledger.entries()) == 1
        if os.geteuid():  # the superuser may write everywhere
            with pytest.raises(LedgerUnusable, match="Nothing was recorded"):
                ledger.append("noted", {})
    finally:
        tmp_path.chmod(0o755)


def test_a_damaged_or_newer_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerUnusable, match="damaged") as damaged:
        Ledger(tmp_path).entries()
    assert "backup" in damaged.value.remedy
    (tmp_path / FILE).unlink()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerUnusable, match="newer"):
        Ledger(tmp_path).append("noted", {})


def test_a_ledger_that_is_lost_is_not_taken_for_none(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert ledger.entries() == ()
    ledger.append("noted", {"n": 1})
    backup = ledger.path.read_bytes()
    ledger.path.unlink()
    for use in (ledger.entries, ledger.stamp, lambda: ledger.append("noted", {"n": 2})):
        with pytest.raises(LedgerUnusable, match="gone") as gone:
            use()
        assert BEGUN in gone.value.remedy
    assert not ledger.path.exists()
    ledger.path.write_bytes(backup)
    assert len(ledger.entries()) == 1
    ledger.path.unlink()
    (tmp_path / BEGUN).unlink()
    assert ledger.append("noted", {"n": 3}) and len(ledger.entries()) == 1


def test_what_is_no_file_in_its_place_is_damage(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    for use in (Ledger(tmp_path).entries, lambda: Ledger(tmp_path).append("noted", {})):
        with pytest.raises(LedgerUnusable, match="damaged: what stands there is no file"):
            use()


def test_waits_for_another_writer_and_says_when_it_was_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    monkeypatch.setattr("dashboard.ledger.ledger.WAIT_SECONDS", 0.2)
    with ledger._writing():
        began = time.monotonic()
        with pytest.raises(LedgerUnusable, match="locked"):
            ledger.append("noted", {})
        assert time.monotonic() - began >= 0.2
    assert ledger.append("noted", {}) is not None


def test_entries_that_were_changed_removed_or_slipped_in_are_damage(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for n in range(3):
        ledger.append("noted", {"n": n}, who="Ann")
    whole = ledger.path.read_bytes()
    loose = "DROP TRIGGER entries_stay; DROP TRIGGER entries_are_kept;"
    for statement in (
        "UPDATE entries SET who = 'Bob' WHERE number = 2",
        "UPDATE entries SET about = '{\"n\":1}' WHERE number = 1",
        "UPDATE entries SET about = '{' WHERE number = 3",
        "UPDATE entries SET at = 'yesterday' WHERE number = 3",
        "UPDATE entries SET kind = x'ff' WHERE number = 1",
        "UPDATE entries SET number = 9 WHERE number = 3",
        "DELETE FROM entries WHERE number = 1",
        "DELETE FROM entries WHERE number = 3",
        "DELETE FROM entries",
        "DELETE FROM sqlite_sequence",
        "DROP TABLE entries",
        "PRAGMA user_version = 0",
        "INSERT INTO entries (at, who, kind, about, seal) VALUES ('2026-11-16', '', 'x', '{}', '')",
    ):
        ledger.path.write_bytes(whole)
        with sqlite3.connect(ledger.path) as connection:
            connection.executescript(loose + statement)
        for use in (ledger.entries, lambda: ledger.append("noted", {})):
            with pytest.raises(LedgerUnusable, match="damaged"):
                use()
    ledger.path.write_bytes(whole)
    assert len(ledger.entries()) == 3


def test_one_changed_byte_of_an_entry_is_damage(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("cause named", {"cause": "c", "name": "Closed month"}, who="Ann")
    whole = ledger.path.read_bytes()
    for word in (b"Closed month", b"cause named", b"Ann", b'"cause"', b"+00:00"):
        for change in (word.upper(), word[:-1] + b"\xff", word[:-1] + b"\0"):
            if change == word:
                continue
            ledger.path.write_bytes(whole.replace(word, change, 1))
            with pytest.raises(LedgerUnusable, match="damaged"):
                ledger.entries()


FIRST_VERSION = (
    "CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,"
    " who TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL);"
    "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries"
    " BEGIN SELECT raise(ABORT, 'entries are never changed'); END;"
    "INSERT INTO entries (at, who, kind, about) VALUES"
    " ('2026-11-16T09:10:00+00:00', 'Ann', 'noted', '{\"n\": 1}'),"
    " ('2026-11-16T09:11:00+00:00', '', 'noted', '{}');"
    "PRAGMA user_version = 1;"
)


def test_a_ledger_of_the_first_version_is_read_as_it_is_and_sealed_by_the_next_entry(
    tmp_path: Path,
) -> None:
    ledger = Ledger(tmp_path)
    with sqlite3.connect(ledger.path) as connection:
        connection.executescript(FIRST_VERSION)
    before = ledger.path.read_bytes()
    tmp_path.chmod(0o555)
    try:
        assert [entry.about for entry in ledger.entries()] == [{"n": 1}, {}]
        stamp = ledger.stamp()
    finally:
        tmp_path.chmod(0o755)
    assert ledger.path.read_bytes() == before
    added = ledger.append("noted", {"n": 3})
    assert added and added.number == 3 and len(ledger.entries()) == 3
    assert ledger.stamp() != stamp
    with sqlite3.connect(ledger.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE entries SET who = 'x'")


def test_what_keeps_one_from_reading_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    monkeypatch.setattr("dashboard.ledger.ledger.WAIT_SECONDS", 0.05)

    def unreadable(path: object, mode: int) -> bool:
        return mode != os.R_OK

    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for read in (ledger.entries, ledger.stamp):
            with pytest.raises(LedgerUnusable, match="can’t be read now: database is locked") as at:
                read()
            assert "recorded" not in at.value.what and "readable" in at.value.remedy
        with pytest.raises(LedgerUnusable, match=r"can’t be written now: .* Nothing was recorded"):
            ledger.append("noted", {})
    monkeypatch.setattr(os, "access", unreadable)
    for read in (ledger.entries, ledger.stamp):
        with pytest.raises(LedgerUnusable, match="can’t be read: Permission denied"):
            read()


def test_looking_for_news_leaves_a_writer_its_lock(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    impatient = APPENDS.replace(
        "from dashboard.ledger.ledger import Ledger",
        "from dashboard.ledger import ledger; ledger.WAIT_SECONDS = 0.05; Ledger = ledger.Ledger",
    )
    with ledger._writing() as connection:
        add(connection, "noted", {}, "")
        ledger.stamp()
        other = subprocess.run(
            [sys.executable, "-c", impatient, str(tmp_path), "1", "other"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "locked" in other.stderr and not other.stdout
    assert len(ledger.entries()) == 2


def test_readers_see_one_moment(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("noted", {})
    with ledger._reading() as connection:
        assert tables.version(connection)
        with closing(sqlite3.connect(ledger.path, timeout=0.05, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            add(other, "noted", {}, "")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("COMMIT")
            assert len(tables.entries_of(connection)) == 1
