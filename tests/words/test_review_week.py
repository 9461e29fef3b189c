"""The headline of the review: it is good news only where all is well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.analysis import lifecycle
from dashboard.analysis.review.review import Review, review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review_week import headline
from tests.workspaces import import_sample


def only(found: Review, *states: str) -> Review:
    """The review as if nobody got worse and no cause was in another state than these."""
    rows = tuple(
        row if row.state in states else replace(row, state=lifecycle.ONGOING)
        for row in found.causes.rows
    )
    weeks = replace(found.weeks, weeks=())
    return replace(found, weeks=weeks, causes=replace(found.causes, rows=rows))


def test_it_leads_with_what_is_worst_and_is_good_news_only_where_all_is_well(
    tmp_path: Path,
) -> None:
    history = current(Home(import_sample(tmp_path / "home")))
    assert history
    found = review(history, ALL)
    when = "on 9–15 Nov 2026"
    assert headline(found, history.about) == f"2 workers got worse and 2 causes are new {when}"
    above = only(found, lifecycle.ABOVE)
    assert headline(above, history.about) == f"1 cause is above usual {when}"
    well = headline(only(found), history.about)
    assert well.startswith(f"Nothing new and nobody worse {when}, ")
