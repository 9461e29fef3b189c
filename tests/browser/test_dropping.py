"""A file's way in without a terminal: dropped, looked at, loaded, seen."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import ServeHome, Visit
from tests.workspaces import import_runs, steady_runs

RUN_LIST = Path(__file__).resolve().parents[2] / "data/run-list.csv"


def drop(page: Page, *files: Path) -> None:
    """Drop files as a person does, but for the mouse."""
    page.set_input_files("input[type=file]", [str(file) for file in files])


def workbook(path: Path, runs: int) -> Path:
    """A spreadsheet of a run list, of which one row has no status."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Runs")
    sheet.append(["Run ID", "Worker", "Status", "Created", "Error"])
    for n in range(runs):
        status = "failed" if n % 10 == 0 else "completed"
        sheet.append([f"R-{n:05}", "Ann", status, f"2026-11-{1 + n % 20:02}T09:00:00Z", ""])
    sheet.append(["R-last", "Ann", "completed", "soon", ""])
    book.save(path)
    return path


def test_an_empty_workspace_is_filled_by_dropping_a_spreadsheet(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    opened = open_page(serve_home(tmp_path / "home").url)
    page = opened.page
    drop(page, workbook(tmp_path / "runs.xlsx", 300))
    expect(page.get_by_text("run list, 301 rows. 300 runs are new, 1 row would be")).to_be_visible()
    page.get_by_text("Rows that would be rejected").click()
    expect(page.get_by_role("cell", name="302")).to_be_visible()
    page.get_by_text("Three rows, as they stand there").click()
    expect(page.get_by_text("R-00002").first).to_be_visible()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("runs")
    opened.assert_clean()


def test_what_only_a_person_knows_is_asked_and_a_picture_is_named(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    import_runs(home, *steady_runs(days=2))
    opened = open_page(f"{serve_home(home).url}/data")
    page = opened.page
    picture = tmp_path / "chart.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    drop(page, picture, RUN_LIST)
    expect(page.get_by_text("This is a PNG picture, not an export")).to_be_visible()
    expect(page.get_by_text("Which time zone are its times in?")).to_be_visible()
    page.get_by_role("combobox", name="Time zone").fill("Europe/Berlin")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("400 runs are new")).to_be_visible()
    page.get_by_role("button", name="Load run-list.csv").click()
    expect(page.get_by_text("run-list.csv: 400 runs new.")).to_be_visible()
    expect(page.get_by_role("cell", name="run-list.csv")).to_be_visible()
    opened.assert_clean()


def test_a_file_over_the_limit_is_refused_before_it_is_sent(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    opened = open_page(serve_home(tmp_path / "home").url)
    page = opened.page
    expect(page.get_by_text("up to 200 MB each")).to_be_visible()
    large = tmp_path / "runs.csv"
    with large.open("wb") as file:
        file.truncate(201 << 20)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else 0)
    drop(page, large)
    expect(page.get_by_text("File must be 200.0MB or smaller")).to_be_visible()
    assert not sent


def test_what_was_only_looked_at_changes_nothing(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    opened = open_page(serve_home(home).url)
    drop(opened.page, workbook(tmp_path / "runs.xlsx", 20))
    expect(opened.page.get_by_text("20 runs are new")).to_be_visible()
    opened.page.get_by_role("button", name="Cancel").click()
    expect(opened.page.get_by_text("20 runs are new")).not_to_be_visible()
    expect(opened.page.get_by_text("No runs here yet.")).to_be_visible()
    assert not (home / "current").exists()


def test_words_of_a_file_that_is_not_utf_8_are_shown_in_each_encoding(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    opened = open_page(serve_home(tmp_path / "home").url)
    page = opened.page
    rows = "".join(f"r{n},Büro,completed,2026-11-0{n}T09:00:00Z\n" for n in range(1, 4))
    path = tmp_path / "runs.csv"
    path.write_bytes(f"Run ID,Worker,Status,Created\n{rows}".encode("cp1252"))
    drop(page, path)
    page.get_by_text("Büro (Western Europe, Latin-1)", exact=True).click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("run list, 3 rows. 3 runs are new")).to_be_visible()
    opened.assert_clean()
