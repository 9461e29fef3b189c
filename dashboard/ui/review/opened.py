"""One finding, opened in the list: why it is there, its evidence, and what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.measures import subject_of
from dashboard.analysis.review.covered import Word, stood
from dashboard.analysis.review.facts import (
    Fact,
    JudgedBad,
    OtherBad,
    OtherFailures,
    OtherSuspects,
    Suspects,
    Touched,
)
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review
from dashboard.analysis.subjects import counted
from dashboard.analysis.suggestion import suggested
from dashboard.ledger.decisions import Decision
from dashboard.ui.deciding.decided import draw_words
from dashboard.ui.deciding.form import Opened, draw_form, form_name
from dashboard.ui.links import linked, to_cause, to_change, to_page, to_sets, to_worker
from dashboard.ui.review.to_fix import draw_to_fix
from dashboard.ui.workspace import answer, history, put_param
from dashboard.words.check_names import NAMES
from dashboard.words.checklist import drafted
from dashboard.words.decisions import evidence_of
from dashboard.words.one_at_a_time import one_thing
from dashboard.words.review import why
from dashboard.words.review_numbers import seen_by_customers
from dashboard.words.safe_text import md
from dashboard.words.values import count


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in the list. before, after: the keys of those beside it among the open
    ones, "" for none; said: what was decided about it; differing: that people differ, "" where they
    don't; others: open decisions about its worker."""

    before: str
    after: str
    said: tuple[Word, ...]
    others: tuple[Decision, ...]
    differing: str = ""


def draw_opened(item: Item, found: Review, place: Place) -> None:
    """Draw a finding with its form."""
    about = history().about
    with st.container(gap="small", key="opened"):
        st.markdown(md(why(item, about.zone, judged=judged(about))))
        _links(item, found)
        draw_to_fix(item, found)
        with st.container(gap="small"):  # always, so that what is typed below stays in its place
            draw_words(place.said, about.zone, where="opened ")
            if place.differing:
                st.caption(md(place.differing))
            for one in one_thing(item.lead.worker_id, place.others, found.too_early, about):
                leads = to_change(one.change, found.chosen) if one.change else ""
                told = f"{md(one.told)} {linked('The change', leads)}" if leads else md(one.told)
                st.warning(told, icon=":material/counter_1:")
        draw_form(_form(item, found, place))


def _form(item: Item, found: Review, place: Place) -> Opened:
    subject, about = subject_of(item), history().about
    numbers = answer(counted, found.chosen, subject)
    evidence = replace(
        answer(evidence_of, found.chosen, subject),
        sentence=why(item, about.zone, judged=judged(about)),
        customer=item.customer,
        facts=stood(item.facts),
    )
    if isinstance(lead := item.lead.seen, OtherFailures):  # no subject names these runs
        evidence = replace(evidence, failed=lead.runs, counted=lead.runs)
    elif isinstance(lead, OtherSuspects | OtherBad):
        evidence = replace(evidence, failed=None, counted=lead.runs)
    return Opened(
        key=item.key,
        name=form_name(item.key),
        subject=subject,
        evidence=lambda: evidence,
        counted=numbers,
        suggestion=suggested(history(), item),
        checklist=answer(drafted, found.chosen, subject),
        after=_next(place.after or place.before),
    )


def _next(key: str) -> Callable[[], None]:
    return lambda: put_param("item", key or None)


def _links(item: Item, found: Review) -> None:
    """Where the evidence is: the pages of the worker, the change, the cause, and the runs."""
    lead = item.lead
    with st.container(horizontal=True, gap="small", key="evidence"):
        if item.change:
            st.link_button("The change", to_change(item.change, found.chosen), type="tertiary")
        if item.cause:
            st.link_button("The cause", to_cause(item.cause, found.chosen), type="tertiary")
        if lead.worker_id:
            st.link_button("The worker", to_worker(lead.worker_id), type="tertiary")
        if isinstance(lead.seen, JudgedBad):
            whole = lead.about.of_any_ending()
            sets = to_sets("outcome=succeeded", "outcome=bad", whole)
            st.link_button("What they share", sets, type="tertiary")
        if not isinstance(lead.seen, Touched):
            label = md(_of_lead(lead))
            st.link_button(label, to_page("trends", lead.about), type="tertiary")
        for fact in (one for one in item.facts[1:] if isinstance(one.seen, Suspects | JudgedBad)):
            label = md(f"{_of_lead(fact)}: {NAMES.get(fact.check, fact.kind)}")
            st.link_button(label, to_page("trends", fact.about), type="tertiary")
        if touched := item.touched:
            label = md(seen_by_customers(touched.counted))
            st.link_button(label, to_page("trends", touched.about), type="tertiary")


def _of_lead(lead: Fact) -> str:
    """What leads to the runs of what a finding is about."""
    return "The runs" if lead.counted is None else count(lead.counted, "run")
