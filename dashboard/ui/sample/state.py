"""The random sample of the period in the link, with what people say of its runs now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.random_sample import (
    RandomSample,
    ShareOfBad,
    random_sample,
    share_of_bad,
    to_look_at,
)
from dashboard.ledger.judgements import Judgement, by_run, contested
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import to_page
from dashboard.ui.workspace import answer, history

SAMPLE, ON = "sample", "yes"
"""The parameter of a link that says one goes through the sample."""


@dataclass(frozen=True, slots=True)
class SampleNow:
    """The sample, and how far it was looked at. said: by the ids of the runs what counts of them;
    contested: what people say of those of which they say different things."""

    sample: RandomSample
    said: Mapping[str, Judgement]
    contested: Mapping[str, Sequence[Judgement]]
    share: ShareOfBad

    def next(self, after: str = "") -> str:
        """The next run that nobody judged, "" for none."""
        return to_look_at(self.sample, self.said.keys(), after)

    def beside(self, run_id: str, by: int) -> str:
        """The run so many places on in the list, whoever judged it."""
        order = self.sample.order
        return order[(order.index(run_id) + by) % len(order)]


def is_asked() -> bool:
    """Whether the link is of somebody who goes through the sample."""
    return st.query_params.get(SAMPLE) == ON


def standing_now(chosen: Filters) -> SampleNow:
    """The sample of the chosen runs as it stands now."""
    sample = answer(random_sample, chosen)
    judged = history().judgements
    share = share_of_bad(sample, judged)
    return SampleNow(sample, by_run(judged), contested(judged), share)


def to_sample(chosen: Filters, run_id: str = "") -> str:
    """The address of the sample, or of one run of it."""
    return to_page("run", chosen, run=run_id, sample=ON)
