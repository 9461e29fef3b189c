"""The head of a worker's page: which one, what its runs show, and how it is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import streamlit as st

from dashboard.analysis.asked import findings_now
from dashboard.analysis.coverage import judged, limits
from dashboard.analysis.lacks import Lack
from dashboard.analysis.worker import Active, Configuration
from dashboard.analysis.workers import WorkerRow
from dashboard.lint.lint import looked_at_whole
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.ui.lint_notes import draw_lint, untold
from dashboard.ui.run_steps import WROTE, draw_link, facts, text_box
from dashboard.ui.workspace import history, put_param
from dashboard.words.newest import ordered
from dashboard.words.periods import period_words
from dashboard.words.safe_text import md, visible
from dashboard.words.sentences import how_it_did, not_ended

BadgeColour = Literal["green", "orange", "gray"]
BADGES: dict[str, BadgeColour] = {"active": "green", "paused": "orange", "draft": "gray"}
SETTINGS = (
    "model", "context_sources", "tool_categories", "output_mode", "output_policy", "max_iterations",
)  # fmt: skip


def choose_worker(worker_id: str) -> None:
    """A box to choose the worker; the address of the page follows it.

    worker_id: the worker that is shown, "" for none yet.
    """
    names = history().values_of("worker")
    if not names:
        return
    shared = Counter(names.values())
    options = [*names, worker_id] if worker_id and worker_id not in names else list(names)

    def shown(value: str) -> str:
        name = names.get(value, value)
        return visible(f"{name} ({value})" if shared[name] > 1 and name != value else name)

    def follow() -> None:
        put_param("id", st.session_state[key])

    key = f"worker beside {worker_id}"  # another worker's page begins with another box
    st.selectbox(
        "Worker",
        options,
        index=options.index(worker_id) if worker_id else None,
        format_func=shown,
        placeholder="Open a worker’s page",
        key=key,
        on_change=follow,
        width=320,
    )


def draw_status(now: Configuration) -> None:
    """Its status as the export calls it, and what it is for."""
    if now.worker_status:
        colour: BadgeColour = BADGES.get(now.worker_status.lower(), "gray")
        st.badge(md(now.worker_status), color=colour)
    if now.description:
        st.text(visible(now.description))


def draw_period(about: About, chosen: Filters, row: WorkerRow, under_way: Active) -> None:
    """What its finished runs of the chosen period show, what had not ended, and what the export
    leaves out.

    row: its numbers under the filters at hand.
    """
    did = how_it_did(row.success, row.finished, row.unresolved, row.untold, judged=judged(about))
    st.markdown(md(f"{period_words(chosen, about)}: {did}"))
    if under_way.runs:
        st.caption(md(not_ended(under_way, datetime.now(UTC), about.zone)))
    if lacking := limits(about, "worker"):
        st.caption(md(" ".join(lacking)))


def settings(now: Configuration) -> dict[str, Any]:
    """What is known of a worker's set-up, by canonical column."""
    known = {"instructions_version": now.version} | {name: getattr(now, name) for name in SETTINGS}
    return {name: value for name, value in known.items() if value is not None}


def draw_configuration(now: Configuration, zone: str) -> None:
    """How the worker is set up, and who says so."""
    with st.container(border=True, gap="small"):
        st.header("How is it set up?")
        run = "its newest run shows" if ordered(history().about) else "one of its runs shows"
        st.caption("As your workers file says" if now.configured else f"As {run}")
        facts(settings(now), zone, columns=3)
        if now.worker_url:
            draw_link(now.worker_url)


def draw_instructions(now: Configuration, told: Sequence[Lack] = ()) -> None:
    """The present instructions, literally, with what they ask for in vain. told: of that what
    stands on the page already."""
    if not now.instructions_text:
        return
    with st.container(border=True, gap="small"):
        st.header("What is it told to do?")
        version = f"Version {now.version}" if now.version else "Present instructions"
        text = now.instructions_text
        draw_lint(untold(findings_now(now, text), told), whole=looked_at_whole(text))
        text_box(version, text, WROTE["instructions_text"])
