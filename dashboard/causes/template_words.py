"""The words of a template, and which of them can be names and which tell faults apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.causes.masks import MARK

_PIECES = re.compile(r"\s+|(?<=\w=)(?=[^\s=])|(?=[,;&|][\w.-]{1,40}=)")
_JOINTS = re.compile(r"(?<=\w=) | (?=[,;&|][\w.-]{1,40}=)")
_KEY = re.compile(r"\w=$")
# "user=ann" and "user=bob" are one fault, "reason=late" and "reason=denied" are two.
_CAUSE = re.compile(
    r"(?:^|[\W_]|(?<=[a-z])(?=[A-Z]))(?:"
    r"(?i:status|state|reason|cause|code|result|outcome|type|kind)[_-]?(?i:code|name)?[=:]"
    r"|(?i:error|err|exception|fault|problem|failure)[_-]?(?:(?i:code|name)[=:]|=))$"
)
_STATE = re.compile(
    r"\W*(?:[A-Z]{4,}|[A-Z]+(?:_[A-Z]+)+|[45]\d\d|[^\W\d_]{4,}(?:ed|ing)"
    r"|(?i:true|false|null|none|yes|no|not|on|off|ok|up|down|in|out|start|stop|begin|end)"
    r"|[\w.]*(?:[a-z][A-Z]\w*|Error|Exception):)\W*"  # a class: "KeyError: …"
)


def split_words(template: str) -> list[str]:
    """What stands between white space; "tenant=north" is two words, "tenant=" and "north"."""
    return [piece for piece in _PIECES.split(template) if piece]


def join_words(words: Sequence[str]) -> str:
    """Words of a template as one text."""
    return _JOINTS.sub("", " ".join(words))


@lru_cache(100_000)
def tells(word: str) -> bool:
    """Whether a word says something: "<*>," and "-" say nothing."""
    return any(letter.isalnum() for letter in word.replace(MARK, ""))


@lru_cache(100_000)
def is_key(word: str) -> bool:
    """Whether a word is a key: "tenant="."""
    return _KEY.search(word) is not None


@lru_cache(100_000)
def leads_to_cause(word: str) -> bool:
    """Whether what follows a word is the fault itself: "reason=", "errorCode=", "State:"."""
    return _CAUSE.search(word) is not None


@lru_cache(100_000)
def is_state(word: str) -> bool:
    """Whether a word looks like a state, a code or a class: "RUNNING", "404", "paused"."""
    return _STATE.fullmatch(word) is not None
