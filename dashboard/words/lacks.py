"""What a change made instructions ask for in vain, and the runs that failed for it."""

from __future__ import annotations

from dashboard.analysis.change_log import Change
from dashboard.analysis.clashes import ADDED, DROPPED, GRANTED, SAYS, TAKEN
from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import ORIGINS, Lack
from dashboard.lint.finding import OUTPUT, SOURCE, quoted
from dashboard.words.edits import listed, value
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

_EDITS = {ADDED: "added", SAYS: "says", DROPPED: "dropped"}
_MOVES = {TAKEN: "was taken from", GRANTED: "was added to"}


def lack_words(lack: Lack, found: Impact) -> str:
    """What was asked for in vain and how many runs failed for it: "v2 added “Log it in the CRM.”
    CRM is not among its tools; 49 of 374 runs failed for that after this change, none of 509
    before."."""
    failed = _failed(lack, found)
    if lack.how in _MOVES:
        moved = f"{_subject(lack)} {_MOVES[lack.how]} its {_things(lack)}"
        return f"{moved}. Its instructions ask for it: {_said(lack)} {failed}."
    name = version_name(lack.change)
    return f"{name} {_EDITS[lack.how]} {_said(lack)} {_missing(lack)}; {failed}."


def advice(lack: Lack) -> str:
    """The smallest change that ends it, where it is so now; "" where nothing is to be done."""
    if lack.ended or lack.now is None:
        return ""
    if not lack.now:
        return "Its present instructions no longer ask for that in vain."
    again = " again" * (lack.how == TAKEN)
    allow = {
        OUTPUT: f"let it write {_a(lack.finding.subject)}",
        SOURCE: f"let it read {lack.finding.subject}",
    }.get(lack.finding.kind, f"allow {lack.finding.subject}")
    sentences = "that sentence" if lack.sentences == 1 else "those sentences"
    return f"Smallest change: {allow}{again} or drop {sentences}."


def evidence_words(lack: Lack) -> list[str]:
    """Which runs are counted as failed for it, sentence by sentence."""
    where = " or ".join(ORIGINS.get(lack.finding.kind, ("tool access",)))
    like = f", like “{isolated(quoted(lack.error))}”" if lack.error.strip() else ""
    told = [
        f"“Failed for that” counts failed runs whose cause lies in {where} and whose error names "
        f"{lack.finding.subject} and nothing else that the worker lacks{like}. Runs that failed "
        "for it with other words are not among them."
    ]
    if lack.how == SAYS:
        told.append(
            "The instructions before are not known, so nothing says whether this change added the "
            "sentence."
        )
    return told


def version_name(change: Change) -> str:
    """What the instructions are called since: "v2"; a name that is no word says what it names."""
    named = change.new
    if not named:
        return "This edit"
    shown = value(named)
    return shown if shown.isidentifier() and shown == named else f"Instructions {shown}"


def _said(lack: Lack) -> str:
    """The sentence that asks for it, as it stands, and how many more there are."""
    text = lack.finding.words
    words = f"“{isolated(text if text.endswith(tuple('.!?…')) else f'{text}.')}”"
    more = lack.sentences - 1
    if not more:
        return words
    return f"{words} and {count(more, 'more sentence')} that {'asks' if more == 1 else 'ask'} so."


def _missing(lack: Lack) -> str:
    """What the worker lacks, or lacked then."""
    past = lack.ended or lack.now is False
    if lack.finding.kind == OUTPUT:
        writes = "wrote" if past else "writes"
        return f"It {writes} {_a(listed(lack.finding.has))}, not {_a(lack.finding.subject)}"
    return f"{_subject(lack)} {'was' if past else 'is'} not among its {_things(lack)}"


def _failed(lack: Lack, found: Impact) -> str:
    n0, n1 = found.sides.all_before.n, found.sides.all_after.n
    if lack.ended:
        before = f"{lack.before:,} of {count(n0, 'run')} failed for that before"
        return f"{before}, {_none(lack.after)} of {n1:,} after this change"
    after = f"{lack.after:,} of {count(n1, 'run')} failed for that after this change"
    return f"{after}, {_none(lack.before)} of {n0:,} before" if n0 else after


def _none(runs: int) -> str:
    return f"{runs:,}" if runs else "none"


def _subject(lack: Lack) -> str:
    """It, as a sentence begins with it."""
    return lack.finding.subject[0].upper() + lack.finding.subject[1:]


def _things(lack: Lack) -> str:
    return (
        "context sources"
        if lack.change.what == "context" or (lack.finding.kind == SOURCE and lack.how not in _MOVES)
        else "tools"
    )


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
