"""Rounds of dropping: what is one export, what is ready, and what stays when a load ends early."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from dashboard.errors import EncodingOpen, UserError
from dashboard.loading import Trial
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import Imported
from dashboard.ui.data.dropped import Dropped
from dashboard.ui.data.jobs import Stopped
from dashboard.ui.data.looking import look
from dashboard.ui.data.rounds import Loaded, Round, load_all
from tests.sources.test_formats import NAIVE, lines
from tests.sources.test_observability import LANGFUSE
from tests.ui.data.test_dropped import Sent

HEAD = "run_id,status,created_at\n"
GOOD = HEAD + "a,done,2026-11-16T09:10:00Z\n"
OPEN = "Run ID,Status,Created\nr1,done,2026-11-16 09:10\n"


def looked(home: Home, **files: str) -> Round:
    """A round of files that were all looked at."""
    sent = [Sent(f"{name.replace('_', '.')}", text.encode(), name) for name, text in files.items()]
    return look_at_all(home, Round(Dropped(sent)))


def look_at_all(home: Home, held: Round) -> Round:
    """The round with all looked at that is to be."""
    while path := held.to_look_at():
        answers = held.answers.get(path, Answers())
        held.found[path] = look(home, held.dropped, path, answers, lambda rows: None).found
    return held


def test_files_that_hold_parts_of_runs_are_one_export(tmp_path: Path) -> None:
    traces = [{"id": key, "timestamp": NAIVE, "name": "T", "environment": "default",
               "bookmarked": False} for key in "abc"]  # fmt: skip
    held = looked(Home(tmp_path / "home"), traces_jsonl=lines(traces), spans_jsonl=lines(LANGFUSE))
    [(path, found)] = held.exports()
    assert path == held.dropped.folder and path.name == "2 files"
    assert not isinstance(found, UserError) and found.tried is not None
    assert found.tried.imported.new == 3


@pytest.mark.parametrize("name", ["runs_csv", "october_csv"])
def test_scores_dropped_with_their_runs_are_one_export(tmp_path: Path, name: str) -> None:
    scores = {"scores_csv": "run_id,score\na,1\n"}
    held = looked(Home(tmp_path / "home"), **{name: GOOD}, **scores)
    [(path, found)] = held.exports()
    assert path.name == "2 files" and list(held.ready()) == [path]
    assert not isinstance(found, UserError) and found.tried is not None
    assert "scores.csv says more of 1 run: score." in found.tried.imported.notices


def test_files_of_their_own_stay_apart_and_what_is_open_is_not_ready(tmp_path: Path) -> None:
    held = looked(Home(tmp_path / "home"), a_csv=GOOD, b_csv=OPEN, c_csv="x,y\n1,2\n")
    assert [path.name for path, _ in held.exports()] == ["a.csv", "b.csv", "c.csv"]
    assert [path.name for path in held.ready()] == ["a.csv"]
    held.loaded.update(held.ready())
    assert [path.name for path, _ in held.exports()] == ["b.csv", "c.csv"]


def counts(imported: Imported) -> tuple[int, int, int, int, int]:
    """What a card says of a file, or a load did."""
    return (
        imported.new, imported.changed, imported.unchanged, imported.conflicting, imported.rejected
    )  # fmt: skip


def said(held: Round) -> list[tuple[int, ...]]:
    """What the cards say of the files that can be loaded, in the order of loading."""
    trials = [held.found[path] for path in held.ready()]
    return [counts(one.tried.imported) for one in trials if isinstance(one, Trial) and one.tried]


def did(home: Home, held: Round) -> list[tuple[int, ...]]:
    """What loading them then does."""
    done = load_all(home, held.dropped, held.ready(), lambda rows: None)
    assert done.ended is None
    return [counts(one) for one in done.imported]


SCORES = "run_id,status,created_at,score\na,done,2026-11-16T09:10:00Z,0.5\n"
LATER = "run_id,status,created_at,updated_at\na,failed,2026-11-16T09:10:00Z,2026-11-17T09:10:00Z\n"
BROKEN = GOOD + "b,done,soon\n"


@pytest.mark.parametrize(
    "files",
    [
        (GOOD, GOOD),
        (GOOD, LATER),
        (LATER, GOOD),
        (GOOD, SCORES),
        (GOOD, LATER, SCORES, BROKEN),
        (BROKEN, GOOD, BROKEN),
        (GOOD.replace("done", "failed"), GOOD),
    ],
)
def test_files_of_a_round_are_tried_as_they_will_be_loaded(
    tmp_path: Path, files: tuple[str, ...]
) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, **{f"{chr(97 + n)}_csv": text for n, text in enumerate(files)})
    assert home.generation() == 0, "nothing is loaded yet"
    cards = said(held)
    assert len(cards) == len(files) and sum(new for new, *_ in cards) == 1
    assert did(home, held) == cards


def test_what_was_answered_later_is_tried_after_the_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    same = OPEN.replace("r1", "a").replace("09:10", "10:10")
    held = looked(home, a_csv=same, b_csv=GOOD)
    (asked,) = [path for path, found in held.exports() if path not in held.ready()]
    held.answer(asked, Answers(zone="Europe/Berlin"))
    cards = said(look_at_all(home, held))
    assert [new for new, *_ in cards] == [1, 0]
    assert did(home, held) == cards


def test_another_answer_has_all_tried_anew(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, a_csv=OPEN, b_csv=GOOD)
    held.answer(held.dropped.files[0], Answers(zone="Europe/Berlin"))
    look_at_all(home, held)
    held.answer(held.dropped.files[0], Answers(zone="Asia/Tokyo"))
    cards = said(look_at_all(home, held))
    assert [new for new, *_ in cards] == [1, 1], "none of the first answer stays"
    assert did(home, held) == cards
    assert held.ready()[held.dropped.files[0]].zone == "Asia/Tokyo"


def test_what_was_loaded_is_told_beside_what_ended_the_load(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, a_csv=GOOD, b_csv=GOOD.replace("a,", "b,"))
    ready = held.ready()
    first, second = ready
    second.unlink()
    done: Loaded = load_all(home, held.dropped, ready, lambda rows: None)
    assert done.paths == (first,)
    assert [one.new for one in done.imported] == [1]
    assert done.ended is not None and "no such file" in done.ended.what


def test_who_only_looks_keeps_nobody_from_loading(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.writing():
        held = looked(home, a_csv=GOOD)
    assert [path.name for path in held.ready()] == ["a.csv"]
    assert home.generation() == 0


def test_what_could_not_be_copied_is_not_tried_on_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    load_all(home, None, {_file(tmp_path, "a.csv"): Answers()}, lambda rows: None)
    copyfile, times = shutil.copyfile, []

    def full_once(*given: object) -> object:
        times.append(given)
        if len(times) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return copyfile(*given)

    monkeypatch.setattr("dashboard.store.writing.trying.shutil.copyfile", full_once)
    held = looked(home, a_csv=GOOD)
    [(_, found)] = held.exports()
    assert isinstance(found, UserError) and "No space left" in str(found)
    held.look_again()
    [(_, found)] = look_at_all(home, held).exports()
    assert isinstance(found, Trial) and found.tried
    assert counts(found.tried.imported) == (0, 0, 1, 0, 0)


def test_a_history_cleared_while_it_is_copied_is_copied_as_it_is_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    load_all(home, None, {_file(tmp_path, "a.csv"): Answers()}, lambda rows: None)
    copyfile, others = shutil.copyfile, iter("bcde")

    def meanwhile(*given: object) -> object:
        for name in others:  # so many loads that the generation is not kept
            text = GOOD.replace("\na,", f"\n{name},")
            path = _file(tmp_path, f"{name}.csv", text)
            load_all(home, None, {path: Answers()}, lambda rows: None)
        return copyfile(*given)

    monkeypatch.setattr("dashboard.store.writing.trying.shutil.copyfile", meanwhile)
    [(_, found)] = looked(home, e_csv=GOOD.replace("\na,", "\ne,")).exports()
    assert isinstance(found, Trial) and found.tried
    assert counts(found.tried.imported) == (0, 0, 1, 0, 0)


def test_what_others_load_meanwhile_is_not_called_new(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, a_csv=GOOD)
    held.stand_on(home.generation())
    assert held.to_look_at() is None
    load_all(home, None, {_file(tmp_path, "a.csv"): Answers()}, lambda rows: None)
    held.stand_on(home.generation())
    [(_, found)] = look_at_all(home, held).exports()
    assert isinstance(found, Trial) and found.tried
    assert counts(found.tried.imported) == (0, 0, 1, 0, 0)


def test_what_is_in_is_not_looked_at_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, a_csv=GOOD, b_csv=OPEN)
    a, b = held.dropped.files
    held.has_loaded(load_all(home, held.dropped, held.ready(), lambda rows: None))
    held.stand_on(home.generation())
    held.answer(b, Answers(zone="UTC"))
    assert held.to_look_at() == b
    [(path, found)] = look_at_all(home, held).exports()
    assert path == b and a not in held.ready() and isinstance(found, Trial)


def test_a_file_of_another_encoding_is_asked_about_and_goes_on_with_the_answer(
    tmp_path: Path,
) -> None:
    home, text = Home(tmp_path / "home"), "Büro,done,2026-11-16T09:10:00Z\n"
    held = Round(
        Dropped([Sent("a.csv", (HEAD + text + text.replace("ro", "ro2")).encode("cp1252"))])
    )
    [(path, found)] = look_at_all(home, held).exports()
    assert isinstance(found, EncodingOpen) and "Büro" in found.choices["windows-1252"]
    assert not held.ready() and path not in held.by_hand
    held.answer(path, Answers(encoding="windows-1252"))
    look_at_all(home, held)
    done = load_all(home, held.dropped, held.ready(), lambda rows: None)
    assert [imported.sentence[:20] for imported in done.imported] == ["2 rows read: 2 new, "]


def test_looking_that_was_stopped_can_be_begun_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = Round(Dropped([Sent("a.csv", GOOD.encode(), "1"), Sent("b.csv", OPEN.encode(), "2")]))
    held.end(Stopped("It was stopped."))
    assert held.to_look_at() is None and not held.ready()
    assert [str(found) for _, found in held.exports()] == ["It was stopped."] * 2
    held.look_again()
    assert [path.name for path in look_at_all(home, held).ready()] == ["a.csv"]


def _file(folder: Path, name: str, text: str = GOOD) -> Path:
    path = folder / name
    path.write_text(text)
    return path
