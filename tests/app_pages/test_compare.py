"""The page Compare: sets of runs, and one run beside the most similar that worked."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from dashboard.ledger.ledger import Ledger
from dashboard.marking import name_cause
from dashboard.store.home import Home
from dashboard.store.open_histories import current
from tests.app_pages.opening import open_page, table_with, texts
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


def test_says_what_failed_runs_share(home: Path) -> None:
    app = open_page(compared(home), "compare")
    assert says(app, "differences between 60 failed runs and 180 completed runs.")
    assert says(app, "Started by: mail — only among failed runs: 40 of 60 against 0 of 180")
    assert says(app, "unlikely to be chance")
    assert says(app, "What goes together need not be a cause.")
    assert says(app, "No success rates: these runs are chosen by how they ended.")


def test_the_two_sets_stand_in_the_link(home: Path) -> None:
    app = open_page(compared(home), "compare", a="worker=ann", b="worker=bob")
    assert not says(app, "120 runs of bob")  # ids are as written in the export
    app = open_page(home, "compare", a="worker=Ann", b="worker=Bob")
    assert says(app, "Nothing distinguishes 120 runs of Bob and 120 runs of Ann")
    assert says(app, "75.0 % of 120 finished runs of Ann completed (95 %: 66.6–81.9 %)")
    app = open_page(home, "compare", a="until=2026-11-07", b="since=2026-11-08")
    assert says(app, "runs from 8 Nov on")
    app = open_page(home, "compare", a="colour=red")
    assert says(app, "“colour” is no filter.")
    app = open_page(home, "compare", worker="Ann")
    assert says(app, "30 failed runs and 90 completed runs")


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
        assert f"differences between 60 runs with cause “{name}” and 180" in app.title[0].value
        assert any(f"only among runs with cause “{name}”" in line for line in said)
        assert any(line.startswith(f"Runs with cause “{name}”") for line in said), "letters kept"
        app = open_page(home, "compare", cause=key)
        assert any(button.label == f"Cause is {name}" for button in app.button)
        name_cause(Ledger(home), held, key, "Slow Model", "")


def choose(app: AppTest, kind: str) -> AppTest:
    control = next(widget for widget in app.segmented_control if widget.label == "Compare")
    return control.set_value(kind).run()


def kind_shown(app: AppTest) -> str:
    return str(next(one for one in app.segmented_control if one.label == "Compare").value)


def test_the_kind_that_is_chosen_is_what_is_shown(home: Path) -> None:
    app = choose(open_page(compared(home), "compare"), "Before and after")
    assert "a" in app.query_params and "runs from 7 Nov on" in app.title[0].value
    app = choose(app, "Worked or not")
    assert "a" not in app.query_params and kind_shown(app) == "Worked or not"
    assert "60 failed runs and 180 completed runs" in app.title[0].value
    app = choose(app, "Two workers")
    assert "120 runs of Bob and 120 runs of Ann" in app.title[0].value
    app = choose(app, "Before and after")
    assert kind_shown(app) == "Before and after" and "runs from 7 Nov on" in app.title[0].value
    title = app.title[0].value
    app = choose(app, "Any two sets")
    assert kind_shown(app) == "Any two sets" and app.title[0].value == title


def test_kinds_that_can_show_nothing_are_not_offered(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    control = open_page(home, "compare").segmented_control[0]
    assert "Two workers" not in control.options


def test_how_runs_failed_stands_apart(home: Path) -> None:
    app = open_page(compared(home), "compare")
    said = texts(app)
    common, failed = said.index("What is more common on one side?"), said.index("How they failed")
    errors = [at for at, text in enumerate(said) if text.startswith("Tool errors: any and 1 other")]
    assert common < failed < min(errors)
    assert not any(text.startswith("Tool error") for text in said[common:failed])
    app = open_page(home, "compare", a="model=m0", b="model=m1")
    assert "How they failed" not in texts(app)


def test_words_of_titles_come_last(home: Path) -> None:
    titles = ["calm" if n % 4 or n % 24 == 0 else "hurt" for n in range(240)]
    import_runs(home, *(made(n) | {"task_title": title} for n, title in enumerate(titles)))
    table = table_with(open_page(home, "compare"), "Difference")
    words = [text.startswith("Word of the task") for text in table.column("Difference")]
    assert any(words) and words == sorted(words)


def test_two_workers_are_picked_from_lists(home: Path) -> None:
    app = open_page(compared(home), "compare")
    next(widget for widget in app.segmented_control if widget.label == "Compare").set_value(
        "Two workers"
    ).run()
    press(app, "Compare the two")
    assert (app.query_params["a"], app.query_params["b"]) == ("worker=Ann", "worker=Bob")


def test_nothing_to_compare_is_said(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    assert says(open_page(home, "compare"), "so there is nothing to compare.")


def test_the_run_list_can_be_compared(home: Path) -> None:
    app = open_page(import_run_list(home), "compare")
    assert says(app, "8 failed runs and 32 completed runs")
    assert says(app, "Few runs")
    assert says(app, "doesn't say what runs could read and call")


def test_a_run_stands_beside_the_most_similar_that_worked(home: Path) -> None:
    mine = made(4)
    twin = mine | {"run_id": "good", "status": "completed", "error_message": None, "model": "m9"}
    import_runs(home, mine, twin)
    app = open_page(home, "compare", run="r004")
    said = texts(app)
    for text in ("r004 and the most similar run that ended otherwise: 1 difference beside what",
                 "What differs?", "m1", "m9", "= both", "✕ write: failed",
                 "The same in both"):  # fmt: skip
        assert any(text in line for line in said), text
    assert led(app, "Previous failed or bad run") == []


def test_next_and_previous_go_through_the_failed_runs(home: Path) -> None:
    app = open_page(compared(home), "compare", run="r000")
    (after,) = led(app, "Next failed or bad run")
    assert after != "r000"
    assert led(open_page(home, "compare", run=after), "Previous failed or bad run") == ["r000"]


def test_any_two_runs_can_be_compared(home: Path) -> None:
    app = open_page(compared(home), "compare", run="r000", **{"with": "r001"})
    assert says(app, "r000 against r001")
    app = open_page(home, "compare", run="r000", **{"with": "nobody"})
    assert says(app, "No run has the id “nobody”.")


def test_no_close_run_is_said(home: Path) -> None:
    import_runs(
        home,
        {"run_id": "bad", "status": "failed", "trigger": "a", "model": "a", "worker": "Ann"},
        {"run_id": "far", "trigger": "b", "model": "b", "worker": "Bob"},
    )
    app = open_page(home, "compare", run="bad")
    assert says(app, "bad: no close successful run within 28 days.")
