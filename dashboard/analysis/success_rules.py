"""What counts as success in each format, who says so, and what another definition would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.named_scores import named_scores
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT
from dashboard.errors import NotFound
from dashboard.records.success import SCORE, WORD, SuccessRule, checked, rules_said
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.store.reading.success_effect import effect_rows
from dashboard.store.workspace.reader import Row

MOVED_FAR = 0.05
"""A rate of a week that moves by more than this is told."""


@dataclass(frozen=True, slots=True)
class FormatSuccess:
    """One format: its runs, and what counts as success among them.

    rule: what a person said, None where the format's own definition holds; good_from, good_to: the
    scores between which its mapping calls a run good; own: runs that the export itself, or its
    mapping, judges; scored: runs with a score; judged: completed runs that are judged now.
    """

    format: str
    runs: int
    succeeded: int
    bad: int
    failed: int
    judged: int
    own: int
    scored: int
    good_from: float | None
    good_to: float | None
    rule: SuccessRule | None

    @property
    def finished(self) -> int:
        return self.succeeded + self.bad + self.failed


@dataclass(frozen=True, slots=True)
class SuccessEffect:
    """What a rule would change.

    runs: of the format; become: runs by how they would end, of those that end otherwise now;
    judged: completed runs of the format that it judges, of `completed`; before, after: the success
    rate of the format's finished runs, None without any; weeks: how many weeks of all runs would
    have another success rate by more than MOVED_FAR, of those with enough finished runs for one;
    None where no run has a time.
    """

    format: str
    runs: int
    become: dict[str, int]
    completed: int
    judged: int
    before: float | None
    after: float | None
    weeks: int | None


def formats(history: History) -> tuple[FormatSuccess, ...]:
    """Every format of which runs are there, most runs first."""
    said = rules_said(history.about.settings)
    return tuple(
        FormatSuccess(**row, rule=said.get(row["format"])) for row in history.ask("formats")
    )


def defined(about: About) -> dict[str, SuccessRule]:
    """What people said counts as success, by format."""
    return rules_said(about.settings)


def effect(history: History, format_: str, rule: SuccessRule | None) -> SuccessEffect:
    """What a rule would change; None: the format's own definition. Raises UserError for a rule that
    says nothing, NotFound where no run has what it looks at."""
    rows = effect_rows(history, format_, checked(rule) if rule else None)
    if rule:
        _require(history, format_, rule, rows)
    mine = [row for row in rows if row["mine"]]
    become: Counter[str] = Counter()
    for row in mine:
        if row["before"] != row["after"]:
            become[row["after"]] += row["runs"]
    completed = [row for row in mine if row["after"] in ("succeeded", "bad")]
    return SuccessEffect(
        format=format_,
        runs=_sum(mine),
        become=dict(become.most_common()),
        completed=_sum(completed),
        judged=_sum([row for row in completed if row["judged"]]),
        before=_rate(mine, "before"),
        after=_rate(mine, "after"),
        weeks=_weeks(rows) if any(row["week"] for row in rows) else None,
    )


def _sum(rows: Sequence[Row]) -> int:
    return sum(row["runs"] for row in rows)


def _rate(rows: Sequence[Row], how: str) -> float | None:
    """The success rate of these runs. how: as they end before or after."""
    finished = _sum([row for row in rows if row[how] in ("succeeded", "bad", "failed")])
    return _sum([row for row in rows if row[how] == "succeeded"]) / finished if finished else None


def _weeks(rows: Sequence[Row]) -> int:
    by_week: dict[datetime, list[Row]] = {}
    for row in rows:
        if row["week"] is not None and row["after"] in ("succeeded", "bad", "failed"):
            by_week.setdefault(row["week"], []).append(row)
    rates = [
        (_rate(mine, "before") or 0.0, _rate(mine, "after") or 0.0)
        for mine in by_week.values()
        if _sum(mine) >= TOO_FEW_FOR_PERCENT
    ]
    return sum(round(abs(then - now), 9) > MOVED_FAR for then, now in rates)


def _require(history: History, format_: str, rule: SuccessRule, rows: Sequence[Row]) -> None:
    """Raise NotFound for a rule that looks at what no completed run of the format has. rows: what
    it would change."""
    if rule.look and not any(row["mine"] and row["judged"] for row in rows):
        what = {SCORE: "a score that is a number", WORD: "a status word"}
        if rule.words and rule.look != WORD:
            what |= {SCORE: "a score in words"}
        named = what.get(rule.look, f"“{rule.look:.80}” as it is asked for")
        raise NotFound(
            f"No completed run of {format_} has {named}.", remedy=_instead(history, format_)
        )
    if rule.look == WORD:
        words = {row["word"] for row in status_words(history, format_)}
        lacking = [word for word in rule.words if not _among(word, words)]
        if lacking:
            raise NotFound(
                f"No completed run of {format_} has the status word “{lacking[0]:.80}”.",
                remedy=f"They have {', '.join(sorted(words)[:9])}; what failed is no success.",
            )


def _among(word: str, words: set[str]) -> bool:
    return not SuccessRule(WORD, words=(word,)).keys.isdisjoint(
        SuccessRule(WORD, words=tuple(words)).keys
    )


def _instead(history: History, format_: str) -> str:
    named = [score.path for score in named_scores(history, format_)[:5]]
    return f"Its runs have {', '.join(named)}." if named else "Its runs have no other numbers."


def status_words(history: History, format_: str) -> list[Row]:
    """The status words of the completed runs of a format, most runs first."""
    return [
        row
        for row in history.ask("statuses")
        if row["format"] == format_ and row["status"] == "completed"
    ]
