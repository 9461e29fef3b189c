"""The words that exports use for where a run stands. data/SCHEMA.md shows this table."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "queued": ("queued", "new", "scheduled", "created", "enqueued"),
    "pending": ("pending", "waiting", "on hold", "paused", "blocked"),
    "running": ("running", "started", "in progress", "active", "processing", "executing"),
    "completed": (
        "completed", "complete", "success", "succeeded", "successful", "ok", "done", "finished",
        "passed",
    ),
    "failed": (
        "failed", "failure", "fail", "error", "errored", "crashed", "timeout", "timed out",
        "exception",
    ),
    "cancelled": ("cancelled", "canceled", "aborted", "stopped", "terminated", "killed", "skipped"),
    "unknown": ("unknown", "unset", "state unspecified"),
}  # fmt: skip

_MEANING = {word: status for status, words in WORDS.items() for word in words}


def status_of(word: str) -> str:
    """The canonical status for a word of an export; `unknown` for a word not in the table.

    Case, white space around it, and _ or - between its parts make no difference.
    """
    known = _MEANING.get(word)
    if known is None:
        plain = " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
        known = _MEANING.get(plain, "unknown")
    return known
