"""What a link to a file answers, without a browser: the file, or why there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from dashboard.closing import close_review
from dashboard.deciding import By
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.minutes import minutes_now
from tests.browser.servers import Server, started_server
from tests.workspaces import import_run_list


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server puts what it writes for now."""
    return tmp_path_factory.mktemp("rooms")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_run_list(tmp_path_factory.mktemp("downloads") / "home")


@pytest.fixture(scope="module")
def server(home: Path, rooms: Path) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(rooms))
        serving = started_server(home, home.parent / "log")
    yield serving
    serving.stop()


def answer(server: Server, link: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urlopen(f"{server.url}/export/{link}") as response:  # noqa: S310 - our own server
            return response.status, response.read().decode(), dict(response.headers)
    except HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_the_file_has_the_chosen_runs_and_nothing_is_left(server: Server, rooms: Path) -> None:
    _, everything, _ = answer(server, "runs.ndjson?period=all")
    status, failed, headers = answer(server, "runs.ndjson?outcome=failed")
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="runs.ndjson"'
    assert headers["x-content-type-options"] == "nosniff"
    assert 0 < len(failed.splitlines()) < len(everything.splitlines())
    assert all('"status":"failed"' in line for line in failed.splitlines())
    deadline = time.monotonic() + 30
    while list(rooms.glob("worker-runs-room-*")):  # it is removed once all of it was sent
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_list_to_clean_up_by_has_the_chosen_runs(server: Server) -> None:
    status, listed, headers = answer(server, "clean-up.csv?outcome=failed")
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="clean-up.csv"'
    assert listed.splitlines()[0].startswith("\ufeffTask,Link,Comment,")
    assert len(listed.splitlines()) == 9


def test_a_review_is_a_file_and_a_closed_week_stays_one(server: Server) -> None:
    status, page, headers = answer(server, "review.html?period=all")
    assert status == 200 and page.startswith("<!doctype html>")
    assert "attachment" in headers["content-disposition"]
    assert "Start with the causes" in page
    status, text, _ = answer(server, "review.md?period=all")
    assert status == 200 and text.startswith("# Review of ")


def test_a_closed_review_that_is_no_week_is_a_file_by_its_name(server: Server, home: Path) -> None:
    history, ledger = current(Home(home)), Ledger(home)
    assert history
    minutes = minutes_now(history, ALL, ledger.entries())
    assert close_review(ledger, minutes, By("Kim"))
    status, page, headers = answer(server, f"minutes/{minutes.name}.html")
    assert status == 200 and "Review of 16 Nov 2026" in page
    assert f'filename="review-{minutes.name}.html"' in headers["content-disposition"]


@pytest.mark.parametrize(
    ("link", "status", "said"),
    [
        ("clean-up.parquet", 400, "no form of a clean-up list"),
        ("clean-up.csv?worker=Nobody", 400, "No run is chosen"),
        ("review.pdf?period=all", 404, "A report is .md, .html or .json"),
        ("minutes/2026-W46.html", 404, "This review is not closed."),
        ("minutes/%3Cscript%3E.html", 404, "This review is not closed."),
        ("runs.pdf", 400, "no form in which runs can be exported"),
        ("runs.csv?colour=red", 400, "“colour” is no filter"),
        ("runs.csv?since=yesterday", 400, "is not a date"),
        ("runs.csv?since=9999-99-99&until=-1", 400, "is not a date"),
        ("runs.csv?worker=Nobody", 400, "No run is chosen"),
        ("runs.csv?worker=%ff%00", 400, "No run is chosen"),
        ("runs.csv%00", 400, ""),
        (f"runs.{'x' * 5_000}", 400, "no form in which"),
    ],
)
def test_what_cannot_be_had_is_said(server: Server, link: str, status: int, said: str) -> None:
    code, text, _ = answer(server, link)
    assert (code, "Traceback" in text) == (status, False)
    assert said in text
    assert len(text) < 1_000
