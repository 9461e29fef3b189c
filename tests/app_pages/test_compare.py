"""The page Compare: sets of runs, and one run beside the most similar that worked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.ledger.ledger import Ledger
from dashboard.marking import name_cause
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import as_read, linked_words, open_page, table_with, tables, texts
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text


def says(app: AppTest, text: str) -> bool:
    return any(text in said for said in texts(app))


def led(app: AppTest, label: str) -> list[str]:
    """The runs to which the links of this label lead."""
    links = [node.proto for node in app.get("link_button") if node.proto.label == label]
    return [parse_qs(urlsplit(link.url).query)["run"][0] for link in links if not link.disabled]


def press(app: AppTest, label: str) -> AppTest:
    return next(widget for widget in app.button if widget.label == label).click().run()


def made(n: int) -> dict[str, Any]:
    """Every fourth run fails, and nearly all of those were started by mail."""
    failed = n % 4 == 0
    return {
        "run_id": f"r{n:03}",
        "status": "failed" if failed else "completed",
        "error_message": "it failed" if failed else None,
        "created_at": f"2026-11-{1 + n % 14:02}T09:00:00Z",
        "worker": ("Ann", "Bob")[n % 8 // 4],
        "trigger": "mail" if failed and n % 12 else "event",
        "model": f"m{n % 3}",
        "tools_called": [{"name": "find", "ok": True}, {"name": "write", "ok": not failed}],
    }


def compared(home: Path) -> Path:
    return import_runs(home, *map(made, range(240)))


def test_more_common_is_sorted_by_what_it_shows(home: Path) -> None:
    """By the shares as they are, from what only one set has to what only the other has."""
    app = open_page(compared(home), "compare")
    held = " ".join(node.proto.body for node in app.get("html"))
    cells = re.findall(r'data-head="More common" data-value="([^"]*)">([^<]*)', held)
    told = {text: float(by) for by, text in cells}
    assert told["only among failed runs"] == -1
    assert told["3 × among completed runs"] == pytest.approx(2 / 3)


def test_says_what_failed_runs_share(home: Path) -> None:
    app = open_page(compared(home), "compare")
    assert says(app, "differences between 180 completed runs and 60 failed runs.")
    assert says(app, "Trigger: mail — only among failed runs: 40 of 60 against 0 of 180")
    assert says(app, "unlikely to be chance")
    assert says(app, "What goes together need not be a cause.")
    assert says(app, "No success rates: these runs are chosen by how they ended.")


def test_an_error_of_any_tool_leads_to_the_runs_that_had_one(home: Path) -> None:
    rows = [
        made(n) | {"tools_called": [{"name": ("find", "write")[n // 4 % 2], "ok": bool(n % 4)}]}
        for n in range(240)
    ]
    app = open_page(import_runs(home, *rows), "compare")
    there = next(
        table.links["Tool errors: any"]
        for table in tables(app)
        if "Tool errors: any" in table.links
    )
    asked = parse_qs(urlsplit(there).query)
    assert sorted(asked["tool-error"]) == ["find", "write"]
    narrowed = open_page(home, "compare", **{name: held[0] for name, held in asked.items()})
    assert says(narrowed, "There are no completed runs among those that the filters leave")


def test_the_two_sets_stand_in_the_link(home: Path) -> None:
    app = open_page(compared(home), "compare", a="worker=ann", b="worker=bob")
    assert not says(app, "120 runs of bob")  # ids are as written in the export
    app = open_page(home, "compare", a="worker=Ann", b="worker=Bob")
    assert says(
        app, "75.0 % of 120 finished runs of Ann completed, 75.0 % of 120 finished runs of Bob."
    )
    assert says(app, "The difference of 0.0 points may be chance (95 %: −10.9 to +10.9 points")
    assert says(app, "Nothing else was found that distinguishes them (")
    app = open_page(home, "compare", a="until=2026-11-07", b="since=2026-11-08")
    assert says(app, "runs from 8 Nov 2026 on")
    app = open_page(home, "compare", a="colour=red")
    assert says(app, "“colour” is no filter.")
    app = open_page(home, "compare", worker="Ann")
    assert says(app, "90 completed runs and 30 failed runs")


def test_a_cause_is_called_by_its_name(home: Path) -> None:
    compared(home)
    held = current(Home(home))
    assert held
    (key,) = held.causes.by_key
    sets = {"a": "outcome=succeeded", "b": f"cause={key}"}
    for name in ("it failed", "Slow Model"):
        app = open_page(home, "compare", **sets)
        said = texts(app)
        assert not any(key in line for line in said)
        assert f"completed runs and 60 runs with cause “{name}”" in app.title[0].value
        assert any(f"only among runs with cause “{name}”" in line for line in said)
        assert any(line.startswith(f"Runs with cause “{name}”") for line in said), "letters kept"
        app = open_page(home, "compare", cause=key)
        assert any(button.label == f"Cause is {name}" for button in app.button)
        name_cause(Ledger(home), held, key, "Slow Model", "")


def choose(app: AppTest, kind: str) -> AppTest:
    control = next(widget for widget in app.segmented_control if widget.label == "Compare")
    return control.set_value(kind).run()


def sets_of(app: AppTest) -> tuple[str, str]:
    return app.query_params["a"], app.query_params["b"]


def kind_shown(app: AppTest) -> str:
    return str(next(one for one in app.segmented_control if one.label == "Compare").value)


def test_the_kind_that_is_chosen_is_what_is_shown(home: Path) -> None:
    app = choose(open_page(compared(home), "compare"), "Before and after")
    assert "a" in app.query_params and "runs from 8 Nov 2026 on" in app.title[0].value
    app = choose(app, "Worked or not")
    assert "a" not in app.query_params and kind_shown(app) == "Worked or not"
    assert "180 completed runs and 60 failed runs" in app.title[0].value
    app = choose(app, "Two workers")
    assert "120 finished runs of Ann completed" in app.title[0].value
    app = choose(app, "Before and after")
    assert kind_shown(app) == "Before and after" and "runs from 8 Nov 2026 on" in app.title[0].value
    title = app.title[0].value
    app = choose(app, "Any two sets")
    assert kind_shown(app) == "Any two sets" and app.title[0].value == title


def test_periods_that_are_compared_are_not_the_pages(home: Path) -> None:
    week = {"since": "2026-11-09", "until": "2026-11-14"}
    app = open_page(compared(home), "compare", **week)
    only = app.title[0].value
    app = choose(app, "Before and after")
    assert "runs of 3–8 Nov 2026" in app.title[0].value, app.title[0].value
    assert says(app, "Both sets have periods of their own; the chosen period narrows neither.")
    assert {name: app.query_params[name] for name in week} == week
    app = choose(app, "Worked or not")
    assert app.title[0].value == only
    assert {name: app.query_params[name] for name in week} == week


def test_kinds_that_can_show_nothing_are_not_offered(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    control = open_page(home, "compare").segmented_control[0]
    assert "Two workers" not in control.options


def test_how_runs_failed_stands_apart(home: Path) -> None:
    app = open_page(compared(home), "compare")
    said = texts(app)
    common, failed = said.index("What is more common on one side?"), said.index("How they failed")
    errors = [at for at, text in enumerate(said) if text.startswith("Tool errors: any")]
    assert common < failed < min(errors)
    assert not any(text.startswith("Tool error") for text in said[common:failed])
    app = open_page(home, "compare", a="model=m0", b="model=m1")
    assert "How they failed" not in texts(app)


def test_words_of_titles_come_last(home: Path) -> None:
    titles = ["calm" if n % 4 or n % 24 == 0 else "hurt" for n in range(240)]
    import_runs(home, *(made(n) | {"task_title": title} for n, title in enumerate(titles)))
    table = table_with(open_page(home, "compare"), "Difference")
    words = ["the task’s title" in text for text in table.column("Difference")]
    assert any(words) and words == sorted(words)


def test_two_workers_are_picked_from_lists(home: Path) -> None:
    app = open_page(compared(home), "compare")
    choose(app, "Two workers")
    assert sets_of(app) == ("worker=Ann", "worker=Bob")
    next(box for box in app.selectbox if box.label == "One worker").set_value("Bob").run()
    assert sets_of(app) == ("worker=Bob", "worker=Bob")
    assert says(app, "All runs of Bob (120) are in both sets, so there is nothing to compare.")
    next(box for box in app.selectbox if box.label == "The other worker").set_value("Ann").run()
    assert sets_of(app) == ("worker=Bob", "worker=Ann")


def unlike(n: int) -> dict[str, Any]:
    """Of Ann's 40 runs 16 fail, mostly by access; of BOB May's 40 six, and three run still."""
    worker, failed = (("Ann", n % 5 < 2), ("BOB May", n % 7 == 0))[n % 2]
    access = worker == "Ann" and n % 20
    return {
        "run_id": f"r{n:02}",
        "worker_id": worker.lower(),
        "worker": worker,
        "status": "failed" if failed else "running" if n % 20 == 3 else "completed",
        "created_at": f"2026-11-{1 + n % 14:02}T09:00:00Z",
        "error_message": ("Access to the record was denied" if access else "Timed out")
        if failed
        else None,
        "trigger": "mail" if worker == "Ann" else "event",
    }


def test_two_workers_begin_with_their_rates_and_causes(home: Path) -> None:
    import_runs(home, *map(unlike, range(80)))
    app = open_page(home, "compare", a="worker=ann", b="worker=bob may")
    assert as_read(app.title[0].value) == (
        "60.0 % of 40 finished runs of Ann completed, 83.8 % of 37 finished runs of BOB May."
    )
    table = table_with(app, "Cause")
    assert table.rows == [
        ["Cause", "Runs of Ann", "Runs of BOB May", "The difference"],
        ["Missing access to a record", "12 of 40 (30.0 %)", "0 of 37 (0.0 %)",
         "unlikely to be chance"],
        ["Timed out", "4 of 40 (10.0 %)", "6 of 37 (16.2 %)", "may be chance"],
    ]  # fmt: skip
    (of_ann,) = (link for text, link in table.links.items() if text.startswith("12 of 40"))
    assert "/failures?" in of_ann and "worker=ann" in of_ann and "detail=" in of_ann
    assert "Missing access to a record" in linked_words(app)
    assert says(app, "Missing access to a record: 12 of 40 against 0 of 37.")
    headings = [as_read(heading.value) for heading in app.header]
    assert headings[:2] == ["Why did they fail?", "What else is more common on one side?"]
    assert not says(app, "runs of bob")


def test_a_command_says_what_the_page_says_in_its_order(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_runs(home, *map(unlike, range(80)))
    for a, b in (
        ("worker=ann", "worker=bob may"),
        ("until=2026-11-07", "since=2026-11-08"),
        ("outcome=succeeded", "outcome=failed"),
    ):
        assert main(["--home", str(home), "show", "compare", "--a", a, "--b", b]) == 0
        page = "\n".join(texts(open_page(home, "compare", a=a, b=b)))
        lines = [line for line in capsys.readouterr().out.replace("\xa0", " ").splitlines() if line]
        assert len(lines) > 3
        place = 0
        for line in lines:
            said = re.split(r";| — |: \d+ of ", line.strip().removeprefix("the same runs: "))[0]
            place = page.find(said, place)
            assert place >= 0, said


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("worker=x", "worker=y", "1 of 2 finished runs of x completed, 0 of 1 finished run of y."),
        ("worker=x", "worker=z", "There are no runs of z, so there is nothing to compare."),
        ("outcome=failed", "worker=Z May", "Too little is known of 2 failed runs and 1 run of Z "
         "May to tell them apart."),
        ("called=m", "not-called=m", "There are no runs that called m, so there is nothing to "
         "compare."),
        ("not-called=m", "called=m", "There are no runs that called m, so there is nothing to "
         "compare."),
        ("", "worker=x", "All runs of x (2) are in both sets, so there is nothing to compare."),
        ("worker=x&worker=y", "worker=Z May", "1 of 3 finished runs of x or y completed, "
         "1 of 1 finished run of Z May."),
    ],
)  # fmt: skip
def test_few_runs_are_counted_and_no_points_told(home: Path, a: str, b: str, said: str) -> None:
    endings = (("x", "failed"), ("x", "completed"), ("y", "failed"), ("Z May", "completed"))
    rows = [
        {"run_id": f"r{n}", "worker": worker, "status": status, "model": "m"}
        for n, (worker, status) in enumerate(endings)
    ]
    app = open_page(import_runs(home, *rows), "compare", a=a, b=b)
    assert as_read(app.title[0].value) == said
    assert not says(app, "points")


def test_a_kind_that_is_chosen_is_not_cut_by_filters(home: Path) -> None:
    app = choose(open_page(compared(home), "compare", worker="Bob"), "Two workers")
    assert sets_of(app) == ("worker=Bob", "worker=Ann"), "the chosen one first"
    assert app.query_params["worker"] == "Bob", "and it stays chosen"
    assert says(app, "120 finished runs of Ann")
    assert says(app, "Both sets choose their workers; the worker chosen above narrows neither.")
    app = open_page(home, "compare", worker="Bob", a="worker=Ann", b="trigger=event")
    assert says(app, "There are no runs of Ann among those that the filters leave")
    app = open_page(home, "compare", since="2026-11-05", until="2026-11-07")
    app = choose(app, "Before and after")
    assert says(app, "finished runs of 2–4 Nov 2026 completed")
    assert says(app, "finished runs of 5–7 Nov 2026.")


def test_filters_that_leave_no_run_are_named_with_the_way_back(home: Path) -> None:
    app = open_page(compared(home), "compare", since="2024-01-01", until="2024-01-07")
    assert says(app, "No run fits these filters.") and not app.expander
    assert [as_read(one.label) for one in app.button if "runs" in one.label] == [
        "Without “1–7 Jan 2024”: 240 runs", "Show all runs",
    ]  # fmt: skip


def test_nothing_to_compare_is_said(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    assert says(open_page(home, "compare"), "so there is nothing to compare.")


def test_the_run_list_can_be_compared(home: Path) -> None:
    app = open_page(import_run_list(home), "compare")
    assert says(app, "32 completed runs and 8 failed runs")
    assert says(app, "Few runs")
    assert says(app, "doesn’t say what runs could read and call")


def test_a_run_stands_beside_the_most_similar_that_worked(home: Path) -> None:
    mine = made(4)
    twin = mine | {"run_id": "good", "status": "completed", "error_message": None, "model": "m9"}
    import_runs(home, mine, twin)
    app = open_page(home, "compare", run="r004")
    said = texts(app)
    for text in ("r004 (failed) and good (completed): 1 difference",
                 "The second is the most similar run that ended otherwise.",
                 "What differs?", "m1", "m9", "both", "✕ write: failed",
                 "The same in both"):  # fmt: skip
        assert any(text in line for line in said), text
    assert led(app, "Previous failed or bad run") == []


def test_two_runs_of_two_workers_are_told_by_the_names_of_the_workers(home: Path) -> None:
    rows = [
        {"run_id": name, "worker_id": name * 3, "worker": f"{name} & Co", "status": status,
         "context_sources": [*sources], "model": model}
        for name, status, sources, model in (
            ("x", "failed", "ba", "m1"), ("y", "completed", "ab", "M"),
        )
    ]  # fmt: skip
    app = open_page(import_runs(home, *rows), "compare", run="x", **{"with": "y"})
    assert as_read(app.title[0].value) == "x (failed) and y (completed): 2 differences"
    assert tables(app)[0].rows == [
        ["Field", "x", "y"], ["Worker", "x & Co", "y & Co"], ["Model", "m1", "M"]
    ]  # fmt: skip


def test_what_has_parts_is_counted_in_the_table_and_stands_below_in_full(home: Path) -> None:
    jobs = [{"name": "a build", "steps": [{"seconds": 6}]}, {"name": "a test", "steps": []}]
    rows = [
        {"run_id": "x", "status": "failed", "jobs": jobs, "labels": ["red", "blue"]},
        {"run_id": "y", "jobs": jobs[:1], "labels": ["red"], "note": "long " * 90},
    ]
    app = open_page(import_runs(home, *rows), "compare", run="x", **{"with": "y"})
    assert tables(app)[0].rows[1:] == [
        ["jobs", "2 entries, in full below", "1 entry, in full below"],
        ["labels", "red, blue", "red"],
        ["note", "", "long " * 47 + "long…"],
    ]
    assert "3 differences" in as_read(app.title[0].value)
    folded = {box.label: [code.value for code in box.code] for box in app.expander}
    assert folded["jobs in full"] == [json.dumps(held, indent=1) for held in (jobs, jobs[:1])]
    assert folded["note in full"] == ["long " * 90]


def test_next_and_previous_go_through_the_failed_runs(home: Path) -> None:
    app = open_page(compared(home), "compare", run="r000")
    (after,) = led(app, "Next failed or bad run")
    assert after != "r000"
    assert led(open_page(home, "compare", run=after), "Previous failed or bad run") == ["r000"]


def test_any_two_runs_can_be_compared(home: Path) -> None:
    compared(home)
    for other in ("r001", "r004", "r000"):
        app = open_page(home, "compare", run="r000", **{"with": other})
        found = re.match(
            r"r000 \(failed\) and r00. \(\w+\): (\d+|no) diff", as_read(app.title[0].value)
        )
        assert found, app.title[0].value
        assert says(app, "Nothing.") is (found[1] == "no")
        assert found[1] in ("no", str(len(tables(app)[0].rows) - 1))
    app = open_page(home, "compare", run="r000", **{"with": "nobody"})
    assert says(app, "No run has the id “nobody”.")


def test_no_close_run_is_said(home: Path) -> None:
    import_runs(
        home,
        {"run_id": "bad", "status": "failed", "trigger": "a", "model": "a", "worker": "Ann"},
        {"run_id": "far", "trigger": "b", "model": "b", "worker": "Bob"},
    )
    app = open_page(home, "compare", run="bad")
    assert says(app, "bad: no similar run that worked within 28 days.")


def test_what_holds_the_same_runs_as_another_is_said_to_be_left_out_of_the_tests(
    home: Path,
) -> None:
    rows = [made(n) | {"record_type": made(n)["trigger"]} for n in range(240)]
    app = open_page(import_runs(home, *rows), "compare")
    tests = next(table.rows for table in tables(app) if "q" in table.rows[0])[1:]
    folded = re.search(r"(\d+) more holds? the same runs", "\n".join(texts(app)))
    assert folded
    assert says(app, f"of {len(tests) + int(folded[1])} tested.")
    assert not says(app, "Showing")
