"""Work beside the page: how far it is, how it is stopped, how it fails."""

from __future__ import annotations

import threading

import pytest

from dashboard.errors import UserError
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.jobs import Job, Stopped


def test_a_job_tells_how_far_it_is_and_what_came_out() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress(10)
        begun.set()
        go_on.wait(10)
        return "done"

    job = Job("a file", work)
    assert begun.wait(10)
    assert (job.rows, job.done, job.result) == (10, False, None)
    go_on.set()
    job.wait(10)
    assert (job.done, job.result, job.failed) == (True, "done", None)


def test_a_job_stops_at_the_next_rows() -> None:
    stopped = threading.Event()

    def work(progress: Progress) -> None:
        stopped.wait(10)
        progress(20)
        raise AssertionError("it went on")

    job = Job("a file", work)
    job.stop()
    stopped.set()
    job.wait(10)
    assert isinstance(job.failed, Stopped) and job.failed.where == "a file"


def test_a_job_that_fails_says_why() -> None:
    def refuse(progress: Progress) -> None:
        raise UserError("There is no room.", remedy="Make some.")

    job = Job("a file", refuse)
    job.wait(10)
    assert job.failed is not None and job.failed.what == "There is no room."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_is_said_without_a_traceback() -> None:
    def broken(progress: Progress) -> None:
        raise ZeroDivisionError("secret details")

    job = Job("a file", broken)
    job.wait(10)
    assert job.failed is not None
    assert "ZeroDivisionError" in job.failed.what and "secret" not in str(job.failed)
