"""Tables in a window of any width: no column is cut, and a run is three lines on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from dashboard.ui.table import Cell, Cells, table_html
from tests.browser.harness import STATIC

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
    "Error or comment": [f"{text} {text}" for text in LONG],
}
COUNTS: Mapping[str, Cells] = {
    "Worker": [Cell(text, link="/worker") for text in LONG],
    **{f"Of {n} kinds": [n * 10_000] * 5 for n in range(9)},
    "Origin": ["instructions"] * 5,
}
CUT = """() => [...document.querySelectorAll('[data-table]')].flatMap(box => {
    const right = box.getBoundingClientRect().right + 1;
    return [...box.querySelectorAll('td, td a, td .badge, thead:not([style]) th')]
        .filter(part => getComputedStyle(part.closest('thead') ?? part).position !== 'absolute')
        .filter(part => part.getBoundingClientRect().right > right)
        .map(part => part.innerText)
        .concat(box.scrollWidth > box.clientWidth + 1 ? ['the table scrolls'] : []);
})"""
IN_LINES = "() => document.querySelectorAll('[data-table][data-lines]').length"
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def tables(browser: Browser) -> Iterator[Page]:
    """A page that is nothing but both tables, dressed as on every page."""
    style, script = (
        (STATIC / name).read_text(encoding="utf-8") for name in ("page.css", "tables.js")
    )
    drawn = table_html(RUNS, alt="Runs", plain=RUNS.keys() - {"Run", "Outcome"})
    drawn += table_html(COUNTS, alt="Counts")
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html style='font-size: 14px'><style>{style}</style>"
        f"<body style='font-family: sans-serif; line-height: 1.6'>{drawn}</body></html>"
    )
    page.add_script_tag(content=script)
    page.evaluate("document.body.append('')")  # the script dresses what is drawn after it
    yield page
    page.close()


def test_no_column_is_cut_in_a_window_of_any_width(tables: Page) -> None:
    for width in (1440, 1036, 800, 640, 500, 390, 320, 640, 1440):
        tables.set_viewport_size({"width": width, "height": 900})
        tables.wait_for_function(f"() => !({CUT})().length")
        tables.evaluate(FRAMES)
        assert not tables.evaluate(CUT), width
    assert not tables.evaluate(IN_LINES), "columns stand beside each other where there is room"


def test_a_run_on_a_phone_is_three_lines_at_most_and_begins_with_how_it_ended(tables: Page) -> None:
    tables.set_viewport_size({"width": 390, "height": 844})
    tables.wait_for_function(f"() => ({IN_LINES})() === 2")
    rows = tables.get_by_role("table", name="Runs").locator("tbody tr")
    line = tables.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('td')).lineHeight)"
    )
    for row in rows.all():
        box = row.bounding_box()
        assert box and box["height"] <= 3.2 * line, row.inner_text()
        assert "✕ failed" in row.inner_text().split("Nov")[0]
