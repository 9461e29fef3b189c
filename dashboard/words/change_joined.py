"""What stands on top of a change: what was edited, which causes moved, the smallest change."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import verdict
from dashboard.analysis.change import ChangeDetail
from dashboard.analysis.change_evidence import Moved
from dashboard.analysis.edit_sentences import EditedSentences, edited_sentences
from dashboard.analysis.edits import Edit
from dashboard.analysis.impact import Impact
from dashboard.analysis.suggestion import GONE, of_cause
from dashboard.words.changes import too_few
from dashboard.words.edits import SEVERAL, THINGS, is_shift, since, value
from dashboard.words.lacks import version_name
from dashboard.words.safe_text import isolated
from dashboard.words.suggestion import because
from dashboard.words.values import count

QUOTED = 160
"""Letters of a sentence of instructions that are quoted."""
MOST = 2
"""Causes that are told on top; a page lists all."""


def edited_words(edits: Sequence[Edit]) -> str:
    """What was edited, quoted: "v2 added “Greet the customer by first name.”"; "" where no text
    says it."""
    told = (edited_sentences(edit) for edit in edits)
    return " ".join(_quoted(found) for found in told if found)


def _quoted(found: EditedSentences) -> str:
    name = version_name(found.edit.change)
    added, removed = found.added, found.removed
    if len(added) == len(removed) == 1:
        return _ended(f"{name} says {_quote(added[0])} instead of {_quote(removed[0])}")
    parts = [
        f"{verb} {_quote(texts[0])}{_more(texts)}"
        for verb, texts in (("added", added), ("dropped", removed))
        if texts
    ]
    if not parts:
        return f"{name} has the same sentences, in another order or numbered otherwise."
    return _ended(f"{name} {' and '.join(parts)}")


def _ended(told: str) -> str:
    """A sentence with its full stop, unless it ends with a quoted one."""
    return told if told.endswith((".”", "!”", "?”", "…”")) else f"{told}."


def _quote(text: str) -> str:
    return f"“{isolated(text if len(text) <= QUOTED else f'{text[: QUOTED - 1].rstrip()}…')}”"


def _more(texts: Sequence[str]) -> str:
    return f" and {count(len(texts) - 1, 'more sentence')}" if len(texts) > 1 else ""


def moved_words(moved: Sequence[Moved], found: Impact) -> str:
    """The causes that moved most and hardly by chance: "“Timed out”: 49 of 374 runs after this
    change, 3 of 509 before."; "" for none."""
    before, after = found.sides.all_before, found.sides.all_after
    if too_few(before, after):
        return ""
    real = [one for one in moved if one.real]
    most = sorted(real, key=lambda one: (-abs(one.change), one.cause.key))[:MOST]
    told = []
    for one in most:
        was = f"{f'{one.before:,}' if one.before else 'none'} of {before.n:,}"
        now = f"{f'{one.after:,}' if one.after else 'none'} of {count(after.n, 'run')}"
        label = f"“{isolated(one.cause.label)}”"
        told.append(f"{label}: {now} failed for that {since(found.change)}, {was} before.")
    return " ".join(told)


def smallest_change(detail: ChangeDetail) -> str:
    """The smallest change that would end what a change made worse; "" where nothing is known."""
    found = detail.impact
    if found.verdict == verdict.CONFOUNDED and found.harm > 0:
        return "Smallest change: take one of the changes back, to see which one it was."
    if not found.stands:
        return ""
    if is_shift(found.change):
        return _against_cause(detail.moved)
    sentences = [one for edit in detail.edits if (one := edited_sentences(edit))]
    if len(sentences) == 1 and len(found.change.changes) == 1:
        added, removed = sentences[0].added, sentences[0].removed
        these = "that sentence" if len(added) == 1 else "those sentences"
        if added and not removed:
            return f"Smallest change: drop {these} again."
    main = found.change.main
    if main.what in (*SEVERAL, "model") and main.old and len(found.change.changes) == 1:
        return f"Smallest change: go back to {THINGS[main.what]} {value(main.old)}."
    return ""


def _against_cause(moved: Sequence[Moved]) -> str:
    """What ends the cause that grew most, where its kind says it."""
    grown = [one for one in moved if one.real and one.change > 0]
    worst = max(grown, key=lambda one: one.change, default=None)
    asked = of_cause(worst.cause) if worst else None
    if asked is None:
        return ""
    says = asked.because == GONE or asked.origin == "permissions"
    return f"Smallest change: {because(asked)}." if says else ""
