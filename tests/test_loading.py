"""Loading and trying out: what a trial says is what a load does, and a trial leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.loading import Trial, load, try_out
from dashboard.records import lines
from dashboard.records.canonical import RowMaker
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from dashboard.ui.data.jobs import Stopped
from tests.reading import written

FIRST = (
    "run_id,status,created_at\na,failed,2026-11-16T09:10:00Z\nb,completed,2026-11-16T09:11:00Z\n"
)
SECOND = (
    "run_id,status,created_at,updated_at\n"
    "a,completed,2026-11-16T09:10:00Z,2026-11-17T09:10:00Z\n"
    "b,completed,2026-11-16T09:11:00Z,\nc,done,2026-11-16T09:12:00Z,\nd,done,soon,\n"
)


def tried(home: Home, path: Path, **answers: str) -> Trial:
    """What loading the file would do."""
    return try_out(home, path, mapping=None, answers=Answers(**answers), progress=lambda rows: None)


def held(home: Home) -> list[tuple[str, int]]:
    """The files of a workspace and their sizes, but for its locks."""
    files = (path for path in home.path.glob("*") if path.suffix != ".lock")
    return sorted((path.name, path.stat().st_size) for path in files)


def test_a_trial_says_what_a_load_does_and_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    for content in (FIRST, SECOND, SECOND):
        path = written(tmp_path, content)
        before = held(home)
        trial = tried(home, path)
        assert held(home) == before
        done = load(
            home, path, mapping=None, answers=Answers(), progress=lambda rows: None, called="a list"
        )
        assert trial.tried is not None
        said = replace(trial.tried.imported, generation=done.generation, name="a list")
        assert said == done
    assert (done.unchanged, done.rejected) == (3, 1)


def test_a_trial_shows_the_rows_that_would_be_rejected(tmp_path: Path) -> None:
    trial = tried(Home(tmp_path / "home"), written(tmp_path, SECOND))
    assert trial.tried is not None
    [row] = trial.tried.rejected
    assert (row["line"], row["field"], "soon" in row["reason"]) == (5, "created_at", True)
    assert [one and one["run_id"] for one in trial.explanation.after] == ["a", "b", "c"]


def test_a_copy_that_was_not_made_whole_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, after = Home(tmp_path / "home"), tmp_path / "beside" / "after"
    after.parent.mkdir()
    path = written(tmp_path, FIRST)
    said = {"mapping": None, "answers": Answers(), "progress": lambda rows: None}
    load(home, path, **said)

    def ended(source: object, target: Path) -> None:
        target.write_text("half of it")
        raise Stopped("Stopped.")  # as where the page's script ends

    with monkeypatch.context() as patched:
        patched.setattr("dashboard.store.writing.trying.shutil.copyfile", ended)
        with pytest.raises(Stopped):
            try_out(home, path, **said, after=after)
    assert not any(after.parent.iterdir())
    trial = try_out(home, path, **said, after=after)
    assert trial.tried is not None and trial.tried.imported.unchanged == 2


def test_an_open_question_is_part_of_the_answer(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    path = written(tmp_path, "Run ID,Status,Created\nr1,done,03/04/2026 10:00\n")
    trial = tried(home, path)
    assert trial.tried is None
    assert [one.about for one in trial.explanation.asked] == ["zone", "dates"]
    assert trial.explanation.asked[1].choices == {"dmy": "3 Apr 2026", "mdy": "4 Mar 2026"}
    answered = tried(home, path, zone="Europe/Berlin", dates="dmy")
    assert answered.tried is not None and answered.tried.imported.new == 1
    load(home, path, mapping=None, answers=answered.answers, progress=lambda rows: None)
    again = tried(home, path)  # as answered before
    assert (again.answers.zone, again.answers.dates) == ("Europe/Berlin", "dmy")
    assert again.tried is not None and again.tried.imported.unchanged == 1


def test_what_cannot_be_read_is_refused_and_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with pytest.raises(ExportRefused, match="PNG"):
        tried(home, written(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00"))

    def stop(rows: int) -> None:
        raise Stopped("It was stopped.")

    with pytest.raises(Stopped):
        load(home, written(tmp_path, FIRST), mapping=None, answers=Answers(), progress=stop)
    assert home.generation() == 0


def test_a_trial_reads_lines_as_a_load_does_and_no_row_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = RowMaker.make
    monkeypatch.setattr(lines, "FEWEST", 0)
    monkeypatch.setattr(RowMaker, "make", lambda *a: (made.append(1), make(*a))[1])
    row = '{"run_id": "%d", "status": "ok", "created_at": "2026-11-16T09:10:00Z", "cost": %s}\n'
    odd = "".join(row % (n, "x" if n == 70 else '"y"' if n == 90 else 1) for n in range(200))
    path = written(tmp_path, odd, "runs.ndjson")
    trial = tried(Home(tmp_path / "home"), path)
    assert trial.tried and trial.explanation.rows == 200
    assert (trial.tried.imported.new, trial.tried.imported.rejected) == (198, 2)
    assert [one and one["run_id"] for one in trial.explanation.after] == ["0", "1", "2"]
    assert len(made) < 10, "only the three that are shown, and those that are not plainly right"


def test_a_question_deep_in_a_file_of_lines_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "FEWEST", 0)
    row = '{"run_id": "%d", "status": "ok", "created_at": "2026-11-16T09:10:00%s"}\n'
    path = written(tmp_path, "".join(row % (n, "Z"[n // 150 :]) for n in range(200)), "r.ndjson")
    trial = tried(Home(tmp_path / "home"), path)
    assert trial.tried is None and [one.about for one in trial.explanation.asked] == ["zone"]
    answered = tried(Home(tmp_path / "home"), path, zone="UTC")
    assert answered.tried and answered.tried.imported.new == 200
