"""Names of workers and ids of runs that look alike and are not the same, as an import says: in
other case, with letters put together in another way, with other spaces, or with signs that can't be
seen."""

from __future__ import annotations

from collections import defaultdict
from unicodedata import category, normalize

import duckdb

from dashboard.sources.raw.raw import listed

_SHOWN = 4
_WORKERS = "SELECT DISTINCT worker_id, worker FROM runs WHERE worker IS NOT NULL"
_LOADED = "SELECT DISTINCT worker_id FROM loaded"
# Ids in plain letters, which most are, have as many bytes as signs and are not looked at.
_ANY_MARKED = "SELECT 1 FROM runs WHERE strlen(run_id) <> length(run_id) LIMIT 1"
_UNSEEN = r"""
WITH marked AS (
    SELECT run_id, regexp_replace(run_id, '\p{Cf}+', '', 'g') AS seen FROM runs
    WHERE strlen(run_id) <> length(run_id) AND regexp_matches(run_id, '\p{Cf}')
)
SELECT count(*), min(marked.run_id) FROM marked JOIN runs ON runs.run_id = seen
WHERE seen IN (SELECT run_id FROM loaded) OR marked.run_id IN (SELECT run_id FROM loaded)
"""


def alike_names(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Workers whose names look alike, and ids with signs that can't be seen."""
    return (*_workers(connection), *_ids(connection))


def _workers(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    alike = defaultdict[str, tuple[set[str], set[str]]](lambda: (set(), set()))
    for worker_id, worker in connection.execute(_WORKERS).fetchall():
        ids, names = alike[_as_seen(worker)]
        ids.add(worker_id)
        names.add(worker)
    several = [(ids, names) for ids, names in alike.values() if len(ids) > 1 and len(names) > 1]
    if not several:
        return ()
    loaded = {worker_id for (worker_id,) in connection.execute(_LOADED).fetchall()}
    found = sorted(sorted(names) for ids, names in several if not loaded.isdisjoint(ids))
    if not found:
        return ()
    groups = [" and ".join(map(_shown, alike)) for alike in found[:_SHOWN]]
    more = f"; {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return (
        f"Some names of workers look alike: {'; '.join(groups)}{more}. Each counts as a worker of "
        "its own. If they are one, have the export write them alike.",
    )


def _as_seen(name: str) -> str:
    """A name as a reader sees it: spaces of any width are one; what cannot be seen, of no width or
    another direction, is none; letters with accents are one sign or two; case makes no
    difference."""
    if not (name.isascii() and name.isprintable()):
        name = normalize("NFC", "".join(map(_sign_as_seen, name)))
    return " ".join(name.split()).lower()


def _sign_as_seen(sign: str) -> str:
    if sign.isspace() or category(sign)[0] == "Z":
        return " "
    return "" if category(sign) in ("Cf", "Cc") else sign


def _ids(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    if connection.execute(_ANY_MARKED).fetchone() is None:
        return ()
    many, example = connection.execute(_UNSEEN).fetchone() or (0, "")
    if not many:
        return ()
    ids = "1 run has an id" if many == 1 else f"{many:,} runs have ids"
    return (
        f"{ids} that {'is' if many == 1 else 'are'} another’s with signs that can’t be seen, like "
        f"{_shown(example)}: each is two runs here. Have the export write ids without them.",
    )


def _shown(name: str) -> str:
    """A name with what can't be seen made visible."""
    return listed([
        "".join(sign if sign.isprintable() else f"⟨U+{ord(sign):04X}⟩" for sign in name)
    ])  # fmt: skip
