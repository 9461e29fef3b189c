"""find leads from any text to what it is of: the very thing first, and how much was searched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import TooSlow
from tests.cli.conftest import Run
from tests.workspaces import import_runs, made_once

LINK = "https://work.example/t/41?view=a&x=%25"
RUNS: list[dict[str, Any]] = [
    {"run_id": "run-1", "worker_id": "w1", "worker": "Invoice follow-up", "task_id": "T-41",
     "task_title": "Remind Müller & Söhne", "task_url": LINK, "status": "failed",
     "error_message": "Timed out after 30 s", "created_at": "2026-11-02T09:00:00Z"},
    {"run_id": "run-2", "worker_id": "w1", "worker": "Invoice follow-up", "retry_of": "run-1",
     "task_id": "T-41", "task_title": "Remind Müller & Söhne", "task_url": LINK,
     "comment_preview": "The reminder was sent to the wrong customer, twice.",
     "created_at": "2026-11-10T09:00:00Z"},
    {"run_id": "run-10", "worker_id": "w2", "worker": "Lead triage", "record_id": "L-7",
     "record_title": "MULLER Gartenbau", "record_type": "lead",
     "comment_preview": "Customer was reminded; sent nothing else.", "customer_tier": "Gold 100 %",
     "created_at": "2026-11-11T09:00:00Z"},
    {"run_id": "run-11", "worker_id": "w2", "worker": "Lead triage",
     "task_title": "東京タワーの見積もり",
     "comment_preview": r"C:\temp\new_file (1).txt [ok] a|b ^$ *",
     "output_text": "שלום עולם 👩‍👩‍👧 it's \"so\" <b>100%</b> a\0b", "customer": "Straße AG",
     "created_at": "2026-11-12T09:00:00Z"},
]  # fmt: skip


@made_once
def import_searched(home: Path) -> Path:
    return import_runs(home, *RUNS)


@pytest.fixture
def searched(worker_runs: Run) -> Run:
    import_searched(worker_runs.home)
    return worker_runs


def found(run: Run, *words: str) -> dict[str, list[str]]:
    """By kind the ids of what was found, in order."""
    kinds = run.json("find", *words)["found"]
    return {
        kind["kind"]: [item.get("run_id") or item.get("id") for item in kind["items"]]
        for kind in kinds
    }


@pytest.mark.parametrize(
    ("text", "first", "ids"),
    [
        ("run-1", "runs", ["run-1", "run-11", "run-10"]),
        ("RUN-10", "runs", ["run-10"]),
        ("T-41", "tasks", ["T-41"]),
        (LINK, "tasks", ["T-41"]),
        ("remind muller & sohne", "tasks", ["T-41"]),
        ("Müller Gartenbau", "records", ["L-7"]),
        ("L-7", "records", ["L-7"]),
        ("Lead triage", "workers", ["w2"]),
        ("w1", "workers", ["w1"]),
        ("Timed out", "causes", ["time-out"]),
        ("time-out", "causes", ["time-out"]),
        ("sent to the wrong customer", "texts", ["run-2"]),
        ("gold 100 %", "others", ["run-10"]),
        ("STRASSE AG", "others", ["run-11"]),
        ("タワー", "tasks", [None]),
        ("عولם", "", []),
        ("עולם", "texts", ["run-11"]),
        ("👩‍👩‍👧", "texts", ["run-11"]),
    ],
)
def test_the_very_thing_comes_first(
    searched: Run, text: str, first: str, ids: list[str | None]
) -> None:
    by_kind = found(searched, text)
    assert next(iter(by_kind), "") == first
    assert by_kind.get(first, []) == ids


@pytest.mark.parametrize(
    "text",
    ["100%", "_file", r"C:\temp", "(1).txt", "[ok]", "a|b", "^$", "*", "it's", '"so"', "<b>"],
)
def test_signs_are_only_letters(searched: Run, text: str) -> None:
    assert found(searched, text)["texts"] == ["run-11"]


@pytest.mark.parametrize("text", ["%", "_", "r.n", "' OR 1=1 --", "$word_0", "{0}", "\\d+"])
def test_no_sign_stands_for_others(searched: Run, text: str) -> None:
    held = [run for run in RUNS for value in run.values() if text in value]
    assert len({run_id for ids in found(searched, text).values() for run_id in ids}) <= len(held)


def test_a_field_that_is_the_very_text_comes_first(worker_runs: Run) -> None:
    """As a customer's name is, that stands in no column of ours."""
    runs = [
        {
            "run_id": "comment",
            "comment_preview": "Sent to Acme, twice.",
            "record_title": "Acme Nord",
        },
        {"run_id": "is", "customer": "ACME", "created_at": "2026-11-01T09:00:00Z"},
        {"run_id": "holds", "customer": "Acme Süd", "created_at": "2026-11-12T09:00:00Z"},
        {"run_id": "beside", "note": "a\nAcme\nb", "created_at": "2026-11-13T09:00:00Z"},
    ]
    import_runs(worker_runs.home, *runs)
    by_kind = found(worker_runs, "acme")
    assert list(by_kind) == ["others", "records", "texts"]
    assert by_kind["others"] == ["is", "beside", "holds"]
    (others, *_) = worker_runs.json("find", "Acme")["found"]
    assert [item["exact"] for item in others["items"]] == [True, False, False]


def test_all_words_come_after_the_phrase_and_before_most_words(searched: Run) -> None:
    assert found(searched, "customer was")["texts"] == ["run-10", "run-2"]
    told = searched.json("find", "customer was sent nothing tomorrow morning")
    assert not told["all_words"]
    (texts,) = told["found"]
    assert [item["run_id"] for item in texts["items"]] == ["run-10"]
    assert "Nothing has all 6 words; these have 4 of them or more." in searched.err
    assert found(searched, "zebra tomorrow") == {}


