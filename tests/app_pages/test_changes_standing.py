"""The page Changes: what stands whatever the period, what a change comes to, and plain words."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from tests.app_pages.opening import read_page, table_with, texts
from tests.app_pages.test_changes import key, says

LAST_WEEK = {"since": "2026-11-09", "until": "2026-11-15"}
STANDING = ["26 Oct 2026: instructions v1 → v2", "about 8 Nov 2026: no edit recorded"]


def heading_of(app: AppTest) -> str:
    return html.unescape(app.title[0].value)


def listed(app: AppTest) -> list[str]:
    return table_with(app, "Change").column("Change")


@pytest.mark.parametrize(
    ("period", "heading", "made"),
    [
        (LAST_WEEK, "1 change was made last week: it can’t be judged yet.",
         ["11 Nov 2026: worker status active → paused"]),
        ({"since": "2026-10-05", "until": "2026-10-11"},
         "1 change was made on 5–11 Oct 2026: none with a clear effect.",
         ["7 Oct 2026: instructions v1 → v2"]),
        ({"since": "2026-10-30", "until": "2026-11-01"},
         "no change was made on 30 Oct – 1 Nov 2026.", []),
        ({"since": "2026-11-08", "until": "2026-11-08"},
         "1 change was made and 1 shift that no edit explains began on 8 Nov 2026: 1 regressed.",
         ["8 Nov 2026: instructions v1 → v2"]),
        ({"since": "2026-10-26"}, "began since 26 Oct 2026: 2 regressed, 1 improved.",
         ["27 Oct 2026: instructions v1 → v2"]),
    ],
)  # fmt: skip
def test_what_stands_is_listed_whatever_the_period_and_the_heading_says_both(
    sample: Path, period: dict[str, str], heading: str, made: list[str]
) -> None:
    app = read_page(sample, "changes", **period)
    told = heading_of(app)
    assert told.startswith("2 regressions stand; ") and told.endswith(heading)
    assert listed(app)[:2] == STANDING
    assert set(made) <= set(listed(app))
    within = period == {"since": "2026-10-26"}
    assert says(app, "Regressions that stand are listed whatever the period.") != within


def test_of_one_worker_only_its_own_regressions_stand(sample: Path) -> None:
    app = read_page(sample, "changes", worker="Supplier records", **LAST_WEEK)
    assert heading_of(app) == "1 regression stands; no change was made last week."
    assert table_with(app, "Worker").column("Worker") == ["Supplier records"]
    app = read_page(sample, "changes", worker="Delivery notices", **LAST_WEEK)
    assert heading_of(app).startswith("No regression stands; 1 change was made last week: ")


def test_what_stands_and_was_made_in_the_period_is_told_once(sample: Path) -> None:
    day = {"since": "2026-11-08", "until": "2026-11-08"}
    app = read_page(sample, "changes", worker="Supplier records", **day)
    assert heading_of(app) == ("1 regression stands: 1 shift that no edit explains, on 8 Nov 2026.")


def test_where_no_run_fits_the_filters_no_change_is_said_to_be_unknown(sample: Path) -> None:
    app = read_page(sample, "changes", worker="Nobody", **LAST_WEEK)
    assert heading_of(app) == "Changes" and says(app, "No run fits these filters.")


def test_with_all_data_the_heading_reads_as_it_did(sample: Path) -> None:
    assert heading_of(read_page(sample, "changes")) == (
        "10 changes and 1 shift that no edit explains: 2 regressed, 1 improved."
    )


def test_a_command_with_a_period_says_and_lists_the_same(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = ["--since", "2026-11-09", "--until", "2026-11-15"]
    assert main(["--home", str(sample), "show", "changes", *period]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2 regressions stand; 1 change was made last week: ")
    workers = ["Invoice follow-up", "Supplier records", "Delivery notices"]
    places = [told.index(f": {worker}: ") for worker in workers]
    assert places == sorted(places)


def test_causes_that_may_be_chance_are_folded_away(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Invoice follow-up"))
    folded = next(one for one in app.expander if one.label.endswith("that may be chance"))
    inside = [text for text in texts_of(folded) if "→" in text]
    assert folded.label == f"{len(inside)} more that may be chance"
    assert inside and all("may be chance" in text for text in inside)
    causes = [text for text in texts(app) if "→" in text and "be chance" in text]
    assert "0 → 49, +13.1 points, unlikely to be chance" in causes
    assert len(causes) - len(inside) == sum("unlikely" in text for text in causes)


def texts_of(block: AppTest) -> list[str]:
    return [node.value for node in block.caption]


def test_where_all_may_be_chance_that_is_said(sample: Path) -> None:
    app = read_page(sample, "changes", detail=key(sample, "Expense check"))
    assert says(app, "No cause moved by more than chance could.")
    assert any(one.label.endswith(" that may be chance") for one in app.expander)


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        ("Refund desk",
         "Too early: the runs are consistent with no change and with one that matters."),
        ("Delivery notices", "There are too few runs on one side to say more."),
        ("Contract summary", "This change can’t be separated from the other one."),
    ],
)  # fmt: skip
def test_a_verdict_is_said_in_plain_words(sample: Path, worker: str, said: str) -> None:
    app = read_page(sample, "changes", detail=key(sample, worker))
    assert says(app, said)
    assert not any("can't" in text for text in texts(app))
