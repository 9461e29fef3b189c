"""show sample: the random sample of the period, by default of the week that is reviewed, how far it
was judged, and what that says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.lifecycle import reviewed
from dashboard.analysis.random_sample import (
    RandomSample,
    ShareOfBad,
    random_sample,
    share_of_bad,
)
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, table
from dashboard.ledger.judgements import Judgement, by_run, contested, verdict_words
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.causes import window_days
from dashboard.words.judgements import not_counted
from dashboard.words.random_sample import looked_at, share_words


@dataclass(frozen=True, slots=True)
class SaidOfSample:
    """What people say of runs, by their ids: what counts, and of the runs of which they say
    different things what all say."""

    counts: Mapping[str, Judgement]
    contested: Mapping[str, Sequence[Judgement]]


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    window = reviewed(history.about, filters)
    chosen = filters.within(window.since, window.until) if window else filters
    sample = random_sample(history, chosen)
    said = SaidOfSample(by_run(history.judgements), contested(history.judgements))
    share = share_of_bad(sample, history.judgements)
    when = f"{window_days(window, history.about.zone)}: " if window else ""
    return lambda: document_of(sample, said, share), when + text_of(sample, said, share)


def document_of(sample: RandomSample, said: SaidOfSample, share: ShareOfBad) -> Document:
    """The document of `show sample`: the share of bad output with its interval, and the runs in the
    order in which they are looked at."""
    seen = {run_id for stratum in sample.strata if stratum.customer for run_id in stratum.sampled}
    return {
        "completed": share.completed,
        "sampled": share.of,
        "looked_at": share.looked + share.ahead,
        "counted": share.looked,
        "bad": share.bad,
        "judged_both_ways": share.both_ways,
        "share_of_bad": share.value,
        "interval": share.interval and list(share.interval),
        "runs": [
            {"run_id": run_id, "customer_visible": run_id in seen} | _judged(said, run_id)
            for run_id in sample.order
        ],
    }


def _judged(said: SaidOfSample, run_id: str) -> Document:
    counts = said.counts.get(run_id)
    return {
        "verdict": counts and counts.verdict,
        "why": (counts and counts.why) or None,
        "not_counted": [
            {"verdict": one.verdict, "why": one.why or None, "who": one.who or None}
            for one in said.contested.get(run_id, ())[:-1]
        ],
    }


def text_of(sample: RandomSample, said: SaidOfSample, share: ShareOfBad) -> str:
    """How far one is, and one line a run."""
    if not sample.order:
        return "No run completed, so there is no sample."
    rows = [
        (
            run_id,
            verdict_words(one.verdict, one.why) if (one := said.counts.get(run_id)) else None,
            not_counted(said.contested.get(run_id, ())),
        )
        for run_id in sample.order
    ]
    heads = ("run", "judged", "also said, not counted")
    wide = len(heads) if any(row[-1] for row in rows) else len(heads) - 1
    told = f"{looked_at(share)}. {share_words(share)}"
    return f"{told}\n\n{table(heads[:wide], [row[:wide] for row in rows])}"
