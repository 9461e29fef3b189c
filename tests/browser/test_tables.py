"""Tables in a window of any width: no column is cut, and on a phone the error of a run is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from dashboard.charts.origins import share_bar
from dashboard.ui.run_table import SAYS, in_lines
from dashboard.ui.table import Cell, Cells, InLines, as_text, table_html
from dashboard.words.compare import both_brief
from tests.browser.servers import STATIC

LONG = (
    "Accounts receivable reminder and dunning letter preparation assistant for the northern region",
    "請求書のフォローアップと督促状の作成を担当するアシスタント、北部地域の第二線のみ",
    "مساعد متابعة الفواتير والتذكير بالدفعات المتأخرة في المنطقة",
    "Rechtsschutzversicherungsgesellschaftenkorrespondenzbearbeitungsassistent",
    "<b>Bold</b> & <script>alert(1)</script> 🧑‍💻✨🚀🔥🧾👩‍👩‍👧‍👦",
)
RUNS: Mapping[str, Cells] = {
    "Run": [Cell(f"run-{n}-{'x' * 40 * (n % 2)}", link=f"/run?run={n}") for n in range(5)],
    "Outcome": [Cell("✕ failed", tone="#D55E00")] * 5,
    "Created": ["15\xa0Nov\xa02026, 20:52"] * 5,
    "Worker": [Cell(text, link="/worker") for text in LONG],
    "Duration": ["19\xa0min\xa016\xa0s"] * 5,
    "Task": list(LONG[::-1]),
    "Version": [f"v2 {text}" for text in LONG],
    "Model": ["model-a", None, "model-b", "model-b", "model-b"],
    SAYS: [f"{text} {text}" for text in LONG],
}
COUNTS: Mapping[str, Cells] = {
    "Worker": [Cell(text, link="/worker") for text in LONG],
    **{f"Of {n} kinds": [n * 10_000] * 5 for n in range(9)},
    "Origin": ["instructions"] * 5,
}
CHANGES: Mapping[str, Cells] = {
    "Change": [
        Cell("22 Oct 2026: instructions v1\xa0→\xa0v2", link="/changes?detail=1"),
        Cell("29 Oct 2026: tool categories +docs", link="/changes?detail=2"),
    ],
    "Verdict": [Cell("? no clear change", tone="#767676"), Cell("▼ regressed", tone="#9947EB")],
    "Worker": [Cell("Refund desk", link="/worker?id=1"), Cell("Contracts", link="/worker?id=2")],
    "Succeeded after": ["82.7\xa0% of\xa0289, was\xa091.1\xa0% of\xa0336"] * 2,
    "Note": ["other kinds of work; no verdict within eight weeks of the change"] * 2,
    "−50 … +50 points": [Cell("+0.2 points", image=share_bar(0.2))] * 2,
}
ORIGINS: Mapping[str, Cells] = {
    "Origin": [Cell("source record", link="/failures?origin=source%20record")],
    "Failed runs": [1_102],
    "Share": ["27 %"],
    "Of all failures": [Cell("1,102 of 4,000", image=share_bar(0.27))],
    "It means": ["the record it worked on was gone"],
}
WALL: Mapping[str, Cells] = {
    "Worker": [Cell(text, link="/worker") for text in ("Refund desk", "Contracts")],
    **{f"{n} Nov": [Cell("88.8\xa0%", sign="◕", tone="#D55E00"), None] for n in range(2, 10)},
}
LONG_NAMES: Mapping[str, Cells] = {
    "Change": [
        Cell(f"22 Oct 2026: {text}", link=f"/changes?detail={n}", curt=f"22 Oct: {text}")
        for n, text in enumerate(LONG)
    ],
    "Verdict": [Cell("▼ regressed", tone="#9947EB")] * 5,
    "Worker": [Cell(text, link="/worker") for text in LONG[::-1]],
    "Succeeded after": ["82.7\xa0% of\xa0289, was\xa091.1\xa0% of\xa0336"] * 5,
    "Note": ["no verdict within 8 weeks"] * 5,
    "Rejected": [0] * 5,
}
SIDES: Mapping[str, Cells] = {
    "Difference": [Cell(text, link="/compare") for text in LONG],
    **{f"Runs of {text}": ["148 of 148 (100.0\xa0%)"] * 5 for text in LONG[:2]},
}
CHECKS: Mapping[str, Cells] = {
    "Week of": ["9\xa0Nov\xa02026", "2\xa0Nov\xa02026"],
    "Runs": [85, 84],
    "succeeded": [70, 69],
    "failed": [15, 15],
    "Newest run": [Cell("run-00325", link="/run"), None],
}
CUT = """() => [...document.querySelectorAll('[data-table]')].flatMap(box => {
    const right = box.getBoundingClientRect().right + 1;
    return [...box.querySelectorAll('td, td a, td .badge, thead:not([style]) th')]
        .filter(part => getComputedStyle(part.closest('thead') ?? part).position !== 'absolute')
        .filter(part => !part.matches('[data-cut] td a')) // its cell ends in an ellipsis
        .filter(part => part.getBoundingClientRect().right > right)
        .map(part => part.innerText)
        .concat(box.scrollWidth > box.clientWidth + 1 ? ['the table scrolls'] : []);
})"""
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"
IN_LINES = "() => document.querySelectorAll('[data-table][data-lines]').length"
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def tables(browser: Browser) -> Iterator[Page]:
    """A page that is nothing but these tables, dressed as on every page."""
    style, letters, script = (
        (STATIC / name).read_text(encoding="utf-8")
        for name in ("page.css", "letters.js", "tables.js")
    )
    goes_without = dict.fromkeys(RUNS.keys() - {"Run", "Outcome"}, "")
    drawn = table_html(RUNS, alt="Runs", heads=goes_without, lines=in_lines(RUNS))
    drawn += table_html(COUNTS, alt="Counts")
    flowing = as_text("Worker", "Succeeded after", without=["−50 … +50 points", "Note"])
    shown = {"Worker": "", "Succeeded after": ""}
    drawn += table_html(CHANGES, alt="Changes", heads=shown, lines=flowing)
    beside = dict.fromkeys(("Failed runs", "Share", "Of all failures"), InLines.BESIDE)
    drawn += table_html(ORIGINS, alt="Origins", heads={"It means": ""}, lines=beside)
    drawn += table_html(WALL, alt="Wall", lines=dict.fromkeys([*WALL][1:], InLines.SMALL))
    drawn += table_html(CHECKS, alt="Weeks")
    lines = as_text("Worker", "Succeeded after", without=["Note"]) | {"Rejected": InLines.COUNTED}
    drawn += table_html(LONG_NAMES, alt="Long names", heads=shown, lines=lines)
    drawn += table_html(SIDES, alt="Sides", heads=both_brief(*[*SIDES][1:]))
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html style='font-size: 14px'><style>{style}</style>"
        f"<body style='font-family: sans-serif; line-height: 1.6'>{drawn}</body></html>"
    )
    page.add_script_tag(content=f"{letters}{script}")
    page.evaluate("document.body.append('')")  # the script dresses what is drawn after it
    yield page
    page.close()


def test_no_column_is_cut_in_a_window_of_any_width(tables: Page) -> None:
    for width in (1440, 1036, 800, 640, 500, 390, 320, 640, 1440):
        tables.set_viewport_size({"width": width, "height": 900})
        tables.wait_for_function(f"() => !({CUT})().length")
        tables.evaluate(FRAMES)
        assert not tables.evaluate(CUT), width
        assert not tables.evaluate(SIDEWAYS), width
    assert not tables.evaluate(IN_LINES), "columns stand beside each other where there is room"


def test_a_run_on_a_phone_is_two_lines_from_how_it_ended_to_its_error(tables: Page) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 8")
    rows = tables.get_by_role("table", name="Runs").locator("tbody tr")
    line = tables.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('td')).lineHeight)"
    )
    for row in rows.all():
        box = row.bounding_box()
        padding = row.evaluate("row => 2 * parseFloat(getComputedStyle(row).paddingTop)")
        assert box and box["height"] - padding <= 2.3 * line, row.inner_text()
        assert "✕ failed" in row.inner_text().split("Nov")[0]
        error = row.locator("td").last.bounding_box()
        assert error and error["width"] >= 0.4 * box["width"] and error["height"] <= 1.1 * line
        assert error["y"] + error["height"] <= box["y"] + box["height"] - padding / 2 + 1
        assert not row.locator("td.wide").filter(visible=True).count()


@pytest.mark.parametrize(
    ("alt", "most", "seen"),
    [
        ("Changes", 2, ["82.7\xa0% of\xa0289", "was\xa091.1\xa0% of\xa0336"]),
        ("Origins", 2, ["source record", "1,102", "27 %", "the record it worked on was gone"]),
        ("Wall", 2, []),
        ("Weeks", 2, ["Nov\xa02026", "15"]),
        ("Long names", 2, ["22 Oct: ", "▼ regressed", "82.7\xa0% of\xa0289"]),
        ("Sides", 2, ["148 of 148 (100.0\xa0%)"]),
    ],
)
def test_a_row_on_a_phone_shows_all_that_it_compares_in_few_lines(
    tables: Page, alt: str, most: int, seen: list[str]
) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 8")
    for row in tables.get_by_role("table", name=alt, exact=True).locator("tbody tr").all():
        line = row.evaluate("row => parseFloat(getComputedStyle(row).lineHeight)")
        padding = row.evaluate("row => 2 * parseFloat(getComputedStyle(row).paddingTop)")
        box = row.bounding_box()
        assert box and box["height"] - padding <= (most + 0.3) * line, row.inner_text()
        said = row.inner_text()
        assert not [text for text in seen if text not in said], said
        for left_out in row.locator("td.wide").all():
            assert not left_out.is_visible()
        assert "Succeeded after" not in said and "other kinds of work" not in said
    assert not tables.evaluate(CUT)


def test_a_row_that_is_cut_on_a_phone_shows_all_when_it_is_touched_or_a_key_leads_to_it(
    tables: Page,
) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 8")
    rows = tables.get_by_role("table", name="Long names").locator("tbody tr")
    row = rows.first
    numbers = row.get_by_text("82.7")
    assert numbers.evaluate("cell => cell.scrollWidth <= cell.clientWidth"), "the worker gave way"
    assert "no verdict" not in row.inner_text() and "Rejected" not in row.inner_text()
    numbers.click()
    assert "22 Oct 2026: " in row.inner_text() and "no verdict within 8 weeks" in row.inner_text()
    assert not row.evaluate("row => [...row.cells].some(c => c.scrollWidth > c.clientWidth + 1)")
    numbers.click()
    assert "no verdict" not in row.inner_text()
    row.get_by_role("link").first.focus()
    tables.keyboard.press("ArrowDown")
    assert "no verdict" in rows.nth(1).inner_text() and "no verdict" not in row.inner_text()


def test_the_weeks_of_the_wall_stand_above_their_numbers_on_a_phone(tables: Page) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 8")
    wall = tables.get_by_role("table", name="Wall")
    for column in (1, 7):
        head, cell = wall.locator("th").nth(column), wall.locator("tr").nth(1).locator("td")
        above, below = head.bounding_box(), cell.nth(column).bounding_box()
        assert head.inner_text() == f"{column + 1} Nov"
        assert above and below and abs(above["x"] - below["x"]) < 1
        assert above["height"] >= 8 and above["y"] + above["height"] <= below["y"]


def test_what_follows_a_name_on_a_phone_is_told_apart(tables: Page) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 8")
    row = tables.get_by_role("table", name="Changes", exact=True).locator("tbody tr").first
    dots = row.evaluate("row => [...row.cells].map(c => getComputedStyle(c, '::before').content)")
    assert dots[3] == '"· "' and dots[2] in ("none", "normal")
