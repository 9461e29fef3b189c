"""What the words of exports say of where a run stands, in any spelling and with what stands around
them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dashboard.records.status_subjects import CANCELLED_SUBJECTS, FAILED_SUBJECTS, OWNERS
from dashboard.records.status_table import WORDS
from dashboard.records.statuses_abroad import ABROAD

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PART = re.compile(r"[^\W_]+")
_BY_SOMEONE = re.compile(r"(cancell?ed|aborted|stopped|terminated|killed|skipped) by \S.*")
_FAILED_WITH = re.compile(r"(failed|failure) (with|due to) \S.*")
_FAILED_AFTER = re.compile(r"(failed|errored|crashed|timed ?out|timeout) after( \d+ ?[a-z]+)+")
_LAST = {"error": "failed", "failure": "failed", "hold": "pending", "wait": "pending"}
_ENDED = {
    "failed": ("failed", FAILED_SUBJECTS), "cancelled": ("cancelled", CANCELLED_SUBJECTS),
    "canceled": ("cancelled", CANCELLED_SUBJECTS),
}  # fmt: skip
"""Ends to which anything may come, also what a run was about, with what they are said of a run."""
_FIRST = dict.fromkeys(("wait", "waiting", "awaiting", "pending"), "pending")
_TURNS = frozenset(
    (
        "no", "not", "non", "none", "without", "zero", "if", "on", "of", "or", "and", "but", "to",
        "from", "before", "after", "until", "partial", "partially", "some", "soft", "minor",
        "known", "allowed", "expected", "ignored", "ignore", "handled", "tolerated", "possible",
        "potential", "suspected", "continue", "clear", "cleared", "resolved", "release",
        "released", "remove", "off", "end", "warning", "warnings", "pre", "never", "last",
        "previous", "previously", "once", "was", "were", "be", "will", "may", "maybe", "nearly",
        "almost", "un", "half", "only",
    )
)  # fmt: skip
"""Words that may turn the meaning of the one that they stand beside."""
_DETAIL = re.compile(r"([^:(]*?[^:(\s])(?::\s+|\s*\(|\s+[-–—]\s+|\s*\n\s*)(\S.*)", re.DOTALL)
"""A word, and behind a colon or a dash, in parentheses or on the next line what more there is to
say."""
_MENDED = frozenset(("retried", "rerun", "resolved", "superseded", "ignored", "tolerated", "false"))
"""Words that say of a failure that it is none any more, or never was one."""
_CALLED_OFF = frozenset(("cancelled", "canceled"))
_UNENDED = ("queued", "pending", "running")
_COUNTED = re.compile(
    r"(.*?\w)\W*?(?:[:(,–—-]|\bwith\b)\s*(?:(\d+)|no|zero) "
    r"(?:(warnings?)|errors?|failures?|exceptions?|issues?)\W*",
    re.IGNORECASE,
)
"""A word, and how many warnings or errors there were."""
_WARNED = re.compile(
    r"(.*?\w)(?:\W+(?:with|mit|avec|con|met|com|z)\s+(?:\d+\s+)?(?:warnings?|warnung(?:en)?|"
    r"avertissements?|advertencias?|avvis[io]|waarschuwing(?:en)?|avisos?|ostrzeżeniami)"
    r"|\W*(?:警告あり|有警告))\W*",
    re.IGNORECASE,
)
"""A word, and that there were warnings."""
_FULL_WIDTH = str.maketrans({"\uff1a": ": ", "\uff08": " (", "\uff09": ")"})
_NUMBER = re.compile(r"(\d+)\W*")
_ABEND = re.compile(r"abend(ed)?(?!0+$)[su]?[0-9a-f]*\d[0-9a-f]*")
"""How mainframes say it, with the code: ABEND S0C7."""
_NONE = frozenset(("no", "false", "none", "null", "nil", "nothing", "n", "na"))
LONGEST = 100
"""Letters of a word that are looked at: two that differ only behind them are one."""


def plain(word: str) -> str:
    """A word without what tells no two words apart: case, width, signs, _ and -, humps as in
    TimedOut."""
    usual = unicodedata.normalize("NFKC", word[:LONGEST])
    return " ".join(_PART.findall(_HUMP.sub(" ", usual))).casefold()


def key_of(word: str) -> str:
    """What two spellings of one word share; of a word without letters and digits the word."""
    return plain(word).replace(" ", "") or word.strip().casefold()


def _bare(text: str) -> str:
    """The text without accents and dots, as on a keyboard that has none."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _feminine(word: str) -> str:
    """The word as it is said of an execution: cancelado, annulé are cancelada, annulée."""
    return re.sub(r"é\b", "ée", re.sub(r"(?<=[dts])o\b", "a", word, count=1))


