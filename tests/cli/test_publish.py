"""A workspace whose questions are answered by ClickHouse: publishing, reading, what goes wrong."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.arguments import QUESTIONS
from dashboard.store.clickhouse import publishing
from dashboard.store.clickhouse.address import store_address
from dashboard.store.clickhouse.server import Server, StoreAway, connected
from dashboard.store.workspace.home import Home
from tests.cli.conftest import HEAD, Run
from tests.workspaces import import_sample

STORE = "chdb://memory"


@pytest.fixture
def stored(worker_runs: Run, export: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A workspace with three runs that were published as they were loaded."""
    monkeypatch.setenv("WORKER_RUNS_STORE", STORE)
    assert worker_runs("load", export) == 0
    return worker_runs


def add_run(run: Run, number: int) -> int:
    path = run.home.parent / f"more-{number}.csv"
    path.write_text(f"{HEAD}{number},failed,2026-11-12T10:00:00Z,Cem,t{number},n\n")
    return run("load", path)


def tables_of(run: Run) -> set[str]:
    """What a workspace has in the store: of each generation what its names begin with."""
    workspace = publishing._workspace(Home(run.home))
    names = publishing._tables(connected(store_address(STORE)))
    return {name[:26] for name in names if name.startswith(workspace)}


def test_what_is_loaded_is_published_and_answered_there(stored: Run) -> None:
    assert f"Published to {STORE} (ClickHouse " in stored.err
    asked: list[str] = []
    ask = Server.ask

    def noted(server: Server, sql: str, *others: Any) -> Any:
        asked.append(sql)
        return ask(server, sql, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "ask", noted)
        assert [row["runs"] for row in stored.json("show", "workers")] == [2, 1]
    assert any("said_causes" in sql for sql in asked)
    assert add_run(stored, 4) == 0
    assert len(stored.json("show", "workers")) == 3
    assert stored("publish") == 0
    assert "nothing that is not published" in stored.err


def test_the_generation_before_stays_and_older_ones_go(stored: Run) -> None:
    first = tables_of(stored)
    for number in (4, 5):
        assert add_run(stored, number) == 0
    assert len(tables_of(stored)) == 2
    assert not first & tables_of(stored)
    assert stored("undo") == 0
    assert len(stored.json("show", "workers")) == 3


def test_publishing_that_ended_half_way_is_seen_by_nobody_and_begun_anew(stored: Run) -> None:
    insert = Server.insert
    for end in range(3):

        def ended(server: Server, table: str, rows: Any, left: list[int] = [end]) -> None:  # noqa: B006
            if not left[0]:
                raise StoreAway("The ClickHouse server does not answer: gone.", where=STORE)
            left[0] -= 1
            insert(server, table, rows)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Server, "insert", ended)
            assert add_run(stored, 10 + end) == 2
        assert "does not answer" in stored.err
        assert "The workspace itself was changed; `worker-runs publish` publishes it." in stored.err
        assert stored("show", "workers") == 2
        assert "is not in the store yet" in stored.err and "worker-runs publish" in stored.err
        assert stored("publish") == 0
        (cem,) = [row for row in stored.json("show", "workers") if row["worker"] == "Cem"]
        assert cem["runs"] == end + 1


def test_hostile_text_of_people_and_runs_goes_there_and_back(stored: Run) -> None:
    hostile = "'); DROP TABLE runs; -- \\' \" {x:String} \u202e é 🙂"
    path = stored.home.parent / "hostile.json"
    row = {"run_id": "h'1\\", "status": "failed", "created_at": "2026-11-12T11:00:00Z"}
    path.write_text(json.dumps([row | {"worker": hostile, "error_message": hostile}]))
    assert stored("load", path) in (0, 1)
    (cause,) = [row["cause"] for row in stored.json("show", "causes")][:1]
    assert stored("mark", cause, "--name", "'); \\' 🙂", "--who", "'; \\") == 0, stored.err
    assert stored("record", "Ann", "model", "--new", "\\'; --", "--when", "2026-11-11") == 0
    there = [stored.json("show", name) for name in ("workers", "causes", "runs")]
    found = stored.json("show", "runs", "--worker", hostile)["runs"]
    assert [row["run_id"] for row in found] == ["h'1\\"]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("WORKER_RUNS_STORE")
        assert [stored.json("show", name) for name in ("workers", "causes", "runs")] == there


