"""Copy as a fix request, where a finding stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_pages.opening import open_link

EDIT = "2026-10-26T09:36:00+00:00 Invoice follow-up"


def requests(app: AppTest) -> list[str]:
    return [node.value for node in app.code if node.value.startswith("# Fix request: ")]


@pytest.mark.parametrize(
    ("page", "params", "title", "holds"),
    [
        ("failures", {"detail": "record-access"}, "“Missing access to a record”", "403"),
        ("changes", {"detail": EDIT}, "Invoice follow-up", "- Change: Invoice follow-up"),
        (
            "review",
            {"item": f"change {EDIT}"},
            "Invoice follow-up",
            "- Suggested: update instructions.",
        ),
    ],
)
def test_a_finding_a_cause_and_a_change_have_one(
    sample: Path, page: str, params: dict[str, str], title: str, holds: str
) -> None:
    app = open_link(sample, page, **params)
    assert not requests(app)
    app = next(one for one in app.button if one.label == "Copy as a fix request").click().run()
    assert not app.exception
    (told,) = requests(app)
    assert title in told.splitlines()[0] and holds in told
    wrong, well = told.split("## Runs that went well")
    assert (wrong.count("\nrun: "), well.count("\nrun: ")) == (3, 3)
    copied = [node.proto.body for node in app.get("html") if "Copy the text" in node.proto.body]
    assert len(copied) == 1 and "# Fix request: " in copied[0]
    app = next(one for one in app.button if one.label == "Close").click().run()
    assert not requests(app)
