"""What moved around one change: causes, time, and runs to look at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.change_evidence import Example, Moved, Ratio
from dashboard.analysis.impact import Impact
from dashboard.ui.links import to_cause, to_run
from dashboard.words.changes import too_few
from dashboard.words.edits import since
from dashboard.words.safe_text import md
from dashboard.words.values import count, duration, signed

SHOWN_CAUSES = 8


def draw_causes(moved: Sequence[Moved], found: Impact) -> None:
    """Which causes moved, most first, so that their changes add up to that of the failure rate."""
    if not moved:
        return
    ordered = sorted(moved, key=lambda moving: (-abs(moving.change), moving.cause.key))
    counted = too_few(found.sides.all_before, found.sides.all_after)
    with st.container(border=True, gap="small"):
        st.header("Which causes moved?")
        st.caption(md(_moved(ordered, found)))
        sure = [moving for moving in ordered if counted or moving.real]
        for moving in sure[:SHOWN_CAUSES]:
            _draw_cause(moving, counted=counted)
        if not sure:
            st.markdown("No cause moved by more than chance could.")
        less = sure[SHOWN_CAUSES:]
        _fold(f"{count(len(less), 'cause')} that moved less", less, counted=counted)
        chance = [moving for moving in ordered if moving not in sure]
        _fold(f"{len(chance):,} {'more ' * bool(sure)}that may be chance", chance)


def _fold(title: str, rest: Sequence[Moved], *, counted: bool = False) -> None:
    """Causes of which less is sure, folded away; nothing where there is none."""
    if rest:
        with st.expander(md(title)):
            for moving in rest:
                _draw_cause(moving, counted=counted)


def _moved(moved: Sequence[Moved], found: Impact) -> str:
    """By how much failures moved; counts alone where there are too few runs for a percentage."""
    before, after = found.sides.all_before, found.sides.all_after
    if too_few(before, after):
        was, now = sum(moving.before for moving in moved), sum(moving.after for moving in moved)
        return f"{was:,} of {before.n:,} runs failed before, {now:,} of {after.n:,} after."
    whole = signed(sum(moving.change for moving in moved))
    told = f"Failures moved by {whole} points ({before.n:,} runs before, {after.n:,} after)"
    return f"{told}; all causes together add up to it." if len(moved) > 1 else f"{told}."


def _draw_cause(moving: Moved, *, counted: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.link_button(md(moving.cause.label), to_cause(moving.cause.key), type="tertiary")
        text = f"{moving.before:,} → {moving.after:,}"
        if not counted:
            sure = "unlikely to be chance" if moving.real else "may be chance"
            text += f", {signed(moving.change)} points, {sure}"
        st.caption(md(text), width="content")


def draw_speed(took: Ratio | None, calls: Ratio | None) -> None:
    """Duration and tool calls, where they moved by a tenth or more, or did not."""
    told = []
    if took:
        told.append(_ratio("Runs take", took, duration(took.before), duration(took.after)))
    if calls:
        told.append(_ratio("Tool calls a run:", calls, f"{calls.before:.1f}", f"{calls.after:.1f}"))
    if told:
        with st.container(border=True, gap="small"):
            st.header("Do runs take longer?")
            for sentence in told:
                st.markdown(md(sentence))


def _ratio(what: str, ratio: Ratio, before: str, after: str) -> str:
    low, high = (100 * (end - 1) for end in ratio.interval)
    span = f"95 % range {low:+.0f} to {high:+.0f} %".replace("-", "−")
    if before == after:
        return f"{what} {after}, as before."
    if not ratio.material:
        return f"{what} about as before: {before} → {after} ({span})."
    more = "more" if ratio.ratio > 1 else "less"
    return f"{what} {abs(100 * (ratio.ratio - 1)):.0f} % {more}: {before} → {after} ({span})."


def draw_examples(broke: Sequence[Example], mended: Sequence[Example], found: Impact) -> None:
    """Runs on either side that ended otherwise, each with a way to both."""
    then = since(found.change)
    for title, held, key in (
        (f"Which runs worked before and failed {then}?", broke, "broke"),
        (f"Which runs failed before and worked {then}?", mended, "mended"),
    ):
        if not held:
            continue
        with st.container(border=True, gap="small"):
            st.header(md(title))
            for example in held:
                alike = "the same task or record" if example.same else "the most similar run"
                ended = ("worked", "failed") if key == "broke" else ("failed", "worked")
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.link_button(md(example.before), to_run(example.before), type="tertiary")
                    st.caption(md(f"{ended[0]} before;"), width="content")
                    st.link_button(md(example.after), to_run(example.after), type="tertiary")
                    st.caption(md(f"{ended[1]} after: {alike}"), width="content")
