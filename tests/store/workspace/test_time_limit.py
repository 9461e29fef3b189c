"""Questions that take longer than they may, through a history that is open."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.store.reading.open_histories import current
from dashboard.store.workspace import time_limit
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import TooSlow
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

ENDLESS = "SELECT count(*) FROM range(1000000000000) a WHERE a.range % 7 = $n"


def test_what_takes_too_long_ends_in_words_and_nothing_else_does(
    home: Home,
) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    history = current(home)
    assert history

    def ends(n: int) -> None:
        with pytest.raises(TooSlow, match="took more than"):
            history.reader.rows(ENDLESS, {"n": n}, seconds=0.1)

    with ThreadPoolExecutor() as pool:
        list(pool.map(ends, range(3)))
    assert history.ask("about")[0]["runs"] == 1


def test_a_question_that_ends_in_time_is_left_alone_and_nobody_watches_when_none_is_asked() -> None:
    ended = threading.Event()
    with time_limit.at_most(60, ended.set):
        (watching,) = time_limit._watching
    watching.join(timeout=10)
    assert not ended.is_set()
    with time_limit.at_most(0.01, ended.set):
        assert ended.wait(timeout=10)


class _Asked:
    """A question that remembers that its time was up."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def end(self) -> None:
        self.ended.set()


def test_a_question_that_has_ended_is_held_by_nobody() -> None:
    """A connection that the thread which watches lets go of last aborts a process that ends."""
    asked = _Asked()
    held = weakref.ref(asked)
    with time_limit.at_most(0, asked.end):
        assert asked.ended.wait(timeout=10)  # the thread has looked at it
    del asked
    assert held() is None
