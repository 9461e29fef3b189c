"""Which sentences an edit added and removed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.analysis.change_log import Change
from dashboard.analysis.edit_sentences import edited_sentences
from dashboard.analysis.edits import Edit

CHANGE = Change("Ann", "Ann", datetime(2026, 11, 2, tzinfo=UTC), "instructions", "v1", "v2")
LIST = "1. Read the order.\n2. Answer in one line.\n3. Stop."


def edit(old: str, new: str) -> Edit:
    return Edit(CHANGE, old, new, (), past=False)


@pytest.mark.parametrize(
    ("old", "new", "added", "removed"),
    [
        (LIST, f"{LIST}\n4. Greet by first name.", ["Greet by first name."], []),
        (LIST, "1. Read the order.\n2. Stop.", [], ["Answer in one line."]),
        (LIST, LIST.replace("one line", "two lines"), ["Answer in two lines."],
         ["Answer in one line."]),
        ("Be kind. Be short.", "Be short. Be kind.", [], []),
        ("Be kind.", "Be kind. Be kind.", ["Be kind."], []),
        ("Read it.", "Read it. Skip some, e.g. drafts. Then stop!", ["Skip some, e.g. drafts.",
         "Then stop!"], []),
        ("- eins\n- zwei", "* zwei\n* drei", ["drei"], ["eins"]),
        ("Read it.", "Read it.\n---\nStop.", ["Stop."], []),
        ("Keep it under 50. Never guess.", "Keep it under 500. Never guess.",
         ["Keep it under 500."], ["Keep it under 50."]),
        ("Write it.", "Write the summary – short and clear.",
         ["Write the summary – short and clear."], ["Write it."]),
    ],
)  # fmt: skip
def test_sentences(old: str, new: str, added: list[str], removed: list[str]) -> None:
    found = edited_sentences(edit(old, new))
    assert found
    assert (list(found.added), list(found.removed)) == (added, removed)


@pytest.mark.parametrize(
    ("old", "new"), [("", "Stop."), ("Stop.", ""), ("Stop.", "Stop."), ("Stop  it.", "Stop it.")]
)
def test_nothing_is_quoted_where_no_word_is_known_to_differ(old: str, new: str) -> None:
    assert edited_sentences(edit(old, new)) is None
