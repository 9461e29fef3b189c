"""What a worker's page leads with: the worst that the review knows of it, its week, what else."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.change import key_of
from dashboard.analysis.coverage import judged
from dashboard.analysis.edits import whitespace_only
from dashboard.analysis.review.facts import SILENT, AmongOthers, Fact
from dashboard.analysis.review.of_one_worker import Noted, OfOneWorker
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.analysis.workers import WorkerRow
from dashboard.store.reading.about import About
from dashboard.ui.links import linked, to_cause, to_change, to_page
from dashboard.ui.lint_notes import draw_lacks
from dashboard.ui.workspace import answer
from dashboard.words.review import fact_words, kind_label
from dashboard.words.safe_text import md
from dashboard.words.worker_finding import cause_part, compared_with, no_usual, turn_part, week_part


def draw_found(
    known: OfOneWorker, found: WorkerFinding, row: WorkerRow | None, about: About
) -> None:
    """One finding first, and the others on a line each; every one leads to what it tells of.

    row: the worker's runs in the chosen period, None if there are none.
    """
    lead = known.lead
    finished, bad = (row.finished, 0 if lead else row.bad) if row else (0, 0)
    counted = lead is not None and isinstance(lead.fact.seen, AmongOthers)
    parts = _week(found, no_usual() if counted else week_part(found, finished, bad, about), about)
    week = "; ".join(linked(words, to) for words, to in parts)
    if lead:
        st.markdown(f"**{linked(_words(lead, about), _address(lead.fact, found))}**")
    else:
        st.markdown(f"**{week}.**")
    if lead and lead.fact.kind != SILENT:  # of whose week there is nothing more to say
        st.markdown(f"{week}.")
    if found.reviewed and found.ran:
        st.caption(md(compared_with(found.reviewed, about.zone)))
    if found.turn:
        draw_lacks(found.lacks, found.turn)
    if known.others:
        lines = [
            f"{md(kind_label(one.fact.kind))}: "
            f"{linked(_words(one, about), _address(one.fact, found))}"
            for one in known.others
        ]
        st.markdown("  \n".join(lines))


def _week(found: WorkerFinding, first: str, about: About) -> list[tuple[str, str]]:
    """What failed in its week, in the parts of one sentence, and where each of them leads. first:
    how many did, or what is to be said of that."""
    parts = [(first, to_page("failures", found.only))]
    if turn := found.turn:
        blank = answer(whitespace_only, turn.change.changes)
        address = to_change(key_of(turn), found.anybody)
        parts.append((turn_part(turn, about, blank), address))
    if lead := found.lead:
        address = to_cause(lead.cause.key, found.only)
        parts.append((cause_part(lead, found.causes.failed), address))
    return parts


def _words(noted: Noted, about: About) -> str:
    return fact_words(noted.fact, noted.item, about.zone, judged=judged(about))


def _address(fact: Fact, found: WorkerFinding) -> str:
    """Where the evidence of a fact is: the page of its change or cause, else its runs."""
    if fact.change:
        return to_change(fact.change, found.anybody)
    if fact.cause:
        return to_cause(fact.cause, found.only)
    return to_page("trends", fact.about)
