"""Which runs get which checks after an import, and which come again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.output_checks import checked_run
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.status_words import set_status_word, set_status_words
from dashboard.words.checks import not_found, not_run
from tests.workspaces import import_runs, import_text

TEXT = "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday."


NAMES = ("Kim of the shop", "Somebody we know as Lee", "Our friend Ada")
LATER = "2026-11-17T09:00:00Z"


def flags(home: Path) -> dict[str, str | None]:
    """The checks that each run doesn't pass."""
    history = current(Home(home))
    assert history
    rows = history.reader.rows("SELECT run_id, checks FROM history.runs ORDER BY run_id", {})
    return {row["run_id"]: row["checks"] for row in rows}


def said(home: Path) -> list[tuple[str, str]]:
    """Of which workers a check says nothing."""
    history = current(Home(home))
    assert history
    rows = history.reader.rows("FROM history.unchecked ORDER BY ALL", {})
    return [(row["worker_id"], row["kind"]) for row in rows]


def run(name: str, at: int = 0, **fields: Any) -> dict[str, Any]:
    at_time = f"2026-11-16T09:{at:02}:00Z"
    return {"run_id": name, "worker": "Ann", "created_at": at_time} | fields


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_completed_run_that_shows_nothing_is_told_unless_its_worker_never_shows_any(
    home: Path,
) -> None:
    shown = [run(f"s{n}", n, comment_preview=f"Comment {n}") for n in range(3)]
    hidden = [run("hidden"), run("blank", comment_preview="  "), run("failed", status="failed")]
    else_shown = [
        run("effect", effects=[{"kind": "update"}]),
        run("state", effects_state="created"),
        run("place", output_location="crm/4"),
    ]
    never = [run(f"n{n:02}", n, worker="Bob") for n in range(20)]
    import_runs(home, *shown, *hidden, *else_shown, *never)
    told = {name for name, checks in flags(home).items() if checks == "not-visible"}
    assert told == {"hidden", "blank"}
    assert said(home) == [("Bob", "not-visible")]


def test_what_stands_for_no_output_is_none_and_what_reads_the_rest_is_asked(home: Path) -> None:
    wrote = {"name": "cancel_order", "ok": True, "wrote": True}
    import_runs(
        home,
        run("dash", 0, comment_preview="-"),
        run("null", 1, output_text="null"),
        run("sent", 2, comment_preview="I have sent the reminder.", tools_called=[wrote]),
        run("done", 3, comment_preview="I have cancelled the order.", tools_called=[wrote]),
        run("named", 4, comment_preview="Ask Peter Novak.", task_text="Remind Alder Works."),
        run("a", 5, task_id="t", comment_preview=TEXT),
        run("b", 6, task_id="t", comment_preview=f"*{TEXT}*"),
    )
    assert {name: checks for name, checks in flags(home).items() if checks} == {
        "dash": "not-visible", "null": "not-visible", "sent": "claim", "named": "unsourced",
        "b": "duplicate",
    }  # fmt: skip


@pytest.mark.parametrize(("silent", "told"), [(12, False), (9, True)])
def test_where_half_of_the_workers_never_show_an_output_the_export_does_not_show_it(
    home: Path, silent: int, told: bool
) -> None:
    shown = [run(f"s{n}", n, worker=f"Says {n}", comment_preview=f"Comment {n}") for n in range(9)]
    hidden = [run(f"h{n}", n, worker=f"Mute {n // 2}", comment_preview="None") for n in range(24)]
    import_runs(home, *shown, *hidden[: 2 * silent])
    assert ("not-visible" in flags(home).values()) is told


def test_an_export_without_a_column_for_it_shows_no_output_of_any_run(home: Path) -> None:
    import_runs(home, run("a"), run("b", task_id="t1"))
    assert flags(home) == {"a": None, "b": None}
    import_runs(home, run("c", comment_preview=None), run("d", comment_preview=TEXT))
    assert flags(home) == {"a": None, "b": None, "c": "not-visible", "d": None}


