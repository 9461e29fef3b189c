"""Changes that people recorded, beside those that the history holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.ledger.changes import Aim, RecordedChange
from dashboard.store.reading.windows import same_list
from dashboard.store.workspace.reader import SaidBeside, SaidTable

_LOGGED = """
    SELECT c.* EXCLUDE (since), NULL::VARCHAR AS old_text, NULL::VARCHAR AS new_text,
        NULL::VARCHAR AS cause, NULL::BIGINT AS entry
    FROM history.changes c
"""
_IDLE = f"""CASE
        WHEN old_id <> new_id THEN false
        WHEN what IN ('context', 'tools') THEN {same_list("old", "new")}
        WHEN what = 'instructions' THEN trim(old) = trim(new)
        ELSE lower(trim(old)) = lower(trim(new))
    END IS TRUE"""
"""What a log repeats without changing it."""

_ALL_LOGGED = f"SELECT *, NULL::BIGINT AS aim_entry, {_IDLE} AS idle FROM ({_LOGGED})"
"""Every change where nobody recorded any: to plan the joins below takes longer than to ask."""

_KNOWN = f"""
WITH carried AS (
    SELECT DISTINCT worker_id, what, unnest([old, new, old_id, new_id]) AS value
    FROM history.changes WHERE origin = 'derived'
),
pairs AS (
    SELECT r.entry, c.rowid AS id,
        abs(date_diff('second', r.changed_at, c.changed_at)) AS apart,
        (r.what <> 'status' OR c.origin = 'export') AND (v.value IS NOT NULL
            OR (c.origin = 'export' AND r.new <> '' AND c.new <> '') IS TRUE) AS named
    FROM recorded r
    LEFT JOIN carried v
        ON v.worker_id = r.worker_id AND v.what = r.what AND v.value = r.new
    JOIN history.changes c ON c.worker_id = r.worker_id AND c.what = r.what
    WHERE r.changed_at BETWEEN coalesce(c.since, c.changed_at) - INTERVAL 7 DAY
            AND c.changed_at + INTERVAL 7 DAY
        AND CASE WHEN named THEN lower(r.new) IN (lower(c.new), c.new_id) ELSE
            r.changed_at BETWEEN coalesce(c.since, c.changed_at) - INTERVAL 1 DAY
                AND c.changed_at + INTERVAL 1 DAY END
),
same AS (
    SELECT entry, id FROM pairs
    QUALIFY row_number() OVER (PARTITION BY entry ORDER BY apart, id) = 1
        AND row_number() OVER (PARTITION BY id ORDER BY apart, entry) = 1
),
every AS ({_LOGGED} WHERE c.rowid NOT IN (SELECT id FROM same)
    UNION ALL BY NAME
    SELECT r.* REPLACE (coalesce(r.old, c.old) AS old, coalesce(r.new, c.new) AS new),
        c.old_id, c.new_id, c.how, 'recorded' AS origin
    FROM recorded r
    LEFT JOIN same s USING (entry)
    LEFT JOIN history.changes c ON c.rowid = s.id
),
placed AS (SELECT *, row_number() OVER (ORDER BY worker_id, changed_at) AS place FROM every),
aimed AS (
    SELECT a.cause AS aim, a.entry AS aim_entry, p.place,
        abs(date_diff('second', a.changed_at, p.changed_at)) AS apart
    FROM aims a JOIN placed p USING (worker_id)
    WHERE p.changed_at BETWEEN a.changed_at - INTERVAL 1 DAY AND a.changed_at + INTERVAL 1 DAY
    QUALIFY row_number() OVER (
        PARTITION BY a.worker_id, a.changed_at ORDER BY apart, p.place
    ) = 1
)
SELECT p.* EXCLUDE (place) REPLACE (coalesce(a.aim, p.cause) AS cause), a.aim_entry,
    {_IDLE} AS idle
