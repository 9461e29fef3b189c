"""The report of a week, and the ledger as a whole, as a person or a script calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.workspaces import import_run_list, import_runs, import_sample, import_text

TRUTHS = (
    "Invoice follow-up", "CRM is not among its tools", "Lead triage", "improved",
    "Contract summary", "something else changed too", "Refund desk", "different kinds of work",
    "Meeting preparation: instructions v1 → v2", "Supplier records", "Missing access to a record",
    "Month … is closed for bookings", "Weekly report", "Required information was missing",
    "repeated comment", "requested format missed", "not visible in the export",
    "names what stands in no text of the export", "7 failed runs wrote something",
    "Stock check", "No run since 6 Nov 2026", "2 runs have not ended",
    "Delivery notices", "11 runs came while it was paused",
)  # fmt: skip


@pytest.fixture
def reviewed(worker_runs: Run) -> Run:
    """The sample with one decision."""
    import_sample(worker_runs.home)
    words = ("--worker", "Supplier records", "--other", "restore access", "--who", "Kim")
    assert worker_runs("decide", "other", *words) == 0
    return worker_runs


def test_the_minutes_name_every_planted_truth(reviewed: Run) -> None:
    assert reviewed("report") == 0
    assert "Not closed yet" in reviewed.err
    assert reviewed.out.startswith("# Review of 2026-W46, 9–15 Nov 2026\n")
    text = reviewed.out.replace("\\", "")
    assert not [truth for truth in TRUTHS if truth not in text]
    assert "Restore access, Kim" in text[text.index("## Decided") : text.index("## Not decided")]


def test_a_closed_week_stays_as_it_was_whatever_comes_later(reviewed: Run) -> None:
    assert reviewed("report", "--close", "--who", "Kim") == 0 and "Closed: 2026-W46" in reviewed.err
    kept = reviewed.out
    assert reviewed("decide", "pause", "--worker", "Delivery notices") == 0
    assert reviewed("undo") == 0
    assert reviewed("report", "--week", "2026-W46") == 0
    assert reviewed.out == kept and "As it was closed by Kim" in reviewed.err


def test_a_week_after_all_data_is_refused(reviewed: Run) -> None:
    for more in ((), ("--close",)):
        assert reviewed("report", "--week", "2026-W50", *more) == 2
        assert "There is no data of 2026-W50 yet." in reviewed.err
        assert "The newest is of 16 Nov 2026" in reviewed.err and not reviewed.out
    assert reviewed("report", "--week", "2026-W47") == 0, "the week that has begun"


def test_a_week_before_all_data_is_refused(reviewed: Run) -> None:
    for more in ((), ("--close",)):
        assert reviewed("report", "--week", "2026-W36", *more) == 2
        assert "There is no data of 2026-W36." in reviewed.err
        assert "The oldest is of 7 Sep 2026: name a week from then on." in reviewed.err
    assert reviewed("report", "--week", "2026-W37") == 0, "the first week"


def test_a_week_is_closed_once(reviewed: Run) -> None:
    left = len(reviewed.json("show", "review")["items"])
    assert reviewed("report", "--close") == 0
    assert f"Closed: 2026-W46. {left} findings were left undecided. Read" in reviewed.err
    assert reviewed("report", "--close") == 0 and "was closed before" in reviewed.err
    assert len([one for one in reviewed.json("ledger") if one["kind"] == "week closed"]) == 1


def _first_week(home: Path) -> Path:
    runs = ({"run_id": f"{n}", "created_at": f"2026-11-{17 + n % 3}T09:00Z"} for n in range(9))
    return import_runs(home, *runs, as_of="2026-11-20T00:00:00Z")


def _without_times(home: Path) -> Path:
    runs = (
        {"task_id": str(n), "trial": 0, "reward": 1.0, "info": {}, "traj": []} for n in range(9)
    )
    return import_text(home, "trials.json", json.dumps(list(runs)))


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (import_run_list, "16 Nov 2026"),
        (_first_week, "17–19 Nov 2026"),
        (_without_times, "the runs loaded on "),
    ],
)
def test_what_is_no_whole_week_is_closed_as_well(
    worker_runs: Run, tmp_path: Path, make: Callable[[Path], Path], title: str
) -> None:
    make(worker_runs.home)
    assert worker_runs("report") == 0 and worker_runs.out.startswith(f"# Review of {title}")
    assert worker_runs("report", "--close", "--who", "Kim") == 0
    assert f"Closed: {title}" in worker_runs.err
    kept, name = worker_runs.out, worker_runs.err.split("--week ")[1].strip()
    assert worker_runs("report", "--close") == 0 and "was closed before" in worker_runs.err
    import_runs(worker_runs.home, {"run_id": "later", "created_at": "2026-11-26T09:00Z"})
    for form in ("md", "html", "json"):
        file = tmp_path / f"kept.{form}"
        assert worker_runs("report", "--week", name, "-o", file) == 0
        assert "As it was closed by Kim" in worker_runs.err
    assert (tmp_path / "kept.md").read_text() == kept
    assert (tmp_path / "kept.html").read_text().startswith("<!doctype html>")
    assert json.loads((tmp_path / "kept.json").read_text())["week"] == ""
    assert worker_runs("report", "--close") == 0 and "Closed: " in worker_runs.err


def test_it_is_written_in_every_form_and_never_over_a_file(reviewed: Run, tmp_path: Path) -> None:
    for form in ("html", "json", "md"):
        assert reviewed("report", "-o", tmp_path / f"week.{form}") == 0
    held = json.loads((tmp_path / "week.json").read_text())
    assert (held["week"], len(held["sentences"])) == ("2026-W46", 6)
    assert held["decided"][0]["title"] == "Supplier records"
    page = (tmp_path / "week.html").read_text()
    assert page.startswith("<!doctype html>") and "@media print" in page
    assert "src=" not in page and "http" not in page.replace("http-equiv", "")
    assert reviewed("report", "-o", tmp_path / "week.md") == 2
    assert "There is a file of this name already." in reviewed.err
    assert reviewed("report", "-o", tmp_path / "week.docx") == 2 and ".md" in reviewed.err


def test_a_week_without_data_or_a_word_that_is_none_is_refused(reviewed: Run) -> None:
    assert reviewed("report", "--week", "soon") == 2
    assert "“soon” is not a week" in reviewed.err


def test_the_ledger_moves_to_another_workspace_whole(reviewed: Run, tmp_path: Path) -> None:
    assert reviewed("report", "--close") == 0
    file = tmp_path / "ledger.ndjson"
    assert reviewed("ledger", "export", file) == 0
    here = reviewed.json("ledger")
    reviewed.home = import_sample(tmp_path / "other")
    assert reviewed("ledger", "import", file) == 0
    assert "2 entries taken over (Kim 1, no name 1).\n" in reviewed.err
    assert reviewed.json("ledger") == here
    assert reviewed("ledger", "import", file) == 0 and "0 entries taken over" in reviewed.err
    assert reviewed.json("show", "review")["handled"][0]["worker"] == "Supplier records"
    assert reviewed("decide", "pause", "--worker", "Delivery notices") == 0
    more = tmp_path / "more.ndjson"
    assert reviewed("ledger", "export", more) == 0 and "3 entries written" in reviewed.err
    reviewed.home = import_sample(tmp_path / "third")
    file.write_text(more.read_text().split("\n")[0] + "\n")
    assert reviewed("ledger", "import", file) == 0 and "1 entry taken over" in reviewed.err
    assert reviewed("ledger", "import", more) == 0 and "2 entries taken over" in reviewed.err
    assert reviewed("ledger") == 0 and "decided: restore access" in reviewed.out


def test_a_ledger_that_does_not_fit_is_refused_whole(reviewed: Run, tmp_path: Path) -> None:
    file = tmp_path / "ledger.ndjson"
    assert reviewed("ledger", "export", file) == 0
    good = file.read_text()
    reviewed.home = import_sample(tmp_path / "other")
    for broken, said in (
        (good.replace('"number": 1', '"number": 2'), "should be entry 1"),
        (good[:-20], "is no entry of a ledger"),
        (good.replace("decision made", "foretold"), "doesn’t understand"),
    ):
        file.write_text(broken)
        assert reviewed("ledger", "import", file) == 2 and said in reviewed.err
        assert "backup" not in reviewed.err, "it is the file that is damaged, not the ledger here"
    file.write_text(good)
    assert reviewed("decide", "pause", "--worker", "Delivery notices") == 0
    assert reviewed("ledger", "import", file) == 2 and "not in that ledger" in reviewed.err
    assert len(reviewed.json("ledger")) == 1
    assert reviewed("ledger", "export") == 2 and "takes a file" in reviewed.err
