"""The headline of the review: it is good news only where all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dashboard.analysis import lifecycle
from dashboard.analysis.review.review import Review, review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review_headline import headline
from dashboard.words.review_week import six_sentences
from tests.workspaces import import_runs, import_sample


def only(found: Review, *states: str) -> Review:
    """The review as if nobody got worse and no cause was in another state than these."""
    rows = tuple(
        row if row.state in states else replace(row, state=lifecycle.ONGOING)
        for row in found.causes.rows
    )
    calm = [week for week in found.weeks.weeks if week not in found.weeks.worse]
    weeks = replace(found.weeks, weeks=tuple(calm))
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
    fell = "Fewer runs ended well (83.1\u00a0%, 87.3\u00a0% the week before)"
    assert headline(above, history.about) == f"{fell} and 1 cause is above usual {when}"
    above = replace(above, before=None)
    assert headline(above, history.about) == f"1 cause is above usual {when}"
    well = headline(replace(only(found), before=None), history.about)
    poor = "145 of 875 finished runs failed, 3 of 55 judged runs were bad"
    assert well == f"Nothing new and nobody worse {when}; {poor}"


def week_after_week(home: Path, status: str) -> str:
    """The headline of the last of five weeks in which every run ended alike."""
    runs = [
        {
            "run_id": f"{n}",
            "worker": "Ann",
            "status": status,
            "created_at": f"{date(2026, 9, 21) + timedelta(days=n)}T09:00:00Z",
        }
        for n in range(36)
    ]
    history = current(Home(import_runs(home, *runs)))
    assert history
    return headline(review(history, ALL), history.about)


def test_a_week_in_which_all_failed_again_is_no_good_news(tmp_path: Path) -> None:
    when = "Nothing new on 19–25 Oct 2026"
    failed = week_after_week(tmp_path / "failed", "failed")
    assert failed == f"{when}; 7 of 7 finished runs failed"
    assert week_after_week(tmp_path / "good", "completed") == f"{when}, 7 runs checked"


def test_a_short_history_without_failures_is_told_as_such(tmp_path: Path) -> None:
    runs = [{"run_id": f"{n}", "worker": "Ann"} for n in range(2)]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    found = review(history, ALL)
    assert headline(found, history.about) == "No run failed on 16 Nov 2026"
    told = six_sentences(found, history.about, "", judged=False)
    assert told[0] == "2 runs by 1 worker on 16 Nov 2026: 2 of 2 finished runs completed."
    assert "About 2 finished runs per worker: too few to rank." in told


def test_what_ran_again_is_counted_as_what_is_still_failed(tmp_path: Path) -> None:
    """Of one task that two workers share, either has runs of its own."""
    made = [("Ann", "t1"), ("Bob", "t1"), ("Ann", "t1"), ("Bob", "t1"), ("Bob", "t2")]
    runs = [
        {"run_id": f"{n}", "worker": worker, "task_id": task}
        for n, (worker, task) in enumerate(made)
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    told = six_sentences(review(history, ALL), history.about, "", judged=False)
    again = "2 pairs of worker and task ran more than once."
    assert f"No task is still failed and {again}" in told
