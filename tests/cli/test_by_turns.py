"""Values that take turns are no series of changes, and are not passed over in silence."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from tests.cli.conftest import Run
from tests.workspaces import import_runs

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
THINGS = {
    "instructions": "instructions",
    "model": "model",
    "status": "worker status",
    "context": "context sources",
    "tools": "tool categories",
}


def batches(names: Iterable[str], of: int) -> str:
    return "".join(name * of for name in names)


TURNS = {
    "by day": (batches("ab" * 15, 20), "“a” and “b”, 29 times on 30 days"),
    "8 batches of 9": (batches("ab" * 4, 9), "“a” and “b”, 7 times on 4 days"),
    "12 batches of 9": (batches("ab" * 6, 9), "“a” and “b”, 11 times on 6 days"),
    "ten runs of each": (batches("ab" * 10, 1), "“a” and “b”, 19 times on 1 day"),
    "6 batches of 20": (batches("ab" * 3, 20), "“a” and “b”, 5 times on 6 days"),
    "from run to run": (batches("ab" * 30, 1), "“a” and “b”, 59 times on 3 days"),
    "three by day": (batches("abc" * 10, 20), "“a”, “b” and “c”, 29 times on 30 days"),
    "three in 12 batches": (
        batches("abc" * 4, 10), "“a”, “b” and “c”, 11 times on 6 days"
    ),
    "three in 12 long batches": (
        batches("abc" * 4, 40), "“a”, “b” and “c”, 11 times on 24 days"
    ),
    "three to and fro": (
        batches("abcb" * 3, 20), "“a”, “b” and “c”, 11 times on 12 days"
    ),
    "four in 8 batches": (
        batches("abcd" * 2, 20), "“a”, “b”, “c” and 1 more, 7 times on 8 days"
    ),
    "three in any order": (
        batches("acbaabccbcba", 20), "“a”, “c” and “b”, 9 times on 12 days"
    ),
    "five in any order": (
        batches("aecbdeacebdaecdbaebc", 20),
        "“a”, “e”, “c” and 2 more, 19 times on 20 days",
    ),
    "one now and then": (batches("aaaab" * 12, 5), "“a” and “b”, 23 times on 15 days"),
    "at weekends": (batches("aaaaabb" * 5, 20), "“a” and “b”, 9 times on 35 days"),
    "until one was kept": (
        batches("ab" * 6, 20) + "a" * 200, "“a” and “b”, 12 times on 22 days"
    ),
}  # fmt: skip
"""Values run by run, twenty a day, and what is said of them."""

AFTER = {
    "after another": ("x" * 200 + batches("ab" * 8, 20), "xa", "“a” and “b”, 15 times"),
    "and then another": ("ab" * 40 + "x" * 200, "bx", "“a” and “b”, 79 times"),
    "three after another": (
        "x" * 200 + batches("abc" * 5, 20), "xa", "“a”, “b” and “c”, 14 times"
    ),
    "one was kept, long before the other replaced it": (
        batches("ab" * 6, 20) + "a" * 600 + "b" * 400, "ab", ""
    ),
}  # fmt: skip
"""Values that take turns for a while; the change before or after; and what is said of them."""

CHANGES = {
    "one after the other": batches("ab", 60),
    "brought back": batches("aba", 60),
    "brought back, and tried again": batches("abab", 60),
    "twice to and fro": batches("ababa", 50),
    "one after the other, by day": batches("abcdefgh", 20),
    "each tried and taken back": batches("abacdcefe", 30),
    "every week": batches("ab" * 4, 140),
    "twice the same three": batches("abcabc", 60),
    "there and back the same way": batches("abcba", 100),
}
"""Values that replaced one another each time."""

SILENT = {
    "one value": batches("a", 60),
    "too few": batches("ab" * 9, 1),
    "another way of writing": batches("aA" * 30, 1),
    "too many": "".join(chr(ord("A") + n % 25) for n in range(500)),
}
"""Values that are nobody's change, and don't take turns either."""


def runs_of(worker: str, values: str, work: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Twenty runs a day, with these values of everything; work: the record type of a value."""
    return [
        {
            "run_id": f"{worker}-{n}",
            "worker": worker,
            "status": "failed" if n % 7 == 3 else "completed",
            "created_at": (FIRST + timedelta(days=n // 20, minutes=n % 20)).isoformat(),
            "instructions_version": value,
            "model": value,
            "worker_status": value,
            "context_sources": [value, "shared"],
            "tool_categories": [value],
            "record_type": work[value] if work else "x",
        }
        for n, value in enumerate(values)
    ]


@dataclass(frozen=True)
class Shown:
    """What `show changes` says: the lines of its text and the changes of its document."""

    lines: list[str]
    changes: list[dict[str, Any]]

    def turns(self, worker: str) -> dict[str, str]:
        """What is said to take turns of a worker, by thing."""
        said = [line.split(f" of {worker} take turns") for line in self.lines]
        return {
            what: f"{values}{often.split(', so that')[0]}"
            for what, thing in THINGS.items()
            for values, often in (parts for parts in said if len(parts) == 2)
            for values in values.split(f"No change: {thing} ")[1:]
        }

    def steps(self, worker: str) -> list[str]:
        """What the model of a worker was, and became."""
        own = [one for one in self.changes if one["worker"] == worker and one["what"] == "model"]
        return [one["from"] + one["to"] for one in own]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = {name: values for name, (values, *_) in (TURNS | AFTER).items()} | CHANGES | SILENT
    runs = [run for worker, values in told.items() for run in runs_of(worker, values)]
    runs += runs_of("with the work", batches("ab" * 15, 20), {"a": "x", "b": "y"})
    return import_runs(tmp_path_factory.mktemp("turns") / "home", *runs)


@pytest.fixture(scope="module")
def shown(home: Path) -> Shown:
    said = []
    for words in (["show", "changes"], ["show", "changes", "--json"]):
        with redirect_stdout(StringIO()) as out:
            assert main(["--home", str(home), *words]) == 0
        said.append(out.getvalue())
    found = [change for together in json.loads(said[1]) for change in together["changes"]]
    return Shown(said[0].splitlines(), found)


@pytest.mark.parametrize("worker", TURNS)
def test_what_takes_turns_is_said_once_and_is_no_change(shown: Shown, worker: str) -> None:
    found = shown.turns(worker)
    _, told = TURNS[worker]
    assert "shared" in found.pop("context")
    assert found == dict.fromkeys(set(THINGS) - {"context"}, told)
    assert shown.steps(worker) == []


@pytest.mark.parametrize("worker", AFTER)
def test_a_change_before_or_after_is_told_beside(shown: Shown, worker: str) -> None:
    _, change, told = AFTER[worker]
    assert told in shown.turns(worker)["model"]
    assert shown.steps(worker) == [change]


@pytest.mark.parametrize("worker", CHANGES)
def test_values_that_replaced_one_another_are_changes_each_time(shown: Shown, worker: str) -> None:
    assert shown.turns(worker) == {}
    made = [old + new for old, new in pairwise(CHANGES[worker]) if old != new]
    assert sorted(shown.steps(worker)) == sorted(made)


@pytest.mark.parametrize("worker", SILENT)
def test_nothing_is_said_where_nothing_takes_turns(shown: Shown, worker: str) -> None:
    assert "model" not in shown.turns(worker) and shown.steps(worker) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [("a" * 200 + "b" * 60 + "a" * 200, ""), (batches("ab" * 15, 20), "29 times on 30 days")],
)
def test_what_a_log_says_was_changed_and_taken_back_takes_no_turns(
    worker_runs: Run, values: str, told: str
) -> None:
    """The log has both between two runs: before the first with the new value, after the last."""
    runs = runs_of("Ann", values)
    of_b = [datetime.fromisoformat(run["created_at"]) for run in runs if run["model"] == "b"]
    log = [
        {"worker_id": "Ann", "what": "model", "old": old, "new": new, "changed_at": at.isoformat()}
        for old, new, at in (
            ("a", "b", of_b[0] - timedelta(seconds=30)),
            ("b", "a", of_b[-1] + timedelta(seconds=30)),
        )
    ]
    import_runs(worker_runs.home, *runs, changes=log)
    assert worker_runs("show", "changes") == 0
    found = Shown(worker_runs.out.splitlines(), []).turns("Ann")
    assert told in found.get("model", "") and ("model" in found) == bool(told)


def test_lists_that_take_turns_with_the_work_are_part_of_it(shown: Shown) -> None:
    assert set(shown.turns("with the work")) == {"instructions", "model", "status"}


def test_what_takes_turns_can_be_compared(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    worker_runs = Run(home, capsys)
    assert worker_runs("show", "changes", "--worker", "by day") == 0
    lines = worker_runs.out.splitlines()
    offered = [line[line.index("--a ") :] for line in lines if "show compare" in line]
    assert len(offered) == len(THINGS)
    for words in offered:
        _, a, _, b, *_ = shlex.split(words)
        found = worker_runs.json("show", "compare", "--a", a, "--b", b)
        assert (found["a"]["n"], found["b"]["n"]) == (300, 300)
