"""Closing a week, its minutes to take away, and the weeks that were closed before."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import closing
from dashboard.analysis.review.wall import Wall
from dashboard.analysis.review.whole import WholeReview
from dashboard.closing import closed_as
from dashboard.dates import day
from dashboard.deciding import By
from dashboard.ledger.weeks import ClosedWeek, Line, Minutes, closed_weeks
from dashboard.ui.just_done import draw_just_done, recorded, say
from dashboard.ui.links import linked, to_here
from dashboard.ui.table import draw_table
from dashboard.ui.take_away import draw_kept_minutes
from dashboard.ui.take_away import draw_minutes as draw_files
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.minutes import PARTS, data_of, minutes_of, week_title
from dashboard.words.safe_text import md
from dashboard.words.values import count

PLACE = "week closed"


def draw_closing(whole: WholeReview, wall: Wall | None) -> None:
    """Close the reviewed week, or say who did; and lead to the weeks before."""
    minutes = minutes_of(history(), whole, wall)
    if minutes is None:
        return
    entries = ledger().entries()
    with st.container(border=True, gap="small", key="closing"):
        st.header("Close the week")
        draw_just_done(PLACE)
        if closed := closed_as(entries, minutes.week):
            st.markdown(md(_closed_by(closed)))
            draw_kept_minutes(minutes.week)
        elif minutes.week:
            left = count(len(whole.done.open), "finding")
            told = f"{left} not decided yet." if whole.done.open else _all_decided(whole)
            st.markdown(md(f"{told} The minutes are kept as they stand, whatever is loaded later."))
            st.button("Close the week", on_click=partial(_close, minutes))
            draw_files(whole.found.chosen)
        else:
            st.caption("Only a whole week from Monday to Sunday can be closed.")
            draw_files(whole.found.chosen)
        if before := [one for one in closed_weeks(entries) if one.minutes.week != minutes.week]:
            weeks = (linked(one.minutes.week, to_here(minutes=one.minutes.week)) for one in before)
            st.markdown(f"Closed before: {' · '.join(weeks)}")


def _all_decided(whole: WholeReview) -> str:
    return "Every finding is decided." if whole.done.handled else "Nothing was to be decided."


def _closed_by(closed: ClosedWeek) -> str:
    return f"{closed.minutes.week} was closed by {closed.who or 'somebody'} on {day(closed.at)}."


def _close(minutes: Minutes) -> None:
    by = By(reviewer())
    say(PLACE, recorded(lambda: closing.close_week(ledger(), minutes, by), f"{minutes.week}."))


def draw_minutes(week: str) -> None:
    """The minutes of a closed week, as they were kept."""
    st.link_button(
        "This week’s review", to_here(minutes=""), icon=":material/arrow_back:", type="tertiary"
    )
    closed = closed_as(ledger().entries(), week)
    if closed is None:
        st.title("This week is not closed.")
        return
    minutes = closed.minutes
    st.title(md(week_title(minutes)))
    st.caption(md(f"{_closed_by(closed)} {data_of(minutes)}."))
    st.markdown("  \n".join(md(sentence) for sentence in minutes.sentences))
    draw_kept_minutes(minutes.week)
    for head, name in PARTS.items():
        lines: tuple[Line, ...] = getattr(minutes, name)
        if lines:
            with st.container(border=True, gap="small"):
                st.header(md(head))
                for line in lines:
                    _draw_line(line)
    if minutes.wall.rows:
        with st.container(border=True, gap="small"):
            st.header("Failed of finished runs, week by week")
            columns = list(zip(*minutes.wall.rows, strict=True))
            heads = ("Worker", *minutes.wall.heads)
            draw_table(dict(zip(heads, columns, strict=True)), alt="Failure rates by week")


def _draw_line(line: Line) -> None:
    """One finding, whole: nothing else holds the rest of it."""
    st.markdown(f"**{md(line.title)}** · {md(line.kind)}  \n{md(line.why)}")
    if line.word:
        st.caption(md(line.word))
