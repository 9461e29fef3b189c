"""The summary in Markdown that check prints, for a pipeline to post."""

from __future__ import annotations

import re

from dashboard.analysis.changes import Changes
from dashboard.analysis.coverage import judged
from dashboard.analysis.looked_at import LookedAt
from dashboard.analysis.success_rules import defined
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.cli.printing import one_line
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.words import changes as change_words
from dashboard.words import chips
from dashboard.words import edits as edit_words
from dashboard.words import worker_weeks as worker_week_words
from dashboard.words.left_out import CHANGES, filters_left_out
from dashboard.words.periods import dates
from dashboard.words.safe_text import isolated
from dashboard.words.success import defined_told
from dashboard.words.values import count, moment
from dashboard.words.worker_finding import in_window


def summary(answer: Changes, weeks: WorkerWeeks, looked: LookedAt, history: History) -> str:
    """What was looked at, regressions that stand, then the rest."""
    zone, good = history.about.zone, judged(history.about)
    standing = answer.standing
    named = edit_words.names([impact.change for impact in answer.impacts], zone)
    found = f"{count(len(standing), 'regression')} standing"
    among = "" if looked.filters.same_runs(ALL) else " among these changes"
    lines = [
        f"### {found}" if standing else f"### No regression stands{among}",
        "",
        _looked_words(looked, history),
    ]
    for told in defined_told(defined(history.about)):
        lines += ["", _cell(told)]
    lines += [""] * bool(standing)
    lines += [
        f"- **{_cell(change_words.line(impact, named[impact.change], judged=good))}**"
        for impact in standing
    ]
    others = [impact for impact in answer.impacts if impact not in standing]
    if others:
        lines += ["", "| change | verdict | difference | runs |", "|---|---|---|---|"]
        lines += [
            f"| {_cell(named[impact.change])} "
            f"| {change_words.word(impact)} | {change_words.interval(impact) or '–'} "
            f"| {impact.sides.all_before.n:,} → {impact.sides.all_after.n:,} |"
            for impact in others
        ]
    if weeks.worse:
        names = ", ".join(
            f"{_cell(isolated(week.worker))} ({worker_week_words.how_bad(week)})"
            for week in weeks.worse
        )
        when = in_window(weeks.reviewed, history.about) if weeks.reviewed else ""
        lines += ["", f"Worse {when}: {names}."]
    return "\n".join(lines)


def _looked_words(looked: LookedAt, history: History) -> str:
    """What was looked at, in one line of Markdown: "11 changes of 12 workers; all data to 16 Nov
    2026, 09:10 UTC."."""
    about, chosen = history.about, looked.filters
    told = count(looked.changes, "change")
    told += f" and {count(looked.shifts, 'shift')} that no edit explains," if looked.shifts else ""
    told += f" of {count(looked.workers, 'worker')}"
    if chosen.since or chosen.until:
        told += f", made {dates(chosen, about)}"
    if about.now:
        alone = "" if chosen.keep or chosen.drop or chosen.latest_only else "all "
        told += f"; {alone}data to {moment(about.now, about.zone)} {about.zone}"
    if words := [_cell(chip.words) for chip in chips.chips(history, chosen)]:
        told += f"; runs: {', '.join(words)}"
    left_out = filters_left_out(CHANGES, history, looked.asked)
    return f"{told}. {_cell(left_out)}".rstrip()


def _cell(text: str) -> str:
    """Text of an export within Markdown, literally: also where a forge searches the finished text
    for addresses, mentions, references to issues, emoji and formulas."""
    apart = _FOUND_LATER.sub("\u2060", one_line(text, width=600))
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", apart).replace("$", "&#36;")


_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()#|!~@&]")
_TIME = r"\d\d(?![\w:+-])"  # 09:30 is no emoji, where :100: is one
_FOUND_LATER = re.compile(
    rf"(?<=[@#!~%&])(?=\S)|(?<=:)(?!{_TIME})(?=\S)|(?<=www)(?=\.)", re.IGNORECASE
)
