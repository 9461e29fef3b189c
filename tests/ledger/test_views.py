"""Saved views: one entry each, whatever happens while it is saved, and one name for one view."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.saving_views import LONGEST_LINK, open_first, rename_view, save_view
from dashboard.ledger.undoing import undo
from dashboard.ledger.views import ViewLink, view_called, views_of

ANN = ViewLink("failures", (("worker", ("ann",)),), "last-week")
BOB = ViewLink("", (("worker", ("bob",)), ("x\0", ("%", "ü"))), "")

SAVES = """
import sys
from pathlib import Path
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.saving_views import save_view
from dashboard.ledger.views import ViewLink
ledger = Ledger(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    new = save_view(ledger, f"View {n}", ViewLink("", (("worker", (str(n),)),), "last-week"))
    print(n, int(new), flush=True)
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "home")


def names(ledger: Ledger) -> list[str]:
    return [view.name for view in views_of(ledger.entries())]


def saving(ledger: Ledger, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SAVES, str(ledger.folder), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_saved_comes_back_whole_and_by_name(ledger: Ledger) -> None:
    assert save_view(ledger, "  Ann’s\nfailures ", ANN, "Kim")
    assert save_view(ledger, "all of Bob", BOB)
    bob, ann = views_of(ledger.entries())
    assert (ann.name, ann.link, ann.who, ann.first) == ("Ann’s failures", ANN, "Kim", False)
    assert bob.link == BOB
    assert view_called(ledger.entries(), "ANN’S  failures") == ann
    with pytest.raises(NotFound, match="No view is called “Zed”"):
        view_called(ledger.entries(), "Zed")


def test_a_click_that_comes_twice_saves_once(ledger: Ledger) -> None:
    assert save_view(ledger, "Ann", ANN)
    assert not save_view(ledger, "ann", ANN)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: save_view(ledger, "Bob", BOB), range(12))) == 1
    assert names(ledger) == ["Ann", "Bob"] and len(ledger.entries()) == 2


def test_one_name_is_of_one_view(ledger: Ledger) -> None:
    save_view(ledger, "Müller", ANN)
    for name in ("Müller", "MÜLLER", "Mu\u0308ller", "\uff2düller "):
        with pytest.raises(FilterInvalid, match="Another view is called “Müller”"):
            save_view(ledger, name, BOB)
    save_view(ledger, "Bob", BOB)
    number = view_called(ledger.entries(), "Bob").number
    with pytest.raises(FilterInvalid, match="Another view"):
        rename_view(ledger, number, "müller")
    assert rename_view(ledger, number, "BOB") and not rename_view(ledger, number, "BOB")
    assert names(ledger) == ["BOB", "Müller"]


def test_a_view_that_was_taken_away_leaves_its_name_and_is_no_longer_opened_first(
    ledger: Ledger,
) -> None:
    save_view(ledger, "Ann", ANN)
    assert open_first(ledger, 1) and not open_first(ledger, 1)
    assert rename_view(ledger, 1, "Anna")
    (anna,) = views_of(ledger.entries())
    assert anna.first and anna.name == "Anna"
    assert undo(ledger, 1) and not undo(ledger, 1)
    assert views_of(ledger.entries()) == ()
    for late in (lambda: rename_view(ledger, 1, "Late"), lambda: open_first(ledger, 1)):
        with pytest.raises(NotFound, match="taken away"):
            late()
    assert save_view(ledger, "Ann", BOB)
    (ann,) = views_of(ledger.entries())
    assert ann.link == BOB and not ann.first


def test_one_view_is_opened_first_or_none(ledger: Ledger) -> None:
    save_view(ledger, "Ann", ANN)
    save_view(ledger, "Bob", BOB)
    open_first(ledger, 1)
    open_first(ledger, 2)
    assert [view.name for view in views_of(ledger.entries()) if view.first] == ["Bob"]
    assert open_first(ledger, None) and not open_first(ledger, None)
    assert not any(view.first for view in views_of(ledger.entries()))


@pytest.mark.parametrize("name", ["", " \n", "x" * 61])
def test_a_name_that_is_none_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(FilterInvalid, match="1 to 60 letters"):
        save_view(ledger, name, ANN)
    assert ledger.entries() == ()


def test_a_link_without_end_is_refused(ledger: Ledger) -> None:
    endless = ViewLink("", (("text", ("x" * LONGEST_LINK,)),), "")
    with pytest.raises(FilterInvalid, match="8,004 letters"):
        save_view(ledger, "Endless", endless)


def test_two_programs_that_save_the_same_views_save_each_once(ledger: Ledger) -> None:
    writers = [saving(ledger, 25) for _ in range(2)]
    told = [writer.communicate(timeout=120)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sorted(names(ledger)) == sorted(f"View {n}" for n in range(25))
    assert len(ledger.entries()) == 25
    assert sum(int(new) for one in told for new in one[1::2]) == 25


@pytest.mark.parametrize("after", [1, 3, 8])
def test_a_view_that_was_said_to_be_saved_is_there_once_after_a_kill(
    ledger: Ledger, after: int
) -> None:
    writer = saving(ledger, 10_000)
    assert writer.stdout
    said = [writer.stdout.readline().split()[0] for _ in range(after)]
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait(30)
    said += [line.split()[0] for line in writer.stdout.read().splitlines() if line.count(" ")]
    kept = names(ledger)
    assert {f"View {n}" for n in said} <= set(kept)
    assert len(kept) == len(set(kept)) <= len(said) + 1
    again = saving(ledger, after)  # the same views once more, after the reload
    assert again.communicate(timeout=60)[0].split()[1::2] == ["0"] * after
    assert len(names(ledger)) == len(kept)