def test_without_a_store_there_is_nothing_to_publish_to(loaded: Run) -> None:
    assert loaded("publish") == 2
    assert "No store is named" in loaded.err and "clickhouse://user@" in loaded.err


def closed_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


ANSWERS = {
    "refused": (403, "516", "Code: 516. DB::Exception: ann: Authentication failed."),
    "rights": (500, "497", "Code: 497. DB::Exception: ann: Not enough privileges."),
    "no clickhouse": (200, "", "<html>It works!</html>"),
    "not found": (404, "", "Not Found"),
    "broken": (500, "1001", "Code: 1001. DB::Exception: std::exception."),
}
SAID = {
    "refused": "does not let “ann” in",
    "rights": "“ann” lacks a right",
    "no clickhouse": "does not answer",
    "not found": "does not answer",
    "broken": "could not do it",
}


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a server that answers everything in one way."""
    status, code, text = ANSWERS[request.param]

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            if code:
                self.send_header("X-ClickHouse-Exception-Code", code)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST

        def log_message(self, *words: object) -> None:
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served.server_port
    served.shutdown()
    served.server_close()


def fails_at(run: Run, monkeypatch: pytest.MonkeyPatch, port: int) -> str:
    """What is said where the store is at a port of this machine; a load goes on all the same."""
    monkeypatch.setenv("WORKER_RUNS_STORE", f"clickhouse://ann:hidden@127.0.0.1:{port}/runs")
    for words in (("show", "workers"), ("publish",), ("check",), ("find", "x")):
        assert run(*words) == 2
        assert "hidden" not in run.err
        assert f"clickhouse://ann@127.0.0.1:{port}/runs" in run.err
    assert add_run(run, 7) == 2
    assert "1 new" in run.err and "worker-runs publish" in run.err
    assert "hidden" not in run.err
    return run.err


@pytest.mark.parametrize("server", ANSWERS, indirect=True)
def test_what_a_server_says_is_told_in_words(
    loaded: Run,
    server: int,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    said = fails_at(loaded, monkeypatch, server)
    assert SAID[request.node.callspec.params["server"]] in said


def test_a_server_that_is_away_is_told_in_words(
    loaded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "does not answer" in fails_at(loaded, monkeypatch, closed_port())


def test_without_its_packages_a_store_cant_be_asked(
    loaded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_STORE", "clickhouse://ann@packages.example/runs")
    monkeypatch.setitem(sys.modules, "clickhouse_connect", None)
    assert loaded("show", "workers") == 2
    assert "worker-runs[clickhouse]" in loaded.err


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_answer_of_the_sample_is_the_same(
    worker_runs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_sample(worker_runs.home)
    (newest,) = worker_runs.json("show", "runs", "--limit", 1)["runs"]
    failed = worker_runs.json("show", "bad")
    more = {
        "run": [newest["run_id"]],
        "twin": [newest["run_id"]],
        "worker": [newest["worker_id"]],
        "leaderboard": ["--by", "model"],
    }
    assert failed is not None
    asked = [("show", name, *more.get(name, ())) for name in QUESTIONS]
    here = {words: worker_runs.json(*words) for words in asked}
    monkeypatch.setenv("WORKER_RUNS_STORE", STORE)
    assert worker_runs("publish") == 0
    there = {words: worker_runs.json(*words) for words in asked}
    assert [words for words in asked if here[words] != there[words]] == []
