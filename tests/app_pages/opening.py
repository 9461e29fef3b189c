"""Pages opened over a workspace, and what they say and link to."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import dashboard

APP = Path(dashboard.__file__).parent / "app.py"
SECONDS = 30
# Every page that is opened would look through all installed packages for components again.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# Streamlit logs to the standard error of the test that opened the first page, which is closed when
# another one does; a command's test must not find that told among what the command said.
logging.raiseExceptions = False
LINK = re.compile(r"\[([^\]]*)\]\((/[^)]*)\)")
"""A link within the app, in Markdown of linked()."""
PERIOD = {"since", "until", "week", "period"}


def open_page(home: Path, name: str, /, **params: str) -> AppTest:
    """A page of the app over a workspace, by name and with the parameters of its link; of all data
    if they name no period.

    WORKER_RUNS_HOME must name the workspace.
    """
    return open_link(home, name, **({} if params.keys() & PERIOD else {"period": "all"}), **params)


def open_link(home: Path, name: str, /, **params: str) -> AppTest:
    """A page like that, with these parameters only."""
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    app.switch_page(f"app_pages/{name}.py")
    for param, value in params.items():
        app.query_params[param] = value
    app.run()
    assert not app.exception, app.exception
    return app


def read_page(home: Path, name: str, /, **params: str) -> AppTest:
    """What open_page() opens, of a workspace that nobody writes into: opened once, only to read."""
    return read_link(home, name, **({} if params.keys() & PERIOD else {"period": "all"}), **params)


def read_link(home: Path, name: str, /, **params: str) -> AppTest:
    """What open_link() opens, as read_page() does."""
    return _read(home, name, tuple(params.items()))


@cache
def _read(home: Path, name: str, params: tuple[tuple[str, str], ...]) -> AppTest:
    return open_link(home, name, **dict(params))


def texts(app: AppTest) -> list[str]:
    """All that a page says, element by element, in its order, as a reader sees it."""
    return [as_read(text) for node in app.main for text in _said(node) if text]


def _said(node: Any) -> list[str]:
    if node.type == "html":
        return [cell for row in table_of(node).rows for cell in row]
    value = node.value if isinstance(getattr(node, "value", None), str) else ""
    return [getattr(node, "label", ""), value]


def as_read(text: str) -> str:
    """Markdown of md() as the characters that it shows."""
    literal = html.unescape(re.sub(r":color[\[{][\]}]", "", LINK.sub(r"\1", text)))
    return literal.replace("**", "").replace("\xa0", " ")


def links(app: AppTest) -> list[str]:
    """Where the links of a page lead, within the app and out of it."""
    buttons = [node.proto.url for node in app.get("link_button")]
    return buttons + [link for table in tables(app) for link in table.links.values()]


def linked_words(app: AppTest) -> dict[str, str]:
    """Where the links in sentences of a page lead, by their words."""
    said = "".join(node.value for node in app.main if node.type == "markdown")
    return {as_read(words): address for words, address in LINK.findall(said)}


def links_out(app: AppTest) -> list[str]:
    """Where the links of a page lead out of the app."""
    return [link for link in links(app) if not link.startswith("/")]


def offered(app: AppTest) -> list[str]:
    """The words of the buttons of a page that are links."""
    return [as_read(node.proto.label) for node in app.get("link_button")]


@dataclass
class Table(HTMLParser):
    """A table of a page, as a browser reads it where its columns stand beside each other.

    rows: the headings, then the cells, drawings by what they say; links: where the cells lead, by
    their text; alt: what it says that it holds; tags, attributes: the names of all of them.
    """

    rows: list[list[str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    alt: str = ""
    tags: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._link = ""
        self._unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self._unseen = held.get("class") == "curt"
        self.tags.append(tag)
        self.attributes += held
        if tag == "table":
            self.alt = held["aria-label"]
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        elif tag == "a" and self.rows:
            self._link = held["href"]
        elif tag == "img":
            self.handle_data(held["alt"])

    def handle_endtag(self, tag: str) -> None:
        self._unseen = False

    def handle_data(self, data: str) -> None:
        if self.rows and not self._unseen:
            self.rows[-1][-1] += data.replace("\xa0", " ")
            if self._link:
                self.links[data], self._link = self._link, ""

    def column(self, heading: str) -> list[str]:
        """The cells under a heading."""
        place = self.rows[0].index(heading)
        return [row[place] for row in self.rows[1:]]

    def numbers(self, heading: str) -> list[int]:
        """The whole numbers under a heading; empty cells are left out."""
        return [int(cell.replace(",", "")) for cell in self.column(heading) if cell]


def table_of(node: Any) -> Table:
    """The table that an element draws; one without rows if it draws none."""
    read = Table()
    read.feed(node.proto.body)
    return read


def table_with(app: AppTest, *headings: str) -> Table:
    """The first table of a page that has these headings."""
    return next(table for table in tables(app) if not {*headings} - {*table.rows[0]})


def tables(app: AppTest) -> list[Table]:
    """The tables of a page, in its order."""
    return [read for node in app.get("html") if (read := table_of(node)).rows]
