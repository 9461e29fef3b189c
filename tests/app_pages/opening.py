"""Pages opened over a workspace, and what they say and link to."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import dashboard

APP = Path(dashboard.__file__).parent / "app.py"
SECONDS = 30


def open_page(home: Path, page: str, **params: str) -> AppTest:
    """A page of the app over a workspace, by name and with the parameters of its link.

    WORKER_RUNS_HOME must name the workspace.
    """
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    app.switch_page(f"app_pages/{page}.py")
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def texts(app: AppTest) -> list[str]:
    """All that a page says, element by element, in its order, as a reader sees it."""
    return [_as_read(text) for node in app.main for text in _said(node) if text]


def _said(node: Any) -> list[str]:
    if node.type == "dataframe":
        frame = node.value
        return [*map(str, frame.columns), *(str(cell) for row in frame.values for cell in row)]
    value = node.value if isinstance(getattr(node, "value", None), str) else ""
    return [getattr(node, "label", ""), value]


def _as_read(text: str) -> str:
    """Markdown of md() as the characters that it shows."""
    literal = html.unescape(re.sub(r":color[\[{][\]}]", "", text))
    return literal.replace("**", "").replace("\xa0", " ")


def links(app: AppTest) -> list[str]:
    """Where the links of a page lead."""
    return [node.proto.url for node in app.get("link_button")]
