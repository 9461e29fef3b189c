"""What somebody needs to fix a finding: runs that went wrong, similar ones that went well, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.change import ChangeDetail, change
from dashboard.analysis.run import RunDetail, run
from dashboard.analysis.runs import RunLine, newest
from dashboard.analysis.suggestion import Suggestion, of_cause, of_change, of_check
from dashboard.analysis.twin import Differing, twin
from dashboard.analysis.worker import Configuration, configuration_or_none
from dashboard.causes.grouping import Cause
from dashboard.checks.suspicion import CHECKS
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

EXAMPLES = 3
_LOOKED_AT = 60
"""Newest runs among which those of different tasks are looked for."""


@dataclass(frozen=True, slots=True)
class ToFix:
    """What is to be fixed, "" for what isn't named. change: its key in links; check: of outputs."""

    worker_id: str = ""
    cause: str = ""
    change: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class WentWell:
    """A run that worked. beside: the id of the bad run that it is most like, "" where it is only
    one of the same worker; differences: between the two."""

    run: RunDetail
    beside: str
    differences: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class FixRequest:
    """The evidence for a fault. cause: None where none is named; change: with its evidence; worker:
    as it is now, None where the runs are of several; suggestion: the smallest useful change."""

    cause: Cause | None
    change: ChangeDetail | None
    worker: Configuration | None
    bad: tuple[RunDetail, ...]
    good: tuple[WentWell, ...]
    suggestion: Suggestion | None


def fix_request(history: History, filters: Filters, fault: ToFix) -> FixRequest:
    """The evidence for a fault in the chosen period, of any time where there is none in it; for a
    change only what came after it. Raises NotFound for a change that is not known."""
    chosen = _runs_of(filters, fault)
    found = change(history, filters, fault.change) if fault.change else None
    if found:
        since = found.impact.window
        chosen = chosen.of_worker(found.impact.change.worker_id).within(since.at, since.until)
    pairs = {one.after: one.before for one in found.broke} if found else {}
    ids = _distinct([*pairs, *_went_wrong(history, chosen)])
    if not ids and not found:
        ids = _distinct(_went_wrong(history, chosen.within(None, None)))
    cause = history.causes.by_key.get(history.causes.find(fault.cause)) if fault.cause else None
    request = _beside(history, ids, fault.worker_id, _worked(fault), pairs)
    suggestion = _suggestion(cause, found, fault.check)
    return replace(request, cause=cause, change=found, suggestion=suggestion)


def request_for(
    history: History, wrong: Filters | None, worked: Filters, worker_id: str
) -> FixRequest:
    """The evidence where runs went wrong otherwise than by how they ended. wrong: these, None where
    no run did; worked: those that went well."""
    ids = _distinct(_went_wrong(history, wrong)) if wrong else []
    return _beside(history, ids, worker_id, worked, {})


def _beside(
    history: History, ids: Sequence[str], worker_id: str, worked: Filters, pairs: dict[str, str]
) -> FixRequest:
    """Runs that went wrong, beside those that went well. pairs: of a run that went wrong the one
    to show beside it, where that is known."""
    bad = tuple(run(history, run_id) for run_id in ids)
    workers = {detail.values["worker_id"] for detail in bad} or {worker_id}
    (only,) = workers if len(workers) == 1 else (None,)
    return FixRequest(
        cause=None,
        change=None,
        worker=configuration_or_none(history, only) if only else None,
        bad=bad,
        good=tuple(_went_well(history, bad, pairs, worked, worker_id)),
        suggestion=None,
    )


def _runs_of(filters: Filters, fault: ToFix) -> Filters:
    """The runs that went wrong so, however the page chose by their ending."""
    chosen = filters.of_any_ending()
    if fault.worker_id:
        chosen = chosen.of_worker(fault.worker_id)
    if fault.check:
        return chosen.choosing("check", [fault.check])
    if fault.cause:
        return chosen.choosing("cause", [fault.cause])
    return chosen.choosing("outcome", ["failed", "bad"])


def _worked(fault: ToFix) -> Filters:
    """The runs that went well; where a check is the fault, those that no check asks about."""
    worked = Filters().choosing("outcome", ["succeeded"])
    return worked.choosing("check", CHECKS, drop=True) if fault.check else worked


def _went_wrong(history: History, chosen: Filters) -> list[str]:
    """The newest of the runs, those of other tasks first."""
    lines = newest(history, chosen, _LOOKED_AT)
    seen: set[str | None] = set()
    first: list[RunLine] = []
    for line in lines:
        if line.task_id is None or line.task_id not in seen:
            first.append(line)
            seen.add(line.task_id)
    return [line.run_id for line in (*first, *lines)]


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))[:EXAMPLES]


def _went_well(
    history: History,
    bad: Sequence[RunDetail],
    pairs: dict[str, str],
    worked: Filters,
    worker_id: str,
) -> Iterator[WentWell]:
    """Of each bad run the most similar one that worked; then the newest of its worker. worked: all
    that went well."""
    used: set[str] = set()
    for detail in bad:
        run_id = detail.values["run_id"]
        near = twin(history, run_id)
        other = pairs.get(run_id) or near.twin
        if other and other not in used and detail.values["outcome"] != "succeeded":
            used.add(other)
            differences = near.differences if other == near.twin else ()
            yield WentWell(run(history, other), run_id, differences)
    named = [*(detail.values["worker_id"] for detail in bad), worker_id]
    workers = [one for one in named if one]
    if not workers:
        return
    wrong = {detail.values["run_id"] for detail in bad}
    lines = newest(history, worked.of_worker(workers[0]), _LOOKED_AT)
    rest = [line.run_id for line in lines if line.run_id not in used | wrong]
    for run_id in rest[: max(0, EXAMPLES - len(used))]:
        yield WentWell(run(history, run_id), "", ())


def _suggestion(cause: Cause | None, found: ChangeDetail | None, check: str) -> Suggestion | None:
    if found and (suggestion := of_change(found)):
        return suggestion
    if check:
        return of_check(check)
    return of_cause(cause) if cause else None
