"""Pages of a list that an API gives in several, of which not all are here: told by what stands
beside the rows, as `has_more`, `nextCursor` or `total_count`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.sources.fitting import ExportFile
from dashboard.sources.json_file import JsonFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.raw import Record

_MORE = frozenset(("hasmore", "hasnext", "hasnextpage", "morerecords", "istruncated"))
_NEXT = frozenset((
    "next", "nextpage", "nextpagetoken", "nextcursor", "nexttoken", "nextpageurl", "nextlink",
    "nexturl", "@odatanextlink", "continuationtoken", "lastevaluatedkey",
))  # fmt: skip
_CURSOR = "cursor"
"""Says what follows only in what holds such members, where nothing beside it says that none does:
elsewhere it may as well tell where this page begins."""
_TOTALS = frozenset((
    "total", "totalcount", "totalentries", "totalitems", "totalsize", "totalresults",
    "totalrecords", "totalrows", "count", "@odatacount", "rowsbeforelimitatleast",
    "numrows", "totalrowcount",
))  # fmt: skip
_PARTS = frozenset(("timedout", "truncated", "incompleteresults", "partial", "ispartial"))
"""Members that say, being true, that not all was answered."""
_HOLDERS = frozenset((
    "meta", "metadata", "pagination", "page", "paging", "pageinfo", "links", "responsemetadata",
    "pg", "cursors", "manifest", "resultsetmetadata", "resultset",
))  # fmt: skip
"""What holds such members, where they do not stand beside the rows themselves."""


def more_elsewhere(files: Sequence[ExportFile], mapping: Mapping) -> list[str]:
    """Sentences where the files say that there are more rows than they have. Of several pages only
    the last says that nothing follows."""
    pages = [file for file in files if isinstance(file, JsonFile)]
    beside = [dict(_members(file.around(mapping))) for file in pages]
    if not beside or len(pages) < len(files):
        return []
    name = pages[0].name if len(pages) == 1 else "The files"
    part = next((key for one in beside for key in _incomplete(one)), None)
    in_part = (
        f"{name} may lack rows, as {part} beside them says: they were answered in part. Export "
        "them again."
    )
    return [*([in_part] if part else []), *_further(name, pages, beside, mapping)]


def _further(
    name: str, pages: Sequence[JsonFile], beside: Sequence[Record], mapping: Mapping
) -> list[str]:
    """A sentence where pages are lacking. beside: what stands beside the rows of each."""
    following = [next(_follows(one), "") for one in beside]
    if all(following):
        what = "says" if len(pages) == 1 else "say"
        return [
            f"{name} {what} that more follows ({following[0]}), which is not in "
            f"{'it' if len(pages) == 1 else 'them'}: export all pages, and load them as one folder."
        ]
    totals = [total for one in beside for total in _totals(one)]
    if not totals:
        return []
    key, total = max(totals, key=lambda found: found[1])
    rows = sum(1 for file in pages for _ in file.table(mapping).rows())
    if total <= rows:
        open_ended = any(_is_least(one.get(key)) for one in beside)
        least = f"{name} may lack rows: its {key} says only that there are {total:,} or more."
        return [least] if open_ended and total == rows else []
    return [
        f"{name} may be a part of a list: {key} is {total:,}, and {rows:,} "
        f"{'row is' if rows == 1 else 'rows are'} here. Export all pages, and load them as one "
        "folder."
    ]


def _members(around: Record) -> Iterator[tuple[str, Any]]:
    """What stands beside the rows, and in what holds such members there."""
    for key, value in around.items():
        if isinstance(value, dict):
            if _plain(key) in _HOLDERS:
                yield from value.items()
            elif _plain(key) in _TOTALS or key == "_shards":
                yield key, value
        elif _plain(key) != _CURSOR:
            yield key, value


def _follows(members: Record) -> Iterator[str]:
    """The members that say that more follows, unless one says that nothing does."""
    if any(value is False for key, value in members.items() if _plain(key) in _MORE):
        return
    told = {_plain(key): value not in (None, "", False) for key, value in members.items()}
    follows = _NEXT if any(name in told for name in _NEXT) else {*_NEXT, _CURSOR}
    for key, value in members.items():
        name = _plain(key)
        if (name in _MORE and value is True) or (name in follows and told[name]):
            yield key


def _is_least(value: Any) -> bool:
    """Whether a total is the least that there may be, as Elasticsearch counts up to 10,000."""
    return isinstance(value, dict) and value.get("relation") == "gte"


def _incomplete(members: Record) -> Iterator[str]:
    """The members that say that not all was answered: errors, parts of a database that failed."""
    for key, value in members.items():
        failed = value.get("failed") if key == "_shards" and isinstance(value, dict) else None
        errors = key == "errors" and _are_errors(value)
        if (_plain(key) in _PARTS and value is True) or failed or errors:
            yield key


def _are_errors(value: Any) -> bool:
    """Whether they are errors as GraphQL lists them, each with a message."""
    return isinstance(value, list) and any(
        isinstance(one, dict) and "message" in one for one in value
    )


def _totals(members: Record) -> Iterator[tuple[str, int]]:
    for key, value in members.items():
        if isinstance(value, dict):  # Elasticsearch: {"value": 300, "relation": "eq"}
            value = value.get("value")
        if _plain(key) == "totalrows" and type(value) is str and value.isdecimal():
            value = int(value)  # BigQuery
        if _plain(key) in _TOTALS and type(value) is int:
            yield key, value


def _plain(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter not in "_-. ")
