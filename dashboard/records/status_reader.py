"""Where a run stands, by its raw row: the word of the export and the status that it means."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.records import convert
from dashboard.records.statuses import status_of
from dashboard.sources.mapping import getters
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw.raw import ROOTLESS, Record
from dashboard.sources.raw.raw_text import as_text, is_absent, word

StatusReader = Callable[[Record], tuple[str | None, str] | None]
"""From a raw row to the word of the export, if it has one, and the status; None without either."""


def status_reader(rule: Rule, find: Finder) -> StatusReader:
    """The function for the rule of a status."""
    get = getters.untranslated(rule, find)
    table, unlisted = rule.values or {}, rule.otherwise if rule.values else None
    derived = bool(rule.when) or rule.constant is not None

    def status(record: Record) -> tuple[str | None, str] | None:
        if ROOTLESS in record:
            return None, "unknown"  # what its root would tell
        value = get(record)
        if is_absent(value):
            if "" not in table:
                return None
            return None, status_of(as_text(table[""]))
        meant = table.get(word(value), unlisted if unlisted is not None else value)
        raw = None if derived else convert.text(value)
        return raw, status_of(as_text(meant))

    return status
