"""A person's mapping, checked for what only records know: the words for where a run stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.errors import MappingInvalid
from dashboard.records.schema import STATUSES
from dashboard.records.statuses import known_status
from dashboard.sources.mapping.mapping import FieldKinds, Mapping
from dashboard.sources.mapping.mapping_file import read_mapping
from dashboard.sources.mapping.rules import Rule


def checked_mapping(path: Path, fields: FieldKinds) -> Mapping:
    """The mapping in a person's file. Raises MappingInvalid, also for values of the status that no
    run can have; TextRefused."""
    mapping = read_mapping(path, fields)
    for word in _meanings((mapping.fields or {}).get("status")):
        if word.strip() and known_status(word) is None:
            raise MappingInvalid(
                f"fields.status.values says “{word:.60}”, which is no status",
                where=mapping.file,
                remedy=f"A status is one of {', '.join(STATUSES)}.",
            )
    return mapping


def _meanings(rule: Rule | None) -> Iterator[str]:
    """What the values of a rule, and of those that it tries first, become."""
    if rule:
        yield from map(str, (rule.values or {}).values())
        for part in (*rule.first, *(case.result for case in rule.when)):
            yield from _meanings(part)
