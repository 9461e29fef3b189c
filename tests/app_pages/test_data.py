"""The page Data: imports, rejected rows, status words, and what the export can answer."""

from __future__ import annotations

from pathlib import Path

from dashboard.records.success import ENDED, WORD, SuccessRule
from dashboard.started import command
from dashboard.store.reading.open_histories import zone_of
from dashboard.store.workspace.home import Home
from dashboard.store.writing.success_rules import set_success
from tests.app_pages.opening import as_read, open_page, read_page, table_with, texts
from tests.workspaces import ONE_ROW, import_run_list, import_runs, import_text

HEAD = "run_id,status,created_at\n"


def test_lists_imports_newest_first(home: Path) -> None:
    import_text(home, "first.csv", HEAD + "a,completed,2026-11-16T09:00:00Z\n")
    import_text(
        home,
        "second.csv",
        HEAD + "a,completed,2026-11-16T09:00:00Z\nb,failed,2026-11-16T09:01:00Z\nc,failed,soon\n",
    )
    table = table_with(open_page(home, "data"), "Read")
    assert [Path(name).name for name in table.column("File")] == ["second.csv", "first.csv"]
    counts = ("Read", "New", "Changed", "Unchanged", "Conflicting", "Rejected")
    assert [table.numbers(name) for name in counts] == [
        [3, 1], [1, 1], [0, 0], [1, 0], [0, 0], [1, 0]
    ]  # fmt: skip


def test_lists_rejected_rows_with_their_reason(home: Path) -> None:
    import_text(home, "bad.csv", HEAD + "a,completed,2026-11-16T09:00:00Z\nb,failed,soon\n")
    app = open_page(home, "data")
    rejects = table_with(app, "Reason")
    assert rejects.numbers("Line") == [3]
    assert rejects.column("Field") == ["created_at"]
    assert "soon" in rejects.column("Row begins")[0] and "soon" in rejects.column("Reason")[0]


