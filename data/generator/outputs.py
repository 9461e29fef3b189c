"""What the runs of the sample wrote: comments in the formats that are asked for, and truths 8 and
9, which are planted in these alone.

Nothing here changes which runs there are, when they ran, or how they ended.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from data.generator.plan import AS_OF, DAY_0

Row = dict[str, Any]
LAST_WEEK = DAY_0 + timedelta(days=63), AS_OF
PLANTED = 6
MISSED = 9


def write_outputs(rows: list[Row], chance: Random) -> None:
    """Give runs what they wrote, and plant truths 8 and 9. rows: all of them, with their ids."""
    by_id = {row["run_id"]: row for row in rows}
    write_formats(rows, chance)
    _write_twice(rows, by_id)
    for row in _some(rows, "Product texts", PLANTED, chance):
        row |= {"comment_preview": None, "effects": None, "effects_state": "unknown"}
    for row in _some(rows, "Lead triage", MISSED, chance):
        row["comment_preview"] = f"{row['task_title']}: a 4, they ask for a date."
    for row in _some(rows, "Expense check", PLANTED, chance):
        other = int(row["task_id"][1:]) + 7_000
        row["comment_preview"] = (
            f"Expense claim {other} of Larch Foods: EUR {other - 9}, no receipt."
        )


def write_formats(rows: list[Row], chance: Random) -> None:
    """Give runs comments in the formats that are asked for."""
    for row in rows:
        if row.get("comment_preview") and (comment := _FORMATS.get(row["worker"])):
            row["comment_preview"] = comment(row, chance)


def _write_twice(rows: list[Row], by_id: dict[str, Row]) -> None:
    """Truth 8: a run of the last week wrote its reminder before it failed for want of the CRM; the
    one that tried again wrote it once more, and customers see both."""
    for row in rows:
        first = by_id.get(row.get("retry_of") or "")
        if not first or row["worker"] != "Invoice follow-up" or row["status"] != "completed":
            continue
        if first["error_type"] == "ToolNotEnabled" and _in_last_week(first):
            effect = {"kind": "comment", "id": f"d{first['task_id'][1:]}", "customer_visible": True}
            first["comment_preview"] = row["comment_preview"]
            first["effects"] = json.dumps([effect], separators=(",", ":"))
            first["effects_state"] = "created"


def _some(rows: list[Row], worker: str, count: int, chance: Random) -> list[Row]:
    """Truth 9: so many of the runs of a worker that completed in the last week."""
    done = [
        row
        for row in rows
        if row["worker"] == worker and row["status"] == "completed" and _in_last_week(row)
    ]
    return chance.sample(done, count)


def _in_last_week(row: Row) -> bool:
    return bool(LAST_WEEK[0] <= row["created_at"] < LAST_WEEK[1])


def _score(row: Row, chance: Random) -> str:
    if row["instructions_version"] == "v1":
        return str(row["comment_preview"])
    said = {"score": chance.randrange(1, 6), "why": row["task_title"]}
    return json.dumps(said)


def _product_text(row: Row, chance: Random) -> str:
    """The beginning of a text; the preview ends here."""
    use = chance.choice(("every day", "work outdoors", "the workshop", "a long trip"))
    return f"{row['task_title']}: made for {use}, with what the data sheet…"


def _ticket(row: Row, chance: Random) -> str:
    """Three sentences; what was judged bad for its format has more."""
    asked = chance.choice(("They ask for a date", "They want a refund", "They report a fault"))
    told = f"{row['task_title']} is read. {asked}. Support calls back."
    return f"{told} Nothing else is open." if row["quality"] == "bad" else told


_FORMATS: dict[str, Callable[[Row, Random], str]] = {
    "Lead triage": _score,
    "Product texts": _product_text,
    "Ticket summary": _ticket,
}
"""By worker what it writes, where its instructions ask for a format."""
