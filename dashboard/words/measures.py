"""What is said of that which a finding counts: how many now, and how many are expected."""

from __future__ import annotations

from dashboard.analysis.measures import MEASURE, cause_now
from dashboard.analysis.subjects import Counted
from dashboard.ledger import decisions as kept
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    OF_STUCK,
    Expectation,
    Subject,
)
from dashboard.store.reading.history import History
from dashboard.words.check_names import NAMES
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, expected_count

WITH_CAUSE = "runs with this cause"
_WORDS = {
    OF_FAILURES: "failed runs",
    OF_BAD: "runs judged bad",
    OF_CUSTOMERS: "failed runs that customers may see something of",
    OF_STUCK: "runs stuck for over a day",
    OF_PAUSED: "runs while it is not active",
    OF_RUNS: "runs",
}


def cause_label(history: History, subject: Subject) -> str:
    """What the cause of a subject is called now; as it was kept where no run has it any more."""
    key = cause_now(history, subject)
    return history.causes.by_key[key].label if key else subject.cause


def is_named_beside(subject: Subject, measure: str) -> bool:
    """Whether what is counted is a cause that stands beside it anyhow, as the name of the finding;
    that of one worker bears the worker's."""
    return measure == OF_CAUSE and not subject.worker_id


def counted_words(history: History, subject: Subject, measure: str) -> str:
    """What is counted: "failed runs", "“Timed out”", "runs flagged “repeated comment”"."""
    if measure == OF_CAUSE:
        return f"“{isolated(cause_label(history, subject))}”"
    if measure == OF_CHECK:
        return f"runs flagged “{NAMES.get(subject.check, isolated(subject.check))}”"
    return _WORDS[measure]


def from_to(expected: Expectation) -> str:
    """From how many to how many: "51 → 14 a week", "0 → at least 40 a week", "2 → 0 in
    all"."""
    before, after = expected_count(expected.before), expected_count(expected.after)
    least = "at least " if MEASURE[expected.measure].more else ""
    often = "in all" if MEASURE[expected.measure].standing else "a week"
    return f"{before} → {least}{after} {often}"


def asked_words(history: History, subject: Subject, found: Counted) -> str:
    """What a person is asked to expect: "Failed runs: now 38 a week, expected"; of a
    cause that is named beside it, "Now 38 a week, expected"."""
    measure, now = found.measure, f"{found.a_week:.0f}"
    if MEASURE[measure].more:
        told = f"now {now} a week, at least"
    elif MEASURE[measure].standing:
        told = f"now {now}, expected"
    elif found.part_of_week:
        told = f"{now} seen, expected a week"
    else:
        told = f"now {now} a week, expected"
    if not is_named_beside(subject, measure):
        told = f"{counted_words(history, subject, measure)}: {told}"
    return f"{told[0].upper()}{told[1:]}"


def seen_words(history: History, subject: Subject, found: Counted, of: str, days: str) -> str:
    """How many are seen, in a sentence. of: whose, days: when, as they follow a noun."""
    often = f", usually {expected_count(found.usual)}" if found.usual is not None else ""
    runs, finished = count(found.runs, "run"), count(found.among, "finished run")
    some = f"{found.runs:,} of {finished}{of}"
    match found.measure:
        case kept.OF_CAUSE:
            label = cause_label(history, subject)
            return f"{runs}{of} failed for “{label}”{days}{often}."
        case kept.OF_CHECK:
            return f"{some}{days}{often}: {NAMES.get(subject.check, subject.check)}."
        case kept.OF_CUSTOMERS:
            wrote = "wrote, or may have written, what a customer sees"
            return f"{count(found.runs, 'failed run')}{of} {wrote}{days}."
        case kept.OF_STUCK:
            has = "has" if found.runs == 1 else "have"
            return f"{runs}{of} {has} not ended a day after {_it(found)} created."
        case kept.OF_PAUSED:
            return f"{runs}{of} came while it was not active{days}."
        case kept.OF_RUNS:
            usual = f", usually {expected_count(found.usual)} a week" if found.usual else ""
            return f"{runs}{of}{days}{usual}."
        case kept.OF_BAD:
            judged = count(found.among, "judged run")
            were = "was" if found.runs == 1 else "were"
            return f"{found.runs:,} of {judged}{of} {were} bad{days}{often}."
    return f"{some} failed{days}{often}."


def _it(found: Counted) -> str:
    return "it was" if found.runs == 1 else "they were"
