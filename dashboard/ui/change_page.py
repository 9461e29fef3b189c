"""The page about one change: the finding, the runs on either side, the verdict, how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.analysis.change import Aimed, ChangeDetail, Plan, Point
from dashboard.analysis.change_evidence import Dot, Example, Moved, Ratio
from dashboard.analysis.edits import Edit
from dashboard.analysis.impact import AFTER, DAY, Impact
from dashboard.analysis.lint import looked_at_whole
from dashboard.charts.before_after import before_after
from dashboard.charts.ribbon import ribbon_chart
from dashboard.charts.style import CONFIG
from dashboard.records.schema import OUTCOMES
from dashboard.ui.change_words import (
    COLOURS,
    LABELS,
    expectation,
    finding,
    how_sure,
    left_out,
    when_possible,
    why,
)
from dashboard.ui.edit_words import ORIGINS, changed
from dashboard.ui.instruction_diff import diff_lines
from dashboard.ui.lint_notes import draw_lint
from dashboard.ui.run_steps import WROTE, text_box
from dashboard.ui.run_table import ROW_HEIGHT, text_cells
from dashboard.ui.safe_text import md, visible
from dashboard.ui.words import count, duration, moment, outcome_word, rate, signed
from dashboard.ui.workspace import open_cause, open_run, open_worker

SHOWN_CAUSES = 8
LONGEST = AFTER // DAY
"""Days after a change that are looked at."""


def draw_finding(detail: ChangeDetail, zone: str, *, judged: bool) -> None:
    """The verdict, what came after, what was to be expected, when it will be known."""
    found = detail.impact
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.badge(md(LABELS[found.verdict]), color=COLOURS[found.verdict])  # type: ignore[arg-type]
        st.caption(md(_when(found, zone)), width="content")
        st.button(
            "Open the worker", type="tertiary", on_click=open_worker, args=(found.change.worker_id,)
        )
    st.markdown(f"**{md(finding(found, judged=judged))}**")
    told = [expectation(detail, judged=judged), why(found), when_possible(found)]
    st.markdown(md(" ".join(it for it in told if it)))
    if detail.aimed:
        st.markdown(md(_aimed(detail.aimed, found)))


def _when(found: Impact, zone: str) -> str:
    origins = dict.fromkeys(ORIGINS[it.origin] for it in found.change.changes)
    by = [it.author for it in found.change.changes if it.author]
    told = f"{moment(found.change.at, zone)}, known from {' and '.join(origins)}"
    return f"{told}, by {by[0]}" if by else told


def _aimed(aimed: Aimed, found: Impact) -> str:
    told = f"It should fix “{aimed.cause.label}”: "
    if aimed.expected is None or not found.sides.all_after.n:
        return f"{told}{aimed.before:,} before; nothing to compare yet."
    expected = f"{aimed.expected:.0f}" if aimed.expected >= 1 else f"{aimed.expected:.1f}"
    return f"{told}expected {expected}, seen {aimed.seen:,}."


def draw_ribbon(dots: Sequence[Dot], found: Impact, *, judged: bool) -> None:
    """The runs nearest to the change, a dot each; choosing a dot opens its run."""
    if not dots:
        return
    key = "ribbon"

    def follow() -> None:
        if points := st.session_state[key].selection.points:
            open_run(points[0]["customdata"])

    before = sum(not dot.after for dot in dots)
    with st.container(border=True, gap="small"):
        st.subheader("Which runs came just before and just after?")
        told = f"The {count(before, 'run')} before and {len(dots) - before:,} after, nearest to it"
        st.caption(md(f"{told}, top to bottom, then on to the right. Choose one to open it."))
        names = {it: outcome_word(it, judged=judged) for it in OUTCOMES}
        st.plotly_chart(
            ribbon_chart(dots, names),
            config=CONFIG,
            key=key,
            on_select=follow,
            selection_mode="points",
            alt="The finished runs nearest to the change, by outcome; the table lists them",
        )
        with st.expander("Show table"):
            st.dataframe(
                {
                    "Run": [visible(dot.run_id) for dot in dots],
                    "Side": ["after" if dot.after else "before" for dot in dots],
                    "Ended": [names[dot.outcome] for dot in dots],
                    "Task": text_cells([dot.task_title for dot in dots], 200)[0],
                },
                hide_index=True,
                row_height=ROW_HEIGHT,
                placeholder="–",
                alt="The runs of the chart above",
            )


def draw_course(points: Sequence[Point], unit: str, found: Impact, zone: str) -> None:
    """The rate by day or week on either side, with the range of each side."""
    if len(points) < 2:
        return
    at = found.change.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    with st.container(border=True, gap="small"):
        st.subheader(md(f"How did it go {unit} by {unit}?"))
        st.caption("Bands: the 95 % range of each side’s rate. Hollow: fewer than 5 runs.")
        sides = (found.sides.all_before, found.sides.all_after)
        st.plotly_chart(
            before_after(points, unit, at, sides),
            config=CONFIG,
            key="course",
            alt="The rate before and after the change; the table holds the numbers",
        )
        with st.expander("Show table"):
            st.dataframe(
                {
                    unit.capitalize(): [f"{it.start:%a %-d %b %Y}" for it in points],
                    "Side": ["after" if it.after else "before" for it in points],
                    "Ended well": [it.rate.s for it in points],
                    "Finished": [it.rate.n for it in points],
                    "Rate": [rate(it.rate) for it in points],
                },
                hide_index=True,
                row_height=ROW_HEIGHT,
                alt="The rate before and after the change",
            )


def draw_how_sure(detail: ChangeDetail, *, judged: bool) -> None:
    """The statistics in plain words, and the kinds of work on either side."""
    found = detail.impact
    with st.expander("How sure?"):
        for sentence in how_sure(found, judged=judged):
            st.markdown(md(sentence))
        kinds = sorted(found.sides.kinds.items(), key=lambda it: -it[1].n)
        if len(kinds) > 1:
            st.markdown("Kinds of work before and after:")
            st.dataframe(
                {
                    "Kind": [visible(", ".join(it or "–" for it in kind)) for kind, _ in kinds],
                    "Ended well before": [f"{it.s0:,} of {it.n0:,}" for _, it in kinds],
                    "Ended well after": [f"{it.s1:,} of {it.n1:,}" for _, it in kinds],
                },
                hide_index=True,
                row_height=ROW_HEIGHT,
                alt="Kinds of work before and after the change",
            )
        for sentence in left_out(found):
            st.markdown(md(sentence))


def draw_causes(moved: Sequence[Moved], found: Impact) -> None:
    """Which causes moved, so that their changes add up to that of the failure rate."""
    if not moved:
        return
    shown = moved[:SHOWN_CAUSES]
    with st.container(border=True, gap="small"):
        st.subheader("Which causes moved?")
        before, after = found.sides.all_before, found.sides.all_after
        whole = sum(it.change for it in moved)
        runs = f"{before.n:,} and {after.n:,} runs"
        st.caption(
            md(f"Failures moved by {signed(whole)} points, of {runs}; the causes add up to it.")
        )
        for it in shown:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                sure = "unlikely to be chance" if it.real else "may be chance"
                text = f"{it.before:,} → {it.after:,}, {signed(it.change)} points, {sure}"
                st.button(
                    md(it.cause.label),
                    key=f"cause-{it.cause.key}",
                    type="tertiary",
                    on_click=open_cause,
                    args=(it.cause.key,),
                )
                st.caption(md(text), width="content")
        if len(shown) < len(moved):
            st.caption(md(f"and {count(len(moved) - len(shown), 'other cause')}"))


def draw_speed(took: Ratio | None, calls: Ratio | None) -> None:
    """Duration and tool calls, where they moved by a tenth or more, or did not."""
    told = []
    if took:
        told.append(_ratio("Runs take", took, duration(took.before), duration(took.after)))
    if calls:
        told.append(_ratio("Tool calls a run:", calls, f"{calls.before:.1f}", f"{calls.after:.1f}"))
    if told:
        with st.container(border=True, gap="small"):
            st.markdown("**Do runs take longer?**")
            for sentence in told:
                st.markdown(md(sentence))


def _ratio(what: str, it: Ratio, before: str, after: str) -> str:
    low, high = (100 * (end - 1) for end in it.interval)
    span = f"95 % range {low:+.0f} to {high:+.0f} %".replace("-", "−")
    if before == after:
        return f"{what} {after}, as before."
    if not it.material:
        return f"{what} about as before: {before} → {after} ({span})."
    more = "more" if it.ratio > 1 else "less"
    return f"{what} {abs(100 * (it.ratio - 1)):.0f} % {more}: {before} → {after} ({span})."


def draw_edits(detail: ChangeDetail) -> None:
    """What was changed, value by value, and the instructions word by word."""
    with st.container(border=True, gap="small"):
        st.subheader("What was changed?")
        for it in detail.impact.change.changes:
            st.markdown(md(changed(it)))
            if it.note:
                st.caption(md(it.note))
        if "instructions" in detail.impact.change.what and not detail.edits:
            st.caption("The instructions’ text is not in your export (an instructions file).")
        for edit in detail.edits:
            draw_lint(edit.findings, whole=looked_at_whole(edit.new), past=edit.past)
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


def draw_examples(broke: Sequence[Example], mended: Sequence[Example]) -> None:
    """Runs on either side that ended otherwise, each with a way to both."""
    for title, held, key in (
        ("Which runs worked before and failed after this change?", broke, "broke"),
        ("Which runs failed before and worked after this change?", mended, "mended"),
    ):
        if not held:
            continue
        with st.container(border=True, gap="small"):
            st.markdown(f"**{md(title)}**")
            for it in held:
                alike = "the same task or record" if it.same else "the most similar run"
                ended = ("worked", "failed") if key == "broke" else ("failed", "worked")
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.button(
                        md(it.before), key=f"{key}-{it.before}-{it.after}-before", type="tertiary",
                        on_click=open_run, args=(it.before,),
                    )  # fmt: skip
                    st.caption(md(f"{ended[0]} before;"), width="content")
                    st.button(
                        md(it.after), key=f"{key}-{it.before}-{it.after}-after", type="tertiary",
                        on_click=open_run, args=(it.after,),
                    )  # fmt: skip
                    st.caption(md(f"{ended[1]} after: {alike}"), width="content")


def draw_plan(plan: Plan) -> None:
    """How long the next change of this worker takes to show."""
    with st.container(border=True, gap="small"):
        st.markdown("**How long would the next change take to show?**")
        if plan.runs is None:
            since = count(plan.before.n, "run")
            st.markdown(md(f"{since} since the last change are too few to compare with."))
        elif plan.days is None:
            st.markdown("No runs come in, so it can’t be said.")
        elif plan.days > LONGEST:
            runs = count(plan.runs, "run")
            st.markdown(md(f"±10 points take {runs}: more than come within 8 weeks."))
        else:
            st.markdown(
                md(
                    f"To see ±10 points with this worker’s traffic takes about "
                    f"{count(plan.days, 'day')} ({count(plan.runs, 'run')}). Change one thing at a "
                    "time."
                )
            )