def test_what_was_written_before_on_the_task_or_record_is_a_duplicate(home: Path) -> None:
    near = TEXT.replace("is written", "was written")
    other = TEXT.replace("2041", "2042")
    import_runs(
        home,
        run("a1", 0, task_id="a", comment_preview=TEXT),
        run("a2", 1, task_id="a", comment_preview=other),
        run("a3", 2, task_id="a", comment_preview=TEXT, status="failed"),
        run("b1", 0, task_id="b", comment_preview=TEXT),
        run("b2", 1, task_id="b", comment_preview=near, worker="Bob"),
        run("c1", 1, record_id="c", comment_preview=TEXT),
        run("c2", 0, record_id="c", comment_preview=TEXT),
        run("d1", 0, task_id="d", comment_preview="Done."),
        run("d2", 1, task_id="d", comment_preview="Done."),
        run("e1", 0, task_id="e", comment_preview=TEXT, output_policy="replaces"),
        run("e2", 1, task_id="e", comment_preview=TEXT, output_policy="replaces"),
        run("f1", 0, comment_preview=TEXT),
        run("f2", 1, comment_preview=TEXT, retry_of="f1"),
        run("g1", 0, task_id="g", comment_preview="The customer wants to…"),
        run("g2", 1, task_id="g", comment_preview="The customer wants to…"),
    )
    assert {name for name, checks in flags(home).items() if checks} == {"a3", "b2", "c1", "f2"}


def test_a_record_has_comments_of_several_tasks(home: Path) -> None:
    near = TEXT.replace("is written", "was written")
    others = [f"Another thing was done here, by somebody called {name}." for name in ["Kim", "Lee"]]
    import_runs(
        home,
        run("a1", 0, task_id="a", record_id="1", comment_preview=TEXT),
        run("a2", 1, task_id="b", record_id="1", comment_preview=TEXT, worker="Bob"),
        run("b1", 0, task_id="c", record_id="2", comment_preview=TEXT),
        run("b2", 1, task_id="d", record_id="2", comment_preview=others[0]),
        run("b3", 2, task_id="e", record_id="2", comment_preview=others[1]),
        run("b4", 3, task_id="f", record_id="2", comment_preview=near),
        run("c1", 0, task_id="g", record_id="3", comment_preview=TEXT),
        run("c2", 1, record_id="3", comment_preview=TEXT),
        run("d1", 0, task_id="h", record_id="4", record_type="deal", comment_preview=TEXT),
        run("d2", 1, task_id="i", record_id="4", record_type="invoice", comment_preview=TEXT),
        run("e1", 0, task_id="j", comment_preview=TEXT),
        run("e2", 1, task_id="k", comment_preview=TEXT),
        run("f1", 0, task_id="l", record_id="5", comment_preview="Done."),
        run("f2", 1, task_id="m", record_id="5", comment_preview="Done."),
    )
    assert {name for name, checks in flags(home).items() if checks} == {"a2", "b4", "c2"}
    history = current(Home(home))
    assert history
    for later, before in (("a2", "a1"), ("b4", "b1"), ("c2", "c1")):
        (found,) = checked_run(history, later).found
        assert (found.check, found.said) == ("duplicate", before)


def test_results_and_phrases_of_every_farewell_are_no_repeated_comments(home: Path) -> None:
    bye = "You're welcome! If you have any more questions in the future, feel free to reach {}!"
    each = [
        run(f"a{n}{k}", n, task_id=f"t{n}", comment_preview=bye.format(word))
        for n in range(4)
        for k, word in enumerate(("out", "us"))
    ]
    import_runs(
        home,
        *each,
        run("b1", 0, task_id="b", comment_preview="x = -4.0, y = 13.75"),
        run("b2", 1, task_id="b", comment_preview="x = -4.0, y = 13.75"),
        run("c1", 0, task_id="c", comment_preview=bye.format("out, case 4711")),
        run("c2", 1, task_id="c", comment_preview=bye.format("us, case 4711")),
    )
    assert {name for name, checks in flags(home).items() if checks} == {"c2"}


def test_what_two_comments_begin_or_end_with_may_be_all_that_differs(home: Path) -> None:
    import_runs(
        home,
        run("a1", 0, task_id="a", comment_preview=TEXT),
        run("a2", 1, task_id="a", comment_preview=f"So: {TEXT}"),
        run("b1", 0, task_id="b", comment_preview=TEXT),
        run("b2", 1, task_id="b", comment_preview=f"{TEXT} So."),
    )
    assert {name for name, checks in flags(home).items() if checks} == {"a2", "b2"}


