"""What the commands print for people."""

from __future__ import annotations

from wcwidth import wcswidth

from dashboard.cli.printing import table


def test_columns_stand_under_their_heads_whatever_the_letters_take() -> None:
    names = (
        "請求書フォローアップ",
        "Ann",
        "équipe",
        "e\u0301quipe",
        "👨\u200d👩\u200d👧 family",
        "ナ",
    )
    head, *rows = table(("worker", "runs"), [(name, 12) for name in names]).splitlines()
    place = wcswidth(head[: head.index("runs")])
    assert [wcswidth(row[: row.index("12")]) for row in rows] == [place] * len(names)
