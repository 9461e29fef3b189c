"""What is decided about: as a person named it, and by the ids that the history has for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard import recording
from dashboard.causes.grouping import templates_of
from dashboard.checks.suspicion import CHECKS
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.decisions import MEASURES, OF_CHECK, Subject
from dashboard.started import command
from dashboard.store.reading.history import History

MOST_RUNS = 1_000
"""Runs that are named one by one."""


def named(history: History, subject: Subject) -> Subject:
    """A subject as a person named it, by the ids that the history has: the worker also of a change
    that is named alone. Raises NotFound for what it doesn't have, FilterInvalid for nothing."""
    if not subject.names_something:
        remedy = "Name a worker, a cause, a change or runs."
        raise FilterInvalid("A decision is about something.", remedy=remedy)
    if len(subject.runs) > MOST_RUNS:
        raise FilterInvalid(f"A decision names at most {MOST_RUNS:,} runs one by one.")
    _check_runs(history, subject.runs)
    worker = subject.worker_id or subject.change.partition(" ")[2]
    _check_measure(subject)
    found = replace(
        subject, worker_id=recording.worker_called(history, worker)[0] if worker else ""
    )
    if not subject.cause:
        return found
    key = history.causes.find(subject.cause)
    if key not in history.causes.by_key:
        raise NotFound(
            f"There is no cause “{subject.cause}”.",
            remedy=f"`{command('show causes')}` lists them.",
        )
    templates = templates_of(history.causes.by_key[key].kinds)
    return replace(found, cause=key, templates=templates)


def _check_measure(subject: Subject) -> None:
    """Whether one thing is counted. Raises FilterInvalid."""
    if subject.measure and subject.measure not in MEASURES:
        raise FilterInvalid(f"“{subject.measure[:40]}” is nothing that is counted.")
    if subject.check and subject.check not in CHECKS:
        raise FilterInvalid(
            f"There is no check “{subject.check[:40]}”.",
            remedy=f"It is one of {', '.join(CHECKS)}.",
        )
    failed = subject.cause or subject.runs
    named = (failed, subject.check, subject.measure if subject.measure != OF_CHECK else "")
    if not subject.items and sum(map(bool, named)) > 1:
        told = "One thing is counted of a decision: runs with a cause, those that a check flags, or"
        raise FilterInvalid(f"{told} another.", remedy="Name one of them, and the worker.")
    if subject.measure and not subject.items and not (subject.worker_id or subject.change):
        raise FilterInvalid("That is counted of one worker.", remedy="Say --worker, too.")


def _check_runs(history: History, ids: Sequence[str]) -> None:
    known = {row["run_id"] for row in history.ask("known_runs", run_ids=list(ids))} if ids else ()
    if lost := [run_id for run_id in ids if run_id not in known]:
        raise NotFound(f"No run has the id “{lost[0]}”.")