def test_numbers_tell_outputs_apart_in_whichever_signs_and_order_they_stand(home: Path) -> None:
    near = TEXT.replace("is written", "was written")
    pairs = {
        "wide": (TEXT, near.replace("2041", "\uff12\uff10\uff14\uff11")),
        "circled": (f"{TEXT} ④ ok", f"{near} 4 ok"),
        "sign": (f"{TEXT} ㏠ now", f"{near} 1日 now"),
        "turned": (f"17 and {TEXT}", f"and 17 {near}"),
        "none": (TEXT.replace("2041 ", ""), near.replace("2041 ", "")),
        "other": (TEXT, near.replace("2041", "2042")),
        "more": (TEXT, f"{near} 7"),
        "sundered": (TEXT, near.replace("2041", "20 41")),
    }
    import_runs(
        home,
        *[
            run(f"{name}{n}", n, task_id=name, comment_preview=f"Said of {name}: {text}")
            for name, texts in pairs.items()
            for n, text in enumerate(texts)
        ],
    )
    told = {name for name, checks in flags(home).items() if checks}
    assert told == {"wide1", "circled1", "sign1", "turned1", "none1"}


def test_an_output_is_held_against_the_last_three_before_it(home: Path) -> None:
    near = TEXT.replace("is written", "was written")
    between = [f"{name} was asked about another order and said it is late." for name in NAMES]
    for task, many in (("a", 2), ("b", 3)):
        texts = [TEXT, *between[:many], near]
        import_runs(
            home,
            *[run(f"{task}{n}", n, task_id=task, comment_preview=t) for n, t in enumerate(texts)],
        )
    assert {name for name, checks in flags(home).items() if checks} == {"a3"}


def test_a_phrase_is_one_also_where_it_stands_once_on_a_task(home: Path) -> None:
    bye = "You're welcome! If you have any more questions in the future, feel free to reach {}!"
    elsewhere = [
        run(f"{task}{n}", n, task_id=task, comment_preview=text)
        for task in "bc"
        for n, text in enumerate(
            (bye.format("out"), f"The order of {task} was cancelled and paid.")
        )
    ]
    import_runs(
        home,
        *elsewhere,
        run("a1", 0, task_id="a", comment_preview=bye.format("out")),
        run("a2", 1, task_id="a", comment_preview=bye.format("us")),
    )
    assert not any(flags(home).values())


def test_what_was_written_again_after_a_failed_run_is_repeated_whatever_others_begin_with(
    home: Path,
) -> None:
    letter = "Dear {}, the vaccination of your dog is{} due."
    others = [
        run(f"o{n}", n, task_id=f"o{n}", comment_preview=letter.format("owner", " now"))
        for n in range(4)
    ]
    first, again = letter.format("owner", ""), letter.format("owner", " now")
    import_runs(
        home,
        *others,
        run("a1", 0, task_id="a", comment_preview=first, status="failed"),
        run("a2", 1, task_id="a", comment_preview=again),
        run("b1", 0, task_id="b", comment_preview=first),
        run("b2", 1, comment_preview=again, retry_of="b1"),
        run("c1", 0, task_id="c", comment_preview=first),
        run("c2", 1, task_id="c", comment_preview=again),
        run("d1", 0, task_id="d", comment_preview=first, status="failed"),
        run("d2", 1, task_id="d", comment_preview=again, worker="Bob"),
        run("e1", 0, task_id="e", comment_preview=first, status="failed"),
        run("e2", 1, task_id="e", comment_preview=letter.format("Kim and all", " not")),
    )
    assert {name for name, checks in flags(home).items() if checks} == {"a2", "b2"}


def test_a_worker_that_replaces_its_output_writes_it_again_on_purpose(home: Path) -> None:
    runs = [run("a1", 0, task_id="a"), run("a2", 1, task_id="a")]
    texts = [one | {"comment_preview": TEXT} for one in runs]
    import_runs(home, *texts, workers=[{"worker": "Ann", "output_policy": "summarises"}])
    assert flags(home) == {"a1": None, "a2": None}
    import_runs(home, texts[0], workers=[{"worker": "Ann", "output_policy": "adds"}], as_of=LATER)
    assert flags(home) == {"a1": None, "a2": "duplicate"}


def test_formats_that_are_asked_are_held_against_whoever_has_the_instructions(home: Path) -> None:
    short = {"instructions_id": "short", "instructions_text": "Write at most 3 words."}
    label = {"instructions_version": "v2", "worker_id": "Ann", "instructions_text": "Use JSON."}
    import_runs(
        home,
        run("by-id", comment_preview="One two three four", instructions_id="short"),
        run("kept", comment_preview="One two three", instructions_id="short"),
        run("by-label", comment_preview="No braces", instructions_version="v2"),
        run("other-label", comment_preview="No braces", instructions_version="v1"),
        run("failed", comment_preview="a b c d", instructions_id="short", status="failed"),
        instructions=[short, label | {"instructions_text": "Answer as JSON."}],
    )
    assert {name for name, checks in flags(home).items() if checks == "format"} == {
        "by-id",
        "by-label",
    }