FROM placed p LEFT JOIN aimed a USING (place)
QUALIFY row_number() OVER (PARTITION BY place ORDER BY a.apart) = 1
"""
"""Every change once. A recorded one is the same as the nearest that the history has within a day,
or within a week if it names the value that runs turned to; never one that turned to another value.
It is told as it was recorded, and what that leaves out as the history has it. The status that runs
carry is that of their time: a pause that is recorded days after they show one is another, and the
earlier stands with the runs between. An aim goes with the
nearest change within a day: a late run moves a derived change by as much."""

_TEXTS = ("old", "new", "who", "note", "old_text", "new_text")
_AT = {"worker_id": "VARCHAR", "changed_at": "TIMESTAMPTZ"}
_RECORDED = {
    **_AT,
    **dict.fromkeys(
        ("what", "old", "new", "author", "note", "old_text", "new_text", "cause"), "VARCHAR"
    ),
    "entry": "BIGINT",
}
_AIMS = {**_AT, "cause": "VARCHAR", "entry": "BIGINT"}
_CHANGES = "SELECT * EXCLUDE (idle) FROM known WHERE NOT idle"
_NONE_IN_FORCE = """
SELECT NULL::BIGINT AS entry, NULL::VARCHAR AS old, NULL::VARCHAR AS old_id WHERE false
"""
_IN_FORCE = """
WITH silent AS (
    SELECT * FROM changes
    WHERE origin = 'recorded' AND what = 'instructions' AND old IS NULL AND old_id IS NULL
),
said AS (
    SELECT worker_id, created_at AS at, instructions_version AS label, instructions_id AS id
    FROM history.runs SEMI JOIN silent USING (worker_id)
    WHERE instructions_version IS NOT NULL OR instructions_id IS NOT NULL
),
turned AS (
    SELECT worker_id, changed_at AS at, new AS label, new_id AS id FROM changes
    WHERE what = 'instructions' AND (new IS NOT NULL OR new_id IS NOT NULL)
),
found AS (
    SELECT s.entry, s.new,
        CASE WHEN t.at > r.at OR r.at IS NULL THEN t.label ELSE r.label END AS label,
        CASE WHEN t.at > r.at OR r.at IS NULL THEN t.id ELSE r.id END AS id,
        next.label AS kept_label, next.id AS kept_id
    FROM silent s
    ASOF LEFT JOIN said r ON r.worker_id = s.worker_id AND s.changed_at > r.at
    ASOF LEFT JOIN turned t ON t.worker_id = s.worker_id AND s.changed_at > t.at
    ASOF LEFT JOIN said next ON next.worker_id = s.worker_id AND s.changed_at <= next.at
)
SELECT entry, coalesce(label, id) AS old, id AS old_id FROM found
WHERE coalesce(label, id) IS NOT NULL
    AND (label IS NULL OR (label IS DISTINCT FROM kept_label AND label IS DISTINCT FROM new))
    AND (id IS NULL OR (id IS DISTINCT FROM kept_id AND id IS DISTINCT FROM new))
"""
"""The instructions that a record replaced which doesn't say it: those of the last run before, or of
a change since that run; none if the next run still has them."""


def change_tables(
    recorded: Sequence[RecordedChange], aims: Sequence[Aim], find: Callable[[str], str]
) -> SaidBeside:
    """The tables of what was recorded, and `changes` and `in_force`, which are read.

    find: the cause that a cause is part of now.
    """
    said = [
        (
            *(change.worker_id, change.at, change.what),
            *(getattr(change, name) or None for name in _TEXTS),
            find(change.cause) if change.cause else None,
            change.entry,
        )
        for change in recorded
    ]
    meant = [(aim.worker_id, aim.at, find(aim.cause), aim.entry) for aim in aims]
    any_said = bool(said or meant)
    return SaidBeside(
        tables=(SaidTable("recorded", _RECORDED, said), SaidTable("aims", _AIMS, meant)),
        worked_out={"known": _KNOWN if any_said else _ALL_LOGGED},
        views={"changes": _CHANGES, "in_force": _IN_FORCE if any_said else _NONE_IN_FORCE},
    )
