"""What a period is compared with is chosen in the bar, stands in the link, and is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from tests.app_pages.opening import as_read, open_link, texts
from tests.workspaces import import_steady_runs

WEEK = {"since": "2026-10-26", "until": "2026-11-01"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_steady_runs(home)
    return home


def captions(app: AppTest) -> str:
    return " ".join(as_read(caption.value) for caption in app.caption)


def test_another_time_is_chosen_and_told(home: Path) -> None:
    app = open_link(home, "trends", **WEEK)
    assert "Compared with the 7 days before, 19–25 Oct 2026." in captions(app)
    assert "the week before" in app.title[0].value
    ways(app).set_value("4-weeks-before").run()
    assert app.query_params["compare-with"] == "4-weeks-before"
    assert "Not compared with the same time 4 weeks before, 28 Sep – 4 Oct 2026" in captions(app)
    assert "the week before" not in app.title[0].value
    ways(app).set_value("previous").run()
    assert "compare-with" not in app.query_params


def test_days_of_ones_own_stand_in_the_link_and_only_rates_are_put_beside(home: Path) -> None:
    app = open_link(home, "trends", **WEEK, **{"compare-with": "2026-10-12..2026-10-15"})
    assert ways(app).value is None
    told = captions(app)
    assert "Compared with 12–15 Oct 2026. It is not as long, so only rates are compared." in told
    assert "→" not in told.replace("Compare", "")
    assert "on 12–15 Oct 2026" in as_read(app.title[0].value)
    [first, last] = (day for day in app.date_input if str(day.key).startswith("compared"))
    assert (str(first.value), str(last.value)) == ("2026-10-12", "2026-10-15")
    first.set_value("2026-10-05")
    app.button(key="FormSubmitter:compared days-Compare with these days").click().run()
    assert app.query_params["compare-with"] == "2026-10-05..2026-10-15"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("yesterday", "“yesterday” is no time to compare with; write one of previous"),
        ("2026-10-13..2026-10-12", "ends (2026-10-12) before it begins"),
        ("2026-10-40..2026-10-41", "“2026-10-40” is not a date"),
    ],
)
def test_a_time_that_is_none_is_said_and_can_be_removed(home: Path, wrong: str, told: str) -> None:
    app = open_link(home, "trends", **WEEK, **{"compare-with": wrong})
    [said] = [text for text in texts(app) if "time to compare with was left out" in text]
    assert told in said
    assert "Compared with the 7 days before" in captions(app)
    app.button(key="forget").click().run()
    assert "compare-with" not in app.query_params


def test_review_says_with_which_time_its_numbers_are_compared(home: Path) -> None:
    days = {"compare-with": "2026-10-12..2026-10-15"}
    assert any(", 91.7 % on 12–15 Oct 2026." in text for text in review(home, **WEEK, **days))
    assert any(", 91.7 % the week before." in text for text in review(home, **WEEK))


def ways(app: AppTest) -> Radio[str]:
    [menu] = (radio for radio in app.radio if radio.label == "Compare with")
    return menu


def review(home: Path, **params: str) -> list[str]:
    return [text.replace("\xa0", " ") for text in texts(open_link(home, "review", **params))]
