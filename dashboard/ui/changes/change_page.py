"""The page about one change: the finding, how sure it is, what was changed, what comes next."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis import verdict
from dashboard.analysis.change import Aimed, ChangeDetail, Plan
from dashboard.analysis.edits import Edit
from dashboard.analysis.impact import Impact
from dashboard.lint.lint import looked_at_whole
from dashboard.ui.links import to_worker
from dashboard.ui.lint_notes import draw_lacks, draw_lint, untold
from dashboard.ui.run_steps import WROTE, text_box
from dashboard.ui.table import Cell, draw_table
from dashboard.words.change_certainty import how_sure, left_out
from dashboard.words.change_joined import edited_words, moved_words, smallest_change
from dashboard.words.change_times import plan_words, when_possible
from dashboard.words.changes import (
    also_known,
    expectation,
    finding,
    label,
    too_few,
    why,
)
from dashboard.words.edits import ORIGINS, changed, is_shift, on
from dashboard.words.instruction_diff import diff_lines
from dashboard.words.lacks import evidence_words
from dashboard.words.safe_text import isolated, md, visible
from dashboard.words.values import moment

WORSE, BETTER = "rgba(154,91,192,0.22)", "rgba(0,143,104,0.22)"
QUIET = "rgba(118,118,118,0.16)"
"""Behind a verdict's words; faint, so that text of either theme stands out."""


def draw_finding(detail: ChangeDetail, zone: str, *, judged: bool) -> None:
    """The verdict, what came after, what was to be expected, when it will be known."""
    found = detail.impact
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        better = found.verdict == verdict.IMPROVED
        worse = found.stands
        tint = WORSE if worse else BETTER if better else QUIET
        st.markdown(f':color[{md(label(found))}]{{background="{tint}"}}')
        st.caption(md(_when(found, zone)), width="content")
        st.link_button("Open the worker", to_worker(found.change.worker_id), type="tertiary")
    draw_lacks(detail.lacks, found)
    came = finding(found, judged=judged)
    if not detail.lacks:
        edited = edited_words(detail.edits)
        st.markdown(f"**{md(' '.join(part for part in (edited, came) if part))}**")
        joined = (moved_words(detail.moved, found), smallest_change(detail))
        if any(joined):
            st.markdown(md(" ".join(part for part in joined if part)))
    told = [
        came if detail.lacks else "",
        expectation(detail, judged=judged),
        why(found),
        *also_known(found),
        when_possible(found),
    ]
    st.markdown(md(" ".join(sentence for sentence in told if sentence)))
    if detail.aimed:
        st.markdown(md(_aimed(detail.aimed, found)))


def _when(found: Impact, zone: str) -> str:
    if is_shift(found.change):
        return f"since {on(found.change, zone)}, read from its runs"
    origins = dict.fromkeys(ORIGINS[change.origin] for change in found.change.changes)
    by = [change.author for change in found.change.changes if change.author]
    told = f"{moment(found.change.at, zone)}, known from {' and '.join(origins)}"
    return f"{told}, by {by[0]}" if by else told


def _aimed(aimed: Aimed, found: Impact) -> str:
    told = f"It should fix “{isolated(aimed.cause.label)}”: "
    if aimed.expected is None or not found.sides.all_after.n:
        return f"{told}{aimed.before:,} before; nothing to compare yet."
    if too_few(found.sides.all_before, found.sides.all_after):
        return f"{told}{aimed.before:,} before, {aimed.seen:,} after; too few runs to compare."
    expected = f"{aimed.expected:.0f}" if aimed.expected >= 1 else f"{aimed.expected:.1f}"
    return f"{told}expected {expected}, seen {aimed.seen:,}."


def draw_how_sure(detail: ChangeDetail) -> None:
    """The statistics in plain words, and the kinds of work on either side."""
    found = detail.impact
    with st.expander("How sure?"):
        for sentence in how_sure(found):
            st.markdown(md(sentence))
        kinds = sorted(found.sides.kinds.items(), key=lambda kind: -kind[1].n)
        if len(kinds) > 1:
            st.markdown("Kinds of work before and after:")
            draw_table(
                {
                    "Kind": [visible(", ".join(part or "–" for part in kind)) for kind, _ in kinds],
                    "Ended well before": [_of(counts.s0, counts.n0) for _, counts in kinds],
                    "Ended well after": [_of(counts.s1, counts.n1) for _, counts in kinds],
                },
                alt="Kinds of work before and after the change",
            )
        for sentence in left_out(found):
            st.markdown(md(sentence))
        for lack in detail.lacks:
            for sentence in evidence_words(lack):
                st.markdown(md(sentence))


def _of(hits: int, n: int) -> Cell:
    return Cell(f"{hits:,} of {n:,}", by=hits / max(1, n))


def draw_edits(detail: ChangeDetail) -> None:
    """What was changed, value by value, and the instructions word by word."""
    with st.container(border=True, gap="small"):
        st.header("What was changed?")
        for change in detail.impact.change.changes:
            st.markdown(md(changed(change)))
            if change.note:
                st.caption(md(change.note))
        if "instructions" in detail.impact.change.what and not detail.edits:
            st.caption("The instructions’ text is not in your export (an instructions file).")
        for edit in detail.edits:
            rest = untold(edit.findings, detail.lacks)
            draw_lint(rest, whole=looked_at_whole(edit.new), past=edit.past)
            _text(edit)


def _text(edit: Edit) -> None:
    if edit.same:
        st.caption("Both versions have the same text.")
    elif edit.whitespace_only:
        st.caption("White space only: no word differs.")
    elif edit.both:
        text_box("Word by word", diff_lines(edit.pieces), WROTE["instructions_text"])
        if edit.cut:
            st.caption("The texts are long: their beginnings are compared.")
    else:
        told = f"Only the text {'after' if edit.new else 'before'} is known"
        text_box(told, edit.new or edit.old, WROTE["instructions_text"])


def draw_plan(plan: Plan) -> None:
    """How long the next change of this worker takes to show."""
    with st.container(border=True, gap="small"):
        st.header("How long would the next change take to show?")
        st.markdown(md(plan_words(plan)))