def test_instructions_that_come_later_are_held_against_runs_that_are_there(home: Path) -> None:
    written = run("a", comment_preview="One two three four", instructions_version="v2")
    told = {"worker_id": "Ann", "instructions_version": "v2"}
    import_runs(home, written)
    assert flags(home) == {"a": None}
    import_runs(home, written, instructions=[told | {"instructions_text": "At most 3 words."}])
    assert flags(home) == {"a": "format"}
    import_runs(home, written, instructions=[told | {"instructions_text": "At most 2 words."}])
    assert flags(home) == {"a": None}, "the label names two texts now"


def test_a_run_that_came_to_say_something_else_is_read_again(home: Path) -> None:
    told = {"instructions_id": "short", "instructions_text": "Write at most 3 words."}
    first = run("a", comment_preview="a b c d", instructions_id="short")
    import_runs(home, first | {"updated_at": "2026-11-16T10:00:00Z"}, instructions=[told])
    assert flags(home) == {"a": "format"}
    later = {"updated_at": "2026-11-16T11:00:00Z", "comment_preview": "a b c"}
    import_runs(home, first | later)
    assert flags(home) == {"a": None}


def test_outputs_are_read_by_what_a_status_word_is_said_to_mean_afterwards(home: Path) -> None:
    told = {"instructions_id": "short", "instructions_text": "Write at most 3 words."}
    long = {"comment_preview": "a b c d", "instructions_id": "short"}
    import_runs(
        home,
        run("unknown", status="Zonk", **long),
        run("finished", status="finished", **long),
        run("kept", **long),
        instructions=[told],
    )
    assert flags(home) == {"finished": "format", "kept": "format", "unknown": None}
    set_status_word(Home(home), "Zonk", "completed")
    assert set(flags(home).values()) == {"format"}
    set_status_words(Home(home), [("Zonk", "failed"), ("finished", "failed")])
    assert flags(home) == {"finished": None, "kept": "format", "unknown": None}
    answers = Answers(statuses=(("Zonk", "completed"),))
    file = home.parent / "runs.json"
    load(Home(home), file, mapping=None, answers=answers, progress=lambda rows: None)
    assert flags(home)["unknown"] == "format", "as with the option of load"


def test_things_that_stand_nowhere_are_told_unless_the_worker_always_names_such(
    home: Path,
) -> None:
    task = {"task_text": "Remind Alder Works of invoice RE-2041."}
    rare = [
        run(f"r{n:02}", n, **task, comment_preview=f"RE-2041 is late, comment {n}.")
        for n in range(30)
    ]
    often = [
        run(f"o{n:02}", n, **task, worker="Bob", comment_preview=f"Found deal RX-77{n:02}.")
        for n in range(30)
    ]
    import_runs(
        home,
        *rare,
        *often,
        run("nowhere", **task, comment_preview="Invoice RE-2099 is late."),
        run("no-task", comment_preview="Invoice RE-2099 is late."),
    )
    told = {name: checks for name, checks in flags(home).items() if checks}
    assert told == {"nowhere": "unsourced"}
    assert said(home) == [("Bob", "id")]


@pytest.mark.parametrize(("calm", "named", "muted"), [(6, 2, False), (8, 3, False), (2, 6, True)])
def test_a_worker_that_began_to_name_such_lately_does_not_do_so_often(
    home: Path, calm: int, named: int, muted: bool
) -> None:
    day = datetime(2026, 9, 7, 9, tzinfo=UTC)
    runs = [
        run(
            f"r{week}-{n:02}",
            created_at=(day + timedelta(weeks=week, hours=n)).isoformat(),
            task_text="Remind Alder Works of invoice RE-2041.",
            comment_preview=f"Found deal RX-77{n:02} in week {week}."
            if week >= calm and n < 10
            else f"RE-2041 is late, comment {week} {n}.",
        )
        for week in range(calm + named)
        for n in range(20)
    ]
    import_runs(home, *runs)
    told = [name for name, checks in flags(home).items() if checks == "unsourced"]
    assert len(told) == (0 if muted else 10 * named)
    assert said(home) == ([("Ann", "id")] if muted else [])


def test_what_a_worker_often_names_is_not_checked_and_not_called_clean(home: Path) -> None:
    runs = [
        run(f"r{n:02}", n, task_text="Remind Alder Works.", comment_preview=f"Found deal RX-77{n}.")
        for n in range(20)
    ]
    import_runs(home, *runs)
    history = current(Home(home))
    assert history
    checks = checked_run(history, "r03")
    assert "unsourced" not in checks.passed and checks.usual == ("id",)
    assert "names and amounts" not in not_found(checks)
    assert (
        "Not checked for ids that stand nowhere, as this worker often names such from elsewhere."
        in not_run(checks)
    )


