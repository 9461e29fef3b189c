"""The card of the mappings that a workspace keeps, on the page Data."""

from __future__ import annotations

from pathlib import Path

from dashboard.store.workspace.home import Home
from dashboard.store.workspace.kept_mappings import keep_mapping, kept_names
from tests.app_pages.opening import as_read, open_page, table_with, texts
from tests.workspaces import ONE_ROW, import_text

HEADING = "Which kinds of files did you map?"
MAPPING = """
[recognise]
columns = ["Ref", ["Ends", "Stops"]]
[fields]
run_id = "Ref"
status = "How"
created_at = "Ends"
"""


def test_mappings_that_are_kept_are_listed_and_taken_away(home: Path) -> None:
    import_text(home, "one.csv", ONE_ROW)
    assert HEADING not in texts(open_page(home, "data"))
    keep_mapping(Home(home), "night jobs", MAPPING)
    hostile = "[x](javascript:1) :red[*y*]"
    (home / "mappings" / f"{hostile}.toml").write_text("no mapping")
    app = open_page(home, "data")
    card = table_with(app, "Told by the columns")
    assert card.column("Mapping") == [hostile, "night jobs"]
    assert card.column("Told by the columns") == ["can’t be used", "Ref, Ends"]
    assert any(f"The mapping kept as {hostile} can’t be used" in text for text in texts(app))
    app.button(key=f"take away {hostile}").click().run()
    assert not app.exception
    assert f"{hostile} is kept no longer" in as_read(app.success[0].value)
    assert kept_names(Home(home)) == ("night jobs",)
    app.button(key="take away night jobs").click().run()
    assert "night jobs is kept no longer" in as_read(app.success[0].value)
    assert HEADING not in texts(app) and kept_names(Home(home)) == ()


def test_what_was_loaded_by_a_mapping_is_counted(home: Path) -> None:
    keep_mapping(Home(home), "night jobs", MAPPING)
    import_text(home, "n.csv", "Ref,How,Ends\n1,ok,2026-11-16T09:00:00Z\n")
    card = table_with(open_page(home, "data"), "Told by the columns")
    assert card.numbers("Loads") == [1]
