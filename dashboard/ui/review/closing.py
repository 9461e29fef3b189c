"""Closing a review, its minutes to take away, and those that were closed before."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import closing
from dashboard.analysis.review.wall import Wall
from dashboard.analysis.review.whole import WholeReview
from dashboard.closing import closed_as
from dashboard.dates import day
from dashboard.deciding import By
from dashboard.ledger.weeks import ClosedReview, Line, Minutes, closed_reviews
from dashboard.ui.just_done import draw_just_done, recorded, say
from dashboard.ui.links import linked, to_here
from dashboard.ui.table import draw_table
from dashboard.ui.take_away import draw_kept_minutes
from dashboard.ui.take_away import draw_minutes as draw_files
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.minutes import PARTS, minutes_of
from dashboard.words.review_names import closed_words, data_of, review_title, short_title
from dashboard.words.safe_text import md
from dashboard.words.values import count

PLACE = "week closed"


def draw_closing(whole: WholeReview, wall: Wall | None) -> None:
    """Close the review, or say who did; and lead to those that were closed before."""
    minutes = minutes_of(history(), whole, wall)
    entries = ledger().entries()
    with st.container(border=True, gap="small", key="closing"):
        close = "Close the week" if minutes.week and not minutes.of else "Close this review"
        st.header(close)
        draw_just_done(PLACE)
        if closed := closed_as(entries, minutes.name):
            st.markdown(md(_closed_by(closed)))
            draw_kept_minutes(minutes.name)
        else:
            left = count(len(whole.done.open), "finding")
            told = f"{left} not decided yet." if whole.done.open else _all_decided(whole)
            kept = "The minutes are kept as they stand, whatever is loaded later."
            st.markdown(md(f"{told} {_about(minutes)}{kept}"))
            st.button(close, on_click=partial(_close, minutes))
            draw_files(whole.found.chosen)
        others = [one.minutes for one in closed_reviews(entries)]
        if before := [one for one in others if one.name != minutes.name]:
            links = (linked(short_title(one), to_here(minutes=one.name)) for one in before)
            st.markdown(f"Closed before: {' · '.join(links)}")


def _about(minutes: Minutes) -> str:
    """What is closed, where that is not a whole week of all runs."""
    whole = minutes.week and not minutes.of
    return "" if whole else f"This is the review of {short_title(minutes)}. "


def _all_decided(whole: WholeReview) -> str:
    return "Every finding is decided." if whole.done.handled else "Nothing was to be decided."


def _closed_by(closed: ClosedReview) -> str:
    minutes, by = closed.minutes, f"closed by {closed.who or 'somebody'} on {day(closed.at)}."
    if minutes.week and not minutes.of:
        return f"{minutes.week} was {by}"
    return f"The review of {short_title(minutes)} was {by}"


def _close(minutes: Minutes) -> None:
    by = By(reviewer())
    told = closed_words(minutes)
    say(PLACE, recorded(lambda: closing.close_review(ledger(), minutes, by), told))


def draw_minutes(name: str) -> None:
    """The minutes of a closed review, as they were kept."""
    st.link_button(
        "The review of now", to_here(minutes=""), icon=":material/arrow_back:", type="tertiary"
    )
    closed = closed_as(ledger().entries(), name)
    if closed is None:
        st.title("This review is not closed.")
        return
    minutes = closed.minutes
    st.title(md(review_title(minutes)))
    st.caption(md(f"{_closed_by(closed)} {data_of(minutes)}."))
    st.markdown("  \n".join(md(sentence) for sentence in minutes.sentences))
    draw_kept_minutes(minutes.name)
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