def test_an_action_is_told_that_no_call_made(home: Path) -> None:
    claim = {"comment_preview": "I have sent the reminder to the customer."}
    reads = {"tools_called": [{"name": "get_invoice", "ok": True}]}
    import_runs(
        home,
        run("claimed", **claim, **reads),
        run("sent", **claim, tools_called=[{"name": "send_mail", "ok": True}]),
        run("wrote", **claim, tools_called=[{"name": "x", "ok": True, "wrote": True}]),
        run("unknown", **claim),
        run("message", **claim, **reads, effects=[{"kind": "message"}]),
        run("comment", **claim, **reads, effects=[{"kind": "comment"}]),
    )
    told = {name for name, checks in flags(home).items() if checks == "claim"}
    assert told == {"claimed", "comment"}


def test_a_run_may_fail_several_checks(home: Path) -> None:
    task = {"task_id": "t", "task_text": "Remind Alder Works of invoice RE-2041 on 3 May."}
    text = "I have sent RE-2077 to the customer, who was reminded of the invoice."
    told = {"instructions_id": "i", "instructions_text": "Write at most 3 words."}
    same = {"comment_preview": text, "tools_called": [], "instructions_id": "i", **task}
    import_runs(home, run("a", 0, **same), run("b", 1, **same), instructions=[told])
    assert flags(home) == {"a": "claim format unsourced", "b": "claim duplicate format unsourced"}


@pytest.mark.parametrize(("length", "cut"), [(45, True), (38, False)])
def test_an_export_cuts_where_its_longest_previews_pile_up(
    home: Path, length: int, cut: bool
) -> None:
    texts = [f"Comment {n:03} goes on and on about an invoice, says Ann"[:length] for n in range(8)]
    runs = [run(f"r{n}", n, comment_preview=text) for n, text in enumerate(texts)]
    import_runs(home, *runs, run("short", comment_preview="A short comment, whole."))
    history = current(Home(home))
    assert history
    rows = history.reader.rows("SELECT letters FROM history.preview_cuts", {})
    assert [row["letters"] for row in rows] == ([length] if cut else [])


@pytest.mark.parametrize("end", [".", "!", ".”", "}", ".)", "\u3002"])
def test_comments_of_one_template_are_as_long_as_each_other_and_not_cut(
    home: Path, end: str
) -> None:
    said = "Reminder sent for order 1061 to the customer"
    each = [
        run(f"r{n:02}", n, task_id=f"t{n}", comment_preview=said.replace("1061", f"10{n}") + end)
        for n in range(10, 50)
    ]
    again = [run(f"x{n}", n, task_id="x", comment_preview=said + end) for n in range(3)]
    import_runs(home, *each, *again)
    assert {name for name, checks in flags(home).items() if checks} == {"x1", "x2"}


def test_lists_of_lengths_that_thin_out_are_not_cut(home: Path) -> None:
    texts = [f"Comment {n:03} on an invoice that is late{'!' * (n % 9)}" for n in range(40)]
    import_runs(home, *[run(f"r{n}", comment_preview=text) for n, text in enumerate(texts)])
    history = current(Home(home))
    assert history and not history.reader.rows("FROM history.preview_cuts", {})


def test_loading_in_two_parts_tells_the_same_as_loading_at_once(tmp_path: Path) -> None:
    task = {"task_text": "Remind Alder Works of invoice RE-2041."}
    runs = [
        run("a", 0, task_id="t", comment_preview=TEXT, **task),
        run("b", 1, task_id="t", comment_preview=TEXT, **task),
        run("c", 2, comment_preview="It is RE-99999.", **task),
        run("d", 3, comment_preview=None),
    ]
    once = import_runs(tmp_path / "once", *runs)
    twice = import_runs(tmp_path / "twice", *runs[2:])
    import_runs(twice, *runs[:2], name="more.json")
    assert flags(once) == flags(twice)
    assert set(flags(once).values()) == {None, "duplicate", "unsourced", "not-visible"}


def test_the_same_columns_read_as_lines(home: Path) -> None:
    lines = 'run_id,status,created_at,comment_preview\na,completed,2026-11-16T09:00:00Z,""\n'
    import_text(home, "runs.csv", f"{lines}b,completed,2026-11-16T09:00:00Z,Hello there\n")
    assert flags(home) == {"a": "not-visible", "b": None}
