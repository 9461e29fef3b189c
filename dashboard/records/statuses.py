"""The words that exports use for where a run stands. data/SCHEMA.md shows this table."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dashboard.records.statuses_abroad import ABROAD

WORDS: dict[str, tuple[str, ...]] = {
    "queued": (
        "queued", "new", "scheduled", "created", "enqueued", "in queue", "submitted", "accepted",
        "requested", "received", "registered", "not started", "unstarted", "runnable",
        "ready to run", "prioritized", "late", "assigned",
    ),
    "pending": (
        "pending", "waiting", "awaiting", "on hold", "held", "hold", "idle", "paused", "blocked",
        "suspended", "deferred", "delayed", "throttled", "limited", "postponed", "manual",
        "up for retry", "up for reschedule", "retry", "awaiting retry", "waiting for retry",
        "requeued", "action required", "requires action", "awaiting approval",
        "waiting for approval", "awaiting input", "waiting for input", "waiting for resource",
        "waiting for callback", "waiting children", "pending execution", "pending redrive",
        "unblocked",
    ),
    "running": (
        "running", "started", "in progress", "active", "processing", "executing", "working",
        "work in progress", "ongoing", "busy", "starting", "preparing", "initializing",
        "initialising", "provisioning", "configuring", "container creating", "validating",
        "finalizing", "finalising", "completing", "succeeding", "failing", "stopping",
        "terminating", "canceling", "cancelling", "aborting", "timing out", "draining",
        "restarting", "retrying", "resumed", "resuming", "updating", "transferring output",
        "dynamic running", "building", "testing", "stage out",
    ),
    "completed": (
        "completed", "complete", "success", "succeeded", "successful", "successfully", "ok",
        "done", "finished", "passed", "pass", "unset", "cached", "drained", "fixed", "recovered",
        "continued as new", "succeeded with issues", "completed successfully",
        "finished successfully", "completed with warnings", "success with warnings",
        "succeeded with warnings", "closed complete", "exited successfully",
    ),
    "failed": (
        "failed", "failure", "fail", "error", "errored", "crashed", "crash", "timeout",
        "timed out", "exception", "faulted", "fault", "upstream failed", "startup failure",
        "startup failed", "node fail", "node failure", "boot fail", "launch failed",
        "deploy failed", "reconfig fail", "out of memory", "oom", "oom killed", "oom error",
        "deadline", "deadline exceeded", "backoff limit exceeded", "crash loop back off",
        "image pull back off", "err image pull", "evicted", "internal error", "runtime error",
        "system error", "system exception", "application exception", "business exception",
        "business rule exception", "failed with error", "failed with incident",
        "failed and auto suspended", "infrastructure fail", "infrastructure failure",
        "broken", "dead", "failed permanently",
        "finished with error", "fatal", "timeout error",
    ),
    "cancelled": (
        "cancelled", "canceled", "aborted", "stopped", "terminated", "killed", "skipped", "skip",
        "preempted", "interrupted", "stale", "revoked", "expired", "abandoned", "omitted",
        "ignored", "declined", "rejected", "removed", "deleted", "discarded", "dropped",
        "superseded", "withdrawn", "halted", "safely halted", "filtered", "disabled", "excluded",
        "not run", "not built", "not executed", "no op", "upstream canceled",
        "upstream cancelled", "maximum concurrent runs reached", "externally terminated",
        "internally terminated", "closed skipped", "rolled back", "cancelled by user",
        "canceled by user",
    ),
    "unknown": ("unknown", "unspecified", "undefined", "neutral", "none", "n/a", "not specified"),
}  # fmt: skip
"""Per status the words that mean it. What was given up, passed over, replaced or never began is
cancelled; what waits, for a time, a place or a person, is pending: neither enters a rate. neutral
is a word that says of itself that it is neither a success nor a failure."""

# Enumerations write the name of what has a status before it: JOB_STATE_FAILED, RunStatus.Failed.
_OWNERS = frozenset(
    (
        "status", "code", "state", "workflow", "execution", "run", "job", "task", "build",
        "pipeline", "process", "result", "life", "cycle", "lifecycle", "step", "query",
        "statement", "operation", "batch", "deployment", "instance", "session", "trace", "span",
        "agent", "worker", "bot", "robot", "flow", "dag", "activity", "invocation", "conclusion",
        "outcome", "final", "is",
    )
)  # fmt: skip
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PART = re.compile(r"[^\W_]+")
_BY_SOMEONE = re.compile(r"(cancell?ed|aborted|stopped|terminated|killed) by \S.*")
LONGEST = 100
"""Letters of a word that are looked at: two that differ only behind them are one."""


def plain(word: str) -> str:
    """A word without what tells no two words apart: case, signs, _ and -, humps as in TimedOut."""
    return " ".join(_PART.findall(_HUMP.sub(" ", word[:LONGEST]))).casefold()


def key_of(word: str) -> str:
    """What two spellings of one word share; of a word without letters and digits the word."""
    return plain(word).replace(" ", "") or word.strip().casefold()


def _bare(text: str) -> str:
    """The text without accents and dots, as on a keyboard that has none."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


_MEANING = {
    key_of(spelled): status
    for table in (ABROAD, WORDS)
    for status, words in table.items()
    for word in words
    for spelled in (word, unicodedata.normalize("NFD", word), _bare(word))
}


@lru_cache(maxsize=4096)
def known_status(word: str) -> str | None:
    """The canonical status for a word of an export; None for a word not in the table.

    Case, signs around and between its parts, and names before it, as in JOB_STATE_FAILED, make no
    difference.
    """
    if len(word) > LONGEST:
        return None
    parts = plain(word).split()
    for begin in range(len(parts)):
        rest = parts[begin:]
        if found := _MEANING.get("".join(rest)):
            return found
        if _BY_SOMEONE.fullmatch(" ".join(rest)):
            return "cancelled"
        if rest[0] not in _OWNERS:
            return None
    return None


def status_of(word: str) -> str:
    """The canonical status for a word of an export; `unknown` for a word not in the table."""
    return known_status(word) or "unknown"
