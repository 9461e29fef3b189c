"""The week in six sentences, written by rules from our own words and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis import lifecycle
from dashboard.analysis.causes import CauseRow
from dashboard.analysis.headline import Headline
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.review.facts import AmongOthers, Fact
from dashboard.analysis.review.progress import Progress
from dashboard.analysis.review.review import Review
from dashboard.analysis.verdict import IMPROVED
from dashboard.store.reading.about import About
from dashboard.words import compared
from dashboard.words.causes import failed_for, window_days
from dashboard.words.edits import all_changed, is_shift, listed
from dashboard.words.review_headline import headline, judged_bad, more_bad
from dashboard.words.safe_text import isolated
from dashboard.words.sentences import pairs_of, still_failed_words
from dashboard.words.trends import moved_surely
from dashboard.words.values import count, of_finished, rate
from dashboard.words.worker_weeks import TOO_FEW, worse

NAMED = 3
"""So many are named, else the first of them and how many more."""


def six_sentences(found: Review, about: About, decided: str, *, judged: bool) -> tuple[str, ...]:
    """What happened, who got worse, why runs failed, what changed, what is left, what was decided.

    decided: the last of them (words/graded.py); judged: the export judges completed runs. Fewer
    where the data says less.
    """
    short = found.weeks.reviewed is None
    told = (
        _volume(found, about, judged=judged),
        "" if short else _workers(found),
        _causes(found),
        _changes(found),
        _left(found),
        _too_few(found, about) if short and found.now.runs else "",
        decided,
    )
    return tuple(sentence for sentence in told if sentence)


def _volume(found: Review, about: About, *, judged: bool) -> str:
    now = found.now
    if not now.runs:
        return f"{headline(found, about)}."
    when = f" on {window_days(found.window, about.zone)}" if found.window else ""
    by = f" by {count(now.workers, 'worker')}" if now.workers else ""
    told = f"{count(now.runs, 'run')}{by}{when}"
    if not now.success.n:
        return f"{told}."
    word = "succeeded" if judged else "completed"
    told += f": {of_finished(now.success)} {word}"
    before = found.before
    then = before.headline.success if before else None
    if before and then and then.n and not then.few and not now.success.few:
        told += f", {rate(then)} {compared.then(before.time)}"
        if moved := moved_surely(before.success):
            told += f", {moved} beyond chance"
    return f"{told}."


def _workers(found: Review) -> str:
    weeks = found.weeks
    if not found.now.finished:
        return ""
    if not weeks.tested and not more_bad(found):
        return f"{TOO_FEW[0].upper()}{TOO_FEW[1:]}." if weeks.too_few else ""
    if not weeks.worse:
        bad = more_bad(found)
        if not bad:
            return "No worker got worse by more than chance."
        return f"No worker failed more by more than chance; {_bad_runs(bad)}."
    told = [worse(week) for week in weeks.worse]
    bad = more_bad(found)
    also = f"; {_bad_runs(bad)}" if bad else ""
    return f"{_named(told, 'worker')} got worse by more than chance{also}."


def _bad_runs(bad: Sequence[Fact]) -> str:
    named = _named([isolated(fact.worker) or "no worker" for fact in bad], "worker")
    return f"more runs than usual were judged bad of {named}"


def _too_few(found: Review, about: About) -> str:
    """What is said where no week before says what is usual."""
    told = f"{_lacks(about)} to say what is usual."
    workers = found.now.workers
    if workers and (each := round(found.now.finished / workers)) < FEW_RUNS:
        told = f"{_so_many(each)} per worker: too few to rank."
    if often := _often(found):
        return f"{told} {often}"
    return f"{told} Start with the causes." if found.now.failed else told


def _often(found: Review) -> str:
    """Which workers fail far more often than all others, where nothing says what is usual."""
    facts = [fact for item in found.items for fact in item.facts]
    told = [
        f"{isolated(fact.worker)} ({fact.seen.failed:,} of {fact.seen.finished:,})"
        for fact in facts
        if isinstance(fact.seen, AmongOthers)
    ]
    return f"{_named(told, 'worker')} failed far more often than all others." if told else ""


def _so_many(each: int) -> str:
    return f"About {count(each, 'finished run')}" if each else "Less than one finished run"


def _causes(found: Review) -> str:
    failed, rows = found.now.failed, found.causes.rows
    if not found.now.finished:
        return ""
    bad = f"; {judged_bad(found)}" if found.now.bad else ""
    if not failed:
        return f"No run failed among {count(found.now.finished, 'finished run')}{bad}."
    told = failed_for(failed, rows)
    news = [
        f"{len(held):,} {state} ({_labels(held)})"
        for state in (lifecycle.NEW, lifecycle.CAME_BACK, lifecycle.ABOVE)
        if (held := [row for row in rows if row.state == state])
    ]
    if news:
        return f"{told}: {', '.join(news)}{bad}."
    short = found.window is None or found.window.short
    if short:
        return f"{told}{bad}."
    calm = "which is neither new nor above usual"
    return f"{told}, {calm if len(rows) == 1 else 'none of them new or above usual'}{bad}."


def _labels(rows: Sequence[CauseRow]) -> str:
    names = [f"“{isolated(row.cause.label)}”" for row in rows]
    if len(names) < NAMED:
        return listed(names)
    return f"{names[0]} and {len(names) - 1:,} more"


def _changes(found: Review) -> str:
    facts = (fact.seen for item in found.items for fact in item.facts)
    impacts = [seen for seen in facts if isinstance(seen, Impact)]
    standing = [one for one in impacts if one.stands]
    improved = [one for one in impacts if one.verdict == IMPROVED]
    better = [one for one in improved if not _is_undone(one, standing)]
    told = []
    if standing:
        named = _named([_change(one) for one in standing], "change")
        told.append(f"worse since: {named}")
    if better:
        told.append(f"better since: {_named([_change(one) for one in better], 'change')}")
    if found.too_early:
        changes = count(len(found.too_early), "change")
        told.append(f"no clear verdict yet of {changes} made lately")
    if not told:
        return "No change made things worse that still stands." if found.changes.known else ""
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _is_undone(better: Impact, standing: Sequence[Impact]) -> bool:
    """Whether a later change made the same worker worse: what the earlier one brought is gone."""
    worker, at = better.change.worker_id, better.change.at
    return any(one.change.worker_id == worker and one.change.at > at for one in standing)


def _change(found: Impact) -> str:
    what = "no edit recorded" if is_shift(found.change) else all_changed(found.change)
    return f"{isolated(found.change.worker)} ({what})"


def _left(found: Review) -> str:
    now = found.now
    told = []
    if still := still_failed_words(now.unresolved, now.untold, pairs_of(now)):
        told.append(still)
    if found.again:
        again = count(found.again, *_worked_on(now))
        told.append(f"{again} ran more than once")
    if now.unfinished:
        are = "is" if now.unfinished == 1 else "are"
        told.append(f"{count(now.unfinished, 'run')} {are} still open")
    if not told:
        return ""
    sentence = "; ".join(told) if now.untold else listed(told)  # why it can't be told ends in a ";"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _worked_on(now: Headline) -> tuple[str, str]:
    """What it is that ran again: a task, or where workers share tasks, one with one of them."""
    if pairs_of(now):
        return "pair of worker and task", "pairs of worker and task"
    return "task", "tasks"


def _named(names: Sequence[str], noun: str) -> str:
    if len(names) <= NAMED:
        return listed(names)
    return f"{names[0]} and {len(names) - 1:,} more {noun}s"


def progress_words(found: Review, done: Progress) -> str:
    """How far the list is: "What is to be decided? 17 of 20 findings"."""
    of = len(done.open) + len(done.done)
    if not done.open:
        return "Nothing is left to decide" if done.done else "Nothing to decide"
    if not done.done:
        order = ", worst first" if len(done.open) > 1 else ""
        return f"What is to be decided? {count(len(done.open), 'finding')}{order}"
    return f"What is to be decided? {len(done.open):,} of {count(of, 'finding')} left"


def _lacks(about: About) -> str:
    """Why nothing before says anything."""
    return "No run has a time" if about.placed == about.runs else "The data before is too short"


def nothing_open(found: Review, done: Progress, about: About) -> str:
    """What is said where the list is empty."""
    checked = f"{count(found.now.runs, 'run')} checked"
    if done.handled:
        return f"Every finding of this review is decided or put off; {checked}."
    if found.window is None or found.window.short:
        return f"{_lacks(about)} to say what is new or worse; {checked}."
    nobody = "nobody worse, " if found.weeks.tested else ""
    return f"No new causes, {nobody}nothing stuck; {checked}."


def done_words(done: Progress) -> str:
    """What was done in a review: "Done in this review: 12 findings"."""
    return f"Done in this review: {count(len(done.done), 'finding')}"


def by_whom(done: Progress) -> str:
    """How many findings each person decided or put off in a review: "Decided or put off so far:
    Kim 9, Lee 3 (1 of them by several)"; "" for none."""
    people = [{word.who for word in one.now} for one in done.done]
    by = Counter(who for said in people for who in sorted(said))
    told = [
        f"{isolated(who)} {n:,}" if who else f"{n:,} without a name" for who, n in by.most_common()
    ]
    several = sum(len(said) > 1 for said in people)
    both = f" ({several:,} of them by several)" if several else ""
    return f"Decided or put off so far: {', '.join(told)}{both}." if told else ""
