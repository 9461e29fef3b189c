"""What is asked to be fixed where runs went wrong otherwise than by failing."""

from __future__ import annotations

from pathlib import Path

from dashboard.analysis.fix_request import FixRequest
from dashboard.analysis.review import facts
from dashboard.analysis.review.review import review
from dashboard.analysis.review.to_fix import can_be_fixed, request_of
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.analysis.review.test_review import AS_OF, days_of
from tests.workspaces import import_runs


def requests(home: Path) -> dict[str, FixRequest]:
    """By the kind of finding."""
    history = current(Home(home))
    assert history
    found = review(history, ALL)
    return {
        item.lead.kind: request_of(history, found.chosen, item)
        for item in found.items
        if can_be_fixed(item)
    }


def ids(found: FixRequest) -> tuple[set[str], set[str]]:
    """Of the runs that went wrong, and of those that went well."""
    return (
        {str(one.values["run_id"]) for one in found.bad},
        {str(one.run.values["run_id"]) for one in found.good},
    )


def test_runs_that_hang_a_silent_worker_and_one_that_runs_while_paused(tmp_path: Path) -> None:
    runs = [
        *days_of("Hangs", range(31, 33), status="running"),
        *days_of("Hangs", range(30)),
        *days_of("Silent", range(30)),
        *days_of("Paused", range(32), worker_status="active"),
        *days_of("Paused", range(32, 35), worker_status="paused"),
        *days_of("Other", range(35)),
    ]
    found = requests(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    bad, good = ids(found[facts.STUCK])
    assert bad == {"Hangs-31", "Hangs-32"} and len(good) == 3
    assert good <= {f"Hangs-{n}" for n in range(30)}
    assert ids(found[facts.SILENT]) == (set(), {"Silent-29", "Silent-28", "Silent-27"})
    assert found[facts.SILENT].worker and found[facts.SILENT].worker.worker == "Silent"
    bad, good = ids(found[facts.PAUSED])
    assert bad == {"Paused-32", "Paused-33", "Paused-34"}
    assert len(good) == 3 and good <= {f"Paused-{n}" for n in range(32)}
    assert all(one.suggestion for one in found.values())


def test_failed_runs_that_customers_may_have_seen_alone(tmp_path: Path) -> None:
    touched = {"output_visibility": "customer", "effects_state": "created", "status": "failed"}
    runs = [*days_of("Ann", range(34)), *days_of("Ann", range(34, 35), **touched)]
    found = requests(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    assert ids(found[facts.CUSTOMER])[0] == {"Ann-34"}
