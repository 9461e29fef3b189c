"""A person's mapping, checked for what only records know: the words that columns may hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.errors import MappingInvalid
from dashboard.records.schema import RUN_COLUMNS, STATUSES
from dashboard.records.statuses import known_status
from dashboard.sources.mapping.mapping import FieldKinds, Mapping
from dashboard.sources.mapping.mapping_file import parse_mapping, read_mapping
from dashboard.sources.mapping.rules import Rule

_WORDS = {column.name: column.words for column in RUN_COLUMNS if column.words}


def checked_mapping(path: Path, fields: FieldKinds) -> Mapping:
    """The mapping in a person's file. Raises what checked_text() raises, and TextRefused."""
    return _checked(read_mapping(path, fields))


def checked_text(text: str, file: str, fields: FieldKinds) -> Mapping:
    """The mapping of a text. Raises MappingInvalid, also for values of the status, or of another
    column of few words, that no run can have."""
    return _checked(parse_mapping(text, file, fields))


def _checked(mapping: Mapping) -> Mapping:
    rules = mapping.fields or {}
    for word in _meanings(rules.get("status")):
        if word.strip() and known_status(word) is None:
            raise MappingInvalid(
                f"fields.status.values says “{word:.60}”, which is no status",
                where=mapping.file,
                remedy=f"A status is one of {', '.join(STATUSES)}.",
            )
    for name in _WORDS.keys() & rules.keys() - {"status"}:
        for word in _meanings(rules[name]):
            if word.strip() and word.strip().lower() not in _WORDS[name]:
                raise MappingInvalid(
                    f"fields.{name}.values says “{word:.60}”, which no run can have there",
                    where=mapping.file,
                    remedy=f"Write one of {', '.join(_WORDS[name])}.",
                )
    return mapping


def _meanings(rule: Rule | None) -> Iterator[str]:
    """What the values of a rule, and of those that it tries first, become."""
    if rule:
        yield from map(str, (rule.values or {}).values())
        for part in (*rule.first, *(case.result for case in rule.when)):
            yield from _meanings(part)