def test_says_when_nothing_was_rejected(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    assert "None: every row of every import went in." in texts(open_page(home, "data"))


def test_lists_status_words_that_are_not_understood(home: Path) -> None:
    import_runs(
        home, *({"run_id": str(n), "status": "zombie" if n < 2 else "done"} for n in range(3))
    )
    app = open_page(home, "data")
    assert table_with(app, "Word").rows[1:] == [["zombie", "2"]]


def test_says_what_the_export_can_answer(home: Path) -> None:
    import_run_list(home)
    said = texts(open_page(home, "data"))
    assert "6 of 17 questions" in said
    assert "✓ Why did it fail?" in said
    assert said[said.index("✕ What started the run?") + 1] == "Add a column: trigger"
    assert command("load FILE") in said


def test_with_nothing_loaded_it_says_how_to_load(home: Path) -> None:
    said = " ".join(texts(open_page(home, "data")))
    assert "No runs here yet." in said and " load runs.csv" in said


def test_with_the_sample(sample: Path) -> None:
    said = texts(read_page(sample, "data"))
    assert any("ynthetic" in text for text in said)
    assert "✓ Which worker did it?" in said


def test_lists_rows_of_one_run_between_which_nothing_decides(home: Path) -> None:
    row = "a,completed,2026-11-16T09:00:00Z\n"
    import_text(home, "one.csv", HEAD + row)
    said = texts(open_page(home, "data"))
    assert not any("rows of one run" in text for text in said)
    import_text(home, "two.csv", HEAD + row.replace("completed", "failed"))
    app = open_page(home, "data")
    shown = table_with(app, "Says")
    assert sorted(shown.column("Says")) == ["Status: completed", "Status: failed"]
    assert shown.column("Run") == ["a", "a"] and shown.column("Shown") == ["shown", ""]
    assert any(text.startswith("1 run. Nothing says which") for text in texts(app))


def test_the_newest_import_is_taken_back_once_that_was_confirmed(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    import_text(home, "two.csv", HEAD + "b,failed,2026-11-16T09:01:00Z\n")
    app = open_page(home, "data")
    assert any(text.startswith("1 new run goes. Marks, judgements") for text in texts(app))
    app.button(key="take back 2").click().run()
    assert not app.exception
    assert "is taken back. Now current: 1 run" in as_read(app.success[0].value)
    assert table_with(app, "Read").column("Import") == ["1"]
    app.button(key="take back 1").click().run()
    assert not app.exception and "Now nothing is loaded" in app.success[0].value
    assert "No runs here yet." in texts(app)


def test_an_import_that_is_no_longer_the_newest_is_not_taken_back(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    app = open_page(home, "data")
    import_text(home, "two.csv", HEAD + "b,failed,2026-11-16T09:01:00Z\n")
    app.button(key="take back 1").click().run()
    assert not app.exception
    assert len(table_with(app, "Read").column("Import")) == 2


def test_offers_rejected_rows_as_a_file(home: Path) -> None:
    import_text(home, "bad.csv", HEAD + "a,completed,2026-11-16T09:00:00Z\nb,failed,soon\n")
    app = open_page(home, "data")
    (button,) = app.get("download_button")
    assert button.proto.label == "Download these rows"
    assert any(text.startswith("Mend the cells and load the file;") for text in texts(app))


def test_what_counts_as_success_is_tried_used_and_taken_back(home: Path) -> None:
    import_runs(
        home,
        *(
            {"run_id": str(n), "score": n / 10, "checks": {"tone": n % 2}, "status": "done"}
            for n in range(10)
        ),
    )
    import_text(home, "list.csv", "Run ID,Status,Created\nx,Done,2026-11-16T09:00:00Z\n")
    app = open_page(home, "data")
    card = table_with(app, "Definition")
    assert card.column("Said by") == ["the format"] * 2 and card.numbers("Good") == [10, 1]
    assert not any("set by a person" in said for said in texts(open_page(home, "trends")))

    app.radio(key="success by canonical export").set_value("score").run()
    assert not any(button.label == "Use this definition" for button in app.button)
    app.number_input(key="success From score canonical export").set_value(0.25).run()
    assert "3 of 10 runs become bad; success goes from 100.0 % to 70.0 %; " in " ".join(texts(app))
    assert table_with(app, "Definition").numbers("Good") == [10, 1], "nothing is used yet"
    next(one for one in app.button if one.label == "Use this definition").click().run()
    card = table_with(app, "Definition")
    assert (
        card.column("Definition")[0]
        == "Its status says that it ended well, and its score is 0.25 or more."
    )
    assert card.column("Said by") == ["a person", "the format"]
    assert card.numbers("Good") == [7, 1]
    assert "3 runs end otherwise now." in texts(app.run()), "also once the page is drawn again"
    assert "This counts as success now." in texts(app)
    said = " ".join(texts(open_page(home, "trends")))
    assert "What counts as success was set by a person (canonical export)" in said
    assert "By what a person said counts as success" in " ".join(
        texts(open_page(home, "run", run="1"))
    )

    app.radio(key="success by canonical export").set_value("field").run()
    app.number_input(key="success From checks.tone canonical export").set_value(1.0).run()
    assert "3 of 10 runs become bad; 1 becomes succeeded; " in " ".join(texts(app))
    app.radio(key="success by canonical export").set_value("own").run()
    next(one for one in app.button if one.label == "Use this definition").click().run()
    assert table_with(app, "Definition").numbers("Good") == [10, 1]


def test_a_definition_is_shown_whole_and_none_is_used_over_another_persons(home: Path) -> None:
    import_runs(home, *({"run_id": str(n), "status": "done" if n else "OK"} for n in range(4)))
    name = "canonical export"
    first = SuccessRule(WORD, words=("DONE", "fine"))
    set_success(Home(home), name, first, None)
    app = open_page(home, "data")
    words = app.multiselect(key=f"success words word {name}")
    assert words.value == ["done", "fine"]
    words.set_value(["done", "OK"]).run()
    assert "1 of 4 runs becomes succeeded" in " ".join(texts(app))
    set_success(Home(home), name, SuccessRule(ENDED), first)
    next(one for one in app.button if one.label == "Use this definition").click().run()
    assert table_with(app, "Definition").column("Definition") == [
        "Its status says that it ended well, whatever its score."
    ]


def test_a_definition_that_cannot_be_kept_is_said(home: Path) -> None:
    import_runs(home, *({"run_id": str(n), "score": n / 1000} for n in range(4)))
    app = open_page(home, "data")
    app.radio(key="success by canonical export").set_value("score").run()
    app.number_input(key="success From score canonical export").set_value(0.002).run()
    with Home(home).writing():
        next(one for one in app.button if one.label == "Use this definition").click().run()
    assert any("import" in error.value for error in app.error), app.error


def test_a_field_of_ones_own_becomes_a_filter_by_its_switch(home: Path) -> None:
    tiers = ["gold", "old", None]
    runs = [{"run_id": str(n), "*tier*": tiers[n % 3], "region": "north"} for n in range(6)]
    import_runs(home, *runs)
    app = open_page(home, "data")
    said = texts(app)
    assert said[said.index("*tier*") + 1] == "In 4 runs: gold, old"
    [switch] = [one for one in app.toggle if as_read(one.label) == "*tier*"]
    assert not switch.value
    switch.set_value(True).run()
    assert "*tier* is a filter now, and sets are compared by it." in texts(app)
    assert next(one for one in app.toggle if as_read(one.label) == "*tier*").value
    kept = open_page(home, "failures", **{"field.*tier*": "gold"})
    assert any("2 of 6 runs" in told for told in texts(kept))
    assert "*tier* is gold" in [as_read(button.label) for button in kept.button]
    compared = open_page(home, "compare", a="field.*tier*=gold", b="not-field.*tier*=gold")
    assert "There are" not in texts(compared)[0] and "with *tier* gold" in " ".join(texts(compared))
    lost = open_page(home, "trends", **{"field.*tier*": "tin"})
    assert "1 filter in this link no longer exists: *tier* “tin”" in texts(lost)
    next(one for one in app.toggle if as_read(one.label) == "*tier*").set_value(False).run()
    assert "*tier* is no filter any more; links to it go on working." in texts(app)


def test_the_time_zone_of_days_is_told_and_changed(home: Path) -> None:
    import_text(home, "one.csv", HEAD + "a,completed,2026-11-15T23:30:00Z\n")
    app = open_page(home, "data")
    assert "Days and weeks begin at midnight in UTC, and times are shown as there." in texts(app)
    use = next(button for button in app.button if button.label == "Use this zone")
    assert use.disabled
    app.selectbox(key="zone instead of UTC").set_value("Europe/Berlin").run()
    next(button for button in app.button if button.label == "Use this zone").click().run()
    assert not app.exception
    said = texts(app)
    assert (
        "Days and weeks begin at midnight in Europe/Berlin, and times are shown as there." in said
    )
    assert zone_of(Home(home)) == "Europe/Berlin"
    trends = " ".join(texts(open_page(home, "trends")))
    assert "16 Nov" in trends and "15 Nov" not in trends
