"""A file that nobody has seen, from the drop to Trends, and known the next time."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ServeHome, Visit
from tests.browser.test_dropping import drop

HEAD = "Job No.;Bot;How it went;Begun;Gone <b>to</b> ![x](http://127.0.0.1:1/x.png)"
ROWS = [
    f"J-{n};Ann;{('Successful', 'Faulted', 'Gone to a person')[n % 3]};2026-11-1{n}T09:00:00Z;x{n}"
    for n in range(6)
]


def test_an_unknown_file_is_mapped_loaded_and_known_the_next_time(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home, file = tmp_path / "home", tmp_path / "night-jobs-2026-11.csv"
    file.write_text("\n".join([HEAD, *ROWS]) + "\n")
    opened = open_page(serve_home(home).url)
    page = opened.page
    drop(page, file)
    expect(page.get_by_text("Named ‘Job No.’; another value in every row")).to_be_visible()
    expect(page.get_by_text("6 runs are new.")).to_be_visible()
    opened.settle()
    means = page.get_by_role("combobox", name="Gone to a person")
    means.click()
    means.fill("failed")
    page.get_by_role("option", name="failed").click()
    page.get_by_role("button", name="See what it makes of the file").click()
    expect(page.get_by_text("6 runs are new.")).to_be_visible()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_text(re.compile("^6 runs( by| on|:)")).first).to_be_visible()
    kept = (home / "mappings/night-jobs.toml").read_text()
    assert '"gone to a person" = "failed"' in kept
    opened.go("/data")
    drop(page, file)
    expect(page.get_by_text("night-jobs, 6 rows. 6 rows would change nothing.")).to_be_visible()
    page.get_by_role("button", name="Map it by hand").click()
    page.get_by_role("button", name="Read it as night-jobs after all").click()
    expect(page.get_by_text("night-jobs, 6 rows. 6 rows would change nothing.")).to_be_visible()
    opened.assert_clean()


def test_days_with_times_of_day_and_errors_without_a_status_are_mapped_in_the_browser(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home, file = tmp_path / "home", tmp_path / "night-log.csv"
    rows = [
        f"N-{n};Ann;1{n + 3}/11/2026;{9 + n}:05;{('', 'No access')[n == 2]};{('9:20', '')[n == 3]}"
        for n in range(4)
    ]
    file.write_text("\n".join(["Ref;Bot;Date;Time;Error;Ended", *rows]) + "\n")
    opened = open_page(serve_home(home).url)
    page = opened.page
    drop(page, file)
    expect(page.get_by_text("with the times of day in ‘Time’")).to_be_visible()
    opened.settle()
    for label, option in (
        ("Status", "No column: whether there is an error"),
        ("Running where this is empty", "Ended"),
    ):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=option).click()
        opened.settle()
    page.get_by_role("button", name="See what it makes of the file").click()
    zone = page.get_by_role("combobox", name="Time zone")
    zone.click()
    zone.fill("Europe/Berlin")
    page.get_by_role("option", name="Europe/Berlin").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("4 runs are new.")).to_be_visible()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_text(re.compile("^4 runs( by| on|:)")).first).to_be_visible()
    kept = tomllib.loads((home / "mappings/night-log.toml").read_text())["fields"]
    assert kept["created_at"] == {"join": ["Date", "Time"], "with": " "}
    failed, running = ({"has": "Error", "then": "failed"}, {"lacks": "Ended", "then": "running"})
    assert kept["status"] == {"when": [failed, running], "otherwise": "completed"}
    opened.go("/data")
    drop(page, file)
    expect(page.get_by_text("night-log, 4 rows. 4 rows would change nothing.")).to_be_visible()
    opened.assert_clean()


def test_a_suggestion_is_taken_off_again(
    serve_home: ServeHome, open_page: Visit, tmp_path: Path
) -> None:
    home, file = tmp_path / "home", tmp_path / "jobs.csv"
    ends = ("Successful", "Faulted")
    rows = [f"J-{n};{ends[n % 2]};2026-11-1{n}T09:00:00Z;note {n}" for n in range(6)]
    file.write_text("\n".join(["Job No.;How it went;Begun;Comment", *rows]) + "\n")
    opened = open_page(serve_home(home).url)
    page = opened.page
    drop(page, file)
    expect(page.get_by_text("6 runs are new.")).to_be_visible()
    opened.settle()
    comment = page.get_by_test_id("stSelectbox").filter(has_text="Comment preview")
    comment.get_by_role("button", name="Clear value").click()
    page.get_by_role("button", name="See what it makes of the file").click()
    expect(page.get_by_text("6 runs are new.")).to_be_visible()
    expect(comment.get_by_placeholder("Not in this file")).to_be_visible()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_text(re.compile("^6 runs( by| on|:)")).first).to_be_visible()
    kept = tomllib.loads((home / "mappings/jobs.toml").read_text())["fields"]
    assert "comment_preview" not in kept
    opened.assert_clean()
