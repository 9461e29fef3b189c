"""A mapping file as TOML gives it: the keys that it may have, and where a wrong one stands."""

from __future__ import annotations

import re
from typing import Any

from dashboard.errors import MappingInvalid
from dashboard.sources.mapping.mapping import FieldKinds
from dashboard.sources.mapping.rule_parts import check_path, suggest

KEYS = (
    "name", "parts_of", "records", "columns", "backslash", "as_of", "note", "reader", "same_names",
    "ignore_case", "ignore", "absent", "skip", "recognise", "gather", "times", "success", "fields",
    "keep",
)  # fmt: skip
WHEN_ABSENT = ("reject", "import", "as_of")
_TIMES_KEYS = ("zone", "unit", "dates", "when_absent")
SUCCESS_KEYS = ("good_at_least", "good_at_most")
_RECOGNISE_KEYS = ("columns", "fields", "values", "lacks")
_GATHER_KEYS = ("by", "root", "adds", "order", "part", "newest", "parent", "nested",
                "copied")  # fmt: skip
_SECTIONS = {
    "times": _TIMES_KEYS, "success": SUCCESS_KEYS, "recognise": _RECOGNISE_KEYS,
    "gather": _GATHER_KEYS,
}  # fmt: skip


def place_of(name: str, known: tuple[str, ...]) -> str:
    """Where a key belongs that stands in the wrong place; else what it may have meant."""
    if name in KEYS and name not in known:
        return f"{name} stands at the top, before the first section in brackets"
    home = next((section for section, keys in _SECTIONS.items() if name in keys), None)
    return f"{name} stands in the section [{home}]" if home else suggest(name, known)


class Document:
    """One mapping document, knowing where to point when something is wrong."""

    def __init__(self, text: str, file: str, fields: FieldKinds) -> None:
        self._text = text
        self._file = file
        self._fields = fields

    def _words(self, document: dict[str, Any], name: str) -> tuple[str, ...]:
        words = self._get(document, name, list, [])
        if not all(isinstance(word, str) for word in words):
            raise self._wrong(name, "must be a list of texts in quotes")
        return tuple(words)

    def _path(self, document: dict[str, Any], name: str) -> str | None:
        return check_path(document[name], name, self._wrong) if name in document else None

    def _section(self, document: dict[str, Any], name: str) -> dict[str, Any]:
        section: dict[str, Any] = self._get(document, name, dict, {})
        self._known(section, _SECTIONS[name], name)
        return section

    def _known(self, table: dict[str, Any], known: tuple[str, ...], section: str) -> None:
        for name in table:
            if name not in known:
                key = f"{section}.{name}" if section else name
                raise self._wrong(key, f"is not known here; {place_of(name, known)}")

    def _get(
        self, table: dict[str, Any], name: str, kind: type, default: Any, prefix: str = ""
    ) -> Any:
        value = table.get(name, default)
        if value is not default and not isinstance(value, kind):
            words = {str: "text in quotes", bool: "true or false", list: "a list in brackets",
                     dict: "a table"}  # fmt: skip
            raise self._wrong(f"{prefix}{name}", f"must be {words[kind]}")
        return value

    def _wrong(self, key: str, what: str) -> MappingInvalid:
        return MappingInvalid(
            f"{key:.200} {what}",
            where=f"{self._file}{self._line(key)}",
            remedy="data/SCHEMA.md lists what a mapping file may say.",
        )

    def _line(self, key: str) -> str:
        """Where the key probably stands: TOML's parser does not say."""
        for name in reversed(key.split(".")):
            pattern = rf"(?m)^[^#\n]*?(?<![\w-])[\"']?{re.escape(name)}[\"']?\s*[=.\]]"
            match = re.search(pattern, self._text)
            if match:
                return f", line {self._text.count(chr(10), 0, match.start()) + 1}"
        return ""
