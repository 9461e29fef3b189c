"""Small workspaces made through the real importer, and pages opened over them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.sample import sample_folder
from dashboard.store.home import Home

APP = Path(dashboard.__file__).parent / "app.py"
SECONDS = 30

RUN_LIST = "Run ID,Worker,Status,Created,Task,Task link,Comment preview,Error\n" + "".join(
    f"88{n:03},Worker {n % 4},{'Failed' if n % 5 == 0 else 'Completed'},"
    f"2026-11-16 {8 + n // 20:02}:{n % 20 * 3:02},Task {n // 2},https://app.example.com/t/{n // 2},"
    f"{'' if n % 5 == 0 else 'Record updated'},{'Record access denied' if n % 5 == 0 else ''}\n"
    for n in range(40)
)
ONE_ROW = "run_id,status,created_at\nonly-1,completed,2026-11-16T09:00:00Z\n"


def import_file(home: Path, file: Path, zone: str | None = None) -> Path:
    """Load an export into a workspace, as the command does; the workspace."""
    load(Home(home), file, mapping=None, answers=Answers(zone=zone), progress=lambda rows: None)
    return home


def import_text(home: Path, name: str, text: str, zone: str | None = None) -> Path:
    """Write an export beside a workspace and load it."""
    file = home.parent / name
    file.write_text(text, encoding="utf-8")
    return import_file(home, file, zone)


def import_runs(home: Path, *runs: dict[str, Any], name: str = "runs.json", **side: Any) -> Path:
    """Load runs, and what may stand beside them, like workers=[…] or as_of="…"."""
    full = [{"status": "completed", "created_at": "2026-11-16T09:00:00Z"} | it for it in runs]
    return import_text(home, name, json.dumps({"runs": full, **side}))


def import_run_list(home: Path) -> Path:
    """The poor export: eight columns, a morning, no zone."""
    return import_text(home, "run-list.csv", RUN_LIST, zone="Europe/Berlin")


def import_sample(home: Path) -> Path:
    """The synthetic sample workspace."""
    return import_file(home, sample_folder())


def open_page(home: Path, page: str, **params: str) -> AppTest:
    """A page of the app over a workspace, by name and with the parameters of its link.

    WORKER_RUNS_HOME must name the workspace.
    """
    app = AppTest.from_file(str(APP), default_timeout=SECONDS).run()
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