def _meanings(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {
        key_of(spelled): status
        for status, words in table.items()
        for word in words
        for spelled in {word, _bare(word), _bare(word).replace("ł", "l")}
    }


_FEMININE = {
    status: [changed for word in words if (changed := _feminine(word)) != word]
    for status, words in ABROAD.items()
}
_MEANING = _meanings(_FEMININE) | _meanings(ABROAD) | _meanings(WORDS)
_SIGNS = dict.fromkeys("✅✔✓☑", "completed") | dict.fromkeys("❌✗✘✖❎", "failed")
"""Signs that stand in place of a word."""


@lru_cache(maxsize=4096)
def known_status(word: str) -> str | None:
    """The canonical status for a word of an export; None for a word not in the table.

    Case, signs around and between its parts, and names before it, as in JOB_STATE_FAILED, make no
    difference. Of a word that is not in the table its parts may tell: see SCHEMA.md.
    """
    if len(word) > LONGEST:
        return None
    parts = plain(word).split()
    return (
        _listed(parts)
        or _by_parts(parts)
        or _before_count(word)
        or _before_warnings(word)
        or _before_detail(word.translate(_FULL_WIDTH))
        or _by_sign(word)
    )


def listed_status(word: str) -> str | None:
    """The canonical status for a word in the table, in any spelling; None for any other."""
    return _listed(plain(word).split()) or _by_sign(word) if len(word) <= LONGEST else None


def _by_sign(word: str) -> str | None:
    """What a single sign says, whether it is drawn as text or as a picture."""
    return _SIGNS.get(word.strip().rstrip("\ufe0e\ufe0f"))


def _listed(parts: list[str]) -> str | None:
    for begin in range(len(parts)):
        rest = parts[begin:]
        if found := _MEANING.get("".join(rest)):
            return found
        if _BY_SOMEONE.fullmatch(" ".join(rest)):
            return "cancelled"
        if rest[0] not in OWNERS:
            return None
    return None


def _by_parts(parts: list[str]) -> str | None:
    """What the first or the last part of several says, where no other says or may say otherwise."""
    while parts and parts[0] in OWNERS:
        parts = parts[1:]
    if _ABEND.fullmatch("".join(parts)) or _FAILED_AFTER.fullmatch(" ".join(parts)):
        return "failed"
    if len(parts) > 1 and parts[-1] in _ENDED:
        status, subjects = _ENDED[parts[-1]]
        return status if subjects.issuperset(parts[:-1]) else None
    if _FAILED_WITH.fullmatch(" ".join(parts)):
        found, rest = "failed", parts[2:]
    elif len(parts) > 1 and parts[-1] in _LAST:
        found, rest = _LAST[parts[-1]], parts[:-1]
    elif len(parts) > 1 and parts[0] in _FIRST:
        found, rest = _FIRST[parts[0]], [part for part in parts[1:] if part not in ("for", "on")]
    else:
        return None
    turned = any(part in _TURNS or not part.isalpha() for part in rest)
    said = {_MEANING.get(part, found) for part in rest if part != "unknown"}
    return None if turned or said - {found} else found


def _before_count(word: str) -> str | None:
    """What a word says of itself before a number of warnings, or of no errors at all; of what
    ended otherwise with errors, or failed with none, the two say different things."""
    if not (match := _COUNTED.fullmatch(word.strip())):
        return None
    found = _listed(plain(match[1]).split())
    errors = not match[3] and int(match[2] or 0) > 0
    turned = (errors and found not in ("failed", *_UNENDED)) or (
        found == "failed" and not (errors or match[3])
    )
    return None if turned else found


def _before_warnings(word: str) -> str | None:
    """What a word says of itself, with warnings or without."""
    match = _WARNED.fullmatch(word.strip())
    return _listed(plain(match[1]).split()) if match else None


def _before_detail(word: str) -> str | None:
    """What a word says of itself before a detail. That a run went well it says only if the detail
    says so, too; another status unless the detail is of another one, or says no, or of a failure
    that it was made good. What was cancelled was so for whatever failure the detail tells, and how
    far it came does not end what has not ended."""
    if not (match := _DETAIL.fullmatch(word.strip())):
        return None
    found, also = (_listed(plain(text).split()) for text in match.groups())
    if found is None or key_of(match[2]) in _NONE:
        return None
    if also == "failed" and key_of(match[1]) in _CALLED_OFF:
        return "cancelled"
    if number := _NUMBER.fullmatch(match[2]):  # a code, how many, how far
        return found if found in ("failed", *_UNENDED) and int(number[1]) else None
    if (match[2][0].isdigit() and found not in _UNENDED) or (
        found == "failed" and also is None and _made_good(match[2])
    ):
        return None
    if also is None and found != "completed":
        return found
    return found if also == found else None


def _made_good(detail: str) -> bool:
    """Whether a word of a failure's detail says that it came to a good end, or is none."""
    parts = plain(detail).split()
    return any(part in _MENDED or _MEANING.get(part) == "completed" for part in parts)


def status_of(word: str) -> str:
    """The canonical status for a word of an export; `unknown` for a word not in the table."""
    return known_status(word) or "unknown"
