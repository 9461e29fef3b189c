"""Tables: what anybody wrote is text in them, and every name is a link that a key reaches."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.ui.table import LONGEST, Cell, Cells, table_html
from tests.app_pages.opening import Table

HARMFUL = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    '"><a href=javascript:alert(1)>x</a>',
    "' onmouseover=alert(1) x='",
    "&lt;b&gt; &amp; <!-- -->",
)


def drawn(columns: Mapping[str, Cells], *, sortable: bool = True) -> tuple[Table, str]:
    """A table as it is read, and the HTML that was written."""
    written, table = table_html(columns, alt="It", sortable=sortable), Table()
    table.feed(written)
    assert table.alt == "It"
    return table, written


def test_text_of_anybody_is_only_text() -> None:
    cells = [Cell(text, link=f"/run?run={text}", tone=text) for text in HARMFUL]
    columns = {
        HARMFUL[1]: [*HARMFUL],
        "Name": cells,
        "Drawn": [Cell(HARMFUL[1], image=HARMFUL[2])] * 5,
    }
    table, written = drawn(columns)
    assert table.rows[0] == [HARMFUL[1], "Name", "Drawn"]
    assert table.column("Name") == list(HARMFUL) == table.column(HARMFUL[1])
    assert set(table.tags) == {
        "div", "table", "thead", "tbody", "tr", "th", "td", "button", "a", "span", "img"
    }  # fmt: skip
    assert table.tags.count("a") == table.tags.count("img") == 5
    assert not {name for name in table.attributes if name.startswith("on")}, written


def test_hidden_characters_are_named_and_long_text_is_cut() -> None:
    table, _ = drawn({"Text": ["a\u202eb", "x" * (LONGEST + 1), "y" * LONGEST]})
    hidden, cut, whole = table.column("Text")
    assert hidden == "a⟨U+202E⟩b"
    assert cut == "x" * (LONGEST - 1) + "…" and whole == "y" * LONGEST


def test_numbers_have_commas_and_sort_as_numbers() -> None:
    table, written = drawn({"Runs": [5012, 7, None]})
    assert table.column("Runs") == ["5,012", "7", ""]
    assert 'data-value="5012"' in written and "data-numeric" in written


def test_empty_columns_are_left_out_and_an_empty_table_draws_nothing() -> None:
    table, _ = drawn({"Run": ["a"], "Model": [None]})
    assert table.rows == [["Run"], ["a"]]
    assert table_html({"Run": []}, alt="It") == ""


def test_a_table_is_one_stop_of_the_tab_key() -> None:
    links = [Cell(name, link=f"/run?run={name}") for name in "abc"]
    _, written = drawn({"Run": links, "Worker": links})
    assert written.count('tabindex="0"') == 1
    assert written.count('tabindex="-1"') == 5 + 2, "the other links, and headings"
    _, plain = drawn({"Run": ["a"], "Worker": ["b"]})
    assert plain.count('tabindex="0"') == 1 and 'tabindex="0">Run' in plain


def test_a_drawing_speaks_as_text() -> None:
    table, _ = drawn({"Rate": [Cell("76.7 %, 72.2 to 80.7", image="data:image/svg+xml;base64,AA")]})
    assert table.column("Rate") == ["76.7 %, 72.2 to 80.7"]
    _, counted = drawn({"By day": [Cell("1, 2", image="data:image/svg+xml;base64,AA", by=2)]})
    assert 'class="drawn"' in counted, "a drawing stands under its heading, not at the right"


def test_a_list_that_is_cut_can_t_be_sorted() -> None:
    _, written = drawn({"Run": ["a"]}, sortable=False)
    assert "<button" not in written
