"""The weekly review: the week in six sentences, its findings as one list, what was decided."""

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.grading import graded
from dashboard.analysis.review.review import review
from dashboard.analysis.review.wall import wall
from dashboard.analysis.review.whole import WholeReview
from dashboard.ledger.decisions import Decision, Postponed
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.no_runs import no_runs_left
from dashboard.ui.review.closing import draw_closing, draw_minutes
from dashboard.ui.review.earlier import draw_earlier
from dashboard.ui.review.freshness import draw_freshness
from dashboard.ui.review.page import draw_list, progress_now, said
from dashboard.ui.review.since import since_now
from dashboard.ui.review.wall import draw_wall
from dashboard.ui.review.week import draw_sentences
from dashboard.ui.sample.line import draw_sample_line
from dashboard.ui.unread import draw_unread
from dashboard.ui.who import who_field
from dashboard.ui.workspace import answer, filters, history
from dashboard.words.graded import decisions_sentence
from dashboard.words.left_out import REVIEW
from dashboard.words.review_headline import headline
from dashboard.words.review_week import six_sentences
from dashboard.words.safe_text import md

if closed := st.query_params.get("minutes", ""):
    draw_minutes(closed)
    st.stop()

about, chosen = history().about, filters()
good = judged(about)
found = answer(review, chosen)
words = said()
made = tuple(word for word in words if isinstance(word, Decision))
put_off = tuple(word for word in words if isinstance(word, Postponed))
grades = answer(graded, made)
done = progress_now(found, words, grades)
told = decisions_sentence(grades, put_off)

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title(md(headline(found, about)))
    who_field()
if not found.now.runs and not found.items:
    no_runs_left(chosen)
    st.stop()
draw_left_out(REVIEW, chosen)
draw_freshness()
draw_unread(about)
draw_sentences(six_sentences(found, about, told, judged=good))
draw_earlier(grades, told, [word.entry for one in done.done for word in one.now])
draw_list(found, done, words, since_now(found, chosen, done, words))
draw_sample_line(found.chosen)
weeks = None
if found.window and about.filled["worker_id"]:
    weeks = answer(wall, found.chosen, found.window)
    draw_wall(weeks, found.chosen)
draw_closing(WholeReview(found, done, made, put_off, grades), weeks)
