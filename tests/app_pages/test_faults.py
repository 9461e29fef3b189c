"""Pages over a workspace that was damaged, set back, or loaded anew under an open server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.ledger.ledger import BEGUN, FILE
from dashboard.store.reading import open_histories
from tests.app_pages.opening import APP, SECONDS, texts
from tests.workspaces import import_runs

PAGES = (
    "review",
    "trends",
    "failures",
    "changes",
    "compare",
    "worker",
    "run",
    "find",
    "views",
    "data",
)


def runs(count: int, failed: int) -> list[dict[str, str]]:
    return [
        {
            "run_id": f"r{n}",
            "status": "failed" if n < failed else "completed",
            "worker": "Ann",
            **({"error_message": "Month is closed"} if n < failed else {}),
        }
        for n in range(count)
    ]


def at(page: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS).run()
    return app.switch_page(f"app_pages/{page}.py").run()


def errors(app: AppTest) -> str:
    assert not app.exception, app.exception
    return " ".join(node.value for node in app.error).replace("\\", "")


def said(app: AppTest) -> str:
    assert not app.exception and not app.error, (app.exception, app.error)
    return " ".join(texts(app))


def test_an_open_page_shows_what_was_loaded_anew_and_what_was_set_back(home: Path) -> None:
    import_runs(home, *runs(7, 0), name="old.json")
    app = at("trends")
    assert "7 runs" in said(app)
    for path in (*home.glob("runs.*"), home / "current"):
        path.unlink()
    import_runs(home, *runs(4, 2), name="new.json")
    assert "4 runs" in said(app.run())
    import_runs(home, *runs(9, 2), name="newer.json")
    assert "9 runs" in said(app.run())
    number = int((home / "current").read_text())
    (home / "current").write_text(f"{number - 1}\n")
    assert "4 runs" in said(app.run())
    shutil.rmtree(home)  # another takes its place, with the same numbers
    import_runs(home, *runs(3, 1), name="other.json")
    assert "3 runs" in said(app.run())


def test_an_open_page_shows_the_ledger_that_takes_anothers_place(home: Path) -> None:
    import_runs(home, *runs(4, 4))
    cause = next(iter(_history(home).causes.by_key))
    ledger, first = home / FILE, home.with_name("first.sqlite")
    assert main(["--home", str(home), "mark", cause, "--name", "The first name"]) == 0
    ledger.replace(first)
    (home / BEGUN).unlink()
    assert main(["--home", str(home), "mark", cause, "--name", "Another name"]) == 0
    app = at("failures")
    assert "Another name" in said(app)
    first.replace(ledger)
    assert "The first name" in said(app.run())
    ledger.unlink()
    (home / BEGUN).unlink()
    assert "The first name" not in said(app.run())


def _history(home: Path) -> open_histories.History:
    history = open_histories.current(open_histories.Home(home))
    assert history
    return history


def test_every_page_tells_of_damage(home: Path) -> None:
    import_runs(home, *runs(40, 9))
    cause = next(iter(_history(home).causes.by_key))
    assert main(["--home", str(home), "mark", cause, "--name", "Named"]) == 0
    for name, words in {
        "current": "is missing",
        "runs.*.json": "manifest",
        "runs.*.duckdb": "damaged",
        FILE: "ledger is damaged",
    }.items():
        path = next(home.glob(name))
        whole = path.read_bytes()
        if name == "current":
            path.unlink()
        else:
            path.write_bytes(whole.replace(b"Named", b"named").replace(b'"runs"', b'"rums"')[:-9])
        open_histories.opened.clear()
        for page in PAGES:
            app = at(page)
            assert words in errors(app), (page, name)
            assert len(app.title) == 1, "a page has one heading of the first level"
        path.write_bytes(whole)
    (home / FILE).unlink()
    for page in PAGES:
        assert "The ledger is gone" in errors(at(page)), page


@pytest.mark.parametrize("page", ["trends", "failures"])
def test_damage_that_is_met_in_mid_page_is_told(home: Path, page: str) -> None:
    import_runs(home, *runs(3000, 900))
    path = next(home.glob("runs.*.duckdb"))
    whole = path.read_bytes()
    told = 0
    for start in range(100_000, len(whole), 1 << 18):  # within each block of DuckDB's
        data = bytearray(whole)
        data[start : start + 3000] = bytes(3000)
        path.write_bytes(data)
        open_histories.opened.clear()
        told += "damaged" in errors(at(page))
    assert told