def test_names_that_are_spelt_alike_are_offered_where_nothing_else_is(searched: Run) -> None:
    told = searched.json("find", "Led triaje")
    (workers,) = told["found"]
    assert (workers["kind"], workers["spelt_alike"]) == ("workers", True)
    assert [item["id"] for item in workers["items"]] == ["w2"]
    assert searched("find", "Led triaje") == 0
    assert searched.out.startswith("Closest to “Led triaje”") and "none is called" in searched.out
    assert [kind["spelt_alike"] for kind in searched.json("find", "remind")["found"]] == [
        False, False,
    ]  # fmt: skip


def test_words_of_titles_that_are_spelt_alike_are_offered_where_no_run_holds_them(
    searched: Run,
) -> None:
    told = searched.json("find", "Mueler Sohne")
    assert told["spelt_alike_in_titles"] == "müller söhne"
    assert "No run searched names that. Spelt alike in titles of tasks: “müller söhne”." in (
        searched.err
    )
    for text in ("muller", "zebra sohne", "Mueler zebra"):
        assert searched.json("find", text)["spelt_alike_in_titles"] is None, text


def test_it_says_what_was_searched_and_what_is_outside(searched: Run) -> None:
    told = searched.json("find", "muller", "--since", "2026-11-09", "--until", "2026-11-10")
    assert (told["searched_runs"], told["outside_period"]) == (1, 2)
    assert "Searched 1 run on 9–10 Nov 2026, and all workers and causes." in searched.err
    assert "2 runs outside this period match." in searched.err
    assert searched("find", "muller", "--week", "2026-W50") == 0
    assert searched.out == "Nothing found in this period for “muller”\n"
    assert "3 runs outside this period match." in searched.err
    assert searched("find", "zebra", "--week", "2026-W46") == 0
    assert "No run outside this period has it; all 4 were searched." in searched.err
    assert searched("find", "muller") == 0 and "outside" not in searched.err
    assert found(searched, "muller", "--worker", "w1") == {"tasks": ["T-41"]}


def test_a_run_is_found_by_its_id_whenever_it_was(searched: Run) -> None:
    assert found(searched, "run-10", "--week", "2026-W50") == {"runs": ["run-10"]}
    assert searched("find", "run-10", "--week", "2026-W50") == 0
    assert "Runs: The run of this id, which is outside what was searched." in searched.out


def test_what_is_cut_or_left_out_is_said(searched: Run) -> None:
    assert searched("find", "x" * 5000) == 0
    assert "Only its first 300 letters were searched." in searched.err
    words = "the reminder was sent to wrong customer twice and never more"
    told = searched.json("find", words)
    longest = ["the", "reminder", "sent", "wrong", "customer", "twice", "never", "more"]
    assert told["words"] == longest
    assert "Searched for its 8 longest words; 3 more were left out." in searched.err
    assert [item["run_id"] for kind in told["found"] for item in kind["items"]] == ["run-2"]


def test_an_excerpt_shows_where_it_stands(worker_runs: Run) -> None:
    wrote = f"{'Lorem ipsum ' * 30}the Größe was wrong{' dolor' * 60}"
    import_runs(worker_runs.home, {"run_id": "1", "output_text": wrote, "comment_preview": "ok"})
    ((item,),) = [kind["items"] for kind in worker_runs.json("find", "grosse")["found"]]
    assert item["told"].startswith("…") and item["told"].endswith("…")
    assert "the Größe was wrong" in item["told"] and len(item["told"]) <= 202


def test_many_are_counted_and_the_newest_shown(worker_runs: Run) -> None:
    import_runs(
        worker_runs.home,
        *({"run_id": f"r{n:02}", "comment_preview": "same words", "task_id": f"t{n}",
           "task_title": "Same task", "created_at": f"2026-11-{n + 1:02}T09:00:00Z"}
          for n in range(25)),
    )  # fmt: skip
    told = {kind["kind"]: kind for kind in worker_runs.json("find", "same")["found"]}
    assert {name: kind["of"] for name, kind in told.items()} == {"tasks": 25, "texts": 25}
    assert [item["run_id"] for item in told["texts"]["items"]] == [
        f"r{n}" for n in range(24, 14, -1)
    ]
    assert worker_runs("find", "same") == 0
    assert "Tasks: 25 tasks, 10 shown; more words find fewer." in worker_runs.out
    found = worker_runs.json("find", "same words", "--limit", "20")["found"]
    assert [len(kind["items"]) for kind in found if kind["kind"] == "texts"] == [20]


def test_what_takes_too_long_is_said_and_leaves_the_rest(
    searched: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = History.ask

    def slow(history: History, name: str, *rest: Any, **more: Any) -> Any:
        if name in ("found_tasks", "found_outside"):
            raise TooSlow("slow")
        return ask(history, name, *rest, **more)

    monkeypatch.setattr(History, "ask", slow)
    assert searched("find", "remind", "--week", "2026-W46") == 0
    assert "Tasks: this took too long. Choose a shorter period." in searched.err
    assert "Looking through all 4 runs took too long" in searched.err
    assert "run-2" in searched.out


def test_nothing_is_asked_for_in_words(searched: Run) -> None:
    assert searched("find", " ") == 2
    assert "What is to be found?" in searched.err


@pytest.mark.parametrize("limit", ["0", "-1", "1001"])
def test_more_than_can_be_read_is_not_shown(searched: Run, limit: str) -> None:
    assert searched("find", "run", "--limit", limit) != 0
    assert f"--limit is from 1 to 1,000, and not {int(limit):,}." in searched.err
