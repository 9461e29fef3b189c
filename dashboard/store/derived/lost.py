"""Rejected rows that are not like the others, so that what is shown misleads.

An export whose only failed run has no time shows no failure; one whose bad runs were all rejected
shows good ones alone; and a worker whose runs were all rejected is not there. Rows too broken to
tell their status may be of any. No other groups are looked at: a history has so many days, tasks,
models and versions that some lose most of their rows by chance, and those of a worker are not fewer
bad or failed ones for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.records.rows import UNREAD
from dashboard.started import command

UNLIKELY = 0.05
VISIBLE = 0.01
"""A rate that may be off by so much may look different."""
NAMED = 3
"""So many workers are named."""

Ending = tuple[str, str | None]
"""The status of a run, and its quality: good, bad, UNREAD where it can't be read, or None."""

_QUALITIES = ("good", "bad", UNREAD)


def _why() -> str:
    return f"`{command('rejects')}` says why."


@dataclass(frozen=True, slots=True)
class Lost:
    """Rejected and imported runs of one kind, and of all others that it is compared with.

    kind: a status, compared with all others whose status could be read; or a quality, compared with
    all other completed runs.
    """

    kind: str
    rejected: int
    imported: int
    others_rejected: int
    others_imported: int

    @property
    def others(self) -> int:
        return self.others_rejected + self.others_imported

    @property
    def sentence(self) -> str:
        """What there is to say of them."""
        rows = self.rejected + self.imported
        one, many = _named(self.kind)
        if rows == 1:
            lost = f"the only {one} was rejected"
        elif not self.imported:
            lost = f"all {rows:,} {many} were rejected"
        else:
            lost = f"{self.rejected:,} of {rows:,} {many} were rejected"
        rejected = f"{self.others_rejected:,}" if self.others_rejected else "none"
        other, others = _others(self.kind)
        beside = f"{rejected} of the {self.others:,} {others}"
        if self.others == 1:
            beside = f"the only {other} was not"
        them = "it" if rows == 1 else "them"
        so = "the share of such runs is too low"
        if self.kind == UNREAD:
            so = "the shares of good and bad runs are not known"
        said = f"{lost}, and {beside}. Nothing shown counts {them}, so that {so}; {_why()}"
        return f"{said[0].upper()}{said[1:]}"


@dataclass(frozen=True, slots=True)
class LostUnread:
    """Rejected rows that don't tell how their runs ended, and the runs beside them."""

    rejected: int
    imported: int

    @property
    def sentence(self) -> str:
        """What there is to say of them."""
        one = self.rejected == 1
        row = "rejected row doesn’t" if one else "rejected rows don’t"
        how = "how its run ended" if one else "how their runs ended"
        runs = "1 run was" if self.imported == 1 else f"{self.imported:,} runs were"
        them = "it" if one else "them"
        return (
            f"{self.rejected:,} {row} tell {how}; {runs} read. Nothing shown counts {them}, so "
            f"that the shares of failed and of bad runs may be too low or too high; {_why()}"
        )


@dataclass(frozen=True, slots=True)
class LostWorkers:
    """Workers of whom every run was rejected, each with their number, most first."""

    runs: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """What there is to say of them; names stand as the export writes them."""
        name, many = self.runs[0]
        if len(self.runs) > 1:
            names = [f"{_cut(name)} ({many:,})" for name, many in self.runs[:NAMED]]
            names += [f"{len(self.runs) - NAMED:,} more"] * (len(self.runs) > NAMED)
            said = f"All runs of {len(self.runs):,} workers were rejected: {', '.join(names)}."
        elif many > 1:
            said = f"All {many:,} runs of {_cut(name)} were rejected."
        else:
            said = f"The only run of {_cut(name)} was rejected."
        them = "it" if (len(self.runs), many) == (1, 1) else "them"
        return f"{said} Nothing shown counts {them}; {_why()}"


Losses = Lost | LostUnread | LostWorkers


def lost(
    rejected: Mapping[Ending, int],
    imported: Mapping[Ending, int],
    workers: Sequence[tuple[str, int]],
) -> tuple[Losses, ...]:
    """The statuses, and among completed runs the qualities, of which all runs were rejected, and
    not all of the others; and those of which at least half were, and clearly more than of the
    others, of which fewer than half were: by the one-sided exact test of Fisher ("The design of
    experiments", 1935) at 5 %. And unless nothing was imported, rejected rows of any status, if
    they may move a rate visibly, and the workers of whom all were rejected.

    rejected, imported: runs by ending; workers: of whom nothing was imported, with their rejected
    runs, most first.
    """
    statuses, held = _statuses(rejected), _statuses(imported)
    rows = statuses.pop(UNREAD, 0)
    many = held and rows and rows >= VISIBLE * (rows + held.total())
    unread = [LostUnread(rows, held.total())] if many else []
    by_status = _unlike(statuses, held)
    by_quality = [
        one for one in _unlike(_completed(rejected), _completed(imported)) if one.kind in _QUALITIES
    ]
    gone = [LostWorkers(tuple(workers))] if workers and imported else []
    return (*by_status, *by_quality, *unread, *gone)


def _statuses(runs: Mapping[Ending, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (status, _), count in runs.items():
        found[status] += count
    return found


def _completed(runs: Mapping[Ending, int]) -> Counter[str]:
    """Completed runs by quality, "" for none."""
    found: Counter[str] = Counter()
    for (status, quality), count in runs.items():
        if status == "completed":
            found[quality or ""] += count
    return found


def _unlike(rejected: Counter[str], imported: Counter[str]) -> list[Lost]:
    found = []
    for kind, runs in sorted(rejected.items()):
        held = imported[kind]
        one = Lost(kind, runs, held, rejected.total() - runs, imported.total() - held)
        if (one.others_imported and not held) or _mostly(one):
            found.append(one)
    return found


def _mostly(one: Lost) -> bool:
    if one.rejected < one.imported or 2 * one.others_rejected >= one.others:
        return False
    from scipy.stats import fisher_exact  # takes long to import, and few loads need it

    table = [[one.rejected, one.imported], [one.others_rejected, one.others_imported]]
    return bool(fisher_exact(table, alternative="greater").pvalue < UNLIKELY)


def _cut(name: str) -> str:
    """The beginning of a name, on one line."""
    return " ".join(name.split())[:40]


def _named(kind: str) -> tuple[str, str]:
    """A run of a kind, and several."""
    if kind == UNREAD:
        how = "whose quality can’t be read"
        return f"completed run {how}", f"completed runs {how}"
    if kind in _QUALITIES:
        return f"completed run marked {kind}", f"completed runs marked {kind}"
    if kind == "unknown":
        return "run of unknown status", "runs of unknown status"
    return f"{kind} run", f"{kind} runs"


def _others(kind: str) -> tuple[str, str]:
    """A run that isn't of a kind but compared with it, and several."""
    if kind in _QUALITIES:
        return "other completed run", "other completed runs"
    return "other", "others"
