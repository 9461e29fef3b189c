"""Minutes as files: what an export says is text in them, never markup."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser

from dashboard.exporting.minutes import as_html, as_markdown
from dashboard.ledger.weeks import Line, Minutes, WallText

HOSTILE = (
    "<script>alert(1)</script>![x](http://127.0.0.1/p.png)[pay](javascript:alert(1)) "
    "https://evil.example www.evil.example a@evil.example **bold** | cell | # head \u202elive"
)
AT = datetime(2026, 11, 9, tzinfo=UTC)
LINE = Line(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
MINUTES = Minutes(
    "2026-W46", AT, AT, AT, "UTC", (HOSTILE,), (LINE,), (LINE,), (LINE,), (LINE,), (LINE,),
    WallText((HOSTILE,), ((HOSTILE, HOSTILE),)),
)  # fmt: skip


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_no_markup_of_the_data_and_may_load_nothing() -> None:
    page = as_html(MINUTES)
    read = Tags(page)
    assert read.found <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "table",
        "tr", "th", "td", "span", "div",
    }  # fmt: skip
    assert "<script>alert(1)</script>" in read.text and "⟨U+202E⟩" in read.text
    assert "default-src 'none'" in page


def test_no_reader_of_markdown_makes_anything_of_the_data() -> None:
    text = as_markdown(MINUTES)
    for markup in ("<script", "![", "](", "://", "www.", "a@e", "**bold", " | cell | #"):
        assert markup not in text.replace("\\" + markup[0], ""), markup
    assert "\n\n\n" not in text
