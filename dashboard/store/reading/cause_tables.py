"""Which failed run has which cause, as tables beside the history.

Causes change with what people say about them, and the history does not: so they are put together
anew whenever the ledger has grown.
"""

from __future__ import annotations

from dashboard.causes.grouping import Causes
from dashboard.store.workspace.reader import SaidBeside, SaidTable

_CAUSES = dict.fromkeys(("error_type", "template_id", "cause"), "VARCHAR")
_ORIGINS = dict.fromkeys(("cause", "origin"), "VARCHAR")
_SPLITS = {"parent": "VARCHAR", "words": "VARCHAR[]", "cause": "VARCHAR", "place": "INTEGER"}
_WHOLE = "c.cause"
_SPLIT = """coalesce((
    SELECT arg_min(s.cause, s.place) FROM splits s
    WHERE s.parent = c.cause AND list_bool_and(list_transform(s.words, lambda w: contains(
        lower(concat_ws(' ', r.error_type, r.error_message)), w)))
), c.cause)"""
"""The cause of a failed run; where no cause is split, without the look at each one's words."""
_NAMED = """
SELECT r.*, CASE WHEN r.outcome = 'failed' THEN {cause} END AS cause
FROM {runs} r LEFT JOIN causes c
    ON c.error_type = coalesce(r.error_type, '') AND c.template_id = coalesce(r.template_id, '')
"""
_ORIGINATED = """
SELECT one.*, CASE
    WHEN outcome = 'failed' THEN coalesce(attributed_to, origins.origin)
    WHEN outcome = 'bad' THEN attributed_to END AS origin
FROM {named} one LEFT JOIN origins USING (cause)
"""


def with_causes(causes: Causes, runs: str) -> str:
    """SQL: the rows of a table that has the columns of runs, with the cause and the origin of each
    (see cause_tables())."""
    named = _NAMED.format(runs=runs, cause=_SPLIT if causes.splits else _WHOLE)
    return _ORIGINATED.format(named=f"({named})")


def cause_tables(causes: Causes) -> SaidBeside:
    """The tables of causes, and the views of them.

    `caused` holds every run, with its cause if it failed, and with where that comes from: what a
    person or judge said of this very run, else what is said of its cause. Of bad runs, which have
    no cause, only the former is known. `caused_gathered` holds the same of gathered runs
    (derived/gathered.py), where no cause is split by words, `caused_recent` of the newest runs
    (derived/recent.py), and `caused_open_or_bad` of those (derived/open_or_bad.py).
    `caused_repeated` has the cause of each failed run whose output others repeat
    (derived/repeated.py).
    """
    cause = _SPLIT if causes.splits else _WHOLE
    of = [(*key, cause) for key, cause in causes.of.items()]
    origins = [(key, cause.origin) for key, cause in causes.by_key.items()]
    splits = [
        (split.parent, list(split.words), split.cause, n) for n, split in enumerate(causes.splits)
    ]
    return SaidBeside(
        tables=(
            SaidTable("causes", _CAUSES, of),
            SaidTable("origins", _ORIGINS, origins),
            SaidTable("splits", _SPLITS, splits),
        ),
        views={
            "named_runs": _NAMED.format(runs="history.runs", cause=cause),
            "caused": _ORIGINATED.format(named="named_runs"),
            "named_gathered": _NAMED.format(runs="history.gathered", cause=_WHOLE),
            "caused_gathered": _ORIGINATED.format(named="named_gathered"),
            "named_recent": _NAMED.format(runs="history.recent", cause=cause),
            "caused_recent": _ORIGINATED.format(named="named_recent"),
            "named_open_or_bad": _NAMED.format(runs="history.open_or_bad", cause=cause),
            "caused_open_or_bad": _ORIGINATED.format(named="named_open_or_bad"),
            "caused_repeated": _NAMED.format(runs="history.repeated", cause=cause),
        },
    )
